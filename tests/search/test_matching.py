"""What `q` finds (dataset-search 3.1 to 3.3)."""

import pytest

from entities.models import Contact, Identifier, Tag
from tests import factories
from tests.search.conftest import SearchClient


@pytest.mark.parametrize(
    ("text", "q"),
    [
        ("Melbourne Water Frog Census", "frog"),
        ("Melbourne Water Frog Census", "FROG"),
        ("Melbourne Water Frogs", "frog"),
        ("Melbourne Water Frog", "frogs"),
        ("Base de Kátia", "katia"),
        ("Base de Katia", "Kátia"),
        ("Smørrebrød", "smorrebrod"),
        ("Straße", "strasse"),
        ("kelp_forest/2019", "kelp forest"),
        ("日本の植物標本", "植物"),
        ("日本の植物標本", "の植物標"),
        ("日本の植物標本データ", "データ"),
        ("Растения Урала", "урала"),
        ("PonTaurus collection", "PonTaurus"),
        ("ﬁsh", "fish"),
        ("हिन्दी पक्षी", "पक्षी"),
        ("हिन्दी पक्षी", "पक्षि*"),
        ("مُسْح الطيور", "مسح"),
        ("Base de Kátia", "Ka\u0301ti*"),
        ("日本の植物標本", "植物*"),
        ("日本の植物標本", "*の植物標*"),
        ("日本の植物標本", "植物標?"),
    ],
)
def test_it_compares_words_without_case_accents_and_inflection(search: SearchClient, text: str, q: str) -> None:
    """3.1."""
    factories.dataset(title=text)
    factories.dataset(title="Something else altogether")
    assert search.titles(q) == [text]


@pytest.mark.parametrize(
    ("q", "count"),
    [
        ("frog census", 2),
        ('"frog census"', 1),
        ('"census frog"', 0),
        ('"frog census" melbourne', 1),
        ("*", 3),
        ("*rog*", 2),
        ("fro*", 2),
        ("*rog", 2),
        ("fr?g", 2),
        ("fr??g", 0),
        ("f*", 3),
        ('"fro* census"', 0),
        ("the frog", 2),
        ("the", 0),
        ('"', 0),
        ("frog AND census", 2),
        ("frog:(census+~^\\", 2),
        ("", 3),
    ],
)
def test_it_reads_the_forms_of_q(search: SearchClient, q: str, count: int) -> None:
    """3.2."""
    for title in ("Melbourne Frog Census", "Census of a frog and toad", "Birds"):
        factories.dataset(title=title)
    assert search.search(q)["count"] == count


@pytest.mark.parametrize(
    ("q", "is_found"),
    [
        ("alder birch cedar", True),
        ("alder birch zzzzq", False),
        ("alder birch cedar zzzzq", True),
        ("alder birch zzzzq yyyyq", False),
        ("alder birch cedar zzzzq yyyyq", True),
        ("alder birch zzzzq yyyyq xxxxq", False),
        ("alder birch cedar zzzzq yyyyq xxxxq", True),
        ("alder birch zzzzq yyyyq xxxxq wwwwq", False),
        ("alder birch cedar zzzzq yyyyq xxxxq wwwwq", True),
        ("alder birch cedar zzzzq yyyyq xxxxq wwwwq vvvvq", False),
    ],
)
def test_it_asks_for_enough_of_the_words(search: SearchClient, q: str, is_found: bool) -> None:
    """3.3: all of three, three of four or five, half of six and more; in whatever fields."""
    factories.dataset(title="Alder and birch", description="Cedar")
    assert search.search(q)["count"] == int(is_found)


def test_it_tolerates_typos_only_where_nothing_else_matches(search: SearchClient) -> None:
    """3.3."""
    factories.dataset(title="Salamander")
    factories.dataset(title="Newt")
    assert search.titles("salamnader") == ["Salamander"]
    assert search.titles("nevt") == ["Newt"]
    factories.dataset(title="Salamnader")
    assert search.titles("salamnader") == ["Salamnader"]


def test_it_finds_by_doi_and_key(search: SearchClient) -> None:
    """3.2."""
    named = factories.dataset(title="Named", doi="10.1234/abc.5")
    citing = factories.dataset(title="Citing", description="see https://doi.org/10.1234/abc.5")
    for q in ("10.1234/ABC.5", "doi:10.1234/abc.5", "https://doi.org/10.1234/abc.5"):
        assert search.keys(q) == [str(named.key), str(citing.key)]
    assert search.keys(str(named.key).upper()) == [str(named.key)]


def test_it_finds_by_every_source(search: SearchClient) -> None:
    """3.7."""
    organization = factories.organization(title="Quillwort Institute")
    server = factories.installation(organization=factories.organization(title="Hosting Gentian"))
    dataset = factories.dataset(
        title="Plain", homepage="http://plazi.org/x", publishing_organization=organization, installation=server
    )
    factories.component(dataset, Tag, value="heathland")
    factories.component(dataset, Contact, first_name="Liesel", last_name="Quendel", email=["secret@mail.example"])
    factories.component(dataset, Identifier, type="DOI", identifier="10.11646/zootaxa.3847.1.7")
    for q in (
        "quillwort",
        "gentian",
        "heathland",
        "quendel",
        "plazi.org",
        "10.11646/zootaxa.3847.1.7",
        "germany norway",
    ):
        assert (q, search.search(q)["count"]) == (q, 0 if q.startswith("germany") else 1)
    assert search.search("secret")["count"] == 0
