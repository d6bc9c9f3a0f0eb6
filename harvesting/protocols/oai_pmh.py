"""OAI-PMH repositories: all records in the best format that is offered (checklist contract I)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from typing import TypeVar

from harvesting.exceptions import FetchFailed, ListingFailed
from harvesting.http import FetchedDocument, HttpClient, NotModified, Validators
from harvesting.protocols import oai_pmh_messages as messages
from harvesting.protocols.base import DOCUMENTS_PER_RUN, Protocol, Reference
from harvesting.protocols.oai_pmh_messages import Identity, MetadataFormat, NoAnswer, Page

PAGES_PER_RUN = 1_000
CLOCKS_DIFFER = timedelta(minutes=15)
"""Changes are asked for from so long before the last run, as its clock need not be the repository's."""
_EML = "eml://ecoinformatics.org/eml-"
_BEST_FIRST: tuple[Callable[[MetadataFormat], bool], ...] = (
    lambda offered: offered.prefix.lower() == "eml" or offered.namespace.startswith(_EML),
    lambda offered: offered.namespace == "https://eml.ecoinformatics.org/eml-2.2.0",
    lambda offered: offered.prefix.lower() in ("iso19115-3", "iso19139", "iso"),
    lambda offered: offered.namespace.startswith(
        ("http://standards.iso.org/iso/19115/-3/", "http://www.isotc211.org/")
    ),
    lambda offered: offered.prefix == "oai_dc",
)
Read = TypeVar("Read")


class OaiPmhProtocol(Protocol):
    """A repository that is asked for all its records; they come with the listing, page by page.

    1. Ask who it is, and which formats it has; take the best that can be read.
    2. Ask for the records and follow the tokens to the end. A token that came before means that the repository goes in
       a circle, and that the listing is not complete.
    3. Deleted records are left out, so that the removal guard decides about them as about any that are gone.

    Where `since` is set, and the repository names deleted records, only what changed is asked for; the rest stays. One
    that forgets its deletions is listed as a whole each time, since nothing else would tell what is gone.
    """

    harvest_type = "OAI-PMH"
    tells_changes = True

    def __init__(self, url: str, http: HttpClient, *, max_documents: int = DOCUMENTS_PER_RUN) -> None:
        super().__init__(url, http, max_documents=max_documents)
        self._repository = messages.Repository(url)

    def discover(self) -> Iterator[Reference]:
        """Every record once, with its bytes; ListingFailed where the list did not come to its end."""
        identity = self._ask(self._repository.identify(), messages.read_identity)
        prefix = self._best_prefix()
        seen: set[str] = set()
        for page in self._pages(prefix, self._since(identity)):
            for record in page.records:
                if record.identifier in seen:
                    continue
                seen.add(record.identifier)
                if record.is_deleted or record.document is None:
                    self.skipped["deleted at the source"] += 1
                    self.gone.append(record.identifier)
                    continue
                self.check_count(len(seen))
                url = self._repository.get_record(record.identifier, prefix)
                content = messages.serialized(record.document)
                yield Reference(url, record.identifier, identity=record.identifier, content=content)

    def fetch(self, reference: Reference, known: Validators | None = None) -> FetchedDocument | NotModified:
        """The record's document, out of its frame."""
        answer = self.http.get(reference.url, known)
        if isinstance(answer, NotModified):
            return answer
        try:
            records = messages.read_page(answer.content, answer.charset, verb="GetRecord").records
        except NoAnswer as failure:
            raise FetchFailed(str(failure), url=reference.url) from failure
        if not records or records[0].document is None:
            raise FetchFailed("the repository has no such record any more", url=reference.url)
        return replace(answer, content=messages.serialized(records[0].document), charset="utf-8")

    def _since(self, identity: Identity) -> str:
        """The moment from which on changes are asked for, in the repository's granularity; "" for all there is."""
        if self.since is None or not identity.tells_deletions:
            return ""
        moment = (self.since - CLOCKS_DIFFER).astimezone(UTC)
        return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if identity.counts_seconds else f"{moment:%Y-%m-%d}"

    def _pages(self, prefix: str, since: str) -> Iterator[Page]:
        tokens: set[str] = set()
        page = self._first_page(prefix, since)
        for _ in range(PAGES_PER_RUN):
            yield page
            if not page.token:
                return
            if page.token in tokens:
                raise ListingFailed("gives the same resumption token twice", url=self.url)
            tokens.add(page.token)
            page = self._page(self._repository.go_on(page.token))
        raise ListingFailed(f"does not end within {PAGES_PER_RUN:,} pages", url=self.url)

    def _first_page(self, prefix: str, since: str) -> Page:
        """Of what changed, if that is wanted; of everything where the repository does not understand the moment."""
        if since:
            try:
                page = self._page(self._repository.list_records(prefix, since))
            except ListingFailed as failure:
                if not (isinstance(failure.__cause__, NoAnswer) and failure.__cause__.code == "badArgument"):
                    raise
            else:
                self.is_partial = True
                return page
        return self._page(self._repository.list_records(prefix))

    def _page(self, url: str) -> Page:
        """A page; an empty one where no record matches, which is the protocol's way to say so."""
        return self._ask(url, messages.read_page, empty=Page([], ""))

    def _best_prefix(self) -> str:
        offered = self._ask(self._repository.list_formats(), messages.read_formats)
        for is_wanted in _BEST_FIRST:
            for each in offered:
                if is_wanted(each):
                    return each.prefix
        raise ListingFailed("offers none of the formats eml, iso19139, iso19115-3 and oai_dc", url=self.url)

    def _ask(self, url: str, read: Callable[[bytes, str], Read], empty: Read | None = None) -> Read:
        answer = self.fetch_listing(url)
        try:
            return read(answer.content, answer.charset)
        except NoAnswer as failure:
            if empty is not None and failure.code == "noRecordsMatch":
                return empty
            raise ListingFailed(f"listing incomplete: {failure}", url=self.url) from failure
