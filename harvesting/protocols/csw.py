"""Catalogue services (CSW 2.0.2), also those that number their pages wrongly (harvest contract 2, CSW)."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from http import HTTPStatus

from lxml import etree

from harvesting.exceptions import FetchFailed, LimitExceeded, ListingFailed
from harvesting.http import FetchedDocument, HttpClient, NotModified, Validators
from harvesting.protocols import csw_messages as messages
from harvesting.protocols.base import DOCUMENTS_PER_RUN, Protocol, Reference
from harvesting.protocols.csw_messages import DIALECTS, Dialect, NoPage, Page, Question

RECORDS_PER_PAGE = 100
PAGES_PER_RUN = 1_000
MOST_BAD_RECORDS = 20
"""Positions of a catalogue that it cannot deliver: more of them, and its fault is another one."""
_LONGEST_URL = 2_000


class CswProtocol(Protocol):
    """A catalogue that is asked for its records page by page; they come with the listing.

    1. Ask for a hundred records, in the dialect that the catalogue understands, from position 1 on.
    2. Go on after the records that came, whatever `nextRecord` says: some servers say one thing and answer another.
       The end is where all records that match have come; an empty page before it, or records that came already, mean
       that the listing is not complete.
    3. A page that the catalogue cannot deliver is asked for in smaller and smaller parts, down to the one record that
       it stumbles over. That one is a document to be fetched by its name, if the catalogue tells it. Where the first
       and the last record alone are not answered either, it is not a matter of one record.
    """

    harvest_type = "CSW"

    def __init__(self, url: str, http: HttpClient, *, max_documents: int = DOCUMENTS_PER_RUN) -> None:
        super().__init__(url, http, max_documents=max_documents)
        self._endpoint = messages.Endpoint(url)
        self._dialect: Dialect | None = None
        self._matched = 0
        self._bad = 0
        self._size = RECORDS_PER_PAGE
        self._seen: dict[str, bytes] = {}

    def discover(self) -> Iterator[Reference]:
        """Every record once, with its bytes; ListingFailed where the catalogue did not deliver all it announced."""
        position = 1
        for _ in range(PAGES_PER_RUN):
            page = self._next_page(position)
            if page is None:
                yield from self._stumbled_over(position)
                came = 1
            else:
                yield from self._new(page)
                came = len(page.records)
            following = self._after(position, came, page)
            if following is None:
                return
            position = following
        raise ListingFailed(f"does not end within {PAGES_PER_RUN:,} pages", url=self.url)

    def fetch(self, reference: Reference, known: Validators | None = None) -> FetchedDocument | NotModified:
        """The record by its name, out of its frame."""
        answer = self.http.get(reference.url, known)
        if isinstance(answer, NotModified):
            return answer
        try:
            record = messages.read_record(answer.content, answer.charset)
        except NoPage as failure:
            raise FetchFailed(str(failure), url=reference.url) from failure
        return replace(answer, content=messages.serialized(record), charset="utf-8")

    def _after(self, position: int, came: int, page: Page | None) -> int | None:
        """Where the next page begins; None at the end of the catalogue."""
        if page is not None and page.matched is not None:
            self._matched = max(self._matched, page.matched)
        following = position + came
        if came and (following <= self._matched or self._goes_on(page)):
            return following
        if following <= self._matched:
            raise ListingFailed(
                f"listing incomplete: {self._matched:,} records match, after {following - 1:,} none came", url=self.url
            )
        return None

    def _goes_on(self, page: Page | None) -> bool:
        """Whether a catalogue that does not say how many records match announces more of them."""
        return page is not None and page.matched is None and bool(page.next_record)

    def _next_page(self, position: int) -> Page | None:
        """The page from the position on, as large as it can be had; None where the catalogue stumbles over a record."""
        if self._dialect is None:
            page = self._first_page()
            if page is not None:
                return page
        while True:
            try:
                page = self._ask(Question(position, self._size))
            except NoPage as failure:
                if self._size == RECORDS_PER_PAGE:
                    self._check_alive(position, failure)
                if self._size == 1:
                    self._size = 2
                    return None
                self._size //= 2
            else:
                self._size = min(self._size * 2, RECORDS_PER_PAGE)
                return page

    def _first_page(self) -> Page | None:
        """The first page, in the first dialect in which it is answered, or at least the number of records."""
        failures: list[NoPage] = []
        for question in (Question(1, RECORDS_PER_PAGE), Question(1, 1, hits=True)):
            for dialect in DIALECTS:
                try:
                    page = self._ask(question, dialect)
                except NoPage as failure:
                    failures.append(failure)
                    continue
                self._dialect = dialect
                self._matched = page.matched or 0
                return None if question.hits else page
        raise self._failed(failures[0])

    def _check_alive(self, position: int, failure: NoPage) -> None:
        """ListingFailed where neither the first nor the last record of a page is answered alone."""
        last = position + RECORDS_PER_PAGE - 1
        for single in (position, max(position, min(last, self._matched or last))):
            try:
                self._ask(Question(single, 1))
            except NoPage:
                continue
            return
        raise self._failed(failure)

    def _ask(self, question: Question, dialect: Dialect | None = None) -> Page:
        """The page; NoPage where the catalogue answered something else, ListingFailed where it could not be reached."""
        dialect = dialect or self._dialect or DIALECTS[0]
        try:
            if dialect.method == "GET":
                answer = self.http.get(self._endpoint.get_records(question, dialect))
            else:
                answer = self.http.post(self._endpoint.url, messages.get_records_body(question, dialect))
        except FetchFailed as failure:
            is_too_long = isinstance(failure, LimitExceeded) and failure.limit == "content"
            if is_too_long or (failure.status or 0) >= HTTPStatus.BAD_REQUEST:
                raise NoPage(str(failure)) from failure
            raise ListingFailed(f"listing incomplete: {failure}", status=failure.status) from failure
        return messages.read_page(answer.content, answer.charset)

    def _failed(self, failure: NoPage) -> ListingFailed:
        cause = failure.__cause__
        status = cause.status if isinstance(cause, FetchFailed) else None
        return ListingFailed(f"listing incomplete: {failure}", url="" if status else self.url, status=status)

    def _new(self, page: Page) -> Iterator[Reference]:
        """The records of a page that did not come before."""
        repeated = 0
        on_this_page: set[str] = set()
        for record in page.records:
            content = messages.serialized(record)
            url = self._url_of(messages.identifier_of(record))
            if not url:
                continue
            digest = sha256(content).digest()
            if url not in self._seen:
                self._seen[url] = digest
                on_this_page.add(url)
                yield self._reference(record, url, content)
            elif url not in on_this_page and self._seen[url] == digest:
                repeated += 1
            else:
                self.skipped["identifier of another record"] += 1
        if repeated:
            raise ListingFailed("listing incomplete: records came twice, so that others may be left out", url=self.url)

    def _reference(self, record: etree._Element, url: str, content: bytes) -> Reference:
        self.check_count(len(self._seen))
        is_document = messages.is_document(record)
        return Reference(url, messages.identifier_of(record), content=content if is_document else None)

    def _url_of(self, identifier: str) -> str:
        """The request for a record alone; "" for one that cannot be asked for, which counts as unnamed."""
        url = self._endpoint.get_record_by_id(identifier) if identifier else ""
        if not url or len(url) > _LONGEST_URL:
            self.unnamed += 1
            return ""
        return url

    def _stumbled_over(self, position: int) -> Iterator[Reference]:
        """The record that the catalogue cannot deliver, by the name that it may have in a shorter form."""
        self._bad += 1
        if self._bad > MOST_BAD_RECORDS:
            raise ListingFailed(
                f"listing incomplete: more than {MOST_BAD_RECORDS} records cannot be read", url=self.url
            )
        try:
            records = self._ask(Question(position, 1, brief=True)).records[:1]
        except NoPage:
            records = []
        url = self._url_of(messages.identifier_of(records[0]) if records else "")
        if url and url not in self._seen:
            self._seen[url] = b""
            yield Reference(url, messages.identifier_of(records[0]))
