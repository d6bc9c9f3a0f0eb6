"""What every protocol promises: references to all documents of a source, and each document's bytes."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from harvesting.exceptions import FetchFailed, ListingFailed
from harvesting.http import FetchedDocument, HttpClient, NotModified, Validators

DOCUMENTS_PER_RUN = 10_000


@dataclass(frozen=True, slots=True)
class Reference:
    """One document that a source lists: where it is, in one spelling, and what the source calls it ("" if nothing).

    `mark` is date and size that the listing shows, "" where it shows none. `content` are the bytes where they came with
    the listing; `is_delivered` says so where they are kept elsewhere.
    """

    url: str
    name: str = ""
    mark: str = ""
    is_delivered: bool = False
    content: bytes | None = field(default=None, repr=False)

    def as_json(self) -> dict[str, Any]:
        """The form in which references travel to other workers: without bytes, and what is not said is left out."""
        told = {"name": self.name, "mark": self.mark, "is_delivered": self.is_delivered}
        return {"url": self.url} | {name: value for name, value in told.items() if value}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The reference that `as_json` was made of."""
        return cls(**values)


class Protocol(ABC):
    """Lists and fetches the documents of one source, for the time of one run.

    `skipped` counts, by reason, the links that were no way to a document of this source, once `discover` is through;
    `unnamed` are listed documents of which the source told neither bytes nor name.
    """

    harvest_type: ClassVar[str]

    def __init__(self, url: str, http: HttpClient, *, max_documents: int = DOCUMENTS_PER_RUN) -> None:
        self.url = url
        self.http = http
        self.max_documents = max_documents
        self.skipped: Counter[str] = Counter()
        self.unnamed = 0

    @abstractmethod
    def discover(self) -> Iterator[Reference]:
        """Every document once, while the listing is being read.

        ListingFailed, at the latest at its end, unless the listing was complete: until then nothing may be written or
        removed because of it.
        """

    def fetch(self, reference: Reference, known: Validators | None = None) -> FetchedDocument | NotModified:
        """The document, or NotModified where `known` still holds; FetchFailed. May be called from threads."""
        return self.http.get(reference.url, known)

    def fetch_listing(self, url: str) -> FetchedDocument:
        """A page of the listing; ListingFailed where it cannot be fetched."""
        try:
            return self.http.get(url)
        except FetchFailed as failure:
            raise ListingFailed(f"listing incomplete: {failure}", status=failure.status) from failure

    def check_count(self, documents: int) -> None:
        """ListingFailed where a listing holds more documents than a run of this source may have."""
        if documents > self.max_documents:
            raise ListingFailed(
                f"lists more than {self.max_documents:,} documents; raise the source's limit or split it", url=self.url
            )
