"""Answers of real catalogues: pages are read, exceptions are told, records are known by their identifiers."""

from pathlib import Path

import pytest
from lxml import etree

from harvesting.protocols import csw_messages
from harvesting.protocols.csw_messages import NoPage
from tests.conftest import CORPUS

CATALOGUES = CORPUS / "listings" / "csw"


def _answers(kind: str) -> list[Path]:
    return sorted(CATALOGUES.glob(f"{kind}__*.xml"))


@pytest.mark.parametrize("path", _answers("GetRecordsResponse"), ids=lambda path: path.stem)
def test_every_page_is_read(path: Path) -> None:
    results = next(etree.parse(path).getroot().iter("{*}SearchResults"))

    page = csw_messages.read_page(path.read_bytes())

    assert len(page.records) == sum(1 for each in results if isinstance(each.tag, str))
    assert page.matched == int(results.get("numberOfRecordsMatched", "-1"))
    for record in page.records:
        again = etree.fromstring(csw_messages.serialized(record))
        if csw_messages.is_document(record):
            assert csw_messages.identifier_of(again) == csw_messages.identifier_of(record) != ""


@pytest.mark.parametrize("path", _answers("GetRecordByIdResponse"), ids=lambda path: path.stem)
def test_every_record_is_taken_out_of_its_frame(path: Path) -> None:
    root = etree.parse(path).getroot()
    if not any(isinstance(each.tag, str) for each in root):
        with pytest.raises(NoPage, match="no such record"):
            csw_messages.read_record(path.read_bytes())
        return

    record = csw_messages.read_record(path.read_bytes())

    assert not etree.QName(record).localname.startswith("GetRecord")


@pytest.mark.parametrize(
    "path",
    [path for kind in ("ExceptionReport", "Capabilities", "TransactionResponse") for path in _answers(kind)],
    ids=lambda path: path.stem,
)
def test_whatever_else_a_catalogue_answers_is_no_page(path: Path) -> None:
    with pytest.raises(NoPage):
        csw_messages.read_page(path.read_bytes())
