"""The lists of an IPT as they come: complete, old, wrong, hostile (checklist contract D, E.1)."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesting.protocols import Reference, Resource
from harvesting.protocols.ipt_lists import (
    NoList,
    base_of,
    merged,
    read_feed,
    read_inventory,
    read_inventory_2,
)
from harvesting.protocols.resources import address_key

BASE = "https://ipt.example.org/ipt"
KEY = "9cfd5f70-968c-4690-94ef-834f01b0cea8"


def feed(*items: str, head: str = "") -> bytes:
    """A feed with these items."""
    return f'<rss xmlns:ipt="http://ipt.gbif.org/"><channel>{head}{"".join(items)}</channel></rss>'.encode()


def item(name: str = "birds", **parts: str) -> str:
    """An item with an EML link, and with other parts."""
    given = {"ipt:eml": f"{BASE}/eml.do?r={name}"} | {part.replace("_", ":"): text for part, text in parts.items()}
    return f"<item>{''.join(f'<{part}>{text}</{part}>' for part, text in given.items())}</item>"


def only(content: bytes) -> Resource:
    """The one resource of a feed."""
    (resource,) = read_feed(BASE, content).resources.values()
    return resource


@pytest.mark.parametrize(
    "url",
    [
        BASE, f"{BASE}/", f"{BASE}/rss.do", f"{BASE}/rss.do?r=birds", f"{BASE}/inventory/dataset",
        f"{BASE}/inventory/v2/dataset?status=x", f"{BASE}/dcat", f"{BASE}/resource?r=birds",
        f"{BASE}/eml.do?r=birds&v=1.2", f"{BASE}/archive.do?r=birds", f"{BASE}/#top",
    ],
)  # fmt: skip
def test_the_base_is_found_in_every_address(url: str) -> None:
    assert base_of(url) == BASE


def test_a_base_whose_path_looks_like_a_page_stays_whole() -> None:
    assert base_of("https://example.org/resources/ipt/rss.do") == "https://example.org/resources/ipt"


def test_an_item_tells_title_version_time_and_key() -> None:
    resource = only(
        feed(
            item(
                title="Birds - of - Coast - Version 2.10",
                guid=f"{KEY}/v2.10",
                pubDate="Thu, 28 Sep 2017 20:14:58 +1000",
                ipt_dwca=f"{BASE}/archive.do?r=birds&amp;v=2.10",
            )
        )
    )

    assert (resource.title, resource.version, resource.published) == (
        "Birds - of - Coast", "2.10", "2017-09-28T10:14:58+00:00",
    )  # fmt: skip
    assert resource.key == KEY
    assert resource.endpoints == (
        ("EML", f"{BASE}/eml.do?r=birds"),
        ("DWC_ARCHIVE", f"{BASE}/archive.do?r=birds"),
    )


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("/eml.do?r=birds", "birds"),
        ("eml.do?v=1.0&amp;r=birds", "birds"),
        ("https://evil.example/eml.do?r=birds", "birds"),
        ("http://169.254.169.254/?r=birds", "birds"),
    ],
)
def test_no_link_of_a_feed_is_followed_only_the_name_in_it_counts(link: str, name: str) -> None:
    resource = only(feed(f"<item><ipt:eml>{link}</ipt:eml></item>"))

    assert (resource.name, resource.eml) == (name, f"{BASE}/eml.do?r={name}")


@pytest.mark.parametrize(
    "link", ["", "eml.do", "eml.do?r=", "eml.do?r=a/../b", "eml.do?r=a%20b", "http://[", "eml.do?r=" + "x" * 300]
)
def test_an_item_that_names_no_resource_is_counted_and_left_out(link: str) -> None:
    found = read_feed(BASE, feed(f"<item><ipt:eml>{link}</ipt:eml></item>", item()))

    assert (list(found.resources), found.items, found.skipped) == (["birds"], 2, {"names no resource": 1})


def test_of_a_name_that_is_listed_twice_the_first_counts() -> None:
    found = read_feed(BASE, feed(item(title="New"), item(title="Old")))

    assert found.resources["birds"].title == "New"
    assert found.skipped == {"listed twice": 1}


@pytest.mark.parametrize("date", ["", "yesterday", "2017-09-28", "Thu, 99 Sep 2017 99:14:58 +1000", "0", "٣"])
def test_a_date_that_is_none_counts_as_not_given_and_proves_nothing(date: str) -> None:
    resource = only(feed(item(pubDate=date, guid=f"{KEY}/v1.0")))

    assert (resource.published, resource.mark) == ("", "")


@pytest.mark.parametrize("guid", ["birds", "", "9cfd5f70", f"{KEY}x/v1", "-" * 36])
def test_a_key_that_is_none_counts_as_not_given(guid: str) -> None:
    assert only(feed(item(guid=guid))).key == ""


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<rss", b"<html/>", b"<rss/>", b"{}", b"\x00\x01",
        b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>',
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused(content: bytes) -> None:
    with pytest.raises(NoList):
        read_feed(BASE, content)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"null", b'{"registeredResources": 3}', b"<rss/>", b"[" * 9999])
def test_what_is_no_inventory_is_refused(content: bytes) -> None:
    for read in (read_inventory, read_inventory_2):
        with pytest.raises(NoList):
            read(BASE, content)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("occurrence", "OCCURRENCE"),
        ("checklist", "CHECKLIST"),
        ("samplingevent", "SAMPLING_EVENT"),
        ("metadata", "METADATA"),
        ("other", ""),
    ],
)
def test_an_inventory_tells_type_and_records(text: str, kind: str) -> None:
    row: dict[str, Any] = {
        "title": "Birds", "type": text, "records": 12345, "lastPublished": "2025-01-31", "gbifKey": KEY,
        "eml": f"{BASE}/eml.do?r=birds", "dwca": None, "version": 1.4,
    }  # fmt: skip

    found = read_inventory(BASE, json.dumps({"registeredResources": [row]}).encode()).resources["birds"]

    assert (found.kind, found.records, found.version, found.key) == (kind, 12345, "1.4", KEY)
    assert found.archive == ""


@pytest.mark.parametrize(
    ("format_", "archive", "expected"),
    [
        ("DWCA", "DWCA", "DWC_ARCHIVE"),
        ("CAMTRAP_DP", "CAMTRAP_DP", "CAMTRAP_DP"),
        ("COLDP", "COLDP", "COLDP"),
        ("METADATA", "", ""),
    ],
)
def test_the_newer_inventory_tells_what_kind_of_archive_there_is(format_: str, archive: str, expected: str) -> None:
    row = {
        "id": "birds", "format": format_, "metadata": [{"type": "EML", "url": "x"}],
        "archive": [{"type": archive, "url": "y"}] if archive else None,
        "additionalProperties": {"core": "http://rs.tdwg.org/dwc/terms/Taxon"},
    }  # fmt: skip

    found = read_inventory_2(BASE, json.dumps({"resources": [row]}).encode()).resources["birds"]

    assert (found.archive_type if found.archive else "") == expected
    assert found.kind == ("METADATA" if format_ == "METADATA" else "CHECKLIST")


def test_earlier_lists_win_and_the_feed_tells_version_and_time() -> None:
    row = {"title": "Of the inventory", "eml": f"{BASE}/eml.do?r=birds", "version": 1.1, "lastPublished": "2025-01-31"}
    inventory = read_inventory(BASE, json.dumps({"registeredResources": [row]}).encode())
    other = read_feed(
        BASE,
        feed(item(title="Of the feed - Version 1.10", pubDate="Fri, 31 Jan 2025 10:00:00 GMT"), item("fish")),
    )

    birds, fish = merged([inventory, other])

    assert (birds.title, birds.version, birds.published) == ("Of the inventory", "1.10", "2025-01-31T10:00:00+00:00")
    assert fish.name == "fish"


def test_whatever_is_said_of_a_resource_is_in_its_mark() -> None:
    resource = Resource("birds", version="1.0", published="2025-01-31T10:00:00+00:00")
    others = [
        Resource("birds", version="1.0", published="2025-01-31T10:00:00+00:00", **more)
        for more in ({"key": KEY}, {"records": 3}, {"archive": "x"}, {"kind": "CHECKLIST"})
    ]

    assert len({each.mark for each in (resource, *others)}) == 5


def test_a_resource_travels_with_its_reference() -> None:
    resource = Resource("birds", records=0, links=("a", "b"), eml="x")
    reference = Reference("x", "Birds", "1.0", identity="birds", is_version=True, resource=resource)

    assert Reference.from_json(json.loads(json.dumps(reference.as_json()))) == reference


@pytest.mark.parametrize(
    "url",
    [
        "http://ipt.example.org/ipt/eml.do?r=birds",
        "https://IPT.example.org/ipt/eml.do?r=birds",
        "https://ipt.example.org/ipt/eml.do?v=1.3&r=birds",
        "https://ipt.example.org:443/ipt/eml.do/?r=birds&v=2",
    ],
)
def test_spellings_of_one_address_are_the_same(url: str) -> None:
    assert address_key(url) == address_key(f"{BASE}/eml.do?r=birds")


@given(st.binary(max_size=300), st.text(max_size=40))
def test_whatever_comes_is_a_list_or_none(content: bytes, text: str) -> None:
    rows = json.dumps({"resources": [text, {"id": text, "records": text, "metadata": text, "archive": [text]}]})
    read_inventory_2(BASE, rows.encode())
    for read in (read_feed, read_inventory, read_inventory_2):
        try:
            read(BASE, content)
        except NoList:
            continue
