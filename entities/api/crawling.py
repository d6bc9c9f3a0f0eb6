"""Crawls of datasets: asked for, and what became of the attempts (contract 5.5; synchronisation contract F)."""

from collections.abc import Mapping
from typing import Any, cast

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from entities import permissions
from entities.api.bodies import content_of, read_object
from entities.api.conventions import empty_answer, value_answer
from entities.api.paging import Page, parameters, values_page
from entities.api.serializers import MUST_NOT_BE_NULL
from entities.api.views import RegistryViewSet
from entities.exceptions import MalformedValue, NotFound, RuleViolation, WrongState
from entities.models import CrawlAttempt, Dataset, Installation
from entities.representation import read_integer, read_text, read_uuid, read_values, write_values
from entities.services import crawling
from entities.vocabulary import CrawlFinishReason, EndpointType

Body = Mapping[str, Any]


class CrawlViewSet(RegistryViewSet):
    """Asks for crawls; a crawler takes them from the queue."""

    model = Dataset

    def crawl(self, request: HttpRequest, key: str) -> HttpResponse:
        """Crawl the dataset now; nothing more happens where a crawl waits or runs already."""
        crawling.request(cast(Dataset, self.stored(read_uuid(key))), actor=self.actor)
        return empty_answer()

    def crawl_installation(self, request: HttpRequest, key: str) -> HttpResponse:
        """Crawl all datasets of the installation that can be crawled."""
        crawling.request_installation(cast(Installation, self.stored(read_uuid(key))), actor=self.actor)
        return empty_answer()

    def crawl_all(self, request: HttpRequest) -> HttpResponse:
        """Crawl every dataset that scheduled crawls would take, but those of `datasetsToExclude`."""
        permissions.require_administrator(self.actor)
        excluded = read_object(request).get("datasetsToExclude") or [] if content_of(request) else []
        if not isinstance(excluded, list):
            raise MalformedValue("datasetsToExclude: must be a list of keys")
        crawling.request_all([read_uuid(key) for key in excluded], actor=self.actor)
        return empty_answer()

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """The right on the dataset or installation."""
        if self.action == "crawl_all":
            permissions.require_administrator(self.actor)
        else:
            permissions.require_change(self.actor, self.stored(read_uuid(kwargs["key"])))


class ProcessViewSet(RegistryViewSet):
    """The records of crawl attempts."""

    model = Dataset

    def list(self, request: HttpRequest) -> HttpResponse:
        """Attempts of all datasets, the one that started last first."""
        newest = F("started_crawling").desc(nulls_last=True)
        return self._page(request, CrawlAttempt.objects.order_by(newest, "-pk"))

    def aborted(self, request: HttpRequest) -> HttpResponse:
        """Attempts that were aborted and are the last of their dataset."""
        newest = F("started_crawling").desc(nulls_last=True)
        latest = crawling.latest_attempts().filter(finish_reason=CrawlFinishReason.ABORT)
        return self._page(request, latest.order_by(newest, "-pk"))

    def running(self, request: HttpRequest) -> HttpResponse:
        """Attempts that are under way."""
        rows = CrawlAttempt.objects.filter(finish_reason=None, finished_crawling=None).order_by("-pk")
        return value_answer([attempt_json(row) for row in rows[:1000]])

    def running_of(self, request: HttpRequest, key: str) -> HttpResponse:
        """The attempt of a dataset that is under way."""
        rows = CrawlAttempt.objects.filter(dataset=read_uuid(key), finish_reason=None, finished_crawling=None)
        row = rows.order_by("-attempt").first()
        if row is None:
            raise self.unknown_uri()
        return value_answer(attempt_json(row))

    def list_of(self, request: HttpRequest, key: str) -> HttpResponse:
        """Attempts of one dataset, the newest first."""
        dataset = self.existing(read_uuid(key))
        return self._page(request, CrawlAttempt.objects.filter(dataset=dataset.pk).order_by("-attempt"))

    def retrieve(self, request: HttpRequest, key: str, attempt: str) -> HttpResponse:
        """One attempt."""
        row = CrawlAttempt.objects.filter(dataset=read_uuid(key), attempt=_attempt(attempt)).first()
        if row is None:
            raise self.unknown_uri()
        return value_answer(attempt_json(row))

    def create(self, request: HttpRequest, key: str) -> HttpResponse:
        """Keep a new attempt, whose number stands in `crawlJob`."""
        permissions.require_administrator(self.actor)
        dataset = cast(Dataset, self.stored(read_uuid(key)))
        number, values, failures = _read(read_object(request), dataset)
        if number is None:
            raise RuleViolation(failures | {"crawlJob": MUST_NOT_BE_NULL})
        crawling.record(dataset, number, values, actor=self.actor, failures=failures)
        return empty_answer()

    def update(self, request: HttpRequest, key: str, attempt: str) -> HttpResponse:
        """Keep what became of an attempt."""
        permissions.require_administrator(self.actor)
        dataset, wanted = cast(Dataset, self.stored(read_uuid(key))), _attempt(attempt)
        number, values, failures = _read(read_object(request), dataset)
        if number not in (None, wanted):
            raise WrongState(f"The body has the attempt {number}, the path {wanted}")
        crawling.replace(dataset, wanted, values, actor=self.actor, failures=failures)
        return empty_answer()

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """Administrators only."""
        permissions.require_administrator(self.actor)

    def _page(self, request: HttpRequest, rows: Any) -> HttpResponse:
        return values_page(Page.of(parameters(request)), rows, attempt_json)


