"""What every protocol promises: references to all documents of a source, and each document's bytes."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Self

from harvesting.exceptions import FetchFailed, ListingFailed
from harvesting.http import FetchedDocument, HttpClient, NotModified, Validators
from harvesting.protocols.ipt_lists import Channel
from harvesting.protocols.resources import Resource

DOCUMENTS_PER_RUN = 10_000


@dataclass(frozen=True, slots=True)
class Reference:
    """One document that a source lists: where it is, in one spelling, and what the source calls it ("" if nothing).

    `mark` is date and size that the listing shows, "" where it shows none; where it `is_version`, the same mark proves
    the same document. `identity` is what the source calls it for ever, "" where only the document itself tells.
    `resource` is what the source says of its dataset. `content` are the bytes where they came with the listing;
    `is_delivered` says so where they are kept elsewhere.
    """

    url: str
    name: str = ""
    mark: str = ""
    is_delivered: bool = False
    identity: str = ""
    is_version: bool = False
    resource: Resource | None = None
    content: bytes | None = field(default=None, repr=False)

    def as_json(self) -> dict[str, Any]:
        """The form in which references travel to other workers: without bytes, and what is not said is left out."""
        names = ("name", "mark", "is_delivered", "identity", "is_version")
        told: dict[str, Any] = {name: getattr(self, name) for name in names}
        if self.resource is not None:
            told["resource"] = self.resource.as_json()
        return {"url": self.url} | {name: value for name, value in told.items() if value}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The reference that `as_json` was made of."""
        resource = values.get("resource")
        return cls(**{**values, "resource": Resource.from_json(resource) if resource else None})


class Protocol(ABC):
    """Lists and fetches the documents of one source, for the time of one run.

    `skipped` counts, by reason, the links that were no way to a document of this source, once `discover` is through;
    `unnamed` are listed documents of which the source told neither bytes nor name. `is_partial` says that it listed a
    part only, so that nothing follows from what the list lacks; `gone` are the identities of what it says is deleted.
    `channel` is what it said of itself. `since` is set by the caller where only what changed since is wanted.

    finds_resources: it lists datasets, which may be registered already, and not only documents; tells_changes: it can
    be asked for what changed; installation_type: of the installation by which its datasets are served.
    """

    harvest_type: ClassVar[str]
    installation_type: ClassVar[str] = "HTTP_INSTALLATION"
    finds_resources: ClassVar[bool] = False
    tells_changes: ClassVar[bool] = False

    def __init__(self, url: str, http: HttpClient, *, max_documents: int = DOCUMENTS_PER_RUN) -> None:
        self.url = url
        self.http = http
        self.max_documents = max_documents
        self.skipped: Counter[str] = Counter()
        self.unnamed = 0
        self.is_partial = False
        self.gone: list[str] = []
        self.channel: Channel | None = None
        self.since: datetime | None = None

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
