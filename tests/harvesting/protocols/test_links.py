"""What a link is does not depend on how it is spelt."""

from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from harvesting.http import FetchedDocument
from harvesting.protocols.links import Kind, Scope, judge
from harvesting.protocols.pages import Link, read_page
from tests.servers import index_page

PAGE = "http://waf.example.org/iso/"
NAME = st.text(
    st.characters(codec="utf-8", exclude_characters="/\\", exclude_categories=["C", "Z"]), min_size=1, max_size=30
)
NAMES = NAME.filter(lambda name: not name.startswith("..") and "parent" not in name.lower() and name != ".")


def _judged(href: str, text: str = "entry", page: str = PAGE) -> tuple[Kind, str]:
    document = FetchedDocument(page, page, f'<a href="{href}">{text}</a>'.encode(), "text/html", "utf-8")
    (link,) = read_page(document).links
    judgement = judge(link, page, Scope([page]))
    return judgement.kind, judgement.url


@given(NAMES)
def test_every_spelling_of_a_document_is_the_same_document(name: str) -> None:
    path = quote(f"{name}.xml", safe="")
    spellings = [f"./{path}", f"/iso/{path}", f"//waf.example.org/iso/{path}", f"http://WAF.example.org:80/iso/{path}"]
    expected = judge(Link(path, PAGE + path, "entry"), PAGE, Scope([PAGE]))
    assert expected.kind is Kind.DOCUMENT
    assert {_judged(spelling) for spelling in spellings} == {(Kind.DOCUMENT, expected.url)}


@given(NAMES)
def test_a_name_that_ends_in_a_slash_is_a_folder(name: str) -> None:
    kind, url = _judged(f"./{quote(name, safe='')}/")
    assert kind is Kind.FOLDER
    assert url.startswith(PAGE)


@given(st.text(max_size=40), st.text(max_size=20))
def test_any_link_is_judged(href: str, text: str) -> None:
    judgement = judge(Link(href, PAGE + href, text), PAGE, Scope([PAGE]))
    assert (judgement.kind is Kind.SKIPPED) == bool(judgement.reason)
    if judgement.kind in (Kind.DOCUMENT, Kind.FOLDER):
        assert judgement.url.startswith("http://waf.example.org/")


@given(st.lists(NAMES, unique=True, max_size=8))
def test_an_index_page_lists_exactly_its_files(names: list[str]) -> None:
    files = sorted(f"{name}.xml" for name in names)
    page = FetchedDocument(PAGE, PAGE, index_page("/iso/", files).encode(), "text/html", "utf-8")
    judged = [judge(link, PAGE, Scope([PAGE])) for link in read_page(page).links]
    assert [j.url for j in judged if j.kind is Kind.DOCUMENT] == [
        judge(Link(q, PAGE + q, ""), PAGE, Scope([PAGE])).url for q in map(quote, files)
    ]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_page_or_refused(content: bytes) -> None:
    page = FetchedDocument(PAGE, PAGE, b'<a href="a.xml">a.xml</a>' + content, "text/html", "")
    assert read_page(page).links[0].url == f"{PAGE}a.xml"


def test_plain_http_may_become_https_and_never_the_reverse() -> None:
    secured = Link("a.xml", "https://waf.example.org/a.xml", "")
    plain = Link("a.xml", "http://waf.example.org/a.xml", "")
    assert judge(secured, PAGE, Scope([PAGE])).kind is Kind.DOCUMENT
    assert judge(plain, PAGE, Scope(["https://waf.example.org/iso/"])).kind is Kind.SKIPPED
    assert judge(secured, PAGE, Scope(["http://waf.example.org:8080/iso/"])).kind is Kind.SKIPPED
