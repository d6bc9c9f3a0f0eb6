"""What every protocol promises: references to all documents of a source, and each document's bytes."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import ClassVar, Self

from harvesting.exceptions import ListingFailed
from harvesting.http import FetchedDocument, HttpClient, NotModified, Validators

DOCUMENTS_PER_RUN = 10_000


@dataclass(frozen=True, slots=True)
class Reference:
    """One document that a source lists: where it is, in one spelling, and what the source calls it ("" if nothing)."""

    url: str
    name: str = ""

    def as_json(self) -> dict[str, str]:
        """The form in which references travel to other workers."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, str]) -> Self:
        """The reference that `as_json` was made of."""
        return cls(**values)


class Protocol(ABC):
    """Lists and fetches the documents of one source, for the time of one run.

    `skipped` counts, by reason, the links that were no way to a document of this source, once `discover` is through.
    """

    harvest_type: ClassVar[str]

    def __init__(self, url: str, http: HttpClient, *, max_documents: int = DOCUMENTS_PER_RUN) -> None:
        self.url = url
        self.http = http
        self.max_documents = max_documents
        self.skipped: Counter[str] = Counter()

    @abstractmethod
    def discover(self) -> Iterator[Reference]:
        """Every document once, while the listing is being read.

        ListingFailed, at the latest at its end, unless the listing was complete: until then nothing may be written or
        removed because of it.
        """

    def fetch(self, reference: Reference, known: Validators | None = None) -> FetchedDocument | NotModified:
        """The document, or NotModified where `known` still holds; FetchFailed. May be called from threads."""
        return self.http.get(reference.url, known)

    def check_count(self, documents: int) -> None:
        """ListingFailed where a listing holds more documents than a run of this source may have."""
        if documents > self.max_documents:
            raise ListingFailed(
                f"lists more than {self.max_documents:,} documents; raise the source's limit or split it", url=self.url
            )
