"""What is known of a document from earlier runs, and by which name it is found again: pure."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

LONGEST_IDENTITY = 2_000
"""Bytes: longer ones are cut, and told apart by their digest, because the database's index takes no longer ones."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the database knows about a document; `kept` says that bytes of it are in the record itself."""

    pk: int
    identity: str
    file_id: str
    url: str
    hash_val: str
    size: int | None
    listing_mark: str
    etag: str
    last_modified: str
    dataset_id: UUID | None
    readable: bool
    contested: bool
    kept: bool
    fetched: datetime | None
    last_run_id: UUID | None
    removed: datetime | None
    is_service: bool
    adopted: bool = False

    @property
    def goes_by_url(self) -> bool:
        """Whether it has no file identifier, so that its URL is its identity."""
        return self.identity == identity_of("", self.url)


def identity_of(file_id: str, url: str) -> str:
    """The file identifier, else the URL, in a length that can be indexed."""
    text = file_id or url
    if len(text.encode()) <= LONGEST_IDENTITY:
        return text
    return f"{text[:200]}…{sha256(text.encode()).hexdigest()}"
