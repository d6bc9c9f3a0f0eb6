"""The parser against documents that are broken, hostile, or only oddly encoded."""

import codecs
from pathlib import Path

import pytest

from entities.metadata import RefusedDocument, read_xml
from entities.metadata.refusals import ForbiddenXml, MalformedXml
from entities.metadata.xml import MAX_ATTRIBUTES, MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS

_DECLARATION = '<?xml version="1.0" encoding="{}"?>\n'
_WORDS = "<a>Baía de São Mateus, 5 €</a>"
_ENTITIES = '<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">'

NOT_WELL_FORMED = {
    "cut off": (b"<a>\n<b>text", 2),
    "undeclared prefix": (b"<a>\n\n<x:b/></a>", 3),
    "two roots": (b"<a/><b/>", 1),
    "stray ampersand": (b"<a>salt & water</a>", 1),
    "NUL": (b"<a>\0</a>", 1),
    "control character": (b"<a>\n\x01</a>", 2),
    "reference to NUL": (b"<a>&#0;</a>", 1),
    "reference to a control character": (b"<a>&#1;</a>", 1),
    "unknown entity": (b"<a>&nbsp;</a>", 1),
    "Latin-1 declared as UTF-8": ((_DECLARATION.format("UTF-8") + "<a>é</a>").encode("latin-1"), 2),
    "plain text": (b"no document here", 1),
    "too deep": (b"<a>" * 257 + b"</a>" * 257, 1),
}

OTHER_KINDS = {
    "nothing": (b"", "empty"),
    "blanks": (b" \r\n ", "empty"),
    "byte order mark only": (codecs.BOM_UTF8, "empty"),
    "HTML": (b"<!DOCTYPE html><html><head><meta charset=utf-8><title>Sign in</title>", "HTML page"),
    "old HTML": (b"\n<HTML><BODY><P>Not found<HR></BODY></HTML>", "HTML page"),
    "JSON object": (b'{"error": "no such record"}', "JSON"),
    "JSON list": (b"[1, 2]", "JSON"),
}

REFUSED_ENCODINGS = {
    "unknown": _DECLARATION.format("X-KLINGON").encode() + b"<a/>",
    "unknown below blank lines": b"\n" + _DECLARATION.format("X-KLINGON").encode() + b"<a/>",
    "UTF-7": _DECLARATION.format("UTF-7").encode() + b"<a>+AOk-</a>",
    "UTF-32": "<a/>".encode("utf-32"),
}

WITH_INTERNAL_SUBSET = {
    "entity": f"<!DOCTYPE a [{_ENTITIES}]><a>&c;</a>".encode(),
    "entity that is not used": b'<!DOCTYPE a [<!ENTITY x "y">]><a/>',
    "file": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "outside DTD as well": b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd" [<!ENTITY x "y">]><a/>',
    "after a remark": b'<!-- harmless > --><?note [ ?>\n<!DOCTYPE a [<!ENTITY x "y">]><a/>',
    "after a byte order mark": codecs.BOM_UTF8 + b'<!DOCTYPE a [<!ENTITY x "y">]><a/>',
    "in UTF-16": '<!DOCTYPE a [<!ENTITY x "y">]><a/>'.encode("utf-16"),
    "in UTF-16 without mark": '<!DOCTYPE a [<!ENTITY x "y">]><a/>'.encode("utf-16-be"),
    "in an encoding that hides it": _DECLARATION.format("UNICODE-1-1-UTF-7").encode()
    + b"+ADwAIQ-DOCTYPE a +AFsAPAAh-ENTITY x +ACI-y+ACIAPgBdAD4-+ADw-a/+AD4-",
    "escaped": _DECLARATION.format("JAVA").encode() + rb'\u003c!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
}

READABLE_ENCODINGS = {
    "UTF-8": _WORDS.encode(),
    "UTF-8 with mark": codecs.BOM_UTF8 + (_DECLARATION.format("UTF-8") + _WORDS).encode(),
    "UTF-8 with mark, declared as Latin-1": codecs.BOM_UTF8 + (_DECLARATION.format("ISO-8859-1") + _WORDS).encode(),
    "UTF-8 declared as UTF-16": (_DECLARATION.format("UTF-16") + _WORDS).encode(),
    "UTF-16": (_DECLARATION.format("UTF-16") + _WORDS).encode("utf-16"),
    "UTF-16 big end first": codecs.BOM_UTF16_BE + (_DECLARATION.format("UTF-16") + _WORDS).encode("utf-16-be"),
    "UTF-16 declared as UTF-8": codecs.BOM_UTF16_LE + (_DECLARATION.format("UTF-8") + _WORDS).encode("utf-16-le"),
    "UTF-16 without mark": (_DECLARATION.format("UTF-16") + _WORDS).encode("utf-16-le"),
    "UTF-16 without mark and declaration": _WORDS.encode("utf-16-be"),
    "Windows-1252": (_DECLARATION.format("windows-1252") + _WORDS).encode("cp1252"),
    "below blank lines": ("\n  \n" + _DECLARATION.format("windows-1252") + _WORDS).encode("cp1252"),
    "declared in single quotes": (_DECLARATION.replace('"', "'").format("windows-1252") + _WORDS).encode("cp1252"),
}


