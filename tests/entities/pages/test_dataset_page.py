"""The page of a dataset: what it shows, to whom, and that nothing in it is believed."""

import html
import re
import uuid

import orjson
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entities.models import Contact, Endpoint, Identifier, NetworkConstituent, Tag
from entities.services import lifecycle
from tests import factories
from tests.entities.pages.conftest import Describe

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
BOX = {"minLatitude": 59.5, "maxLatitude": 61.2, "minLongitude": 4.6, "maxLongitude": 6.0}


def page(client: Client, dataset: object) -> str:
    """The text of a dataset's page."""
    response = client.get(f"/dataset/{dataset.pk}")  # type: ignore[attr-defined]
    assert response.status_code == 200
    return response.content.decode()


def test_it_says_what_the_dataset_is_and_whose(client: Client, described: Describe) -> None:
    dataset = described(
        {"temporalCoverages": [{"@type": "range", "start": "2015-05-01T00:00:00.000+00:00", "end": "2020-09-30"}]},
        title="Kelp transects",
        description="Fifty metres each.",
        doi="10.5072/kelp",
        license="CC_BY_4_0",
    )

    text = page(client, dataset)

    for part in ("Kelp transects", "Fifty metres each.", "10.5072/kelp", "CC BY 4.0", "2015-05-01 to 2020-09-30"):
        assert part in text
    assert f'href="/organization/{dataset.publishing_organization.pk}"' in text
    assert f'href="/installation/{dataset.installation.pk}"' in text
    assert f'href="/v1/dataset/{dataset.pk}"' in text


def test_it_shows_components_and_links_keywords_into_the_search(client: Client, described: Describe) -> None:
    dataset = described({"keywordCollections": [{"thesaurus": "none", "keywords": ["kelp & wrack", "Marine"]}]})
    factories.component(dataset, Contact, first_name="Kari", last_name="Lund", email=["kari@example.org"])
    factories.component(dataset, Endpoint, url="https://data.example.org/archive.zip")
    factories.component(dataset, Identifier, identifier="10.1234/old-name")
    factories.component(dataset, Tag, value="marine")

    text = page(client, dataset)

    assert "Kari Lund" in text
    assert 'href="https://data.example.org/archive.zip"' in text
    assert 'href="https://doi.org/10.1234/old-name"' in text
    assert 'href="/dataset?keyword=kelp%20%26%20wrack"' in text
    assert text.count("/dataset?keyword=") == 2


def test_its_map_has_the_boxes_and_loads_nothing_from_elsewhere(client: Client, described: Describe) -> None:
    dataset = described({"geographicCoverages": [{"description": "Western fjords", "boundingBox": BOX}]})

    text = page(client, dataset)

    assert '<rect class="box"' in text
    assert "Western fjords" in text
    assert not re.search(r"<(img|script|link|use|iframe)[^>]*(src|href)=\"(https?:)?//", text)


def test_a_deleted_dataset_stays_readable_and_says_so(client: Client, described: Describe) -> None:
    dataset = described(title="Kelp transects")
    lifecycle.delete(dataset, actor=factories.actor())

    text = page(client, dataset)

    assert "Kelp transects" in text
    assert "This dataset was deleted on" in text


def test_a_duplicate_leads_to_the_one_to_use(client: Client, described: Describe) -> None:
    good = factories.dataset(title="The good one")

    text = page(client, described(duplicate_of_dataset=good))

    assert "Duplicate." in text
    assert f'<a href="/dataset/{good.pk}">The good one</a>' in text


def test_it_names_networks_parent_and_constituents(client: Client, described: Describe) -> None:
    parent = described(title="The whole")
    child = described(title="A part", parent_dataset=parent)
    network = factories.network(title="Kelp observers")
    NetworkConstituent.objects.create(network=network, dataset=child)
    lifecycle.change(child, {"title": "A part of it"}, actor=factories.actor())

    assert "A part of it" in page(client, parent)
    text = page(client, child)
    assert "The whole" in text
    assert "Kelp observers" in text


@pytest.mark.parametrize("field", ["description", "title", "rights"])
def test_hostile_texts_do_nothing(client: Client, described: Describe, field: str) -> None:
    text = page(client, described(**{field: f"Kelp {HOSTILE}"}))

    assert "<script>alert" not in text
    assert not re.search(r"<img[^>]*onerror", text)


def test_hostile_metadata_does_nothing(client: Client, described: Describe) -> None:
    dataset = described({
        "purpose": HOSTILE,
        "project": {"title": HOSTILE, "abstract": HOSTILE},
        "samplingDescription": {"sampling": HOSTILE, "methodSteps": [HOSTILE]},
        "taxonomicCoverages": [{"description": HOSTILE, "coverages": [{"scientificName": HOSTILE}]}],
        "geographicCoverages": [{"description": HOSTILE, "boundingBox": BOX | {"minLatitude": "a"}}],
        "temporalCoverages": [{"@type": "verbatim", "period": HOSTILE}],
        "keywordCollections": [{"keywords": [HOSTILE]}],
        "bibliographicCitations": [{"text": HOSTILE, "identifier": "javascript:alert(1)"}],
        "dataDescriptions": [{"name": HOSTILE, "url": "javascript:alert(1)"}],
    })  # fmt: skip
    factories.component(dataset, Endpoint, url="javascript:alert(12)")
    factories.component(dataset, Contact, last_name=HOSTILE, user_id=["javascript:alert(1)"], email=['"><script>'])

    text = page(client, dataset)

    assert "<script>alert" not in text
    assert not re.search(r"<img[^>]*onerror", text)
    assert not re.search(r"href=\"\s*javascript:", text)


