"""The admin of harvested documents: each record with its errors and their lines."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RadioFilter
from unfold.decorators import display

from entities.admin import markup
from entities.admin.listing import wide_columns
from harvesting.admin import chips
from harvesting.admin.reading import ReadOnlyAdmin
from harvesting.models import HarvestedDocument
from harvesting.reading import shortened
from harvesting.vocabulary import Outcome

_CLEAN = Q(failure="", validation_errors=[])


class ErrorsFilter(RadioFilter):
    """Records with and without errors."""

    title = "errors"
    parameter_name = "errors"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """What the contract calls good and bad, and those that are no dataset."""
        return [("yes", "With errors"), ("no", "Without errors"), ("unreadable", "Cannot be read")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """The records of the kind."""
        wanted = {"yes": ~_CLEAN, "no": _CLEAN, "unreadable": Q(readable=False)}.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(wanted)


class ListedFilter(RadioFilter):
    """Whether the source still lists the document."""

    title = "listed"
    parameter_name = "listed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Where a document can stand."""
        return [("live", "Listed"), ("missing", "Missing, not removed"), ("removed", "Removed")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """The documents that stand there."""
        wanted = {
            "live": Q(missing_since=None),
            "missing": Q(missing_since__isnull=False, removed=None),
            "removed": Q(removed__isnull=False),
        }.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(wanted)


@admin.register(HarvestedDocument)
class HarvestedDocumentAdmin(ReadOnlyAdmin):
    """Records of all sources."""

    list_display = ("named", "source_link", "shown_outcome", "errors_count", "dataset_link", "seen", "updated")
    list_filter = (("outcome", ChoicesDropdownFilter), ErrorsFilter, ListedFilter)
    search_fields = ("title", "url", "file_id", "source__name", "source__identifier")
    search_help_text = "Title, URL, file identifier or source"
    ordering = ("-update_time", "pk")
    fieldsets = (
        (None, {"fields": ("title", "source_link", "dataset_link", "document_link", "file_id", "metadata_date")}),
        ("Errors", {"fields": ("error_table",)}),
        ("Description", {"fields": ("description", "service_table")}),
        ("Last run", {"fields": (("shown_outcome", "readable", "contested"), ("last_seen", "update_time", "fetched"),
                                 ("missing_since", "removed"), "hash_val", ("etag", "last_modified"))}),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without documents' bytes."""
        rows = super().get_queryset(request).select_related("source", "dataset")
        return rows.defer("content", "description", "services", *wide_columns(HarvestedDocument, ("dataset",)))

    @display(description="Title", ordering="title")
    def named(self, document: HarvestedDocument) -> str:
        """Its title, or its URL where it has none."""
        return shortened(document.title, 70)

    @display(description="Changed", ordering="update_time")
    def updated(self, document: HarvestedDocument) -> SafeString | str:
        """When its bytes changed last."""
        return markup.age(document.update_time)

    @display(description="Source", ordering="source__name")
    def source_link(self, document: HarvestedDocument) -> SafeString | str:
        """The source."""
        return markup.row_link(document.source)

    @display(description="Outcome", ordering="outcome")
    def shown_outcome(self, document: HarvestedDocument) -> SafeString | str:
        """What the last run that listed it did with it, and whether the last listing lacks it."""
        shown = chips.outcome(document.outcome)
        if document.removed or not document.missing_since:
            return shown
        return format_html("{} {}", shown, chips.outcome(Outcome.MISSING))

    @display(description="Errors")
    def errors_count(self, document: HarvestedDocument) -> SafeString | str:
        """How many, and the first one."""
        errors = document.errors
        if not errors:
            return markup.NOTHING
        return format_html("{} {}", markup.chip(len(errors), "danger"), shortened(str(errors[0]["error"]), 60))

    @display(description="Dataset", ordering="dataset__title")
    def dataset_link(self, document: HarvestedDocument) -> SafeString | str:
        """The dataset that was made of it."""
        return markup.row_link(document.dataset, "Dataset")

    @display(description="Document at the source")
    def document_link(self, document: HarvestedDocument) -> SafeString | str:
        """Where it came from."""
        return format_html(
            '<a class="cell-link" href="{}" rel="noopener noreferrer">{}</a>', document.url, document.url
        )

    @display(description="Last seen", ordering="last_seen")
    def seen(self, document: HarvestedDocument) -> SafeString | str:
        """When a listing had it last."""
        return markup.age(document.last_seen)

    @display(description="Errors")
    def error_table(self, document: HarvestedDocument) -> SafeString | str:
        """Every error with its line."""
        rows = ((error["line_number"], error["error"]) for error in document.errors)
        table = format_html_join("", '<tr><td class="no-break">line {}</td><td>{}</td></tr>', rows)
        return format_html('<table class="plain-table">{}</table>', table) if table else markup.NOTHING

    @display(description="Services")
    def service_table(self, document: HarvestedDocument) -> SafeString | str:
        """Services that the document names."""
        rows = ((service["service_type"], service["service_url"]) for service in document.services)
        table = format_html_join("", "<tr><td>{}</td><td>{}</td></tr>", rows)
        return format_html('<table class="plain-table">{}</table>', table) if table else markup.NOTHING
