"""The search page: what it finds, its panel and chips, and that every address is answered."""

import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entities.models import Tag
from search.pages import panel, views
from tests import factories
from tests.search.conftest import SearchClient

pytestmark = pytest.mark.django_db


def read(client: Client, query: str = "", status: int = 200) -> str:
    """The text of the search page."""
    response = client.get(f"/dataset{query}")
    assert response.status_code == status
    return response.content.decode()


def hits(client: Client, query: str = "") -> list[str]:
    """Titles of the page, without marks."""
    found: Any = client.get(f"/dataset{query}").context["hits"]
    return [re.sub("</?em>", "", hit["title"]) for hit in found]


def box(client: Client, query: str, name: str) -> dict[str, tuple[int, bool]]:
    """The values of one facet of the panel: label, count, ticked."""
    boxes: Any = client.get(f"/dataset{query}").context["boxes"]
    values = next((each.values for each in boxes if each.name == name), ())
    return {value.label: (value.count, value.is_ticked) for value in values}


def test_it_finds_and_marks_words(client: Client, search: SearchClient) -> None:
    kelp = factories.dataset(title="Kelp <i> transects", description="<p>Fifty metres of kelp.</p>")
    factories.dataset(title="Whale calls")
    search.follow()

    text = read(client, "?q=kelp")

    assert hits(client, "?q=kelp") == ["Kelp &lt;i&gt; transects"]
    assert "<em>Kelp</em> &lt;i&gt; transects" in text
    assert "Fifty metres of <em>kelp</em>." in text
    assert f'href="/dataset/{kelp.pk}"' in text
    assert kelp.publishing_organization.title in text


def test_ticking_one_value_does_not_hide_the_others(client: Client, search: SearchClient) -> None:
    for kind in ("OCCURRENCE", "OCCURRENCE", "CHECKLIST"):
        factories.dataset(type=kind)
    search.follow()

    assert box(client, "", "type") == {"Occurrence": (2, False), "Checklist": (1, False)}
    assert box(client, "?type=CHECKLIST", "type") == {"Occurrence": (2, False), "Checklist": (1, True)}
    assert len(hits(client, "?type=CHECKLIST")) == 1
    assert len(hits(client, "?type=CHECKLIST&type=OCCURRENCE")) == 3


def test_a_filter_is_a_chip_with_a_name_and_a_way_to_remove_it(client: Client, search: SearchClient) -> None:
    dataset = factories.dataset(title="Kelp")
    search.follow()
    publisher = dataset.publishing_organization

    response: Any = client.get(f"/dataset?q=kelp&publishingOrg={publisher.pk}&year=1990,2000&page=2")
    chips = response.context["chips"]

    assert [chip.label for chip in chips] == [f"Publisher: {publisher.title}", "Year: 1990 to 2000"]
    assert chips[0].query == "q=kelp&year=1990%2C2000"
    assert [chip.is_hidden for chip in chips] == [False, True]
    assert '<input type="hidden" name="year" value="1990,2000">' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("year=1990,*", "Year: from 1990 on"), ("year=*,1990", "Year: up to 1990"), ("year=*,*", "Year: any"),
        ("decade=1990", "Decade: 1990s"), ("decade=1980,1990", "Decade: 1980 to 1990"),
        ("country=deu", "Country covered: Germany"), ("publishingCountry=zz", "Country of publisher: Unknown country"),
        ("createdDate=2020-03,2021", "Created: 2020-03 to 2021"), ("license=*", "Licence: any"),
    ],
)  # fmt: skip
def test_chips_say_values_in_words(client: Client, search: SearchClient, query: str, label: str) -> None:
    response: Any = client.get(f"/dataset?{query}")
    assert [chip.label for chip in response.context["chips"]] == [label]


def test_a_ticked_value_without_a_match_stays_in_the_panel(client: Client, search: SearchClient) -> None:
    factories.dataset(type="OCCURRENCE")
    search.follow()

    assert box(client, "?type=CHECKLIST", "type") == {"Occurrence": (1, False), "Checklist": (0, True)}
    assert "No dataset found" in read(client, "?type=CHECKLIST")


def test_a_facet_shows_further_values_by_its_address(
    client: Client, search: SearchClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel, "_VALUES", 2)
    monkeypatch.setattr(panel, "_FURTHER", 3)
    dataset = factories.dataset()
    for number in range(7):
        factories.component(dataset, Tag, value=f"word {number}")
    search.follow()
    keywords = "keyword=word+6&more=keyword"

    shown = [len(box(client, f"?{query}", "keyword")) for query in ("", "more=keyword", "more=keyword&more=keyword")]
    assert shown == [2, 5, 7]
    assert box(client, "?keyword=word+6", "keyword")["word 6"] == (1, True)
    text = read(client, f"?{keywords}")
    assert f'href="/dataset?{keywords.replace("&", "&amp;")}&amp;more=keyword"' in text
    assert 'href="/dataset?keyword=word+6"' in text
    assert '<input type="hidden" name="more" value="keyword">' in text
    assert "more=" not in text.partition("Download all")[2]
    assert "More<" not in read(client, f"?{keywords}&more=keyword")


def test_keywords_of_a_page_lead_into_the_search(client: Client, search: SearchClient) -> None:
    dataset = factories.dataset(title="Kelp transects")
    factories.component(dataset, Tag, value="Marine & brackish")
    factories.dataset(title="Whale calls")
    search.follow()
    link = re.search(r'href="(/dataset\?keyword=[^"]+)"', client.get(f"/dataset/{dataset.pk}").content.decode())
    assert link is not None

    assert hits(client, link[1].removeprefix("/dataset")) == ["Kelp transects"]


