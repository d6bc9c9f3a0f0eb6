"""Titles and pieces of descriptions: marks survive, markup and scripts do not."""

import re

from hypothesis import given
from hypothesis import strategies as st

from search.pages.snippets import LONGEST, marked, snippet

MARK = '<em class="gbifHl">'
PIECES = [*"ab <>&\"'/;=", MARK, "</em>", "<script>", "&lt;", "\ue000"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def test_a_title_keeps_its_marks_and_nothing_else() -> None:
    assert marked(f"Kelp &lt;b&gt; {MARK}forest</em>", is_marked=True) == "Kelp &lt;b&gt; <em>forest</em>"
    assert marked("Kelp <b> & co", is_marked=False) == "Kelp &lt;b&gt; &amp; co"


def test_markup_of_a_description_goes_before_it_is_marked() -> None:
    escaped = f"&lt;p&gt;Kelp {MARK}forest</em>s &amp;amp; wrack&lt;&#x2F;p&gt;"

    assert snippet(escaped, is_marked=True) == "Kelp <em>forest</em>s &amp; wrack"
    assert snippet("<p>Kelp</p><p>&amp; <script>alert(1)</script>wrack</p>", is_marked=False) == "Kelp &amp; wrack"


def test_a_long_description_is_cut_around_the_first_match() -> None:
    text = "begin " + "long " * 300 + f"{MARK}kelp</em> " + "after " * 300

    cut = snippet(text, is_marked=True)

    assert "<em>kelp</em>" in cut
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert len(cut) < LONGEST + 40


def test_a_long_description_without_a_match_is_cut_at_a_word() -> None:
    cut = snippet("kelp " * 200, is_marked=False)

    assert cut.endswith("kelp…")


@given(TEXTS, st.booleans())
def test_whatever_the_text_only_closed_marks_are_markup(text: str, is_marked: bool) -> None:
    for shown in (marked(text, is_marked=is_marked), snippet(text * 40, is_marked=is_marked)):
        rest = re.sub(r"<em>[^<>]*</em>", "", shown)
        assert "<" not in rest
        assert ">" not in rest
