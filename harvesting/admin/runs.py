"""The admin of harvest runs: counts, errors, duration; cancel."""

import functools
import operator
from typing import Any

from django.contrib import admin
from django.db.models import F, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RangeDateFilter
from unfold.decorators import display

from entities.admin import markup
from entities.permissions import Actor
from harvesting import scheduling
from harvesting.admin import chips
from harvesting.admin.asking import asked
from harvesting.admin.reading import ReadOnlyAdmin
from harvesting.models import HarvestedDocument, HarvestRun
from harvesting.reading import shortened

_OUTCOMES = ("created", "updated", "unchanged", "bad")


@asked("Cancel", "The runs stop within seconds; what they wrote stays.", tone="danger")
def cancel(run: HarvestRun, actor: Actor) -> str:
    """Stop a run."""
    scheduling.cancel(run, actor=actor)
    return "cancelled."


@admin.register(HarvestRun)
class HarvestRunAdmin(ReadOnlyAdmin):
    """Runs, the newest first."""

    actions = (cancel,)
    list_display = (
        "queued_at", "source_link", "ending", "progress", "outcomes", "records", "duration",
    )  # fmt: skip
    list_filter = (
        ("state", ChoicesDropdownFilter),
        ("trigger", ChoicesDropdownFilter),
        ("queued", RangeDateFilter),
    )
    search_fields = ("source__name", "source__url", "source__identifier", "failure_message")
    search_help_text = "Name, URL or identifier of the source, or text of the failure"
    fieldsets = (
        (None, {"fields": ("source_link", ("shown_state", "trigger"), "requested_by", "removal_confirmed_by")}),
        ("Failure", {"fields": ("failure_code", "failure_message", "missing", "interruptions")}),
        ("Documents", {"fields": (("found", "fetched"), "outcomes", "records")}),
        ("Time (UTC)", {"fields": ("queued", "started", "listed", "finished", "duration")}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what the batches of a run under way have done so far."""
        parts = (Coalesce(Sum(f"batches__{name}"), 0) + F(name) for name in _OUTCOMES)
        so_far = functools.reduce(operator.add, parts)
        return super().get_queryset(request).select_related("source").annotate(so_far=so_far)

    @display(description="Queued", ordering="queued")
    def queued_at(self, run: HarvestRun) -> str:
        """When it was asked for."""
        return f"{run.queued:%Y-%m-%d %H:%M:%S}"

    @display(description="Source", ordering="source__name")
    def source_link(self, run: HarvestRun) -> SafeString | str:
        """The source."""
        return markup.row_link(run.source)

    @display(description="State", ordering="state")
    def shown_state(self, run: HarvestRun) -> SafeString | str:
        """Where it stands."""
        return chips.state(run.state)

    @display(description="State", ordering="state")
    def ending(self, run: HarvestRun) -> SafeString | str:
        """Where it stands, and why it failed."""
        if not run.failure_message:
            return chips.state(run.state)
        reason = shortened(run.failure_message, 90)
        return format_html('<span class="state-and-reason">{} {}</span>', chips.state(run.state), reason)

    @display(description="Found", ordering="found")
    def progress(self, run: Any) -> str:
        """Documents that the source lists; while it runs, how many of them are done."""
        return f"{run.so_far} of {run.found}" if run.is_active and run.found else str(run.found)

    @display(description="What was done")
    def outcomes(self, run: HarvestRun) -> str:
        """What happened to the documents; but for those that went, or are missing, it adds up to what was found."""
        counts = {
            "new": run.created, "updated": run.updated, "unchanged": run.unchanged, "bad": run.bad,
            "removed": run.removed, "missing": run.missing,
        }  # fmt: skip
        return ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or markup.NOTHING

    @display(description="Records")
    def records(self, run: HarvestRun) -> SafeString | str:
        """Records without and with errors, leading to those that this run saw last."""
        text = chips.good_and_bad(run.good_count, run.bad_count)
        return markup.link(markup.list_address(HarvestedDocument, last_run__key__exact=run.pk), text)

    @display(description="Duration")
    def duration(self, run: HarvestRun) -> str:
        """Seconds from its beginning to its end."""
        if run.started is None or run.finished is None:
            return markup.NOTHING
        return f"{(run.finished - run.started).total_seconds():.1f} s"
