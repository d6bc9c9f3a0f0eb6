"""The lists of an IPT: its RSS feed and its two inventories, bytes in, resources out (checklist contract D). Pure.

They are other people's: a list is refused as a whole where it is no list of an IPT; an item that names no resource, or
names it again, is counted and left out; a date, number or key that is none counts as not given.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit
from uuid import UUID

import orjson
from lxml import etree

from entities import metadata
from entities.metadata import RefusedDocument
from harvesting.protocols.elements import child, local_name, text
from harvesting.protocols.resources import Resource

_PATHS = re.compile(r"/(?:rss\.do|inventory(?:/.*)?|dcat|resource|eml\.do|archive\.do|logo\.do)/?$")
_KINDS = {
    "occurrence": "OCCURRENCE", "checklist": "CHECKLIST", "samplingevent": "SAMPLING_EVENT", "metadata": "METADATA",
    "event": "SAMPLING_EVENT", "taxon": "CHECKLIST",
}  # fmt: skip
_ARCHIVES = {"DWCA": "DWC_ARCHIVE", "DWC_ARCHIVE": "DWC_ARCHIVE", "CAMTRAP_DP": "CAMTRAP_DP", "COLDP": "COLDP"}
_VERSION_IN_TITLE = re.compile(r"\s+-\s+Version\s+(\d+(?:\.\d+)*)\s*$")
_GUID = re.compile(r"([0-9a-fA-F-]{36})(?:/v(\d+(?:\.\d+)*))?")
_GENERATOR = re.compile(r"GBIF IPT (\d+)\.(\d+)[\w.-]*")
_PERSON = re.compile(r"\s*([^\s()@]+@[^\s()@]+)\s*(?:\(([^()]*)\))?\s*")
_NAME = re.compile(r"[\w.~-]{1,200}")
COMPLETE_SINCE = (2, 4)
"""The version from which on a feed lists all resources, and not the newest only (D.1)."""
ITEMS_OF_OLD_FEEDS = 25


class NoList(Exception):
    """What came is no such list; the message says why."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What an IPT says of itself in its feed; "" and None for what it does not say."""

    title: str = ""
    description: str = ""
    identifier: str = ""
    generator: str = ""
    contact_name: str = ""
    contact_email: str = ""

    @property
    def lists_all(self) -> bool:
        """Whether its version is one whose feed lists all resources."""
        match = _GENERATOR.search(self.generator)
        return match is not None and (int(match[1]), int(match[2])) >= COMPLETE_SINCE


@dataclass(slots=True)
class List:
    """One list: its resources by short name, in its order. `items` are all, `skipped` those left out, by reason."""

    resources: dict[str, Resource] = field(default_factory=dict)
    channel: Channel | None = None
    items: int = 0
    skipped: "Counter[str]" = field(default_factory=Counter)

    def add(self, resource: Resource | None) -> None:
        """One more item; the first of a name counts, as the newest stands first."""
        self.items += 1
        if resource is None:
            self.skipped["names no resource"] += 1
        elif resource.name in self.resources:
            self.skipped["listed twice"] += 1
        else:
            self.resources[resource.name] = resource


def base_of(url: str) -> str:
    """The root of an IPT, out of any of its addresses (E.1)."""
    parts = urlsplit(url)
    return parts._replace(path=_PATHS.sub("", parts.path).rstrip("/"), query="", fragment="").geturl()


def read_feed(base: str, content: bytes, charset: str = "") -> List:
    """The RSS feed (D.1); NoList where it is not well-formed, defines entities, or is no feed."""
    try:
        root = metadata.read_xml(content, charset or None)
    except RefusedDocument as refusal:
        raise NoList(f"the feed cannot be read: {refusal}") from refusal
    channel = child(root, "channel") if local_name(root) == "rss" else None
    if channel is None:
        raise NoList("what came is no RSS feed")
    found = List(channel=_channel(channel))
    for item in channel.iterchildren("{*}item", "item"):
        found.add(_of_item(base, item))
    return found


def read_inventory(base: str, content: bytes, charset: str = "") -> List:
    """The inventory of registered resources (D.2); NoList where it is none."""
    return _inventory(content, "registeredResources", lambda row: _of_row(base, row))


def read_inventory_2(base: str, content: bytes, charset: str = "") -> List:
    """The inventory of all resources that newer IPTs have (D.2); NoList where it is none."""
    return _inventory(content, "resources", lambda row: _of_row_2(base, row))


def merged(lists: list[List]) -> list[Resource]:
    """All resources, in the order of the first list that has them; a later list tells what earlier ones do not."""
    found: dict[str, Resource] = {}
    for each in lists:
        for name, resource in each.resources.items():
            known = found.get(name)
            found[name] = resource if known is None else _completed(known, resource)
    return list(found.values())


def _completed(known: Resource, other: Resource) -> Resource:
    """The feed tells versions and times better than an inventory, which is why the later one counts for these."""
    told = {name: getattr(other, name) for name in Resource.__dataclass_fields__ if not getattr(known, name)}
    newer = {"version": other.version or known.version, "published": other.published or known.published}
    links = tuple(dict.fromkeys((*known.links, *other.links)))
    return replace(known, **{**told, **newer, "links": links, "archive_type": known.archive_type})


