"""What only metadata documents tell (dataset-search 1.4, 7.1, 7.2): periods that go on, schemas of data packages."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from entities.models import Dataset
from entities.services import uploads
from tests import factories
from tests.search.conftest import SearchClient

ACTOR = factories.actor()
NOW = datetime.now(tz=UTC).year // 10 * 10


def _described(content: bytes) -> Dataset:
    dataset = factories.dataset(title="Plain")
    uploads.upload(dataset, content, actor=ACTOR)
    return dataset


@pytest.mark.parametrize(("end", "status", "goes_on"), [
    (b"now", b"completed", True),
    (b"unknown", b"onGoing", True),
    (b"unknown", b"completed", False),
])  # fmt: skip
def test_a_period_goes_on_where_its_document_says_so(
    search: SearchClient, project: Path, end: bytes, status: bytes, goes_on: bool
) -> None:
    """7.2, dataset-metadata F.7: an end of `now`, or no end and the status `onGoing`."""
    content = (project / "samples/demo-source/wave-buoy-terceira.xml").read_bytes()
    assert b'endPosition indeterminatePosition="now"' in content
    content = content.replace(b'indeterminatePosition="now"', b'indeterminatePosition="%s"' % end)
    dataset = _described(content.replace(b"onGoing", status))

    assert search.keys(decade=str(NOW)) == [str(dataset.key)] * goes_on
    assert search.keys(decade=f"{NOW - 10},*", year="2015,*") == [str(dataset.key)] * goes_on


def test_a_data_package_names_the_schemas_of_its_resources(search: SearchClient) -> None:
    """1.4: `dwcDpResourceSchema`, as filter and as facet."""
    resources = [
        {"name": "event", "schema": "https://schemas.example/event.json"},
        {"name": "media", "schema": {"name": "media", "fields": []}},
        {"name": "odd", "schema": 7},
        "odd",
    ]
    dataset = _described(orjson.dumps({"resources": resources, "title": "Package of kelp"}))
    factories.dataset()

    assert search.keys(dwcDpResourceSchema="https://schemas.example/event.json") == [str(dataset.key)]
    assert search.facet("dwcDpResourceSchema") == [("https://schemas.example/event.json", 1), ("media", 1)]
    assert search.keys("package kelp") == [str(dataset.key)]


def test_no_dataset_has_a_taxon_key(search: SearchClient) -> None:
    """1.4: none until a taxonomic backbone is connected."""
    factories.dataset()
    assert search.search(taxonKey="*")["count"] == search.search(taxonKey="1,*")["count"] == 0
    assert search.facet("taxonKey") == []
