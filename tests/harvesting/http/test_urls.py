"""Which URLs may be asked for, and which spellings are one."""

import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesting.exceptions import AddressRefused
from harvesting.http import normalise, read_url

SEGMENT = st.text(st.characters(codec="utf-8", exclude_characters="/?#%\\", exclude_categories=["C", "Z"]), min_size=1)
PATHS = st.lists(SEGMENT.filter(lambda segment: segment not in (".", "..")), min_size=1, max_size=5)
HOSTS = st.from_regex(r"[a-z]([a-z0-9]{0,10}\.){1,2}[a-z]{2,5}", fullmatch=True)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://waf.example.org/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("gopher://waf.example.org/", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("data:text/html,x", "only http and https"),
        ("waf.example.org/a.xml", "only http and https"),
        ("//waf.example.org/", "only http and https"),
        ("", "only http and https"),
        ("http://user@waf.example.org/", "user name"),
        ("http://user:secret@waf.example.org/", "user name"),
        ("http://waf.example.org@127.0.0.1/", "user name"),
        ("http://@waf.example.org/", "user name"),
        ("http:///a.xml", "host name"),
        ("http://-waf.example.org/", "host name"),
        ("http://waf_.example.org%00/", "host name"),
        ("http://waf$.example.org/", "host name"),
        ("http://waf.example.org:99999/", "host and port"),
        ("http://waf.example.org:x/", "host and port"),
        ("http://[::1/", "host and port"),
        ("http://[zz]/", "host and port"),
        ("http://waf.example.org/a b.xml", "white space"),
        ("http://waf.example.org/\r\nHost: evil.example.org", "white space"),
        ("http://waf.example.org\\@127.0.0.1/", "backslash"),
        (" http://waf.example.org/", "white space"),
        ("http://waf.example.org/\x00", "white space"),
        ("http://waf.example.org/" + "x" * 2_000, "longer than 2,000"),
    ],
)
def test_it_refuses_what_is_no_plain_web_address(url: str, reason: str) -> None:
    with pytest.raises(AddressRefused, match=reason):
        read_url(url)


def test_it_does_not_repeat_a_long_url_whole() -> None:
    with pytest.raises(AddressRefused) as refusal:
        read_url("http://waf.example.org/" + "x" * 100_000)
    assert len(str(refusal.value)) < 400


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("http://waf.example.org", "/"),
        ("http://waf.example.org?x=1", "/?x=1"),
        ("http://waf.example.org/a%20b.xml#part", "/a%20b.xml"),
        ("http://waf.example.org/ünï.xml", "/%C3%BCn%C3%AF.xml"),
    ],
)
def test_it_asks_for_the_path_in_ascii_and_without_fragment(url: str, path: str) -> None:
    assert read_url(url).path == path


def test_it_writes_foreign_host_names_in_ascii() -> None:
    assert read_url("https://Bücher.example/").origin.host == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    "spelling",
    [
        "http://waf.example.org/iso/a%20b-c.xml",
        "HTTP://WAF.Example.ORG/iso/a%20b-c.xml",
        "http://waf.example.org:80/iso/a%20b-c.xml",
        "http://waf.example.org./iso/a%20b-c.xml",
        "http://waf.example.org/iso/./a%20b-c.xml",
        "http://waf.example.org/iso/sub/../a%20b-c.xml",
        "http://waf.example.org/iso/sub/%2e%2E/a%20b-c.xml",
        "http://waf.example.org/../iso/a%20b-c.xml",
        "http://waf.example.org/iso/a%20b%2Dc.xml",
        "http://waf.example.org/iso/%61%20b-c.xml#top",
    ],
)
def test_it_writes_all_spellings_of_a_link_alike(spelling: str) -> None:
    assert normalise(spelling) == "http://waf.example.org/iso/a%20b-c.xml"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://waf.example.org/a.xml", "http://waf.example.org/A.xml"),
        ("http://waf.example.org/a.xml", "https://waf.example.org/a.xml"),
        ("http://waf.example.org/a.xml", "http://waf.example.org:8080/a.xml"),
        ("http://waf.example.org/a.xml", "http://waf.example.org/a.xml?x"),
        ("http://waf.example.org/a%2Fb.xml", "http://waf.example.org/a/b.xml"),
        ("http://waf.example.org/a%3Fb.xml", "http://waf.example.org/a?b.xml"),
        ("http://waf.example.org/a%2520b.xml", "http://waf.example.org/a%20b.xml"),
        ("http://waf.example.org/a//b.xml", "http://waf.example.org/a/b.xml"),
    ],
)
def test_it_keeps_different_documents_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@given(HOSTS, PATHS)
def test_normalising_twice_is_normalising_once(host: str, path: list[str]) -> None:
    once = normalise(f"http://{host}/{'/'.join(path)}")
    assert normalise(once) == once
    assert once.isascii()


@given(st.text(string.printable, max_size=60))
def test_it_reads_or_refuses_any_text(text: str) -> None:
    try:
        once = normalise(f"http://waf.example.org/{text}")
    except AddressRefused:
        return
    assert normalise(once) == once
    assert read_url(once).origin.host == "waf.example.org"


@given(st.text(max_size=80))
def test_it_raises_nothing_but_its_refusal(text: str) -> None:
    with suppress(AddressRefused):
        assert read_url(text).origin.scheme in ("http", "https")


@given(PATHS, st.data())
def test_any_way_around_leads_to_the_same_document(path: list[str], data: st.DataObject) -> None:
    detours = [data.draw(st.sampled_from(["", "./", "x/../", "%2e/", "%78/%2E%2e/"])) for _ in path]
    plain = "http://waf.example.org/" + "/".join(path)
    winding = "HTTP://WAF.example.org:80/" + "/".join(
        detour + segment for detour, segment in zip(detours, path, strict=True)
    )
    assert normalise(winding) == normalise(plain)
