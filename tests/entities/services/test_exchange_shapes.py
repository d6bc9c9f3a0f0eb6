"""What comes from metadata documents has the contract's shape after an import too, or is refused (contract 3.6)."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from entities.metadata import parse
from entities.metadata.shapes import derived_fields
from entities.models import Dataset
from entities.services.exchange.metadata_fields import read_metadata
from entities.services.rendering import served
from tests import factories
from tests.entities.services.test_exchange import fresh, imported, refused, written

BOX = {"minLatitude": 59.5, "maxLatitude": 61.2, "minLongitude": 4.6, "maxLongitude": 6.1, "globalCoverage": False}
BOX_OF_WORDS = {"boundingBox": {"minLatitude": "north"}}
DOCUMENTS = sorted((Path(__file__).parents[2] / "data" / "eml").glob("*.xml"))


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("project", "Kelp", "project: must be an object"),
        ("project", {"contacts": [{"email": "a@x.org"}]}, "project.contacts[0].email: 'a@x.org' is not a list"),
        ("temporalCoverages", "2020", "temporalCoverages: must be a list"),
        ("temporalCoverages", [{"start": "soon"}], "temporalCoverages[0].start: Cannot parse 'soon' into a date"),
        ("geographicCoverages", [BOX_OF_WORDS], "geographicCoverages[0].boundingBox.minLatitude: must be a number"),
        ("bibliographicCitations", ["a text"], "bibliographicCitations[0]: must be an object"),
        ("keywordCollections", [{"keywords": "kelp"}], "keywordCollections[0].keywords: 'kelp' is not a list"),
        ("dataLanguage", ["nor"], "dataLanguage: ['nor'] is not a text"),
        ("purpose", {"a": 1}, "purpose: {'a': 1} is not a text"),
        ("purpose", "a\0b", "purpose: the text holds a character that cannot be stored"),
        ("citation", "a text", "citation: must be an object"),
        ("dwca", {"coreType": "x", "extensions": "y"}, "'y' is not a list"),
        ("networkKeys", "abc", "'abc' is not a list"),
    ],
)  # fmt: skip
@pytest.mark.django_db(transaction=True)
def test_it_refuses_another_shape_with_its_place(tmp_path: Path, name: str, value: Any, sentence: str) -> None:
    body = fresh(orjson.loads(served(factories.dataset().rendered)), **{name: value})

    assert refused(written(tmp_path, body)) == [f"dataset.json, entity 1: {sentence}"]


@pytest.mark.django_db(transaction=True)
def test_it_serves_the_contracts_order_without_null_and_unknown_properties(tmp_path: Path) -> None:
    coverage = {"boundingBox": dict(reversed(BOX.items())), "unknown": 1, "description": "Western fjords"}
    body = fresh(
        orjson.loads(served(factories.dataset().rendered)),
        geographicCoverages=[coverage],
        project={"abstract": "a", "identifier": None, "contacts": [], "title": "Kelp"},
        pubDate=1_683_504_000_000,
    )

    imported(written(tmp_path, body))

    ours = orjson.loads(served(Dataset.objects.get(pk=body["key"]).rendered))
    expected = [{"description": "Western fjords", "boundingBox": BOX}]
    assert orjson.dumps(ours["geographicCoverages"]) == orjson.dumps(expected)
    assert orjson.dumps(ours["project"]) == b'{"title":"Kelp","contacts":[],"abstract":"a"}'
    assert ours["pubDate"] == "2023-05-08T00:00:00.000+00:00"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.stem)
def test_it_takes_what_documents_give_as_it_is(document: Path) -> None:
    fields = derived_fields(parse(document.read_bytes()))

    assert orjson.dumps(read_metadata(fields)) == orjson.dumps(fields)
