"""What a source that lists datasets, and not only documents, says of each of them: pure (checklist contract D, E).

Addresses of an IPT are made of its base and a resource's short name, never of the links that its lists hold: a link
may be relative, name a version, or lead anywhere.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode, urlsplit

LONGEST_MARK = 100
_SHORT = 16


@dataclass(frozen=True, slots=True)
class Resource:
    """A dataset that a source lists; "" and None stand for what it does not tell.

    name: its short name, the same in all versions; key: the UUID under which it is registered somewhere; kind: its
    DatasetType; version, published: of what is listed now, published in ISO 8601; records: rows of its core;
    eml, archive: its addresses without version; archive_type: the EndpointType of the archive; page: its page for
    people; links: its addresses as the source spells them.
    """

    name: str
    title: str = ""
    key: str = ""
    kind: str = ""
    version: str = ""
    published: str = ""
    records: int | None = None
    eml: str = ""
    archive: str = ""
    archive_type: str = "DWC_ARCHIVE"
    page: str = ""
    links: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Stands for this version and all that is said of it; "" where the source does not tell the version."""
        if not (self.version and self.published):
            return ""
        digest = sha256(repr(sorted(self.as_json().items())).encode()).hexdigest()[:_SHORT]
        return f"{self.version} {self.published} {digest}"[:LONGEST_MARK]

    @property
    def endpoints(self) -> tuple[tuple[str, str], ...]:
        """Type and address of each endpoint that its dataset gets (E.4)."""
        offered = (("EML", self.eml), (self.archive_type, self.archive))
        return tuple((kind, url) for kind, url in offered if url)

    def as_json(self) -> dict[str, Any]:
        """What is said of it, as it travels to other workers."""
        return {name: value for name, value in asdict(self).items() if value not in ("", None, ())}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The resource that `as_json` was made of."""
        return cls(**{**values, "links": tuple(values.get("links", ()))})


def address_key(url: str) -> str:
    """What two spellings of one address have in common: not scheme, version, order of the query, final slash (E.3)."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port not in (None, 80, 443) else "")
    except ValueError:  # brackets or a port that are none
        return url
    query = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "v")
    return f"{host}{parts.path.rstrip('/')}?{urlencode(query)}"
