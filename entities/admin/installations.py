"""The admin of installations: software that serves datasets."""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import AutocompleteSelectFilter, BooleanRadioFilter, ChoicesDropdownFilter
from unfold.decorators import display

from entities.admin import markup
from entities.admin.base import COMMON_FILTERS, EntityAdmin, Related
from entities.admin.filters import has_datasets, yes_no
from entities.admin.listing import count_of
from entities.models import Dataset, Installation


@admin.register(Installation)
class InstallationAdmin(EntityAdmin):
    """Installations."""

    counts = {"datasets_count": count_of(Dataset, "installation")}
    list_display = ("named", "type", "host", "datasets", "disabled", "changed", "changed_by")
    list_select_related = ("organization",)
    list_filter = (
        ("type", ChoicesDropdownFilter),
        ("organization", AutocompleteSelectFilter),
        ("organization__endorsing_node", AutocompleteSelectFilter),
        ("disabled", BooleanRadioFilter),
        yes_no("has_datasets", "serves datasets", has_datasets("installation")),
        *COMMON_FILTERS,
    )
    autocomplete_fields = ("organization",)
    consequences = {
        "organization": "Moves the installation, and the right to edit it and its datasets, to another host.",
        "disabled": "Automatic synchronisation skips it then.",
    }
    sections = ((None, ("title", "description", ("organization", "type"), "disabled")),)

    def chips(self, entity: Installation) -> list[SafeString]:
        """A disabled one is skipped by synchronisation."""
        return [*super().chips(entity), *([markup.chip("Disabled", "warning")] if entity.disabled else [])]

    def related(self, entity: Installation) -> list[Related]:
        """What it serves."""
        served = Dataset.live().filter(installation=entity).count()
        sides = reverse("admin:installation_synchronization", args=[entity.pk])
        return [
            Related.of("datasets", served, Dataset, installation=entity),
            Related("At the source and here", None, sides),
        ]

    @display(description="Organization", ordering="organization__title")
    def host(self, row: Installation) -> SafeString | str:
        """The organization that runs it."""
        return markup.row_link(row.organization)

    @display(description="Datasets", ordering="datasets_count")
    def datasets(self, row: Any) -> int:
        """Datasets that it serves."""
        return int(row.datasets_count)
