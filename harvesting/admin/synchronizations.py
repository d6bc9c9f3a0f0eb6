"""Synchronisations of installations: what came of each, and both sides of one: at the source, and here."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RangeDateFilter
from unfold.decorators import display

from entities.admin import markup, rights
from entities.exceptions import RegistryError
from entities.models import FieldProvenance, Installation, Synchronization, SynchronizationRequest
from entities.services import synchronization
from entities.vocabulary import SynchronizationResult
from harvesting import comparing
from harvesting.admin.reading import ReadOnlyAdmin
from harvesting.models import HarvestRun, HarvestSource
from harvesting.reading import shortened
from harvesting.vocabulary import ACTIVE_STATES


@admin.register(Synchronization)
class SynchronizationAdmin(ReadOnlyAdmin):
    """What came of synchronisations, the newest first; each leads to its installation's two sides."""

    list_display = ("moment", "installation_link", "shown_result", "shortened_details")
    list_filter = (("result", ChoicesDropdownFilter), ("sync_date", RangeDateFilter))
    search_fields = ("installation__title", "details")
    search_help_text = "Title of the installation, or text of the details"
    list_select_related = ("installation",)
    fieldsets = ((None, {"fields": ("installation_link", "sync_date", "shown_result", "details")}),)

    def get_urls(self) -> Any:
        """With the address of the two sides of an installation."""
        view = self.admin_site.admin_view(self.sides)
        return [path("of/<uuid:key>/", view, name="installation_synchronization"), *super().get_urls()]

    def sides(self, request: HttpRequest, key: Any) -> HttpResponse:
        """An installation at the source and here; a POST asks for a synchronisation."""
        installation = Installation.objects.select_related("organization").filter(pk=key).first()
        if installation is None or not self.has_view_permission(request):
            raise Http404
        if request.method == "POST" and not rights.is_administrator(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._synchronize(request, installation)
        found = comparing.compare(installation)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Synchronisation of {installation.title}",
            "opts": self.opts,
            "installation": installation,
            "installation_link": markup.row_link(installation),
            "organization_link": markup.row_link(installation.organization),
            "source_link": markup.row_link(found.source) if found.source else None,
            "found": found,
            "rows": [_row(each) for each in found.differences],
            "entries": [(_moment(each), _result(each.result), each.details) for each in found.entries],
            "last_run_age": markup.age(found.last_run.finished) if found.last_run else None,
            "is_waiting": _is_waiting(installation, found.source),
            "may_synchronize": rights.is_administrator(request) and not installation.is_deleted,
        }
        return TemplateResponse(request, "admin/harvesting/synchronization.html", context)

    def _synchronize(self, request: HttpRequest, installation: Installation) -> HttpResponse:
        try:
            synchronization.request(installation, actor=rights.actor_of(request))
            messages.success(
                request, "The synchronisation begins within seconds; its entry appears below when it ends."
            )
        except RegistryError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:installation_synchronization", args=[installation.pk]))

    @display(description="When (UTC)", ordering="sync_date")
    def moment(self, row: Synchronization) -> str:
        """When it was done."""
        return _moment(row)

    @display(description="Installation", ordering="installation__title")
    def installation_link(self, row: Synchronization) -> SafeString:
        """The installation's two sides."""
        address = reverse("admin:installation_synchronization", args=[row.installation_id])
        return markup.link(address, row.installation.title)

    @display(description="Result", ordering="result")
    def shown_result(self, row: Synchronization) -> SafeString:
        """How it went."""
        return _result(row.result)

    @display(description="Details")
    def shortened_details(self, row: Synchronization) -> str:
        """What it said."""
        return shortened(row.details or "", 60)


def _moment(row: Synchronization) -> str:
    return f"{row.sync_date:%Y-%m-%d %H:%M:%S}"


def _result(result: str) -> SafeString:
    is_good = result == SynchronizationResult.OK
    return markup.chip(SynchronizationResult(result).label if result else "unknown", "success" if is_good else "danger")


def _row(found: comparing.Difference) -> dict[str, Any]:
    dataset = found.dataset
    return {
        "name": found.name,
        "at_source": found.at_source,
        "here": markup.row_link(dataset, found.here) if dataset is not None and found.here else None,
        "reason": found.reason,
        "fields": ", ".join(found.fields),
        "address": markup.change_address(FieldProvenance, dataset.pk) if dataset is not None and found.fields else None,
    }


def _is_waiting(installation: Installation, source: HarvestSource | None) -> bool:
    """Whether a synchronisation was asked for, or is under way."""
    if SynchronizationRequest.objects.filter(installation=installation).exists():
        return True
    return source is not None and HarvestRun.objects.filter(source=source, state__in=ACTIVE_STATES).exists()