def attempt_json(row: CrawlAttempt) -> dict[str, Any]:
    """An attempt as clients know it."""
    job = {
        "datasetKey": str(row.dataset_id),
        "endpointType": row.endpoint_type,
        "targetUrl": row.target_url,
        "attempt": row.attempt,
        "properties": row.properties,
    }
    known = {name: value for name, value in job.items() if value is not None}
    return {"datasetKey": str(row.dataset_id), "crawlJob": known, **write_values(CrawlAttempt, row)}


def _read(body: Body, dataset: Dataset) -> tuple[int | None, dict[str, Any], dict[str, str]]:
    """The number, the values and the broken rules of a body about the dataset."""
    job = body.get("crawlJob")
    if job is not None and not isinstance(job, dict):
        raise MalformedValue("crawlJob: must be an object")
    job = job or {}
    for said in (body.get("datasetKey"), job.get("datasetKey")):
        if said is not None and read_uuid(said) != dataset.pk:
            raise WrongState(f"The body has the dataset {said}, the path {dataset.pk}")
    values, failures = read_values(CrawlAttempt, body, CrawlAttempt.json_fields)
    number = job.get("attempt")
    return (None if number is None else read_integer(number)), values | _read_job(job), failures


def _read_job(job: Body) -> dict[str, Any]:
    kind, properties = read_text(job.get("endpointType")), job.get("properties")
    if kind is not None and kind not in EndpointType.values:
        raise MalformedValue(f"Cannot parse {kind[:60]!r} into a known EndpointType")
    if properties is not None and not isinstance(properties, dict):
        raise MalformedValue("properties: must be an object")
    return {"endpoint_type": kind, "target_url": read_text(job.get("targetUrl")), "properties": properties or {}}


def _attempt(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 10:
        raise MalformedValue(f"Cannot parse {text[:60]!r} into the number of an attempt")
    number = int(text)
    if number > 2**31 - 1:
        raise NotFound(f"There is no attempt {number}")
    return number


_CRAWL = CrawlViewSet.as_view
_PROCESS = ProcessViewSet.as_view
DATASET_PATHS = [
    re_path(r"^crawlall/?$", _CRAWL({"post": "crawl_all"})),
    re_path(r"^process/?$", _PROCESS({"get": "list"})),
    re_path(r"^process/aborted/?$", _PROCESS({"get": "aborted"})),
    re_path(r"^process/running/?$", _PROCESS({"get": "running"})),
    re_path(r"^process/detail/(?P<key>[^/]+)/?$", _PROCESS({"get": "running_of"})),
    re_path(r"^(?P<key>[^/]+)/crawl/?$", _CRAWL({"post": "crawl"})),
    re_path(r"^(?P<key>[^/]+)/process/?$", _PROCESS({"get": "list_of", "post": "create"})),
    re_path(r"^(?P<key>[^/]+)/process/(?P<attempt>[^/]+)/?$", _PROCESS({"get": "retrieve", "put": "update"})),
]
"""Below `/dataset`."""
INSTALLATION_PATHS = [
    re_path(r"^(?P<key>[^/]+)/crawl/?$", _CRAWL({"post": "crawl_installation"}, model=Installation)),
]
"""Below `/installation`."""
