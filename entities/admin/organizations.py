"""The admin of organizations: publishers and hosts, with the decision whether their node vouches for them."""

from typing import Any

from django.contrib import admin
from django.db.models import Max, OuterRef, Subquery
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter, MultipleChoicesDropdownFilter
from unfold.decorators import display

from entities.admin import markup
from entities.admin.base import COMMON_FILTERS, EntityAdmin, Related
from entities.admin.decisions import DELETE, ENDORSE, HOLD, REJECT, RESTORE
from entities.admin.filters import has_datasets, yes_no
from entities.admin.listing import ADDRESS_SECTION, count_of
from entities.models import Dataset, Installation, Organization

_NEWEST = (
    Dataset.objects.filter(deleted=None, publishing_organization=OuterRef("pk"))
    .order_by()
    .values("publishing_organization")
    .annotate(newest=Max("created"))
    .values("newest")
)


@admin.register(Organization)
class OrganizationAdmin(EntityAdmin):
    """Organizations."""

    decisions = (ENDORSE, HOLD, REJECT, DELETE, RESTORE)
    counts = {
        "published": count_of(Dataset, "publishing_organization"),
        "hosted": count_of(Dataset, "installation__organization"),
        "newest": Subquery(_NEWEST),
    }
    list_display = ("named", "node", "country", "published", "hosted", "newest", "changed", "changed_by")
    list_select_related = ("endorsing_node",)
    list_filter = (
        ("endorsement_status", MultipleChoicesDropdownFilter),
        ("endorsing_node", AutocompleteSelectFilter),
        ("country", ChoicesDropdownFilter),
        yes_no("has_datasets", "publishes datasets", has_datasets("publishing_organization")),
        *COMMON_FILTERS,
    )
    autocomplete_fields = ("endorsing_node",)
    readonly_fields = ("endorsement", "endorsed")
    consequences = {
        "title": "Written into the citations of all its datasets.",
        "endorsing_node": "Moves the organization, and the right to edit it, to another node. Its endorsement stays.",
    }
    sections = (
        (None, ("title", "abbreviation", "description", ("endorsing_node", "language"), ("endorsement", "endorsed"))),
        ADDRESS_SECTION,
        ("Position", (("latitude", "longitude"),)),
    )

    def chips(self, entity: Organization) -> list[SafeString]:
        """The endorsement status is what a curator looks for first."""
        return [*super().chips(entity), markup.endorsement_chip(entity.endorsement_status)]

    def related(self, entity: Organization) -> list[Related]:
        """Its datasets and installations."""
        published = Dataset.live().filter(publishing_organization=entity).count()
        hosted = Dataset.live().filter(installation__organization=entity).count()
        installations = Installation.live().filter(organization=entity).count()
        return [
            Related.of("published datasets", published, Dataset, publishing_organization=entity),
            Related.of("hosted datasets", hosted, Dataset, installation__organization=entity),
            Related.of("installations", installations, Installation, organization=entity),
        ]

    @display(description="Node", ordering="endorsing_node__title")
    def node(self, row: Organization) -> SafeString | str:
        """The endorsing node."""
        return markup.row_link(row.endorsing_node)

    @display(description="Published", ordering="published")
    def published(self, row: Any) -> int:
        """Datasets that it publishes."""
        return int(row.published)

    @display(description="Hosted", ordering="hosted")
    def hosted(self, row: Any) -> int:
        """Datasets that its installations serve."""
        return int(row.hosted)

    @display(description="Last dataset", ordering="newest")
    def newest(self, row: Any) -> SafeString | str:
        """When its newest dataset was registered."""
        return markup.moment(row.newest)

    @display(description="Endorsement status")
    def endorsement(self, row: Organization) -> SafeString | str:
        """Changed by decisions only, each with its reason."""
        return markup.endorsement_chip(row.endorsement_status) if row.pk else markup.NOTHING
