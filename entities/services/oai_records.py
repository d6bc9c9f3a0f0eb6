"""Which datasets an OAI-PMH request is about: selective harvesting by date and set, in an order that survives changes.

Pages go by the time of the last change, then the key. A dataset that changes while somebody harvests moves to the end,
so it is seen again there, and no other is skipped or doubled.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from entities.models import Dataset, Installation, Organization
from entities.vocabulary import COUNTRIES, DatasetType

FIELDS = (
    "key", "modified", "deleted", "type", "installation_id", "publishing_organization__country",
    "publishing_organization__title",
)  # fmt: skip
_COUNTRY_TITLES: dict[str | None, str] = {country.iso2: country.title for country in COUNTRIES}
_SETS = {
    "dataset_type": "type",
    "country": "publishing_organization__country",
    "installation": "installation",
}


@dataclass(frozen=True, slots=True)
class Position:
    """The last dataset of a page: the next one begins behind it."""

    modified: datetime
    key: UUID


@dataclass(frozen=True, slots=True)
class Record:
    """What a header says of a dataset, and what its metadata needs; `rendered` is "" where only headers were asked."""

    key: UUID
    modified: datetime
    deleted: datetime | None
    type: str | None
    installation: UUID
    country: str | None
    publisher: str
    rendered: str = ""

    @property
    def position(self) -> Position:
        """Where it stands in the order."""
        return Position(self.modified, self.key)

    @property
    def sets(self) -> list[str]:
        """The sets that it is in."""
        told = (("installation", self.installation), ("dataset_type", self.type), ("country", self.country))
        return [f"{kind}:{value}" for kind, value in told if value]


@dataclass(frozen=True, slots=True)
class Selection:
    """Datasets changed within [since, before), of one set ("" for all)."""

    since: datetime | None = None
    before: datetime | None = None
    set_spec: str = ""

    def count(self) -> int:
        """How many there are, deleted ones too."""
        return self._rows().count()

    def page(self, after: Position | None, limit: int, *, with_metadata: bool) -> list[Record]:
        """The next datasets behind a position."""
        rows = self._rows()
        if after is not None:
            # The first condition is what the index is entered by; the second one only drops what was seen.
            rows = rows.filter(modified__gte=after.modified).exclude(modified=after.modified, key__lte=after.key)
        return _records(rows.order_by("modified", "key")[:limit], with_metadata=with_metadata)

    def _rows(self) -> QuerySet[Dataset]:
        rows = Dataset.objects.filter(set_condition(self.set_spec))
        if self.since is not None:
            rows = rows.filter(modified__gte=self.since)
        return rows if self.before is None else rows.filter(modified__lt=self.before)


def set_condition(set_spec: str) -> Q:
    """The datasets of a set: of all with a value where only the kind is named, of none where there is no such set."""
    kind, _, value = set_spec.partition(":")
    if not kind:
        return Q()
    if kind not in _SETS:
        return Q(pk__in=[])
    if not value:
        return Q(**{f"{_SETS[kind]}__isnull": False})
    try:
        return Q(**{_SETS[kind]: UUID(value) if kind == "installation" else value})
    except ValueError:
        return Q(pk__in=[])


def find(key: UUID) -> Record | None:
    """One dataset with its metadata; None where there is none."""
    return next(iter(_records(Dataset.objects.filter(pk=key), with_metadata=True)), None)


def earliest_change() -> datetime | None:
    """Before which nothing changed; None in an empty registry."""
    return Dataset.objects.aggregate(earliest=Min("modified"))["earliest"]  # type: ignore[no-any-return]


def sets() -> Iterator[tuple[str, str]]:
    """Name and title of each set: types, countries of publishers, and installations that serve datasets.

    Those of which all datasets are deleted are among them: their harvesters learn here that nothing is left.
    """
    yield "dataset_type", "per dataset type"
    yield from ((f"dataset_type:{kind}", kind.lower()) for kind in DatasetType.values)
    yield "country", "per country"
    publishers = Organization.objects.filter(datasets__isnull=False).exclude(country=None)
    for country in publishers.order_by("country").values_list("country", flat=True).distinct():
        yield f"country:{country}", _COUNTRY_TITLES[country]
    yield "installation", "per installation"
    serving = Installation.objects.filter(pk__in=Dataset.objects.values("installation"))
    for key, title in serving.order_by("key").values_list("key", "title"):
        yield f"installation:{key}", title


def _records(rows: QuerySet[Dataset], *, with_metadata: bool) -> list[Record]:
    names = (*FIELDS, "rendered") if with_metadata else FIELDS
    return [Record(*row) for row in rows.values_list(*names)]
