"""Real EML, Dublin Core, FGDC and DIF documents against what the corpus's table says of each."""

import pytest

from entities.metadata import MissingTitle, RefusedDocument, UnknownFormat, parse_root, read, read_xml
from entities.metadata.shapes import derived_fields
from entities.models.dataset import METADATA_FIELDS
from entities.vocabulary import ContactType, IdentifierType, License
from tests.corpus.conftest import CorpusDocument, documents_of

_READ = [document for folder in ("eml", "dublin-core") for document in documents_of(folder)]
_REFUSED = [document for folder in ("fgdc", "dif") for document in documents_of(folder)]


def _names(documents: list[CorpusDocument]) -> list[str]:
    return [document.path.stem[:60] for document in documents]


def _bare(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.mark.parametrize("document", _READ, ids=_names(_READ))
def test_it_reads_or_refuses_with_the_reason(document: CorpusDocument) -> None:
    if document.says("well_formed") != "yes":
        with pytest.raises(RefusedDocument, match=r"^XML Syntax Error: .*line \d+"):
            read_xml(document.content)
        return
    root = read_xml(document.content)
    if document.says("title") is None:
        with pytest.raises((MissingTitle, UnknownFormat)):
            read(root)
        return
    title, expected = _bare(read(root).title), _bare(document.says("title"))
    assert title.startswith(expected) or expected.startswith(title)


@pytest.mark.parametrize("document", _READ, ids=_names(_READ))
def test_it_makes_a_record_of_known_words(document: CorpusDocument) -> None:
    try:
        record = parse_root(read_xml(document.content))
    except RefusedDocument:
        return

    assert {contact.type for contact in record.contacts} <= set(ContactType.values)
    assert {kind for kind, _ in record.identifiers} <= set(IdentifierType.values)
    assert record.license in (None, *License.values)
    fields = derived_fields(record)
    assert list(fields) == [name for name in METADATA_FIELDS if name in fields]


@pytest.mark.parametrize("document", _REFUSED, ids=_names(_REFUSED))
def test_it_names_a_format_that_it_does_not_read(document: CorpusDocument) -> None:
    with pytest.raises(RefusedDocument) as refusal:
        read(read_xml(document.content))

    name = "FGDC" if document.path.parent.name == "fgdc" else "DIF"
    assert name in str(refusal.value) or document.says("well_formed") != "yes"
