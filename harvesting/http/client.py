"""The harvester's HTTP client: polite, bounded, and deaf to redirects into places that are not its business."""

import random
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from http.client import HTTPResponse
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self, TypeVar, overload
from urllib.parse import urljoin

from django.conf import settings

from harvesting.exceptions import AddressRefused, FetchFailed, LimitExceeded
from harvesting.http.addresses import AddressPolicy
from harvesting.http.documents import (
    FetchedDocument,
    NotModified,
    SavedFile,
    Validators,
    read_document,
    save_content,
)
from harvesting.http.limits import DEFAULT_LIMITS, Limits, Meter
from harvesting.http.pool import ConnectionPool
from harvesting.http.urls import Target, read_url

MAX_CONNECTIONS = 32
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_JITTER = 0.25
_MAX_SECONDS_DIGITS = 9
_Answer = TypeVar("_Answer")
_AS_IT_IS = {"Accept-Encoding": "identity"}
_dice = random.SystemRandom()


class HttpClient:
    """Fetches documents of one source, from as many threads as it has connections.

    A client belongs to one harvest source and one process; use it as a context manager, or `close` it. `get` is safe to
    call from threads. Nothing of ours is sent but the User-Agent: no cookies, no credentials, no environment.
    """

    def __init__(
        self,
        policy: AddressPolicy,
        *,
        user_agent: str,
        connections: int = 6,
        allowed_hosts: Iterable[str] = (),
        delay: float = 0.0,
        limits: Limits = DEFAULT_LIMITS,
        pauses: Sequence[float] = (2.0, 8.0),
        sleep: Callable[[float], None] = time.sleep,
        pool: ConnectionPool | None = None,
        authorization: str = "",
    ) -> None:
        """`connections` (1 to 32) to one host at a time; `allowed_hosts` may be redirected to besides the asked one;
        `delay` seconds lie between the starts of two requests; `pauses` are waited before the tries after the first;
        `authorization` is a header for a catalogue that we write to, never for a source.
        """
        self.policy = policy
        self.limits = limits
        self.connections = max(1, min(connections, MAX_CONNECTIONS))
        self.allowed_hosts = frozenset(read_url(f"https://{host}").origin.host for host in allowed_hosts)
        self._headers = {"User-Agent": user_agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
        if authorization:
            self._headers["Authorization"] = authorization
        self._pauses = tuple(pauses)
        self._sleep = sleep
        self._pace = _Pace(delay, sleep)
        self._pool = pool or ConnectionPool(self.connections, policy)

    @classmethod
    def from_settings(
        cls,
        *,
        connections: int | None = None,
        allowed_hosts: Iterable[str] = (),
        delay: float = 0.0,
        may_ask_own_host: bool = False,
        authorization: str = "",
        limits: Limits | None = None,
    ) -> Self:
        """A client with this installation's exceptions and name; the arguments are the source's own settings."""
        size = connections or settings.HARVEST_CONNECTIONS
        policy = _policy_of_installation(may_ask_own_host)
        proxy = read_url(settings.HARVEST_PROXY).origin if settings.HARVEST_PROXY else None
        return cls(
            policy,
            user_agent=settings.HARVEST_USER_AGENT,
            connections=size,
            allowed_hosts=allowed_hosts,
            delay=delay,
            limits=limits or replace(DEFAULT_LIMITS, total=settings.HARVEST_REQUEST_SECONDS),
            pauses=settings.HARVEST_RETRY_PAUSES,
            pool=ConnectionPool(size, policy, proxy=proxy),
            authorization=authorization,
        )

    @overload
    def get(self, url: str) -> FetchedDocument: ...

    @overload
    def get(self, url: str, known: Validators | None) -> FetchedDocument | NotModified: ...

    def get(self, url: str, known: Validators | None = None) -> FetchedDocument | NotModified:
        """The document at the URL, or NotModified where `known` are its marks still.

        FetchFailed for every other status than 200, for what cannot be reached, is cut off or passes a limit. 5xx, 429
        and failed connections are tried again, twice; a source that asks by Retry-After for more than 120 s is not.
        """
        return self._tried(lambda: self._try(url, known, read_document))

    def download(
        self, url: str, path: Path, known: Validators | None = None, limits: Limits | None = None
    ) -> SavedFile | NotModified:
        """As `get`, but the content goes into a file, so that its size is no matter of memory; with other limits."""
        return self._tried(lambda: self._try(url, known, partial(save_content, path), _AS_IT_IS, limits))

    def post(self, url: str, body: bytes, content_type: str = "application/xml") -> FetchedDocument:
        """The answer to a question that may be asked twice; redirects are failures, for the rest as `get`."""
        return self._tried(lambda: self._post(url, body, content_type))

    def _tried(self, attempt: Callable[[], _Answer]) -> _Answer:
        for pause in self._pauses:
            try:
                return attempt()
            except FetchFailed as failure:
                asked = failure.retry_after
                if not failure.retryable or (asked or 0) > self.limits.retry_after:
                    raise
            if asked is None:
                self._sleep(_with_jitter(pause))
            else:
                self._pace.rest(asked)
        return attempt()

    @property
    def requests(self) -> int:
        """How many were made so far, each try and each hop of a redirect being one."""
        return self._pace.started

    def close(self) -> None:
        """Close the kept connections; those of other threads end with their present answer, and open no others."""
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _try(
        self,
        url: str,
        known: Validators | None,
        read: Callable[[str, str, HTTPResponse, Meter], _Answer],
        headers: Mapping[str, str] = MappingProxyType({}),
        limits: Limits | None = None,
    ) -> _Answer | NotModified:
        start = target = self.policy.check_url(url)
        meter = Meter(limits or self.limits, url)
        marks = known.as_headers() if known else {}
        for _ in range(self.limits.redirects + 1):
            self._pace.wait()
            with self._pool.answer(target, {**self._headers, **headers, **marks}, meter) as answer:
                if answer.status == HTTPStatus.OK:
                    return read(url, str(target), answer, meter)
                if answer.status == HTTPStatus.NOT_MODIFIED and known and marks:
                    return NotModified(url, known.renewed_by(Validators.of(answer)))
                failure = _failure(answer, url)
                location = _location(answer)
            if failure:
                raise failure
            target = self._redirected(start, target, location)
        raise LimitExceeded(f"more than {self.limits.redirects} redirects", limit="redirects", url=url)

    def _post(self, url: str, body: bytes, content_type: str) -> FetchedDocument:
        target, meter = self.policy.check_url(url), Meter(self.limits, url)
        self._pace.wait()
        headers = self._headers | {"Content-Type": content_type}
        with self._pool.answer(target, headers, meter, body) as answer:
            if answer.status == HTTPStatus.OK:
                return read_document(url, str(target), answer, meter)
            failure = _failure(answer, url)
        raise failure or FetchFailed("redirects what was posted", url=url, status=answer.status)

    def _redirected(self, start: Target, asked: Target, location: str) -> Target:
        """Where a redirect leads, if it may: each hop obeys all rules again (RELIABILITY 4.5)."""
        try:
            target = self.policy.check_url(urljoin(str(asked), location))
        except ValueError as error:  # brackets that are no IPv6 address
            raise AddressRefused("redirect to what is no URL", url=str(asked)) from error
        if asked.origin.scheme == "https" and target.origin.scheme == "http":
            raise AddressRefused("redirect from https to http", url=str(asked))
        if target.origin.host not in self.allowed_hosts | {start.origin.host}:
            raise AddressRefused("redirect to another host", url=str(asked))
        return target


def check_url(url: str, *, may_ask_own_host: bool = False) -> None:
    """Whether the URL may be harvested, asked when a source is saved; AddressRefused says why not (RELIABILITY 4.7)."""
    _policy_of_installation(may_ask_own_host).check_source(url)


def _policy_of_installation(may_ask_own_host: bool) -> AddressPolicy:
    own = None if may_ask_own_host else read_url(settings.PORTAL_URL).origin
    return AddressPolicy(settings.HARVEST_ALLOWED_PRIVATE, own)


class _Pace:
    """Keeps the starts of requests of all threads apart by a number of seconds, and all of them away where asked to.

    `started` counts them.
    """

    def __init__(self, delay: float, sleep: Callable[[float], None]) -> None:
        self._delay = delay
        self._sleep = sleep
        self._next = 0.0
        self._lock = threading.Lock()
        self.started = 0

    def rest(self, seconds: float) -> None:
        """Start no request for so long: the source asked one thread, and means all."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)

    def wait(self) -> None:
        """Return when it is this request's turn."""
        with self._lock:
            self.started += 1
            now = time.monotonic()
            if not self._delay and self._next <= now:
                return
            turn = max(now, self._next)
            self._next = turn + self._delay
        self._sleep(turn - now)


def _with_jitter(pause: float) -> float:
    return pause * (1 + _dice.uniform(0, _JITTER))


def _failure(answer: HTTPResponse, url: str) -> FetchFailed | None:
    """What is wrong with an answer that is no document; None where it is a redirect."""
    status = answer.status
    if status == HTTPStatus.NOT_MODIFIED:
        return FetchFailed("answered 304 (not modified) without having been asked", url=url, status=status)
    if status in _REDIRECTS:
        return None if _location(answer) else FetchFailed(f"answered {status} to nowhere", url=url, status=status)
    retryable = status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    retry_after = _retry_after(answer) if retryable else None
    return FetchFailed(f"answered {status}", url=url, status=status, retryable=retryable, retry_after=retry_after)


def _location(answer: HTTPResponse) -> str:
    # Header text is Latin-1 to Python, UTF-8 to most servers; spaces are what a browser would encode.
    location = answer.headers["Location"] or ""
    return location.encode("latin-1").decode("utf-8", "replace").strip().replace(" ", "%20")


def _retry_after(answer: HTTPResponse) -> float | None:
    """Seconds that the source asks to wait, given as a number or as a date."""
    value = (answer.headers["Retry-After"] or "").strip()
    if value.isdecimal() and len(value) <= _MAX_SECONDS_DIGITS:
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError, OverflowError):  # no date, or one without a time zone
        return None
