"""The admin of nodes: participants that endorse organizations; their address comes from a directory."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from entities.admin.base import COMMON_FILTERS, EntityAdmin, Related
from entities.admin.filters import has_organizations, yes_no
from entities.admin.listing import count_of
from entities.models import Dataset, Node, Organization
from entities.vocabulary import EndorsementStatus

_PENDING = ~Q(endorsement_status=EndorsementStatus.ENDORSED)


@admin.register(Node)
class NodeAdmin(EntityAdmin):
    """Nodes; their directory fields are shown only (registry contract 3.4)."""

    counts = {
        "organizations_count": count_of(Organization, "endorsing_node"),
        "pending_count": count_of(Organization, "endorsing_node", _PENDING),
        "datasets_count": count_of(Dataset, "publishing_organization__endorsing_node"),
    }
    list_display = (
        "named", "type", "participation_status", "country", "pending", "organizations", "datasets", "changed",
    )  # fmt: skip
    list_filter = (
        ("type", ChoicesDropdownFilter),
        ("participation_status", ChoicesDropdownFilter),
        ("gbif_region", ChoicesDropdownFilter),
        ("continent", ChoicesDropdownFilter),
        yes_no("has_pending", "has pending organizations", has_organizations(_PENDING)),
        *COMMON_FILTERS,
    )
    readonly_fields = Node.directory_fields
    sections = (
        (None, ("title", ("type", "participation_status"), ("gbif_region", "continent"), "country")),
        (
            "From the directory of participants",
            (
                ("participant_title", "abbreviation"), "description", ("participant_since", "date_signed_mou"),
                ("organization", "logo_url"), ("email", "phone"), ("homepage", "address"),
                ("city", "postal_code"), "province",
            ),
        ),
    )  # fmt: skip

    def related(self, entity: Node) -> list[Related]:
        """Its organizations and what they publish."""
        organizations = Organization.live().filter(endorsing_node=entity)
        datasets = Dataset.live().filter(publishing_organization__endorsing_node=entity).count()
        waiting = {"endorsement_status__exact": EndorsementStatus.WAITING_FOR_ENDORSEMENT}
        pending = organizations.filter(**waiting).count()
        return [
            Related.of("waiting for endorsement", pending, Organization, waiting, endorsing_node=entity),
            Related.of("organizations", organizations.count(), Organization, endorsing_node=entity),
            Related.of("datasets", datasets, Dataset, publishing_organization__endorsing_node=entity),
        ]

    @display(description="Pending", ordering="pending_count")
    def pending(self, row: Any) -> int:
        """Organizations that it has not endorsed."""
        return int(row.pending_count)

    @display(description="Organizations", ordering="organizations_count")
    def organizations(self, row: Any) -> int:
        """Organizations below it."""
        return int(row.organizations_count)

    @display(description="Datasets", ordering="datasets_count")
    def datasets(self, row: Any) -> int:
        """Datasets of its organizations."""
        return int(row.datasets_count)