def test_its_head_describes_it_in_schema_org(client: Client, described: Describe) -> None:
    dataset = described(
        {"geographicCoverages": [{"boundingBox": BOX}]}, title="Kelp </script><b>", description="<p>A &amp; B</p>"
    )

    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client, dataset), re.DOTALL)

    assert found is not None
    described_as = orjson.loads(found[1])
    assert described_as["@type"] == "Dataset"
    assert described_as["name"] == "Kelp </script><b>"
    assert described_as["description"] == "A & B"
    assert described_as["publisher"]["name"] == dataset.publishing_organization.title
    assert described_as["spatialCoverage"][0]["geo"]["box"] == "59.5 4.6 61.2 6"


@pytest.mark.parametrize("key", ["nonsense", str(uuid.UUID(int=5)), "x" * 3000, "%00", "%3Cscript%3E"])
def test_an_unknown_key_gets_a_page_that_helps(client: Client, key: str) -> None:
    response = client.get(f"/dataset/{key}")

    assert response.status_code == 404
    assert "There is no such dataset" in response.content.decode()
    assert "<script>" not in response.content.decode()


def test_the_key_of_another_kind_leads_to_its_page(client: Client) -> None:
    organization = factories.organization(title="Kelp & Co")

    text = client.get(f"/dataset/{organization.pk}").content.decode()

    assert f'href="/organization/{organization.pk}"' in text
    assert html.escape("Kelp & Co") in text


def test_it_costs_few_statements_whatever_hangs_on_the_dataset(client: Client, described: Describe) -> None:
    dataset = described({"geographicCoverages": [{"boundingBox": BOX}] * 5})
    for number in range(4):
        factories.component(dataset, Contact, last_name=f"Lund {number}")
        described(parent_dataset=dataset)
        factories.component(dataset, Endpoint)

    with CaptureQueriesContext(connection) as captured:
        page(client, dataset)

    assert len(captured) <= 6  # the row, two of constituents, documents, provenance, archive


def test_curators_get_a_way_into_the_administration_and_others_do_not(client: Client, described: Describe) -> None:
    dataset = described()
    address = f"/admin/entities/dataset/{dataset.pk}/change/"

    assert address not in page(client, dataset)
    client.force_login(factories.account(), backend="entities.permissions.RegistryBackend")
    assert address not in page(client, dataset)
    client.force_login(factories.editor_user(), backend="entities.permissions.RegistryBackend")
    assert address in page(client, dataset)


def test_it_answers_reading_only(client: Client, described: Describe) -> None:
    assert client.post(f"/dataset/{described().pk}").status_code == 405


def test_what_is_long_is_folded(client: Client, described: Describe) -> None:
    """Hundreds of contacts, endpoints and keywords are all there, but not in the way."""
    words = [f"word {number:02}" for number in range(35)]
    dataset = described({"keywordCollections": [{"thesaurus": "none", "keywords": words}]}, title="Kelp " * 40)
    for number in range(14):
        factories.component(dataset, Contact, last_name=f"Person{number:02}")
        factories.component(dataset, Endpoint, url=f"https://data.example.org/{number:02}.zip")

    text = page(client, dataset)

    assert all(f"Person{number:02}" in text and f"/{number:02}.zip" in text for number in range(14))
    assert text.count("keyword=word") == 35
    for rest in ("2 more contacts", "2 more endpoints", "5 more keywords"):
        assert f"<summary>{rest}</summary>" in text
    assert '<h1 class="is-long">' in text


@pytest.mark.parametrize(
    ("box", "words"),
    [
        (BOX, "59.5° N to 61.2° N, 4.6° E to 6° E"),
        ({"minLatitude": -60, "maxLatitude": -60, "minLongitude": 179.9, "maxLongitude": 179.9}, "60° S, 179.9° E"),
        ({"minLatitude": -25, "maxLatitude": -10, "minLongitude": 170, "maxLongitude": -165},
         "25° S to 10° S, 170° E to 165° W"),
        ({"minLatitude": 0, "maxLatitude": 0, "minLongitude": -5, "maxLongitude": 5}, "0°, 5° W to 5° E"),
        (BOX | {"globalCoverage": True}, "The whole world"),
    ],
)  # fmt: skip
def test_boxes_are_written_as_maps_write_them(
    client: Client, described: Describe, box: dict[str, object], words: str
) -> None:
    dataset = described({"geographicCoverages": [{"description": "Here", "boundingBox": box}]})

    assert f'<span class="sub">{words}</span>' in page(client, dataset)
