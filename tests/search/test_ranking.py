"""Which dataset comes first (dataset-search 3.4, 3.6), marks (5), type-ahead (6.1), tables (6.2)."""

import csv
import io

import pytest
from pytest_django.fixtures import Settings

from entities.models import ChecklistMetrics, DatasetArchive, Tag
from entities.services import constituents
from search import building, query
from tests import factories
from tests.search.conftest import SearchClient

COLUMNS = """dataset_key title doi license type sub_type hosting_organization_key hosting_organization_title
 hosting_country publishing_organization_key publishing_organization_title publishing_country publication_date modified
 endorsing_node_key network_keys project_identifier occurrence_records_count name_usages_count"""


def _titled(*titles: str) -> None:
    for title in titles:
        factories.dataset(title=title)


def test_it_puts_doi_then_title_then_phrase_then_keyword_then_words_then_description(search: SearchClient) -> None:
    """3.4, orders 1 and 2."""
    _titled("Many frogs and census of frog", "Frog census", "The frog census of Melbourne")
    keyword = factories.dataset(title="With keyword")
    factories.component(keyword, Tag, value="Frog Census")
    factories.dataset(title="Described", description="about a census in which a frog occurs")
    assert search.titles("frog census") == [
        "Frog census", "The frog census of Melbourne", "With keyword", "Many frogs and census of frog", "Described",
    ]  # fmt: skip


def test_it_prefers_the_organization_to_texts_that_mention_it(search: SearchClient) -> None:
    """3.4, order 3."""
    publisher = factories.organization(title="Quillwort Institute")
    factories.dataset(title="Mentions", maintenance_description="quillwort")
    factories.dataset(title="Published", publishing_organization=publisher)
    assert search.titles("quillwort") == ["Published", "Mentions"]


def test_it_prefers_both_words_in_the_title(search: SearchClient) -> None:
    """3.4, order 4."""
    factories.dataset(title="Alder here", description="birch")
    factories.dataset(title="Alder then something birch")
    assert search.titles("birch alder") == ["Alder then something birch", "Alder here"]


def test_it_prefers_shorter_titles_and_the_very_word(search: SearchClient) -> None:
    """3.4, order 5, and 3.1."""
    _titled("A long title about a frog and much else", "Two frogs", "Frog pond")
    assert search.titles("frog") == ["Frog pond", "A long title about a frog and much else", "Two frogs"]


def test_it_prefers_a_phrase_wherever_it_stands(search: SearchClient) -> None:
    """3.7."""
    _titled("Tracking of a bird by bird", "GPS Bird tracking")
    assert search.titles("Bird tracking")[0] == "GPS Bird tracking"


def test_it_orders_equal_scores_by_title_then_key(search: SearchClient) -> None:
    """3.6."""
    _titled("Frog éa", "Frog eb", "frog Ec", "FROG ea")
    titles = search.titles("frog")
    assert [title.lower().replace("é", "e") for title in titles] == ["frog ea", "frog ea", "frog eb", "frog ec"]


def test_it_orders_by_data_volume_without_q(search: SearchClient) -> None:
    """3.6: most data first, then the newest."""
    old, small, new, big = (factories.dataset(title=title) for title in ("old", "small", "new", "big"))
    for dataset, records in ((small, 10), (big, 5000)):
        DatasetArchive.objects.create(dataset=dataset, size=1, fetched=dataset.created, record_count=records)
    names = factories.dataset(title="names", type="CHECKLIST")
    ChecklistMetrics.objects.create(dataset=names, figures="{}", usages=7, downloaded=names.created)
    building.rebuild()
    assert search.titles() == ["names", "big", "small", "new", "old"]
    assert search.titles(q="*", recordCount="1,*") == ["big", "small"]
    assert search.search(recordCount="10")["results"][0]["recordCount"] == 10
    assert search.search(type="CHECKLIST")["results"][0]["nameUsagesCount"] == 7
    assert (old.created, new.created) == (min(old.created, new.created), new.created)


def test_it_marks_words_in_whole_fields(search: SearchClient, settings: Settings) -> None:
    """5: escaped where something matches, untouched elsewhere; the class is a setting."""
    publisher = factories.organization(title="Frog & Co")
    dataset = factories.dataset(title="Kátia's frogs", description="<b>No</b> match", publishing_organization=publisher)
    factories.component(dataset, Tag, value="frog")
    (result,) = search.search("katia frog", hl="TRUE")["results"]
    assert result["title"] == '<em class="gbifHl">Kátia</em>&#x27;s <em class="gbifHl">frogs</em>'
    assert result["description"] == "<b>No</b> match"
    assert result["publishingOrganizationTitle"] == '<em class="gbifHl">Frog</em> &amp; Co'
    assert result["keywords"] == ["frog"]
    settings.SEARCH_HIGHLIGHT_CLASS = "gbifH1"
    assert '<em class="gbifH1">' in search.search("katia", hl="true")["results"][0]["title"]
    assert search.search(hl="true")["results"][0]["title"] == "Kátia's frogs"
    assert search.suggest(q="frogs", hl="true")[0]["title"] == "Kátia's frogs"


@pytest.mark.parametrize(
    ("q", "marked"),
    [
        ("*puma*", '<em class="gbifHl">Pumas</em> and a puma cat'),
        ('"puma cat"', 'Pumas and a <em class="gbifHl">puma</em> <em class="gbifHl">cat</em>'),
        ("pumas", '<em class="gbifHl">Pumas</em> and a <em class="gbifHl">puma</em> cat'),
    ],
)
def test_it_marks_patterns_phrases_and_forms(search: SearchClient, q: str, marked: str) -> None:
    """5."""
    factories.dataset(title="Pumas and a puma cat")
    (result,) = search.search(q, hl="true")["results"]
    assert result["title"] == (
        marked.replace("a puma cat", 'a <em class="gbifHl">puma</em> cat') if "*" in q else marked
    )


