"""Which texts of a dataset are searched, and how much a word counts in each (dataset-search 3.4, 7.1)."""

from typing import Any

import orjson

from entities.models import Contact, Dataset, Identifier, Tag
from entities.services import constituents, rendering, uploads
from search import changes
from tests import factories
from tests.search.conftest import SearchClient

ACTOR = factories.actor()
METADATA: dict[str, Any] = {
    "taxonomicCoverages": [
        {"description": "alltaxa", "coverages": [{"scientificName": "Puma concolor", "commonName": "cougar"}]}
    ],
    "geographicCoverages": [{"description": "Fjordland of Kenya"}],
    "project": {"identifier": "PROJ-7", "title": "Barcoding", "funding": "grantmoney"},
    "samplingDescription": {
        "studyExtent": "plots", "sampling": "mistnets", "qualityControl": "doublecheck", "methodSteps": ["weighing"],
    },
    "purpose": "stocktaking",
    "collections": [{"name": "Herbariumsheets"}],
    "temporalCoverages": [{"@type": "verbatim", "period": "Holocene"}],
    "keywordCollections": [{"keywords": ["seaweeds"]}],
}  # fmt: skip
EVERYTHING_ELSE = (
    "abbrev", "aliased", "sampling_event", "specimen", "eng", "homepage.example", "CC_BY_4_0", "creativecommons",
    "Sweden", "SE", "Kenya", "KE", "Africa", "maintained", "MONTHLY", "Toolkitname", "Barcoding", "grantmoney",
    "stocktaking", "plots", "mistnets", "doublecheck", "weighing", "puma", "cougar", "alltaxa", "Fjordland",
    "Herbariumsheets", "identifier-77", "Quendel", "Liesel", "Contactorganization", "Bergen", "Vestland", "Holocene",
    "seaweed",
)  # fmt: skip


def _with_metadata(dataset: Dataset, metadata: dict[str, Any]) -> Dataset:
    Dataset.objects.filter(pk=dataset.pk).update(metadata=orjson.dumps(metadata).decode())
    rendering.refresh({Dataset: [dataset.pk]})
    changes.note_keys(Dataset.slug, [dataset.pk])
    return dataset


def test_every_source_is_searched_but_addresses_and_numbers_of_people(search: SearchClient) -> None:
    """3.4, "everything else"; 7.1: keywords, and names of periods among them."""
    host = factories.organization(country="SE")
    dataset = _with_metadata(
        factories.dataset(
            title="Plain", abbreviation="abbrev", alias="aliased", type="SAMPLING_EVENT", subtype="SPECIMEN",
            homepage="https://homepage.example/page", license="CC_BY_4_0", maintenance_description="maintained",
            maintenance_update_frequency="MONTHLY",
            installation=factories.installation(organization=host, title="Toolkitname"),
        ),
        METADATA,
    )  # fmt: skip
    factories.component(dataset, Identifier, type="UNKNOWN", identifier="identifier-77")
    factories.component(
        dataset, Contact, first_name="Liesel", last_name="Quendel", organization="Contactorganization", city="Bergen",
        province="Vestland", email=["secretive@mail.example"], phone=["5551234"], position=["warden"],
    )  # fmt: skip
    search.follow()

    def count(q: str) -> int:
        return int(search._client.get("/v1/dataset/search", {"q": q, "limit": 0}).json()["count"])

    assert {q: count(q) for q in EVERYTHING_ELSE} == dict.fromkeys(EVERYTHING_ELSE, 1)
    assert [count(q) for q in ("secretive", "mail.example", "5551234")] == [0, 0, 0]


def _document(text: str) -> bytes:
    return f"<eml><dataset><title>Title</title><unread>{text}</unread></dataset></eml>".encode()


def test_a_word_counts_by_the_field_in_which_it_stands(search: SearchClient) -> None:
    """3.4: the order of the table, and orders 2 and 3; the metadata document beats only the project and all else."""
    named = factories.organization(title="Gentian institute")
    network = factories.network(title="Gentian network")
    found = {
        "title": factories.dataset(title="Field of gentian and others"),
        "keyword": factories.dataset(title="By a keyword"),
        "description": factories.dataset(title="By its description", description="A gentian is a flower"),
        "publisher": factories.dataset(title="By its publisher", publishing_organization=named),
        "network": factories.dataset(title="By a network"),
        "document": factories.dataset(title="By a document"),
        "project": factories.dataset(title="By a project"),
        "else": factories.dataset(title="By all else", maintenance_description="gentian"),
    }
    factories.component(found["keyword"], Tag, value="blue gentian")
    constituents.join(network, found["network"], actor=ACTOR)
    uploads.upload(found["document"], _document("gentian"), actor=ACTOR)
    _with_metadata(found["project"], {"project": {"identifier": "gentian-7"}})

    keys = search.keys("gentian")

    names = {str(dataset.pk): name for name, dataset in found.items()}
    assert [names[key] for key in keys] == list(found)


def test_the_best_field_counts_most_whatever_others_add(search: SearchClient) -> None:
    """3.4: a fifth of the other fields is added, so that two lesser ones do not beat the better one."""
    best = factories.dataset(title="Gentian")
    factories.dataset(title="Another", description="gentian", maintenance_description="gentian", alias="gentian")
    more = factories.dataset(title="Gentian", description="a gentian")
    assert search.keys("gentian")[:2] == [str(more.pk), str(best.pk)]


def test_a_description_without_markup_is_searched_and_a_harmless_one_is_shown(search: SearchClient) -> None:
    """2.1: sanitised HTML; what a sanitised description does not say is not found either."""
    factories.dataset(title="Kelp", description="<p onclick='x()'>Forest</p><script>alarm()</script>")
    (result,) = search.search("forest")["results"]
    assert result["description"] == "<p>Forest</p>"
    assert search.search("alarm")["count"] == 0
    assert search.suggest(q="kelp")[0]["description"] == "<p>Forest</p>"


def test_a_phrase_does_not_reach_from_one_text_into_the_next(search: SearchClient) -> None:
    """3.2: directly after one another."""
    dataset = factories.dataset(title="Something alder", description="Birch and more")
    for value in ("cedar", "elm"):
        factories.component(dataset, Tag, value=value)
    assert [search.search(q)["count"] for q in ('"alder birch"', '"cedar elm"', '"something alder"')] == [0, 0, 1]
