"""`/v1/harvest`: everything that a provider does in the pages, for programs, in the manner of `/v1`."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from entities import permissions
from entities.api.bodies import content_of, read_object
from entities.api.conventions import empty_answer, value_answer
from entities.api.openapi.operations import PAGING, Operation
from entities.api.paging import Page, parameters, values_page
from entities.api.views import RegistryViewSet
from entities.exceptions import NotFound, NotPermitted
from entities.models import Installation, Organization
from entities.permissions import Actor
from entities.representation import read_text, read_uuid
from harvesting import central_waf, checking, error_report, notifications, pausing, removal, scheduling, sources
from harvesting.api import described, filters
from harvesting.api.representation import (
    check_json,
    failures_by_json_name,
    outcome_json,
    read_source,
    record_json,
    run_json,
    source_json,
)
from harvesting.models import HarvestedDocument, HarvestRun, HarvestSource
from harvesting.vocabulary import ACTIVE_STATES, Trigger


class HarvestViewSet(RegistryViewSet):
    """What all views of harvests share: finding rows, and asking for rights."""

    model = Organization

    def source(self, harvest: str) -> Any:
        """The source, deleted or not."""
        rows = HarvestSource.objects.with_active_state().select_related("organization")
        found = rows.filter(pk=harvest).first() if harvest.isalnum() else None
        if found is None:
            raise self.unknown_uri()
        return found

    def run_of(self, harvest: str, run: str) -> HarvestRun:
        """A run of the source."""
        rows = HarvestRun.objects.select_related("source__organization")
        found = rows.filter(source=self.source(harvest), pk=read_uuid(run)).first()
        if found is None:
            raise self.unknown_uri()
        return found

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """The right on the source's organization; for a new source, on any."""
        if "harvest" in kwargs:
            permissions.require_change(self.actor, self.source(kwargs["harvest"]).organization)
        else:
            permissions.require(permissions.may_create_some(self.actor, Installation), self.actor)


