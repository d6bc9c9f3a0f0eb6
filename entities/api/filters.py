"""The filters of lists, one table of parameters for each kind of entity (contract 6.3-6.6).

A parameter names the queryset method that it calls and the argument that it gives. Parameters of one method are given
together, in one call, so that they hold for the same identifier, the same machine tag, the same contact.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django_filters import Filter, FilterSet

from entities.api import parameters as read
from entities.api.paging import parameters
from entities.api.prepared import Calls, applied
from entities.exceptions import MalformedValue
from entities.marks import UNREACHABLE, mark
from entities.models import Dataset, Entity, Installation, Network, Node, Organization
from entities.models.querysets import EntityQuerySet
from entities.vocabulary import DatasetType, IdentifierType, InstallationType
from entities.wanted import Wanted

Reader = Callable[[str], Any]


class ParameterField(forms.Field):
    """The text of a parameter, read; None where it is not given. Its widget is never shown."""

    def __init__(self, name: str, reader: Reader, *, takes_blank: bool, repeated: bool) -> None:
        self.name, self.reader, self.takes_blank, self.repeated = name, reader, takes_blank, repeated
        super().__init__(required=False, widget=forms.SelectMultiple if repeated else forms.TextInput)

    def clean(self, value: Any) -> Any:
        """The value; MalformedValue that names the parameter where it cannot be read."""
        try:
            if self.repeated:
                return [self.reader(item) for item in value or () if item.strip()] or None
            return self.reader(value) if value is not None and (value.strip() or self.takes_blank) else None
        except MalformedValue as error:
            raise MalformedValue(f"{self.name}: {error}") from error


class Parameter(Filter):
    """A query parameter that gives an argument to a method of the queryset; without name, the only one.

    A blank one counts as not given, unless it `takes_blank`; of a `repeated` one all values count, else the last.
    """

    def __init__(
        self,
        calls: str,
        argument: str = "",
        *,
        reader: Reader = read.text,
        takes_blank: bool = False,
        repeated: bool = False,
    ) -> None:
        self.calls, self.argument = calls, argument
        self.reader, self.takes_blank, self.repeated = reader, takes_blank, repeated
        super().__init__()

    @property
    def field(self) -> ParameterField:
        """What reads it; the filter set gave it its name."""
        return ParameterField(self.field_name, self.reader, takes_blank=self.takes_blank, repeated=self.repeated)


_MARKED = {
    ("of_type", ""): "type",
    ("in_categories", ""): "category",
    ("with_identifier", "type"): "identifier",
    ("with_machine_tag", "namespace"): "namespace",
    ("with_machine_tag", "name"): "name",
    ("with_machine_tag", "namespace", "name"): "tag",
    ("with_machine_tag", "namespace", "name", "value"): "tag",
    ("with_contact_item", "email"): "email",
    ("with_contact_item", "user_id"): "user_id",
    ("published_by", ""): "publisher",
    ("served_by", ""): "installation",
    ("without_endpoint",): UNREACHABLE,
}
"""The marks that say the same as a method with these arguments; see `entities.services.wording`."""
_BETTER_MARKED = {"matching", "with_identifier", "with_machine_tag", "with_contact_item", "without_endpoint"}
"""Methods that take long to answer by rows; all others have an index in the order of lists."""
_SEEN_IN_ROWS = {"of_type", "with_identifier", "with_machine_tag"}
"""Methods that are soon told of one row, by an index of its components."""


class EntityFilters(FilterSet):
    """What all five lists take."""

    q = Parameter("matching")
    identifier = Parameter("with_identifier", "identifier")
    identifierType = Parameter("with_identifier", "type", reader=read.constant(IdentifierType))
    machineTagNamespace = Parameter("with_machine_tag", "namespace")
    machineTagName = Parameter("with_machine_tag", "name")
    machineTagValue = Parameter("with_machine_tag", "value")
    created = Parameter("created_within", reader=read.period, takes_blank=True)
    modified = Parameter("modified_within", reader=read.period, takes_blank=True)


class NodeFilters(EntityFilters):
    """Nodes have the common ones only."""


class OrganizationFilters(EntityFilters):
    """Of organizations (6.4)."""

    country = Parameter("of_country", reader=read.country)
    isEndorsed = Parameter("endorsed", reader=read.is_true)
    networkKey = Parameter("in_network", reader=read.key)
    numPublishedDatasets = Parameter("publishing", reader=read.amount)
    contactUserId = Parameter("with_contact_item", "user_id")
    contactEmail = Parameter("with_contact_item", "email")
    canModify = Parameter("modifiable_by")


class InstallationFilters(EntityFilters):
    """Of installations (6.6)."""

    type = Parameter("of_type", reader=read.constant(InstallationType))
    organizationKey = Parameter("hosted_by", reader=read.key)
    endorsedByNodeKey = Parameter("endorsed_by", reader=read.key)


class DatasetFilters(EntityFilters):
    """Of datasets (6.5)."""

    country = Parameter("of_country", reader=read.country)
    type = Parameter("of_type", reader=read.constant(DatasetType))
    contactUserId = Parameter("with_contact_item", "user_id")
    contactEmail = Parameter("with_contact_item", "email")
    category = Parameter("in_categories", repeated=True)


class NetworkFilters(EntityFilters):
    """Networks have the common ones only."""


FILTERS: dict[type[Entity], type[EntityFilters]] = {
    Node: NodeFilters,
    Organization: OrganizationFilters,
    Installation: InstallationFilters,
    Dataset: DatasetFilters,
    Network: NetworkFilters,
}
"""The table of each kind of entity."""

_FIELDS: dict[type[Entity], dict[str, tuple[Any, ParameterField]]] = {
    model: {name: (parameter, parameter.field) for name, parameter in table.base_filters.items()}
    for model, table in FILTERS.items()
}
"""What reads the parameters of each kind; a form for each request would take longer than most lists."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks of a list: the methods that it calls, each with its arguments; one without name is its
    only one."""

    given: Calls

    def filter_queryset(self, queryset: EntityQuerySet) -> EntityQuerySet:
        """The rows for which all given parameters hold."""
        return applied(queryset, self.given)

    def wanted(self) -> Wanted | None:
        """All that is asked, where words and marks can answer it alone; else None."""
        text, marks = None, []
        for method, arguments in self.given:
            if method == "matching":
                text = arguments[""]
            elif kind := _MARKED.get((method, *arguments)):
                marks.extend(_marks(kind, list(arguments.values())))
            else:
                return None
        return Wanted(text, marks)

    @property
    def is_better_by_words(self) -> bool:
        """Whether words and marks, if they can, answer it sooner than rows."""
        return not _BETTER_MARKED.isdisjoint(method for method, _ in self.given)

    @property
    def is_paged_by_rows(self) -> bool:
        """Whether a page is found soonest in the order of lists, looking at the components of one row after another."""
        return all(method in _SEEN_IN_ROWS for method, _ in self.given)


def asked(model: type[Entity], request: HttpRequest) -> Asked | None:
    """What a request asks of a list of this kind; None where it names no filter. MalformedValue for bad values."""
    given: Mapping[str, str] = parameters(request)
    if _FIELDS[model].keys().isdisjoint(given):
        return None
    found = defaultdict[str, dict[str, Any]](dict)
    for name, (parameter, field) in _FIELDS[model].items():
        if name in given:
            value = field.clean(request.GET.getlist(name) if parameter.repeated else given[name])
            if value is not None:
                found[parameter.calls][parameter.argument] = value
    return Asked(tuple(found.items()))


def filtered(rows: EntityQuerySet, request: HttpRequest) -> EntityQuerySet | None:
    """The rows for which the request's filters hold; None where it names no filter. MalformedValue for bad values."""
    found = asked(rows.model, request)
    return None if found is None else found.filter_queryset(rows)


def _marks(kind: str, values: list[Any]) -> list[str]:
    """One mark of all values; of a list, which is a method's only argument, one of each item."""
    if values and isinstance(values[0], list):
        return [mark(kind, item) for item in values[0]]
    return [mark(kind, *map(str, values))]