def _refusal(content: bytes) -> RefusedDocument:
    with pytest.raises(RefusedDocument) as caught:
        read_xml(content)
    return caught.value


@pytest.mark.parametrize(("content", "line_number"), NOT_WELL_FORMED.values(), ids=NOT_WELL_FORMED)
def test_it_says_where_a_document_is_not_well_formed(content: bytes, line_number: int) -> None:
    refusal = _refusal(content)

    assert isinstance(refusal, MalformedXml)
    assert str(refusal).startswith("XML Syntax Error: ")
    assert "\n" not in str(refusal)
    assert refusal.line_number == line_number
    assert refusal.record is None


@pytest.mark.parametrize(("content", "kind"), OTHER_KINDS.values(), ids=OTHER_KINDS)
def test_it_says_what_came_instead_of_xml(content: bytes, kind: str) -> None:
    refusal = _refusal(content)

    assert str(refusal).startswith("XML Syntax Error: ")
    assert kind in str(refusal)


@pytest.mark.parametrize("content", REFUSED_ENCODINGS.values(), ids=REFUSED_ENCODINGS)
def test_it_refuses_encodings_that_it_does_not_know_or_trust(content: bytes) -> None:
    assert str(_refusal(content)).startswith("XML Syntax Error: ")


@pytest.mark.parametrize("content", WITH_INTERNAL_SUBSET.values(), ids=WITH_INTERNAL_SUBSET)
def test_it_refuses_a_doctype_that_defines_anything(content: bytes) -> None:
    refusal = _refusal(content)

    assert isinstance(refusal, ForbiddenXml)
    assert str(refusal) == "DOCTYPE not allowed"


def test_it_loads_no_outside_dtd(tmp_path: Path) -> None:
    definition = tmp_path / "outside.dtd"
    definition.write_text('<!ENTITY x "loaded"><!ATTLIST a b CDATA "loaded">')

    root = read_xml(f'<!DOCTYPE a SYSTEM "{definition.as_uri()}"><a/>'.encode())

    assert root.attrib == {}


def test_it_takes_the_word_doctype_in_a_text_for_a_text() -> None:
    root = read_xml(b'<a><!-- <!DOCTYPE a [<!ENTITY x "y">]> --><![CDATA[<!DOCTYPE b [ ]>]]></a>')

    assert "".join(root.itertext()) == "<!DOCTYPE b [ ]>"


def test_it_follows_no_inclusion(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    inclusion = f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'

    root = read_xml(f"<a>{inclusion}</a>".encode())

    assert "".join(root.itertext()) == ""


@pytest.mark.parametrize("content", READABLE_ENCODINGS.values(), ids=READABLE_ENCODINGS)
def test_it_reads_an_encoding(content: bytes) -> None:
    assert read_xml(content).text == "Baía de São Mateus, 5 €"


@pytest.mark.parametrize("charset", ["windows-1252", "CP1252"])
def test_the_charset_of_the_transport_counts_where_none_is_declared(charset: str) -> None:
    undeclared = f'<?xml version="1.0"?>{_WORDS}'.encode("cp1252")
    declared = f"{_DECLARATION.format('UTF-8')}{_WORDS}".encode()

    assert read_xml(undeclared, charset).text == read_xml(declared, charset).text == "Baía de São Mateus, 5 €"


@pytest.mark.parametrize("charset", ["x-klingon", "utf-7", "utf-16", "hex", "\0", ""])
def test_it_ignores_a_charset_of_the_transport_that_cannot_be_true(charset: str) -> None:
    assert read_xml(_WORDS.encode(), charset).text == "Baía de São Mateus, 5 €"


def test_blank_lines_above_the_declaration_keep_the_lines_true() -> None:
    root = read_xml(b'\r\n\r\n<?xml version="1.0"\n encoding="UTF-8"?>\n<a>\n<b/></a>')

    assert root[0].sourceline == 6


@pytest.mark.parametrize(
    ("content", "limit"),
    [
        (b"<a>" + b" " * MAX_BYTES + b"</a>", "bytes"),
        (b"<a>" + b"<b/>" * MAX_ELEMENTS + b"</a>", "elements"),
        (b"<a " + b" ".join(b'a%d="1"' % number for number in range(MAX_ATTRIBUTES + 1)) + b"/>", "attributes"),
        (b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1), "deeper than 200"),
    ],
    ids=["bytes", "elements", "attributes", "depth"],
)
def test_it_names_the_limit_that_a_document_passes(content: bytes, limit: str) -> None:
    refusal = _refusal(content)

    assert isinstance(refusal, ForbiddenXml)
    assert limit in str(refusal)


def test_it_reads_a_document_at_the_limits() -> None:
    attributes = b" ".join(b'a%d="1"' % number for number in range(MAX_ATTRIBUTES))
    content = b"<a " + attributes + b">" + b"<b></b>" * (MAX_ELEMENTS - 1) + b"</a>"

    assert len(read_xml(content)) == MAX_ELEMENTS - 1
    assert read_xml(b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH).tag == "a"
