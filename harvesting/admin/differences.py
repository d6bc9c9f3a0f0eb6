"""The queue of differences: what a dataset holds, what its source would say, accept or keep, field by field."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.safestring import SafeString
from unfold.decorators import display

from entities.admin import markup, rights
from entities.exceptions import RegistryError
from entities.models import FieldProvenance
from entities.permissions import Actor
from entities.services import differences
from harvesting.admin.asking import asked
from harvesting.admin.reading import ReadOnlyAdmin
from harvesting.differing import in_words, label_of
from harvesting.models import HarvestSource

_DEEDS: dict[str, tuple[Callable[..., Any], str]] = {
    "accept": (differences.accept, "what the source says was taken over."),
    "keep": (differences.keep, "ours was kept; the source's is not asked about again."),
}


@asked("Accept the source's", "All fields that wait get what the source says.")
def accept_all(row: FieldProvenance, actor: Actor) -> str:
    """Take over all that waits."""
    return _said(_each(row, differences.accept, actor), "taken over")


@asked("Keep ours", "All fields that wait stay as they are, until the source says something else again.")
def keep_all(row: FieldProvenance, actor: Actor) -> str:
    """Keep all that waits."""
    return _said(_each(row, differences.keep, actor), "kept")


def _each(row: FieldProvenance, deed: Callable[..., Any], actor: Actor) -> int:
    waiting = [found.field for found in differences.of_dataset(row.dataset) if found.waits]
    for name in waiting:
        deed(row.dataset, name, actor=actor)
    return len(waiting)


def _said(fields: int, deed: str) -> str:
    return f"{fields} field was {deed}." if fields == 1 else f"{fields} fields were {deed}."


class WaitingFilter(admin.SimpleListFilter):
    """Only what waits, unless all is asked for."""

    title = "decision"
    parameter_name = "decision"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The others."""
        return [("all", "All harvested datasets")]

    def choices(self, changelist: Any) -> Any:
        """The default is no absence of a filter, and says so."""
        for choice in super().choices(changelist):
            yield choice | ({"display": "Waiting"} if choice["display"] == "All" else {})

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """What waits."""
        return queryset if self.value() == "all" else queryset.filter(waiting__gt=0, dataset__deleted=None)


@admin.register(FieldProvenance)
class FieldProvenanceAdmin(ReadOnlyAdmin):
    """Datasets with where their fields come from."""

    actions = (accept_all, keep_all)
    list_display = ("dataset_title", "source_link", "fields_waiting", "undecided", "since")
    list_filter = (WaitingFilter,)
    search_fields = ("dataset__title", "url", "source")
    search_help_text = "Title, URL of the document, or identifier of the source"
    change_form_outer_before_template = "admin/harvesting/differences.html"
    fieldsets = (
        (
            "Where its fields come from",
            {
                "fields": (
                    "dataset_link", "source_link", "document_link", "run", "applied", "digest", "fields_given",
                )
            },
        ),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        """With titles, without stored JSON."""
        wide = ("dataset__rendered", "dataset__rendered_item", "dataset__metadata")
        names = HarvestSource.objects.filter(pk=OuterRef("source")).values("name")
        rows = super().get_queryset(request).select_related("dataset").defer(*wide)
        return rows.annotate(source_name=Subquery(names))

    def get_urls(self) -> Any:
        """With the address of a decision about one field."""
        decide = self.admin_site.admin_view(self.decide)
        return [path("<uuid:key>/<str:field>/<str:deed>/", decide, name="difference_decide"), *super().get_urls()]

    def decide(self, request: HttpRequest, key: Any, field: str, deed: str) -> HttpResponse:
        """Accept or keep one field; by POST only."""
        row = FieldProvenance.objects.select_related("dataset").filter(pk=key).first()
        if row is None or deed not in _DEEDS or request.method != "POST":
            raise Http404
        act, done = _DEEDS[deed]
        try:
            act(row.dataset, field, actor=rights.actor_of(request))
            messages.success(request, f"{label_of(field)}: {done}")
        except RegistryError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(markup.change_address(FieldProvenance, key))

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """With the table of differences."""
        row = self.get_object(request, object_id)
        shown = [_shown(row, found) for found in differences.of_dataset(row.dataset)] if row else []
        may_decide = row is not None and rights.in_reach(request, row.dataset)
        context = {**(extra_context or {}), "differences": shown, "may_decide": may_decide}
        return super().change_view(request, object_id, form_url, context)

    @display(description="Dataset", ordering="dataset__title")
    def dataset_title(self, row: FieldProvenance) -> str:
        """The dataset, leading to its differences."""
        return row.dataset.title

    @display(description="Dataset")
    def dataset_link(self, row: FieldProvenance) -> SafeString | str:
        """The dataset itself."""
        return markup.row_link(row.dataset, row.dataset.title)

    @display(description="Source")
    def source_link(self, row: Any) -> SafeString | str:
        """The source."""
        return markup.link(markup.change_address(HarvestSource, row.source), row.source_name or row.source)

    @display(description="Document")
    def document_link(self, row: FieldProvenance) -> SafeString | str:
        """Where the document came from."""
        return markup.link(row.url, row.url) if row.url else markup.NOTHING

    @display(description="Fields that differ")
    def fields_waiting(self, row: FieldProvenance) -> str:
        """Which fields differ."""
        return ", ".join(label_of(name) for name in row.differences) or markup.NOTHING

    @display(description="To decide", ordering="waiting")
    def undecided(self, row: FieldProvenance) -> int:
        """How many of them wait for a curator."""
        return row.waiting

    @display(description="Fields that the document set")
    def fields_given(self, row: FieldProvenance) -> str:
        """All of them."""
        return ", ".join(label_of(name) for name in row.given)

    @display(description="Since", ordering="applied")
    def since(self, row: FieldProvenance) -> SafeString | str:
        """When the document came."""
        return markup.age(row.applied)


def _shown(row: FieldProvenance, found: differences.Difference) -> dict[str, Any]:
    address = {deed: reverse("admin:difference_decide", args=[row.pk, found.field, deed]) for deed in _DEEDS}
    return {**in_words(found), **address}