def _channel(element: etree._Element) -> Channel:
    person = _PERSON.fullmatch(text(element, "webMaster") or text(element, "managingEditor"))
    return Channel(
        title=text(element, "title"),
        description=text(element, "description"),
        identifier=_uuid(text(element, "identifier")),
        generator=text(element, "generator")[:200],
        contact_email=person[1] if person else "",
        contact_name=((person[2] or "") if person else "").strip(),
    )


def _of_item(base: str, item: etree._Element) -> Resource | None:
    links = [text(item, name) for name in ("eml", "dwca", "metadata", "archive", "link")]
    name = next(filter(None, map(_short_name, links)), "")
    if not name:
        return None
    guid = _GUID.fullmatch(text(item, "guid"))
    title = text(item, "title")
    in_title = _VERSION_IN_TITLE.search(title)
    is_package = not links[0] and bool(links[2])
    return _addressed(
        base,
        Resource(
            name=name,
            title=title[: in_title.start()] if in_title else title,
            key=_uuid(guid[1]) if guid else "",
            version=(guid[2] or "" if guid else "") or (in_title[1] if in_title else ""),
            published=_moment(text(item, "pubDate")),
            links=tuple(filter(None, links[:2])),
        ),
        has_eml=not is_package,
        has_archive=bool(links[1]),
    )


def _of_row(base: str, row: Mapping[str, Any]) -> Resource | None:
    eml, archive = _string(row, "eml"), _string(row, "dwca")
    name = _short_name(eml) or _short_name(archive)
    if not name:
        return None
    found = _common(row, name, tuple(filter(None, (eml, archive))))
    kind = _KINDS.get(_string(row, "type").lower().replace("_", "").replace("-", ""), "")
    return _addressed(base, replace(found, kind=kind), has_eml=True, has_archive=bool(archive))


def _of_row_2(base: str, row: Mapping[str, Any]) -> Resource | None:
    name = _string(row, "id")
    if not _NAME.fullmatch(name):
        return None
    archives, documents = _offers(row.get("archive")), _offers(row.get("metadata"))
    kind_of_archive = next((_ARCHIVES[kind] for kind in archives if kind in _ARCHIVES), "")
    more = row.get("additionalProperties")
    core = _string(more, "core") if isinstance(more, dict) else ""
    kind = "METADATA" if _string(row, "format") == "METADATA" else _KINDS.get(core.rpartition("/")[2].lower(), "")
    found = replace(
        _common(row, name, tuple(filter(None, (documents.get("EML"), *archives.values())))),
        kind=kind,
        archive_type=kind_of_archive or "DWC_ARCHIVE",
    )
    return _addressed(base, found, has_eml="EML" in documents, has_archive=bool(kind_of_archive))


def _common(row: Mapping[str, Any], name: str, links: tuple[str, ...]) -> Resource:
    records, version = row.get("records"), row.get("version")
    is_count = isinstance(records, int) and not isinstance(records, bool) and 0 <= records < 2**53
    return Resource(
        name=name,
        title=_string(row, "title"),
        key=_uuid(_string(row, "gbifKey")),
        version=str(version)[:20] if isinstance(version, int | float | str) else "",
        published=_day(_string(row, "lastPublished")),
        records=records if is_count else None,
        links=links,
    )


def _addressed(base: str, resource: Resource, *, has_eml: bool, has_archive: bool) -> Resource:
    query = f"?r={quote(resource.name)}"
    return replace(
        resource,
        eml=f"{base}/eml.do{query}" if has_eml else "",
        archive=f"{base}/archive.do{query}" if has_archive else "",
        page=f"{base}/resource{query}",
    )


def _inventory(content: bytes, name: str, read: Callable[[Mapping[str, Any]], Resource | None]) -> List:
    try:
        rows = orjson.loads(content)[name]
    except (orjson.JSONDecodeError, KeyError, TypeError, IndexError) as error:
        raise NoList(f"what came is no inventory: it has no {name}") from error
    if not isinstance(rows, list):
        raise NoList(f"what came is no inventory: {name} is no list")
    found = List()
    for row in rows:
        found.add(read(row) if isinstance(row, dict) else None)
    return found


def _offers(value: Any) -> dict[str, str]:
    """Type and address of what a resource has."""
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    return {_string(row, "type").upper(): _string(row, "url") for row in rows}


def _short_name(url: str) -> str:
    try:
        given = parse_qs(urlsplit(url).query).get("r", [""])[0]
    except ValueError:
        return ""
    return given if _NAME.fullmatch(given) else ""


def _uuid(text: str) -> str:
    try:
        return str(UUID(text)) if len(text) == 36 else ""
    except ValueError:
        return ""


def _moment(text: str) -> str:
    """A date of RFC 822 as ISO 8601 in UTC; "" for what is none."""
    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (TypeError, ValueError, OverflowError, IndexError):
        return ""


def _day(text: str) -> str:
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _string(row: Any, name: str) -> str:
    value = row.get(name)
    return value.strip().replace("\x00", "") if isinstance(value, str) else ""