def test_sorting_stands_in_the_address(client: Client, search: SearchClient) -> None:
    for title in ("Kelp one", "Kelp two", "Kelp three"):
        factories.dataset(title=title)
    search.follow()

    assert hits(client, "?q=kelp&sort=newest") == ["Kelp three", "Kelp two", "Kelp one"]
    assert '<option value="newest" selected>' in read(client, "?q=kelp&sort=newest")


def test_pages_visit_each_hit_once_and_one_beyond_the_end_is_the_last(
    client: Client, search: SearchClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PAGE_SIZE", 3)
    for number in range(5):
        factories.dataset(title=f"Kelp {number}")
    search.follow()

    first, second, beyond = (hits(client, f"?q=kelp&page={number}") for number in (1, 2, 99))

    assert len(first) == 3
    assert len({*first, *second}) == 5
    assert beyond == second


def test_the_downloads_ask_for_the_same_search(client: Client, search: SearchClient) -> None:
    factories.dataset(title="Kelp")
    search.follow()

    text = read(client, "?q=kelp&type=OCCURRENCE&sort=newest&page=1")

    link = re.search(r'href="(/v1/dataset/search/export\?format=CSV[^"]*)"', text)
    assert link is not None
    assert link[1] == "/v1/dataset/search/export?format=CSV&amp;q=kelp&amp;type=OCCURRENCE"
    assert client.get(link[1].replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["?q=%22", "?q=***", "?q=a:b(c", "?page=x", "?page=-1", "?page=99999999999", "?sort=up", "?q=" + "a" * 3000,
     "?publishingOrg=" + str(uuid.UUID(int=9)), "?license=*", "?foo=bar", "?limit=0&offset=-4&facet=x"],
)  # fmt: skip
def test_any_words_are_answered(client: Client, search: SearchClient, query: str) -> None:
    factories.dataset()
    search.follow()

    read(client, query)


@pytest.mark.parametrize("query", ["?type=NONSENSE", "?publishingOrg=x", "?year=soon", "?q=%00", "?q=" + "a" * 10_001])
def test_a_value_that_does_not_fit_is_explained(client: Client, search: SearchClient, query: str) -> None:
    assert "This cannot be searched for." in read(client, query, 400)


def test_hostile_words_do_nothing(client: Client, search: SearchClient) -> None:
    factories.dataset(title="Kelp <script>alert(1)</script>", description="kelp <img src=x onerror=alert(1)>")
    search.follow()

    text = read(client, "?q=kelp+%3Cscript%3Ealert(1)&keyword=%22%3E%3Cscript%3Ealert(2)") + read(client, "?q=kelp")

    assert "<script>alert" not in text
    assert not re.search(r"<img[^>]*onerror", text)


def test_without_an_index_it_says_what_still_works(client: Client, search_folder: object) -> None:
    text = read(client, "?q=kelp", 503)

    assert "The search does not answer at the moment." in text
    assert 'value="kelp"' in text


def test_without_an_index_the_filters_stay_for_the_next_try(client: Client, search_folder: object) -> None:
    text = read(client, "?q=kelp&type=CHECKLIST&more=keyword", 503)

    assert '<input type="hidden" name="type" value="CHECKLIST">' in text
    assert '<a href="/dataset?q=kelp&amp;type=CHECKLIST&amp;more=keyword">Try again</a>' in text


def test_a_value_that_does_not_fit_goes_but_the_words_stay(client: Client, search: SearchClient) -> None:
    text = read(client, "?q=kelp+%26+wrack&year=soon", 400)

    assert 'href="/dataset?q=kelp%20%26%20wrack"' in text
    assert 'name="year"' not in text


def test_without_a_hit_no_empty_box_of_filters_is_shown(client: Client, search: SearchClient) -> None:
    factories.dataset(title="Kelp")
    search.follow()

    assert 'aria-label="Filters"' not in read(client, "?q=zzqqxx&year=1500")
    assert 'name="year" value="1500"' in read(client, "?q=zzqqxx&year=1500")
    assert 'aria-label="Filters"' in read(client, "?q=kelp")


def test_the_number_of_hits_is_told_to_those_who_do_not_see(client: Client, search: SearchClient) -> None:
    """WCAG 4.1.3: a status that stays in the page while the results are replaced; headings leave no level out."""
    factories.dataset(title="Kelp")
    search.follow()

    text = read(client, "?q=kelp")

    assert '<p id="told" class="unseen" role="status">1 dataset found</p>' in text
    assert text.index('role="status"') < text.index('id="found"')
    assert "with similar words only" in read(client, "?q=kelb")
    assert [int(level) for level in re.findall(r"<h([1-6])", text)] == [1, 2, 3]


def test_an_empty_registry_has_a_page(client: Client, search: SearchClient) -> None:
    assert "No dataset is registered yet." in read(client)


def test_it_costs_few_statements(client: Client, search: SearchClient) -> None:
    for _ in range(6):
        factories.dataset()
    search.follow()

    with CaptureQueriesContext(connection) as captured:
        read(client)

    assert len(captured) <= 1  # the titles of publishers and hosts


def test_suggestions_are_titles_that_begin_with_what_was_typed(client: Client, search: SearchClient) -> None:
    factories.dataset(title='Kelp "forests"')
    factories.dataset(title="Whale calls")
    search.follow()

    text = client.get("/dataset/suggestions?q=kel").content.decode()

    assert text.count("<option") == 1
    assert "Kelp &quot;forests&quot;" in text
    assert client.get("/dataset/suggestions").content.decode().strip() == ""
    assert client.get("/dataset/suggestions?q=%00").status_code == 200
