"""Real documents with bytes changed at random: read, or refused in words; never an error of ours (RELIABILITY 3.2).

`FUZZ_EXAMPLES` says how many are tried for each format; a few in every run of the tests, many where time is no matter.
"""

import os
from collections.abc import Callable

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entities.metadata import RefusedDocument, parse_root, read_xml
from entities.metadata.shapes import derived_fields
from tests.corpus.conftest import documents_of

_EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
_LARGEST = 100_000
"""Bytes of the documents that are changed: larger ones only take longer."""
_PIECES = (
    b"", b"<", b">", b"&", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"<![CDATA[", b"]]>", b"<!--", b"&#x0;", b"&amp;lt;",
    b'="', b"9" * 400, b"-1e999", b"NaN", b"0000-00-00", b"http://[::1", b"\xe2\x80\xae", b"</title>", b"<para/>",
    b"10.1234/" + b"x" * 3000, b" xsi:nil='true'", b"://", b"(" * 200, b"2010-02-30", b"\r\n",
)  # fmt: skip

Change = Callable[[bytes], bytes]


@st.composite
def _changes(draw: st.DrawFn) -> Change:
    """Something that is cut out, doubled, or put in, at a place of the document."""
    place, length = draw(st.floats(0, 1)), draw(st.integers(0, 400))
    piece, repeated = draw(st.sampled_from(_PIECES)), draw(st.integers(0, 3))

    def change(content: bytes) -> bytes:
        start = int(place * len(content))
        return content[:start] + piece + content[start : start + length] * repeated + content[start + length :]

    return change


@pytest.mark.parametrize("folder", ["eml", "iso19139", "iso19115-3", "dublin-core"])
def test_a_damaged_document_is_read_or_refused(folder: str) -> None:
    contents = [known.content for known in documents_of(folder)]
    contents = [content for content in contents if len(content) <= _LARGEST]

    @settings(max_examples=_EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.sampled_from(contents), st.lists(_changes(), min_size=1, max_size=4))
    def check(content: bytes, changes: list[Change]) -> None:
        for change in changes:
            content = change(content)
        try:
            record = parse_root(read_xml(content))
        except RefusedDocument:
            return
        orjson.dumps(derived_fields(record))

    check()
