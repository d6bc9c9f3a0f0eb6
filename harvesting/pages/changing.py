"""What members with rights do to sources: add, edit, run, stop, delete; each asks the service."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from entities.exceptions import Conflict, NotPermitted, RuleViolation, TooManyAttempts, WrongState
from harvesting import notifications, pausing, removal, scheduling, sources
from harvesting.models import HarvestSource
from harvesting.pages import organizations
from harvesting.pages.forms import SourceForm
from harvesting.pages.reading import actor_of, may_add, may_manage, person, source_of
from harvesting.vocabulary import ACTIVE_STATES, Telling, Trigger

Change = Callable[[HttpRequest, HarvestSource], str]


def _change(act: Change) -> Callable[..., HttpResponse]:
    """A button of a source's page: does it, and leads back with the sentence that says what happened."""

    @require_POST
    @login_required
    @wraps(act)
    def view(request: HttpRequest, identifier: str) -> HttpResponse:
        source = source_of(identifier)
        try:
            messages.success(request, act(request, source))
        except NotPermitted as error:
            raise PermissionDenied from error
        except (WrongState, TooManyAttempts) as error:
            messages.error(request, str(error))
        return redirect("harvest-source", identifier=source.pk)

    return view


@_change
def run(request: HttpRequest, source: HarvestSource) -> str:
    """Queue a run."""
    _, is_new = scheduling.start(source, Trigger.MANUAL, actor=actor_of(request))
    return "A run is queued." if is_new else "A run is under way already; there is no second."


@_change
def stop(request: HttpRequest, source: HarvestSource) -> str:
    """Stop the active run."""
    active = source.runs.filter(state__in=ACTIVE_STATES).first()
    if active is None:
        raise WrongState("No run is under way.")
    scheduling.cancel(active, actor=actor_of(request))
    return "The run was stopped. What it had written stays; nothing was removed."


@_change
def confirm(request: HttpRequest, source: HarvestSource) -> str:
    """Let a new run remove what the last one found missing."""
    last = source.runs.order_by("-queued", "key").first()
    if last is None:
        raise WrongState("There was no run yet.")
    removal.confirm(last, actor=actor_of(request))
    return f"A run is queued that may remove the {last.missing} missing documents."


@_change
def pause(request: HttpRequest, source: HarvestSource) -> str:
    """Take the source from the schedule."""
    pausing.pause(source, actor=actor_of(request), reason=request.POST.get("reason", "").replace("\x00", "").strip())
    return "The source is paused: the schedule leaves it alone until you resume it. Its datasets stay."


@_change
def resume(request: HttpRequest, source: HarvestSource) -> str:
    """Give the source back to the schedule."""
    pausing.resume(source, actor=actor_of(request))
    return "The source is back on schedule, and runs within a minute." if source.publish else "It is paused no more."


@_change
def news(request: HttpRequest, source: HarvestSource) -> str:
    """Choose how one hears of the source."""
    choice = request.POST.get("choice", "")
    try:
        notifications.choose(source, person(request), choice, actor=actor_of(request))
    except RuleViolation as error:
        raise WrongState(str(error)) from error
    return f"Mails about this source: {Telling(choice).label}."


@_change
def delete(request: HttpRequest, source: HarvestSource) -> str:
    """Delete the source, with its datasets or without."""
    keep = request.POST.get("datasets") == "keep"
    sources.delete(source, actor=actor_of(request), keep_datasets=keep)
    return "The source is deleted; its datasets stay." if keep else "The source is deleted, and its datasets with it."


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: HttpRequest) -> HttpResponse:
    """A form for a new source; a query fills it in."""
    if not may_add(request):
        raise PermissionDenied
    first = {name: request.GET[name] for name in ("url", "harvest_type", "name") if name in request.GET}
    form = SourceForm(request.POST or None, user=person(request), initial=first)

    def save() -> HarvestSource:
        return sources.create(_given(form), actor=actor_of(request))

    return _filled_in(request, form, save, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, identifier: str) -> HttpResponse:
    """A form for what a source is now."""
    source = source_of(identifier)
    if source.is_deleted or not may_manage(request, source):
        raise PermissionDenied
    form = SourceForm(request.POST or None, user=person(request), instance=source)

    def save() -> HarvestSource:
        given = _given(form) | {"contact": form.cleaned_data["contact"] or person(request).email}
        return sources.change(source, {name: given[name] for name in form.changed_data}, actor=actor_of(request))

    return _filled_in(request, form, save, source)


def _given(form: SourceForm) -> dict[str, Any]:
    values = dict(form.cleaned_data)
    values["name"] = values["name"] or values["url"]
    return values


def _filled_in(
    request: HttpRequest, form: SourceForm, save: Callable[[], HarvestSource], source: HarvestSource | None
) -> HttpResponse:
    is_search = "find" in request.POST  # without scripts, the search for an organization sends the form
    if request.method == "POST" and not is_search and form.is_valid():
        try:
            saved = save()
        except (RuleViolation, Conflict) as error:
            form.refuse(error)
        except NotPermitted as error:
            raise PermissionDenied from error
        else:
            messages.success(request, _saved_sentence(saved, is_new=source is None))
            return redirect("harvest-source", identifier=saved.pk)
    if is_search:
        form.errors.clear()
    found = organizations.found(person(request), request.POST.get("q", ""), form.chosen)
    context = {"form": form, "source": source, "chosen": form.chosen, "found": found}
    return render(request, "harvesting/edit.html", context, status=422 if form.errors else 200)


def _saved_sentence(source: HarvestSource, *, is_new: bool) -> str:
    if not is_new:
        return "Saved. Its records and datasets stay as they are until the next run."
    return "Added. It runs within a minute." if source.publish else "Added. It runs when you say so: Harvest now."
