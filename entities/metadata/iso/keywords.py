"""Keywords of ISO 19139 (metadata contract F.5)."""

from dataclasses import dataclass

from entities.metadata.elements import Place, every, first
from entities.metadata.iso.values import bare_code, code, text_at, texts, unescaped
from entities.metadata.record import KeywordCollection, Taxon, TaxonomicCoverage

_TOPICS = "ISO 19115 Topic Categories"


@dataclass(frozen=True, slots=True)
class Keywords:
    """The keyword collections, the taxa among the keywords, and the first one that names a project."""

    collections: tuple[KeywordCollection, ...]
    taxonomic_coverages: tuple[TaxonomicCoverage, ...]
    project: str | None


def read_keywords(identification: Place) -> Keywords:
    """One collection for each list of keywords that has any, then the topic categories."""
    collections: list[KeywordCollection] = []
    taxa: list[TaxonomicCoverage] = []
    project: str | None = None
    for holder in every(identification, "descriptiveKeywords/MD_Keywords"):
        words = tuple(filter(None, map(unescaped, texts(every(holder, "keyword")))))
        if not words:
            continue
        kind = code(first(holder, "type"))
        thesaurus = text_at(holder, "thesaurusName/CI_Citation/title") or kind
        collections.append(KeywordCollection(words, " ".join(thesaurus.split()) if thesaurus else None))
        if bare_code(kind or "") == "taxon":
            taxa.append(TaxonomicCoverage(coverages=tuple(Taxon(scientific_name=word) for word in words)))
        if bare_code(kind or "") == "project":
            project = project or words[0]
    return Keywords((*collections, *_topics(identification)), tuple(taxa), project)


def _topics(identification: Place) -> tuple[KeywordCollection, ...]:
    topics = tuple(filter(None, (code(topic) for topic in every(identification, "topicCategory"))))
    return (KeywordCollection(topics, _TOPICS),) if topics else ()
