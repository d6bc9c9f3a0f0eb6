"""The admin of networks: datasets that belong together."""

from typing import Any

from django.contrib import admin
from unfold.decorators import display

from entities.admin.base import COMMON_FILTERS, EntityAdmin, Related
from entities.admin.filters import HAS_CONSTITUENTS, yes_no
from entities.admin.listing import ADDRESS_SECTION, constituents, publishers_of_constituents
from entities.models import Dataset, Network


@admin.register(Network)
class NetworkAdmin(EntityAdmin):
    """Networks; datasets are added and removed in the list of datasets."""

    counts = {"datasets_count": constituents(), "organizations_count": publishers_of_constituents()}
    list_display = ("named", "datasets", "organizations", "changed", "changed_by")
    list_filter = (yes_no("has_datasets", "has datasets", HAS_CONSTITUENTS), *COMMON_FILTERS)
    sections = ((None, ("title", "description", "language")), ADDRESS_SECTION)

    def related(self, entity: Network) -> list[Related]:
        """Its constituents."""
        members = Dataset.live().filter(memberships__network=entity).count()
        return [Related.of("constituent datasets", members, Dataset, networks=entity)]

    @display(description="Datasets", ordering="datasets_count")
    def datasets(self, row: Any) -> int:
        """Live constituents."""
        return int(row.datasets_count)

    @display(description="Organizations", ordering="organizations_count")
    def organizations(self, row: Any) -> int:
        """Publishers of its constituents."""
        return int(row.organizations_count)
