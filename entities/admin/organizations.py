"""The admin of organizations: publishers and hosts, with the decision whether their node vouches for them."""

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db.models import Max, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter, MultipleChoicesDropdownFilter
from unfold.decorators import display

from entities.admin import endorsements, markup, rights
from entities.admin.base import COMMON_FILTERS, EntityAdmin, Related
from entities.admin.decisions import DELETE, ENDORSE, HOLD, NEW_PASSWORD, REJECT, RESTORE
from entities.admin.filters import has_datasets, yes_no
from entities.admin.listing import ADDRESS_SECTION, count_of
from entities.admin.passwords import password_page
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

    decisions = (ENDORSE, HOLD, REJECT, NEW_PASSWORD, DELETE, RESTORE)
    queues = {"endorsements": "admin:entities_endorsements"}
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

    def get_urls(self) -> list[URLPattern]:
        """The endorsement queue, and the page that shows a password."""
        view = self.admin_site.admin_view
        return [
            path("endorsements/", view(self.queue_view), name="entities_endorsements"),
            path("<uuid:key>/password/", view(self.password_view), name="entities_organization_password"),
            *super().get_urls(),
        ]

    def queue_view(self, request: HttpRequest) -> HttpResponse:
        """Who waits for a decision."""
        return endorsements.queue(request, self.admin_site)

    def password_view(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """The password, to whoever may change the organization."""
        return password_page(request, self.admin_site, key)

    def summary(self, request: HttpRequest, entity: Organization) -> dict[str, Any]:
        """With the decisions about its endorsement so far."""
        return {**super().summary(request, entity), "decisions": endorsements.past(entity)}

    def buttons(self, request: HttpRequest, entity: Any) -> list[dict[str, str]]:
        """With the way to its password."""
        found = super().buttons(request, entity)
        if not entity.is_deleted and rights.in_reach(request, entity):
            address = reverse("admin:entities_organization_password", args=[entity.pk])
            found.append({"title": "Show password", "icon": "visibility", "tone": "default", "address": address})
        return found

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
