"""Free text: what is trimmed, what becomes a paragraph, and what no browser may get."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.metadata.texts import clean, paragraphs, rich_text, sanitised

DESCRIPTIONS = {
    "One line.": "<p>One line.</p>",
    "  padded \n": "<p>padded</p>",
    "a < b & c": "<p>a &lt; b &amp; c</p>",
    "first\nstill first\n\nsecond": "<p>first\nstill first</p>\n<p>second</p>",
    "first\r\n \t \r\n\r\nsecond": "<p>first</p>\n<p>second</p>",
    "<p>kept <b>bold</b></p>": "<p>kept <b>bold</b></p>",
    "10 <sup>-3</sup> mol": "10 <sup>-3</sup> mol",
    'see <a href="https://example.org/a">there</a>': 'see <a href="https://example.org/a">there</a>',
    "depth <5 m> and <unit>": "<p>depth &lt;5 m&gt; and &lt;unit&gt;</p>",
}
HOSTILE = {
    "<p>a<script>alert(1)</script>b</p>": "<p>ab</p>",
    "<p>a<style>p{}</style>b</p>": "<p>ab</p>",
    '<iframe src="https://example.org"></iframe><p>b</p>': "<p>b</p>",
    '<p onclick="x()" style="color:red">a</p>': "<p>a</p>",
    '<a href="javascript:x()">a</a>': "<a>a</a>",
    '<a href="data:text/html,x">a</a>': "<a>a</a>",
    '<a href="/relative">a</a>': "<a>a</a>",
    '<p><font size="9">a</font></p>': "<p>a</p>",
    '<p><img src="x" onerror="x()">a</p>': "<p>a</p>",
}


@pytest.mark.parametrize(("text", "description"), DESCRIPTIONS.items())
def test_it_makes_html_of_a_description(text: str, description: str) -> None:
    assert rich_text(text) == description


@pytest.mark.parametrize(("markup", "safe"), HOSTILE.items())
def test_it_drops_what_may_harm(markup: str, safe: str) -> None:
    assert rich_text(markup) == safe


@pytest.mark.parametrize("text", [None, "", "  \n", "<script>only()</script>"])
def test_it_makes_nothing_of_nothing(text: str | None) -> None:
    assert not rich_text(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (" a  b ", "a  b"),
        ("a\u202eb\u2066c", "abc"),
        ("a\x7f\x85b", "ab"),
        ("سلام\u200f", "سلام\u200f"),
        ("\u202e", None),
        (" ", None),
        ("", None),
        (None, None),
    ],
)
def test_it_cleans_a_text(text: str | None, cleaned: str | None) -> None:
    assert clean(text) == cleaned


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_plain_text_is_all_there_in_its_paragraphs(text: str) -> None:
    bare = html.unescape(paragraphs(text).replace("<p>", "").replace("</p>", ""))

    assert bare.split() == text.split()


@given(st.text(alphabet="<>/pabi script=\"'onclick:jv&;#", max_size=60))
def test_what_was_sanitised_holds_nothing_active_and_stays_the_same(markup: str) -> None:
    once = sanitised(markup)

    assert "<script" not in once
    assert "onclick=" not in once.replace("&gt;", "").partition("<")[2].partition(">")[0]
    assert sanitised(once) == once
