"""The figures of a checklist, in the order of the contract (A.3)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from entities.archives import Archive
from entities.archives.descriptor import DataFile
from entities.checklists.extensions import CONSTANTS, ExtensionCounts
from entities.checklists.matching import Lookup, Matches, Name, match, names_of
from entities.checklists.source import SourceReader
from entities.checklists.tree import Tree, kingdoms
from entities.checklists.usages import NOTHING, Usages
from entities.vocabulary import LANGUAGES
from entities.vocabulary.taxonomy import KINGDOMS, NAME_USAGE_ISSUES, ORIGINS, RANKS

Counts = dict[str, int]
_LANGUAGE_NAMES = [language.name for language in LANGUAGES]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many usages a checklist has, and of which sorts; maps go by count, then in the order of their enumeration.

    The counts of matches are 0 where no checklist is named to match with (A.3).
    """

    usages: int
    synonyms: int
    distinct_names: int
    by_constituent: Counts
    by_kingdom: Counts
    by_rank: Counts
    names_by_language: Counts
    records_by_extension: Counts
    by_origin: Counts
    by_issue: Counts
    skipped: int = 0
    backbone_matches: int = 0
    catalogue_matches: int = 0

    @property
    def accepted(self) -> int:
        """Usages that are no synonyms."""
        return self.usages - self.synonyms

    def _share(self, matches: int) -> int:
        return 100 * matches // self.usages if self.usages else 0

    def as_json(self) -> dict[str, int | Counts]:
        """The figures under the contract's names, in its order."""
        return {
            "usagesCount": self.usages,
            "synonymsCount": self.synonyms,
            "distinctNamesCount": self.distinct_names,
            "nubMatchingCount": self.backbone_matches,
            "colMatchingCount": self.catalogue_matches,
            "nubCoveragePct": self._share(self.backbone_matches),
            "colCoveragePct": self._share(self.catalogue_matches),
            "countByConstituent": self.by_constituent,
            "countByKingdom": self.by_kingdom,
            "countByRank": self.by_rank,
            "countNamesByLanguage": self.names_by_language,
            "countExtRecordsByExtension": self.records_by_extension,
            "countByOrigin": self.by_origin,
            "countByIssue": self.by_issue,
            "otherCount": {},
        }


def measure(
    archive: Archive,
    core: DataFile,
    constituents: Mapping[str, object] | None = None,
    *,
    backbone: Lookup | None = None,
    catalogue: Lookup | None = None,
    keep_names: Callable[[Iterator[Name]], None] | None = None,
) -> Figures:
    """The figures of an archive's Taxon core; `constituents` are the datasets of its `datasetID`s.

    `backbone` and `catalogue` answer names of the checklists to match with; `keep_names` gets this one's own.
    """
    datasets = [str(key) for key in (constituents or {}).values()]
    numbers = {name: number for number, name in enumerate(constituents or {})}
    source = SourceReader(archive, core, numbers).read()
    usages = Tree(source).build()
    extensions = ExtensionCounts()
    extensions.read(archive, source)
    if keep_names is not None:
        keep_names(names_of(usages))
    matches = _matches(usages, backbone) if backbone else None
    return replace(
        _figures(usages, matches, extensions, datasets),
        skipped=source.skipped,
        catalogue_matches=match(usages, catalogue).total if catalogue else 0,
    )


def _matches(usages: Usages, backbone: Lookup) -> Matches:
    """What matches; what does not has an issue."""
    matches = match(usages, backbone)
    for usage in (usage for usage, is_found in enumerate(matches.found) if not is_found):
        usages.note(usage, "BACKBONE_MATCH_NONE")
    return matches


def _figures(usages: Usages, matches: Matches | None, extensions: ExtensionCounts, datasets: Sequence[str]) -> Figures:
    """All that is counted in the tree and in the extensions."""
    accepted = [usage for usage in range(len(usages)) if not usages.is_synonym(usage)]
    return Figures(
        usages=len(usages),
        synonyms=len(usages) - len(accepted),
        distinct_names=len(set(usages.names)),
        by_constituent=_named(usages.constituents, datasets),
        by_kingdom=_named(_kingdoms(usages, accepted, matches), KINGDOMS),
        by_rank=_named((usages.ranks[usage] for usage in accepted), RANKS),
        names_by_language=_ordered(extensions.languages, _LANGUAGE_NAMES),
        records_by_extension=_ordered(dict.fromkeys(CONSTANTS, 0) | extensions.records, CONSTANTS),
        by_origin=_named(usages.origins, ORIGINS),
        by_issue=_issues(usages),
        backbone_matches=matches.total if matches else 0,
    )


def _kingdoms(usages: Usages, accepted: Sequence[int], matches: Matches | None) -> Iterator[int]:
    """Of the accepted usages: as the backbone says, else as the source does."""
    if matches is not None:
        return (matches.kingdoms[usage] for usage in accepted)
    return (NOTHING if found is None else found for found in kingdoms(usages))


def _issues(usages: Usages) -> Counts:
    return _ordered(usages.count_issues(), NAME_USAGE_ISSUES)


def _named(numbers: Iterable[int], names: Sequence[str]) -> Counts:
    counts = Counter(numbers)
    del counts[NOTHING]
    return _ordered({names[number]: count for number, count in counts.items()}, names)


def _ordered(counts: Mapping[str, int], names: Sequence[str]) -> Counts:
    """The largest first, equal ones in the order of the names."""
    order = {name: number for number, name in enumerate(names)}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], order[item[0]])))
