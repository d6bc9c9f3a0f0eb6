"""The admin of harvest sources: list, form through the service, harvest now, confirm a removal."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import AutocompleteSelectFilter, BooleanRadioFilter, ChoicesDropdownFilter
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextInputWidget

from entities.admin import history, markup, rights
from entities.admin.filters import StateFilter
from entities.admin.listing import wide_columns
from entities.exceptions import WrongState
from entities.permissions import Actor
from harvesting import pausing, removal, scheduling, sources
from harvesting.admin import chips, waiting
from harvesting.admin.asking import asked
from harvesting.exceptions import AddressRefused
from harvesting.http import check_url
from harvesting.models import HarvestedDocument, HarvestRun, HarvestSource
from harvesting.vocabulary import ACTIVE_STATES, Trigger

_LABELS = {
    "connections": "Connections at once",
    "document_limit": "Most documents in a run",
    "allowed_hosts": "Other hosts",
    "downstream_url": "Page in a downstream catalogue",
}


class HarvestSourceForm(forms.ModelForm):
    """A source; the address is looked at before anything is saved."""

    def clean_url(self) -> str:
        """An address that the harvester may ask for."""
        url: str = self.cleaned_data["url"]
        try:
            check_url(url)
        except AddressRefused as error:
            raise forms.ValidationError(str(error)) from error
        return url


@asked("Harvest now", "A run of each source is queued. A source that is queued or running already gets no second one.")
def harvest_now(source: HarvestSource, actor: Actor) -> str:
    """Queue a run."""
    _, is_new = scheduling.start(source, Trigger.MANUAL, actor=actor)
    return "a run is queued." if is_new else "a run is under way already."


@asked("Stop", "The runs of the sources end within seconds; what they wrote stays.")
def stop(source: HarvestSource, actor: Actor) -> str:
    """Stop the run that is queued or under way."""
    run = source.runs.filter(state__in=ACTIVE_STATES).select_related("source__organization").first()
    if run is None:
        raise WrongState("No run is queued or under way.")
    scheduling.cancel(run, actor=actor)
    return "stopped."


@asked("Pause", "The schedule leaves the sources alone; their datasets stay, and they can still be run by hand.")
def pause(source: HarvestSource, actor: Actor) -> str:
    """Take the source out of the schedule."""
    pausing.pause(source, actor=actor)
    return "paused."


@asked("Resume", "The schedule takes the sources up again: those that are published run within a minute.")
def resume(source: HarvestSource, actor: Actor) -> str:
    """Take the source back into the schedule."""
    pausing.resume(source, actor=actor)
    return "the schedule takes it up again."


@asked(
    "Confirm removal",
    "The last run found fewer documents than before and removed nothing. A new run may remove what is missing, if the "
    "source then lists exactly the same documents; their datasets are deleted, and can be restored.",
    tone="danger",
    details=waiting.missing_documents,
)
def confirm_removal(source: HarvestSource, actor: Actor) -> str:
    """Let the next run remove what the last one found missing."""
    last = source.runs.order_by("-queued").first()
    if last is None:
        raise WrongState("There was no run yet.")
    removal.confirm(last, actor=actor)
    return f"a run that may remove {last.missing} documents is queued."


@asked(
    "Delete, with datasets",
    "The sources run no more, and their datasets are deleted with them; they stay readable and can be restored.",
    tone="danger",
)
def delete_with_datasets(source: HarvestSource, actor: Actor) -> str:
    """Delete the source and what came from it."""
    sources.delete(source, actor=actor)
    return "deleted, with its datasets."


@asked("Delete, keep datasets", "The sources run no more; their datasets stay, as if people had registered them.")
def delete_and_keep_datasets(source: HarvestSource, actor: Actor) -> str:
    """Delete the source only."""
    sources.delete(source, actor=actor, keep_datasets=True)
    return "deleted; its datasets stay."


@admin.register(HarvestSource)
class HarvestSourceAdmin(ModelAdmin):
    """Sources of all organizations."""

    form = HarvestSourceForm
    change_form_outer_before_template = "admin/harvesting/source_actions.html"
    actions = (harvest_now, stop, pause, resume, confirm_removal, delete_with_datasets, delete_and_keep_datasets)
    list_display = (
        "name", "organization_link", "kind", "publish", "state", "outcome", "documents", "last", "next",
    )  # fmt: skip
    list_filter = (
        ("harvest_type", ChoicesDropdownFilter),
        ("publish", BooleanRadioFilter),
        ("last_outcome", ChoicesDropdownFilter),
        ("organization", AutocompleteSelectFilter),
        StateFilter,
    )
    list_filter_submit = True
    list_fullwidth = True
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("name", "url", "identifier", "organization__title")
    search_help_text = "Name, URL, identifier or organization"
    autocomplete_fields = ("organization",)
    readonly_fields = (
        "identifier", "installation_link", "state", "outcome", "documents", "last", "next", "runs_link", "created",
        "created_by", "modified", "modified_by", "deleted",
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("name", "url", ("harvest_type", "organization"), ("publish", "interval"), "contact")}),
        (
            "Politeness and limits",
            {"fields": (("connections", "delay"), ("document_limit", "archives"), "allowed_hosts", "downstream_url")},
        ),
        ("Now", {"fields": (("state", "outcome"), "documents", ("last", "next"), "runs_link", "installation_link")}),
        ("Record", {"fields": ("identifier", ("created", "created_by"), ("modified", "modified_by"), "deleted")}),
    )

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """With the question whether documents are missing that a person may let go."""
        asks = waiting.suspicious_runs().filter(source=object_id).exists()
        return super().change_view(request, object_id, form_url, (extra_context or {}) | {"may_confirm_removal": asks})

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the state of the active run, without wide columns of the organization."""
        rows = HarvestSource.objects.with_active_state().select_related("organization", "installation")
        return rows.defer(*wide_columns(HarvestSource, ("organization", "installation")))

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **options: Any) -> Any:
        """Addresses as they were typed; lists of hosts in a few lines."""
        if isinstance(db_field, models.URLField):
            options["assume_scheme"] = "http"
        if db_field.name in _LABELS:
            options["label"] = _LABELS[db_field.name]
        if db_field.name == "delay":
            options["required"] = False
        if db_field.name == "allowed_hosts":
            options["help_text"] = "Other hosts that documents may come from, separated by commas."
            options["widget"] = UnfoldAdminTextInputWidget()
        return super().formfield_for_dbfield(db_field, request, **options)

    def get_fieldsets(self, request: HttpRequest, obj: HarvestSource | None = None) -> Any:
        """A new source has no past."""
        return self.fieldsets[:2] if obj is None else self.fieldsets

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who changed the source, when and what."""
        return history.page(self, request, object_id)

    def has_view_permission(self, request: HttpRequest, obj: HarvestSource | None = None) -> bool:
        """Curators see everything."""
        return bool(getattr(request.user, "is_editor", False))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Editors, for organizations that their rights reach: the service looks at which."""
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: HarvestSource | None = None) -> bool:
        """Who may edit the organization."""
        if obj is None:
            return self.has_view_permission(request)
        return not obj.is_deleted and rights.in_reach(request, obj.organization)

    def has_delete_permission(self, request: HttpRequest, obj: HarvestSource | None = None) -> bool:
        """Deleting asks what happens to the datasets, so it is an action."""
        return False

    def save_model(self, request: HttpRequest, obj: HarvestSource, form: Any, change: bool) -> None:
        """Create or change by the service."""
        actor = rights.actor_of(request)
        if change:
            sources.change(obj, {name: form.cleaned_data[name] for name in form.changed_data}, actor=actor)
            return
        made = sources.create(form.cleaned_data, actor=actor)
        obj.pk, obj._state.adding = made.pk, False
        messages.info(request, "It runs within a minute." if made.publish else "It runs when you say so: Harvest now.")

    @display(description="Organization", ordering="organization__title")
    def organization_link(self, source: HarvestSource) -> SafeString | str:
        """Whose source it is."""
        return markup.row_link(source.organization)

    @display(description="Installation")
    def installation_link(self, source: HarvestSource) -> SafeString | str:
        """What its datasets are served by."""
        return markup.row_link(source.installation)

    @display(description="Type", ordering="harvest_type")
    def kind(self, source: HarvestSource) -> str:
        """By the short word, which leaves room for the others."""
        return source.harvest_type

    @display(description="State")
    def state(self, source: Any) -> SafeString | str:
        """Queued, running, or at rest."""
        return chips.state(source.active_state) if source.active_state else "paused" if source.is_paused else "idle"

    @display(description="Last outcome", ordering="last_outcome")
    def outcome(self, source: HarvestSource) -> SafeString | str:
        """How the last run ended."""
        return chips.state(source.last_outcome)

    @display(description="Documents")
    def documents(self, source: HarvestSource) -> SafeString | str:
        """Records of the last run without and with errors, leading to all records."""
        text = chips.good_and_bad(source.last_good_count, source.last_bad_count)
        return markup.link(markup.list_address(HarvestedDocument, source__identifier__exact=source.pk), text)

    @display(description="Last run", ordering="last_started")
    def last(self, source: HarvestSource) -> SafeString | str:
        """When it ran last."""
        return markup.age(source.last_started)

    @display(description="Next run", ordering="next_run")
    def next(self, source: HarvestSource) -> SafeString | str:
        """When the schedule runs it."""
        if source.next_run is None:
            return markup.NOTHING
        day, hour = f"{source.next_run:%Y-%m-%d}", f"{source.next_run:%H:%M}"
        return format_html('<span class="no-break">{}</span> <span class="no-break">{} UTC</span>', day, hour)

    @display(description="Runs")
    def runs_link(self, source: HarvestSource) -> SafeString | str:
        """All its runs."""
        return markup.link(markup.list_address(HarvestRun, source__identifier__exact=source.pk), "All runs")