class SourceViewSet(HarvestViewSet):
    """Sources: list, read, create, change, delete, pause, run, stop, check."""

    operations: ClassVar[Mapping[str, Operation]] = {
        "list": Operation(described.PAGE, query={**described.SOURCE_FILTERS, **PAGING}),
        "retrieve": Operation(described.SOURCE),
        "create": Operation({"type": "string"}, body=described.SOURCE),
        "update": Operation(body=described.SOURCE),
        "destroy": Operation(query={"keepDatasets": {"type": "boolean"}}),
        "pause": Operation(body=described.REASON, is_body_required=False),
        "check": Operation(described.CHECK, body=described.CHECKED, status=200),
        "errors": Operation({"type": "string"}, media="text/csv"),
    }

    def list(self, request: HttpRequest) -> HttpResponse:
        """Live sources by name; `q`, `organizationKey`, `type`, `publish` and `state` narrow the list."""
        given = parameters(request)
        rows = HarvestSource.objects.live().with_active_state().select_related("organization")
        return values_page(Page.of(given), filters.sources(rows, given).order_by("name", "pk"), source_json)

    def retrieve(self, request: HttpRequest, harvest: str) -> HttpResponse:
        """One source, deleted or not."""
        return value_answer(source_json(self.source(harvest)))

    def create(self, request: HttpRequest) -> HttpResponse:
        """A new source; answers its key."""
        permissions.require(permissions.may_create_some(self.actor, Installation), self.actor)
        with failures_by_json_name():
            made = sources.create(_given(read_source(read_object(request))), actor=self.actor)
        answer = value_answer(made.pk, HTTPStatus.CREATED)
        answer.headers["Location"] = f"{request.path.rstrip('/')}/{made.pk}"
        return answer

    def update(self, request: HttpRequest, harvest: str) -> HttpResponse:
        """Replace all writable fields; what is missing gets its default."""
        source = self.source(harvest)
        permissions.require_change(self.actor, source.organization)
        with failures_by_json_name():
            sources.change(source, read_source(read_object(request)), actor=self.actor)
        return empty_answer()

    def destroy(self, request: HttpRequest, harvest: str) -> HttpResponse:
        """Delete the source and its datasets; `keepDatasets=true` leaves these as if people had registered them."""
        keep = request.GET.get("keepDatasets", "").lower() == "true"
        sources.delete(self.source(harvest), actor=self.actor, keep_datasets=keep)
        return empty_answer()

    def pause(self, request: HttpRequest, harvest: str) -> HttpResponse:
        """The schedule leaves the source alone; the body may say why: `{"reason": …}`."""
        source = self.source(harvest)
        permissions.require_change(self.actor, source.organization)
        reason = read_text(read_object(request).get("reason")) if content_of(request) else None
        pausing.pause(source, actor=self.actor, reason=reason or "")
        return empty_answer()

    def resume(self, request: HttpRequest, harvest: str) -> HttpResponse:
        """The schedule takes the source up again."""
        pausing.resume(self.source(harvest), actor=self.actor)
        return empty_answer()

    def stop(self, request: HttpRequest, harvest: str) -> HttpResponse:
        """End the run that is queued or under way; what it wrote stays."""
        source = self.source(harvest)
        permissions.require_change(self.actor, source.organization)
        run = source.runs.filter(state__in=ACTIVE_STATES).select_related("source__organization").first()
        if run is None:
            raise NotFound(f"No run of harvest {harvest} is queued or under way")
        scheduling.cancel(run, actor=self.actor)
        return empty_answer()

    def check(self, request: HttpRequest) -> HttpResponse:
        """What a source at `url` would bring; nothing is written. `type` and `allowedHosts` as of a source."""
        permissions.require(permissions.may_create_some(self.actor, Installation), self.actor)
        body = read_object(request)
        values = read_source({name: body.get(name) for name in ("url", "type", "allowedHosts", "organizationKey")})
        found = checking.check(
            values["url"] or "",
            harvest_type=values["harvest_type"] or "",
            allowed_hosts=values["allowed_hosts"] or (),
            organization=values["organization"],
        )
        return value_answer(check_json(found))

    def errors(self, request: HttpRequest, harvest: str) -> HttpResponseBase:
        """Every error of every document as CSV."""
        source = self.source(harvest)
        answer = StreamingHttpResponse(error_report.as_csv(source), content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="errors-{source.pk}.csv"'
        return answer


class RunViewSet(HarvestViewSet):
    """Runs of a source."""

    operations: ClassVar[Mapping[str, Operation]] = {
        "list": Operation(described.PAGE, query=PAGING),
        "retrieve": Operation(described.RUN),
        "create": Operation(described.RUN),
        "documents": Operation(described.PAGE, query={"outcome": described.OUTCOME, **PAGING}),
        "confirm": Operation(described.RUN),
    }

    def list(self, request: HttpRequest, harvest: str) -> HttpResponse:
        """Runs, the newest first."""
        rows = HarvestRun.objects.filter(source=self.source(harvest)).order_by("-queued", "pk")
        return values_page(Page.of(parameters(request)), rows, run_json)

    def create(self, request: HttpRequest, harvest: str) -> HttpResponse:
        """Queue a run, 201; of a source that has one already, answer that one, 200."""
        run, is_new = scheduling.start(self.source(harvest), Trigger.MANUAL, actor=self.actor)
        return value_answer(run_json(run), HTTPStatus.CREATED if is_new else HTTPStatus.OK)

    def retrieve(self, request: HttpRequest, harvest: str, run: str) -> HttpResponse:
        """One run."""
        return value_answer(run_json(self.run_of(harvest, run)))

    def documents(self, request: HttpRequest, harvest: str, run: str) -> HttpResponse:
        """What the run did with each document that it did not leave as it was; `outcome` narrows the list."""
        given = parameters(request)
        rows = filters.outcomes(self.run_of(harvest, run).outcomes.all(), given)
        return values_page(Page.of(given), rows.order_by("pk"), outcome_json)

    def confirm(self, request: HttpRequest, harvest: str, run: str) -> HttpResponse:
        """Let a new run remove what this one found missing, if it lists exactly the same documents."""
        permissions.require_change(self.actor, self.source(harvest).organization)
        following = removal.confirm(self.run_of(harvest, run), actor=self.actor)
        return value_answer(run_json(following), HTTPStatus.CREATED)


class RecordViewSet(HarvestViewSet):
    """Records of a source."""

    operations: ClassVar[Mapping[str, Operation]] = {
        "list": Operation(described.PAGE, query={**described.RECORD_FILTERS, **PAGING}),
        "retrieve": Operation(described.RECORD),
    }

    def list(self, request: HttpRequest, harvest: str) -> HttpResponse:
        """Records by title; `errors`, `missing`, `outcome`, `isService` and `q` narrow the list."""
        given = parameters(request)
        rows = filters.records(HarvestedDocument.objects.filter(source=self.source(harvest)), given)
        rows = central_waf.with_places(rows.select_related("source", "dataset")).defer("content", *_WIDE)
        return values_page(Page.of(given), rows.order_by("title", "pk"), record_json)

    def retrieve(self, request: HttpRequest, harvest: str, record: str) -> HttpResponse:
        """One record, removed or not."""
        rows = HarvestedDocument.objects.filter(source=self.source(harvest)).select_related("source", "dataset")
        found = rows.filter(pk=int(record)).first()
        if found is None:
            raise self.unknown_uri()
        return value_answer(record_json(found))


_WIDE = ("dataset__rendered", "dataset__rendered_item", "dataset__metadata")


class NotificationViewSet(HarvestViewSet):
    """How the caller wants to hear of a source."""

    operations: ClassVar[Mapping[str, Operation]] = {
        "retrieve": Operation(described.CHOICE, is_public=False),
        "update": Operation(body=described.CHOICE),
    }
    guarded_reads = frozenset({"retrieve"})

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """Everybody who edits something chooses for themselves."""
        self.source(kwargs["harvest"])
        _user(self.actor)

    def retrieve(self, request: HttpRequest, harvest: str) -> HttpResponse:
        """The caller's choice."""
        return value_answer({"choice": notifications.choice_of(self.source(harvest), _user(self.actor))})

    def update(self, request: HttpRequest, harvest: str) -> HttpResponse:
        """Choose `CHANGES` (failures and recoveries), `DIGEST` (once a day) or `NEVER`."""
        notifications.choose(
            self.source(harvest), _user(self.actor), str(read_object(request).get("choice")), actor=self.actor
        )
        return empty_answer()


def _user(actor: Actor) -> Any:
    if actor.user is None or actor.user.is_application:
        raise NotPermitted("Only people choose how they want to hear of a source")
    return actor.user


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Without what was not given, so that a new source's own defaults hold: its name is its URL."""
    return {name: value for name, value in values.items() if value is not None or name in ("organization", "url")}
