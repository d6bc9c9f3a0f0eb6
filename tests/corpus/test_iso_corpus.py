"""Real ISO 19139 documents against what the corpus's table says of each (metadata contract F)."""

import orjson
import pytest

from entities.metadata import RefusedDocument, parse_root, read_xml, validate
from entities.metadata.shapes import derived_fields
from entities.models.dataset import METADATA_FIELDS
from entities.vocabulary import ContactType, EndpointType, IdentifierType, License
from tests.corpus.conftest import CorpusDocument


def _bare(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.fixture
def well_formed(iso_document: CorpusDocument) -> CorpusDocument:
    """The document, where the table says that it is well-formed."""
    if iso_document.says("well_formed") != "yes":
        pytest.skip("not well-formed")
    return iso_document


def test_it_reads_what_is_well_formed_and_says_where_the_rest_is_broken(iso_document: CorpusDocument) -> None:
    if iso_document.says("well_formed") == "yes":
        assert parse_root(read_xml(iso_document.content)).contacts is not None
        return
    with pytest.raises(RefusedDocument, match=r"^XML Syntax Error: .*line \d+") as refusal:
        read_xml(iso_document.content)
    assert refusal.value.line_number


def test_it_finds_identifier_and_title(well_formed: CorpusDocument) -> None:
    record = parse_root(read_xml(well_formed.content))

    # The table cuts long titles, and puts all languages of a title into one text.
    assert _bare(record.file_identifier) == _bare(well_formed.says("identifier"))
    title, expected = _bare(record.title), _bare(well_formed.says("title"))
    assert bool(title) == bool(expected)
    assert title.startswith(expected) or expected.startswith(title)


def test_it_agrees_with_the_table_on_validity(well_formed: CorpusDocument) -> None:
    report = validate(read_xml(well_formed.content))

    if report.checked:
        assert (not report.errors) == (well_formed.says("xsd_valid") == "yes")
        assert all(problem.line_number for problem in report.errors)
    else:
        assert b'"http://www.opengis.net/gml"' in well_formed.content


def test_it_makes_a_record_of_known_words_and_sound_addresses(well_formed: CorpusDocument) -> None:
    record = parse_root(read_xml(well_formed.content))

    assert {contact.type for contact in record.contacts} <= set(ContactType.values)
    assert {kind for kind, _ in record.identifiers} <= set(IdentifierType.values)
    assert {endpoint.type for endpoint in record.endpoints} <= set(EndpointType.values)
    assert record.license in (None, *License.values)
    addresses = [endpoint.url for endpoint in record.endpoints] + [service.service_url for service in record.services]
    assert all(address.lower().startswith(("http://", "https://", "ftp://")) for address in addresses)
    primary = [contact.type for contact in record.contacts if contact.primary]
    assert len(primary) == len(set(primary))


def test_it_gives_derived_fields_in_the_order_of_the_json(well_formed: CorpusDocument) -> None:
    fields = derived_fields(parse_root(read_xml(well_formed.content)))

    assert list(fields) == [name for name in METADATA_FIELDS if name in fields]
    assert all(fields.values())
    assert orjson.loads(orjson.dumps(fields)) == fields
