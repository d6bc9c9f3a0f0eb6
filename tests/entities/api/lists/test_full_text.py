"""`q` of the lists: acceptance cases C01 to C10 and E23 (contract 6.7)."""

from urllib.parse import quote

import pytest

from entities import words
from entities.models import ENTITIES, Contact, Dataset, Entity, Network, Node
from entities.services import components, lifecycle, rendering
from tests.entities.api.client import Api
from tests.entities.api.lists.keys import keys_at, keys_of
from tests.factories import FACTORIES, actor, component, dataset, network, node, organization

pytestmark = pytest.mark.django_db
each_entity = pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)


def found(api: Api, text: str, slug: str = "network") -> int:
    """How many entities a text finds."""
    return int(api.get(f"/{slug}?limit=0&q={quote(text)}")["count"])


@each_entity
def test_it_finds_all_kinds_by_beginnings_of_words(api: Api, model: type[Entity]) -> None:
    """C01"""
    entity = FACTORIES[model](title="New Title for the Foo")
    FACTORIES[model](title="New things")

    assert keys_at(api, f"/{model.slug}?q=new+tit+fo") == keys_of(entity)


@pytest.mark.parametrize(
    ("title", "text", "count"),
    [
        ("New Title for the Foo", "TITLE", 1),
        ("New Title for the Foo", "no", 0),
        ("New Title for the Foo", "new bar", 0),
        ("Türkei und Århus", "turkei ARHUS", 1),
        ("Turkei", "türkei", 1),
        ("Smørrebrød", "smorrebrod", 1),
        ("Surveys of fishes", "survey fish", 1),
        ("Survey of fish", "surveying fishes", 1),
        ("Flies", "fly", 1),
        ("Bees", "being", 0),
        ("Fish, and & chips", "fish,  chips", 1),
        ("Fish, and & chips", "fish &amp chips & and", 0),
        ("O'Brien's list", "O'Brien's", 1),
        ("O'Brien's list", "brien", 1),
        ("O'Brien's list", "obriens", 1),
        ("A (small) list: of 'names'", "(small) list: 'names' \\", 1),
        ("Kelp-forest 2.0", "kelp-forest 2.0", 1),
        ("Kelp-forest 2.0", "forest", 1),
        ("Kelp forest", "kelp-forest", 1),
        ("Kelp", "<", 0),
        ("Kelp", "! !", 0),
        ("Kelp", "- .", 0),
        ("Kelp", "kelp \0", 1),
        ("Kelp", "kelp | ! <-> :*", 1),
        ("Kelp", "kelp " * 500, 1),
        ("Kelp", "x" * 5000, 0),
        ("深海調査", "深海", 1),
    ],
)
def test_it_compares_words(api: Api, title: str, text: str, count: int) -> None:
    """C02, C04, C06, C07, E23"""
    network(title=title)

    assert found(api, text) == count


def test_it_takes_a_blank_text_for_none(api: Api) -> None:
    """C03"""
    network()

    assert [found(api, text) for text in ("", "  ")] == [1, 1]


def test_it_follows_a_change_of_the_title(api: Api) -> None:
    """C05"""
    entity = network(title="Old name")
    lifecycle.change(entity, {"title": "Bingo"}, actor=actor())

    assert [found(api, text) for text in ("BINGO", "bi ", "old")] == [1, 1, 0]


@pytest.mark.parametrize("model", [model for model in ENTITIES if model is not Node], ids=lambda model: model.slug)
def test_it_finds_the_contacts_as_long_as_they_are_there(api: Api, model: type[Entity]) -> None:
    """C08, C10"""
    entity = FACTORIES[model]()
    rows = [component(entity, Contact, first_name="Frankie", email=[f"f{n}@sea.example"]) for n in range(2)]

    assert keys_at(api, f"/{model.slug}?q=frankie") == keys_of(entity)
    assert found(api, "f1@sea.example", model.slug) == found(api, "sea.exa", model.slug) == 1

    for row in rows:
        components.remove(entity, Contact, actor=actor(), pk=row.pk)
    assert found(api, "Frankie", model.slug) == 0


def test_it_does_not_find_nodes_by_people(api: Api) -> None:
    """C09"""
    entity = node()
    entity.contacts.create(key=3, first_name="Frankie")
    rendering.refresh({Node: [entity.pk]})

    assert found(api, "Frankie", "node") == 0


def test_it_looks_into_the_fields_of_the_contract(api: Api) -> None:
    """Contract 6.7"""
    organization(abbreviation="XYZ", city="Trondheim", email=["post@kelp.example"], homepage=["https://kelp.example/"])
    for text in ("xyz", "trondheim", "post@kelp.example", "kelp.example", "NO", "eng"):
        assert found(api, text, "organization") == 1, text
    dataset(alias="Alibi", citation_text="As told by Mo", rights="Reserved", type="SAMPLING_EVENT")
    assert [found(api, text, "dataset") for text in ("alibi", "told", "sampling", "reserved")] == [1, 1, 1, 0]


def test_it_lists_the_most_relevant_first(api: Api) -> None:
    """Contract 6.2: words in names, then beginnings of words in names, then other texts, the newest first in each."""
    whole = [network(title="Kelp") for _ in range(2)]
    beginning = network(title="Kelpland")
    elsewhere = network(title="Sea", description="Much kelp")

    assert keys_at(api, "/network?q=kelp") == [*keys_of(*whole), *keys_of(beginning), *keys_of(elsewhere)]
    page = api.get("/network?q=kelp&limit=2&offset=1")
    assert (page["count"], page["endOfRecords"]) == (4, False)
    assert [entity["key"] for entity in page["results"]] == [keys_of(*whole)[1], *keys_of(beginning)]


def test_it_leaves_out_what_is_deleted(api: Api) -> None:
    """A17, E22"""
    publisher = organization(title="Gone Fishing")
    lifecycle.delete(publisher, actor=actor())

    assert found(api, "gone", "organization") == 0
    assert keys_at(api, "/organization/deleted?q=gone") == keys_of(publisher)
    assert keys_at(api, "/organization/deleted?q=here") == []


def test_it_finds_words_that_are_false_and_mends_them() -> None:
    """`manage.py render --check`"""
    entity = network(title="Kelp")
    entity.words.delete()

    assert list(rendering.differences(Network)) == [entity.pk]
    rendering.refresh({Network: [entity.pk]})
    assert list(rendering.differences(Network)) == []


def test_it_bounds_what_it_keeps() -> None:
    """A text of a megabyte is none for the database's vectors."""
    stemmed = words.stem.cache_info().misses

    kept = words.lexemes([" ".join(f"word{number}" for number in range(200_000)), "y" * 5000])

    assert words.stem.cache_info().misses - stemmed < 60_000
    assert sum(len(word) for word in kept) <= 500_000
    assert max(map(len, kept)) <= 101
    dataset(description=" ".join(f"ünlü{number}" for number in range(60_000)))
    assert Dataset.objects.count() == 1
