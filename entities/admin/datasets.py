"""The admin of datasets."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    BooleanRadioFilter,
    ChoicesDropdownFilter,
    MultipleChoicesDropdownFilter,
)
from unfold.decorators import display

from entities.admin import markup
from entities.admin.base import COMMON_FILTERS, EntityAdmin, Related
from entities.admin.decisions import (
    DELETE,
    JOIN,
    LEAVE,
    LOCK,
    MOVE_TO_INSTALLATION,
    MOVE_TO_PUBLISHER,
    RESTORE,
    UNLOCK,
)
from entities.admin.documents import Documented
from entities.admin.figures import Measured
from entities.admin.filters import HAS_ENDPOINT, yes_no
from entities.admin.forms import DatasetForm
from entities.models import Dataset, Network
from entities.vocabulary import License

_LICENSES: dict[str, str] = {
    License.CC0_1_0: "CC0 1.0",
    License.CC_BY_4_0: "CC-BY 4.0",
    License.CC_BY_NC_4_0: "CC-BY-NC 4.0",
}


@admin.register(Dataset)
class DatasetAdmin(Documented, Measured, EntityAdmin):
    """Datasets."""

    form = DatasetForm
    decisions = (LOCK, UNLOCK, JOIN, LEAVE, MOVE_TO_PUBLISHER, MOVE_TO_INSTALLATION, DELETE, RESTORE)
    list_display = ("named", "type", "publisher", "server", "license_label", "changed", "changed_by")
    list_select_related = ("publishing_organization", "installation")
    list_filter = (
        ("type", MultipleChoicesDropdownFilter),
        ("subtype", ChoicesDropdownFilter),
        ("license", ChoicesDropdownFilter),
        ("publishing_organization", AutocompleteSelectFilter),
        ("publishing_organization__country", ChoicesDropdownFilter),
        ("publishing_organization__endorsing_node", AutocompleteSelectFilter),
        ("installation", AutocompleteSelectFilter),
        ("installation__organization", AutocompleteSelectFilter),
        ("networks", AutocompleteSelectFilter),
        ("parent_dataset", AutocompleteSelectFilter),
        yes_no("has_endpoint", "has an endpoint", HAS_ENDPOINT),
        yes_no("duplicate", "duplicate of another", ~Q(duplicate_of_dataset=None)),
        yes_no("constituent", "part of another", ~Q(parent_dataset=None)),
        yes_no("categorized", "has a category", ~Q(category=None)),
        ("locked_for_auto_update", BooleanRadioFilter),
        *COMMON_FILTERS,
    )
    autocomplete_fields = ("publishing_organization", "installation", "parent_dataset", "duplicate_of_dataset")
    readonly_fields = ("memberships",)
    consequences = {
        "doi": "Left empty, the dataset gets one of ours. Where another takes its place, the former is kept as an"
        " identifier.",
        "license": "Unspecified and unsupported keep the license that is stored.",
        "locked_for_auto_update": "Metadata documents are kept then, but change nothing.",
        "publishing_organization": "Moves the dataset, and the right to edit it, to another publisher.",
        "installation": "Who serves the dataset; a source of documents is not changed by it.",
        "duplicate_of_dataset": "Marks it only: what hangs on the dataset stays here.",
        "category": "Names of dataset categories, one on each line.",
    }
    sections = (
        (
            None,
            (
                "title", "description", ("type", "subtype"), ("publishing_organization", "installation"), "doi",
                ("license", "language"), ("locked_for_auto_update", "external"), "memberships",
            ),
        ),
        ("Names and addresses", (("alias", "abbreviation"), ("short_name", "version"), ("homepage", "logo_url"))),
        ("Relations", (("parent_dataset", "duplicate_of_dataset"), "category")),
        (
            "Citation, rights and upkeep",
            (
                ("citation_text", "citation_identifier"), "rights",
                ("maintenance_update_frequency", "maintenance_description"),
            ),
        ),
    )  # fmt: skip

    def chips(self, entity: Dataset) -> list[SafeString]:
        """Deleted, duplicate, part of another, locked."""
        states = (
            (entity.duplicate_of_dataset_id, "Duplicate", "warning"),
            (entity.parent_dataset_id, "Constituent", ""),
            (entity.locked_for_auto_update, "Locked", "info"),
        )
        return [*super().chips(entity), *(markup.chip(text, tone) for holds, text, tone in states if holds)]

    def related(self, entity: Dataset) -> list[Related]:
        """Datasets that are part of it, its documents, and what was counted in its archive."""
        constituents = Dataset.live().filter(parent_dataset=entity).count()
        return [
            Related.of("constituents", constituents, Dataset, parent_dataset=entity),
            Related(
                "documents", entity.documents.count(), reverse("admin:entities_dataset_documents", args=[entity.pk])
            ),
            *self.measured(entity),
        ]

    @display(description="Publisher", ordering="publishing_organization__title")
    def publisher(self, row: Dataset) -> SafeString | str:
        """The publishing organization."""
        return markup.row_link(row.publishing_organization)

    @display(description="Installation", ordering="installation__title")
    def server(self, row: Dataset) -> SafeString | str:
        """The installation that serves it."""
        return markup.row_link(row.installation)

    @display(description="License", ordering="license")
    def license_label(self, row: Dataset) -> str:
        """The licence's short name."""
        return _LICENSES.get(row.license) or row.get_license_display()  # type: ignore[attr-defined]

    @display(description="Networks")
    def memberships(self, row: Dataset) -> SafeString | str:
        """Changed by the decisions to add to a network or remove from it."""
        if row.pk is None:
            return markup.NOTHING
        found = Network.objects.filter(constituents__dataset=row).defer("rendered").order_by("title")
        return markup.listed(markup.row_link(network) for network in found)
