"""Filters of the lists; all of them combine, and stand in the address."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_date
from unfold.contrib.filters.admin import DropdownFilter, RadioFilter, RangeDateFilter, TextFilter

from entities.models import Dataset, Endpoint, NetworkConstituent, Organization
from entities.vocabulary import UserRole

Lookups = list[tuple[str, str]]


class StateFilter(RadioFilter):
    """Live entities unless asked otherwise: a soft delete leaves the lists."""

    title = "state"
    parameter_name = "state"
    all_option: Any = None

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        """The three states."""
        return [("live", "Live"), ("deleted", "Deleted"), ("all", "Live and deleted")]

    def value(self) -> str:
        """The state asked for."""
        return super().value() or "live"

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """The rows of the state."""
        if self.value() == "all":
            return queryset
        return queryset.exclude(deleted=None) if self.value() == "deleted" else queryset.filter(deleted=None)


class MineFilter(RadioFilter):
    """What I may decide about, or changed myself."""

    title = "mine"
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        """Two meanings of mine."""
        return [("reach", "My rights reach it"), ("changed", "I changed it last"), ("created", "I created it")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """The rows that are mine."""
        user: Any = request.user
        if self.value() == "reach":
            return queryset.editable_by(user)  # type: ignore[attr-defined, no-any-return]
        name = {"changed": "modified_by", "created": "created_by"}.get(self.value() or "")
        return queryset.filter(**{name: user.user_name}) if name else queryset


class MachineTagFilter(TextFilter):
    """Entities with a machine tag: `namespace`, `namespace:name` or `namespace:name=value`."""

    title = "machine tag (namespace:name=value)"
    parameter_name = "machine_tag"

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """The rows that carry the tag."""
        text = (self.value() or "").strip()
        if not text:
            return queryset
        triple, _, value = text.partition("=")
        namespace, _, name = triple.partition(":")
        parts = {"namespace": namespace, "name": name, "value": value}
        return queryset.with_machine_tag(**{part: given for part, given in parts.items() if given})  # type: ignore[attr-defined, no-any-return]


class DateFilter(RangeDateFilter):
    """From one day to another, both included, in UTC; a day that does not exist is no limit."""

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """The rows stamped between the days."""
        start, end = (self._day(self.used_parameters.get(f"{self.parameter_name}_{edge}")) for edge in ("from", "to"))
        limits = {}
        if start:
            limits[f"{self.parameter_name}__gte"] = start
        if end:
            limits[f"{self.parameter_name}__lt"] = end + timedelta(days=1)
        return queryset.filter(**limits)

    @staticmethod
    def _day(text: Any) -> datetime | None:
        try:
            day = parse_date(str(text))
        except ValueError:
            return None
        return datetime.combine(day, time.min, tzinfo=UTC) if day and day.year < 9999 else None


class YesNoFilter(DropdownFilter):
    """Rows for which a condition holds, or does not."""

    condition: Q | Exists

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        """Two answers."""
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """The rows with the answer."""
        if self.value() == "yes":
            return queryset.filter(self.condition)
        return queryset.exclude(self.condition) if self.value() == "no" else queryset


def yes_no(name: str, question: str, asked: Q | Exists) -> type[YesNoFilter]:
    """A filter that asks a yes-or-no question about each row."""
    return type(f"{name}Filter", (YesNoFilter,), {"title": question, "parameter_name": name, "condition": asked})


def has_datasets(relation: str) -> Exists:
    """Whether a row has live datasets that refer to it by the relation."""
    return Exists(Dataset.objects.filter(deleted=None, **{relation: OuterRef("pk")}))


HAS_ENDPOINT = Exists(Dataset.components[Endpoint]._default_manager.filter(entity=OuterRef("pk")))
HAS_CONSTITUENTS = Exists(NetworkConstituent.objects.filter(network=OuterRef("pk"), dataset__deleted=None))


def has_organizations(*conditions: Q) -> Exists:
    """Whether a node has live organizations for which the conditions hold."""
    return Exists(Organization.objects.filter(*conditions, deleted=None, endorsing_node=OuterRef("pk")))


class RoleFilter(DropdownFilter):
    """Accounts with a role."""

    title = "role"
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        """All roles."""
        return list(UserRole.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """The accounts that have it."""
        return queryset.filter(roles__contains=[self.value()]) if self.value() else queryset