@pytest.mark.parametrize(
    ("title", "q", "marked"),
    [
        ("東京都の生物多様性調査", "生物", "東京都の<>生物</>多様性調査"),
        ("生物と多様性、生物多様性", "生物多様性", "生物と多様性、<>生物多様性</>"),
        ("東京都DNA調査", "dna", "東京都<>DNA</>調査"),
        ("การสำรวจนกในประเทศไทย", "ประเทศ", "การสำรวจนกใน<>ประเทศ</>ไทย"),
        ("ข้อมูลนก", "มูล", "ข้อ<>มูล</>นก"),
        ("ｶﾞﾝ の ｶﾓ", "ガン", "<>ｶﾞﾝ</> の ｶﾓ"),
        ("हिन्दी पक्षी", "हिन्दी", "<>हिन्दी</> पक्षी"),
        ("مُسْح الطيور", "مسح", "<>مُسْح</> الطيور"),
        ("Ka\u0301tia", "kátia", "<>Ka\u0301tia</>"),
    ],
)
def test_it_marks_words_of_every_script_and_no_more(search: SearchClient, title: str, q: str, marked: str) -> None:
    """3.1, 5: vowel signs belong to their word; in text without spaces the characters that were asked for."""
    factories.dataset(title=title)
    (result,) = search.search(q, hl="true")["results"]
    assert result["title"] == marked.replace("<>", '<em class="gbifHl">').replace("</>", "</em>")


def test_patterns_find_titles_before_descriptions_before_all_else(
    search: SearchClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """3.4: also where pages meet, whatever has more data."""
    titled = ["A puma", "Pumas"]
    for number, place in enumerate(["alias", "description", "title", "title", "description", "alias"]):
        title = titled.pop() if place == "title" else f"{place} {number}"
        dataset = factories.dataset(**{"title": title, place: "puma" if place != "title" else title})
        if place == "alias":
            DatasetArchive.objects.create(dataset=dataset, size=1, fetched=dataset.created, record_count=9)
    expected = ["A puma", "Pumas", "description 1", "description 4", "alias 0", "alias 5"]
    assert search.titles("*uma*") == search.titles("*uma* pu*") == expected
    for size in range(1, 7):
        pages = [search.titles("*uma*", limit=size, offset=offset) for offset in range(0, 7, size)]
        assert [title for page in pages for title in page] == expected
    assert search.titles("*uma* a")[0] == "A puma"
    monkeypatch.setattr(query, "_EXPORTED_AT_ONCE", 3)
    table = b"".join(search.get("search/export", q="*uma*").streaming_content).decode().splitlines()
    assert [line.split("\t")[1] for line in table] == ["title", *expected]


def test_it_suggests_titles_by_beginnings_of_words(search: SearchClient) -> None:
    """6.1."""
    _titled("National Frog Survey of Ireland", "FrogID", "Melbourne Water Frog Census", "FrogWatch SA", "Bullfrogs")
    assert [found["title"] for found in search.suggest(q="frog")] == [
        "FrogID", "FrogWatch SA", "Melbourne Water Frog Census", "National Frog Survey of Ireland",
    ]  # fmt: skip
    assert [found["title"] for found in search.suggest(q="mel fro")] == ["Melbourne Water Frog Census"]
    assert search.search("frog")["count"] == 2
    assert search.suggest(q="fr*g") == search.suggest(q="zzz") == []
    assert list(search.suggest(q="FrógID")[0]) == ["key", "title", "type"]
    assert [len(search.suggest(limit=limit)) for limit in (2, "x", -1, 0)] == [2, 5, 5, 5]
    assert search.suggest()[0]["title"] == "Bullfrogs"
    assert search.suggest(q="frog", type="CHECKLIST") == []
    assert search.suggest(q="frog", offset=3, facet="type", hl="true") == search.suggest(q="frog")


def test_it_exports_all_matches_as_a_table(search: SearchClient) -> None:
    """6.2."""
    factories.dataset(title='Tab\there, "quoted"\nline', doi="10.1234/a")
    factories.dataset(title="=SUM(1)", doi="10.1234/b")
    for form, delimiter, end in (("tsv", "\t", "\n"), ("CSV", ",", "\r\n")):
        answer = search.get("search/export", format=form, limit=1, hl="true")
        text = b"".join(answer.streaming_content).decode()
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
        assert text.count(end) == 3
        assert list(rows[0]) == COLUMNS.split()
        assert [row["title"] for row in rows] == ["=SUM(1)", 'Tab here, "quoted" line']
        assert (rows[0]["license"], rows[0]["type"], rows[0]["modified"][4]) == ("CC_BY_4_0", "OCCURRENCE", "-")
        assert answer.headers["Content-Disposition"] == f"attachment; filename=gbif_datasets.{form.lower()}"
    network = factories.network(), factories.network()
    joined = factories.dataset(title="Joined")
    for each in network:
        constituents.join(each, joined, actor=factories.actor())
    text = b"".join(search.get("search/export", q="joined").streaming_content).decode()
    assert ";".join(sorted(str(each.pk) for each in network)) in text.splitlines()[1].split("\t")
    assert search.get("search/export").headers["Content-Type"].startswith("text/tab-separated-values")
    assert search.get("search/export", format="xls").status_code == 400
