"""Which dataset a document belongs to: file identifiers, URLs, duplicates (harvest contract 3.4; RELIABILITY I10)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entities.models import Dataset
from harvesting.models import HarvestSource
from harvesting.vocabulary import RunState
from tests.harvesting.conftest import MakeSource, counts, harvest, record
from tests.harvesting.documents import MALFORMED, document
from tests.servers import WafServer

pytestmark = pytest.mark.django_db


def _datasets(source: HarvestSource) -> dict[str, object]:
    return dict(source.documents.filter(removed=None).exclude(dataset=None).values_list("identity", "dataset"))


def test_a_renamed_file_keeps_its_dataset(waf: WafServer, source: HarvestSource) -> None:
    waf.files["old.xml"] = document("a")
    harvest(source)
    before = _datasets(source)
    waf.files["new.xml"] = waf.files.pop("old.xml")

    run = harvest(source)

    assert (counts(run), run.removed, _datasets(source)) == ((0, 0, 1, 0), 0, before)
    assert record(source, "new.xml").file_id == "a"


def test_a_document_without_identifier_is_found_by_its_url(waf: WafServer, source: HarvestSource) -> None:
    waf.files["a.xml"] = document(title="First")
    harvest(source)
    before = _datasets(source)
    waf.files["a.xml"] = document(title="Second")

    harvest(source)

    assert _datasets(source) == before
    assert Dataset.objects.get().title == "Second"


def test_a_document_that_gets_an_identifier_keeps_its_dataset(waf: WafServer, source: HarvestSource) -> None:
    waf.files["a.xml"] = document()
    harvest(source)
    key = record(source, "a.xml").dataset_id
    waf.files["a.xml"] = document("a", "Second")

    run = harvest(source)

    assert (counts(run), run.removed, record(source, "a.xml").dataset_id) == ((0, 1, 0, 0), 0, key)
    assert source.documents.count() == 1


def test_a_malformed_document_that_is_mended_has_one_record(waf: WafServer, source: HarvestSource) -> None:
    waf.files["a.xml"] = MALFORMED
    harvest(source)
    waf.files["a.xml"] = document("a")

    run = harvest(source)

    assert (counts(run), run.removed, source.documents.count()) == ((1, 0, 0, 0), 0, 1)


def test_of_two_with_one_identifier_the_first_wins(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= {"a.xml": document("same", "First"), "b.xml": document("same", "Second")}

    run = harvest(source)

    loser = record(source, "b.xml")
    assert (counts(run), Dataset.objects.get().title, loser.dataset) == ((1, 0, 0, 1), "First", None)
    assert source.url + "a.xml" in loser.validation_errors[0]["error"]
    assert source.url + "b.xml" in loser.validation_errors[0]["error"]


def test_a_newcomer_does_not_take_an_identifier_away(waf: WafServer, source: HarvestSource) -> None:
    waf.files["z.xml"] = document("same", "First")
    harvest(source)
    waf.files["a.xml"] = document("same", "Second")

    assert counts(harvest(source)) == (0, 0, 1, 1)
    assert Dataset.objects.get().title == "First"


@pytest.mark.parametrize("batch_size", [1, 2, 100])
def test_swapped_identifiers_swap_the_files_not_the_datasets(
    waf: WafServer, source: HarvestSource, batch_size: int, settings: object
) -> None:
    settings.HARVEST_BATCH_SIZE = batch_size  # type: ignore[attr-defined]
    waf.files |= {"a.xml": document("id-a", "A"), "b.xml": document("id-b", "B"), "c.xml": document("c", "C")}
    harvest(source)
    before = _datasets(source)
    waf.files |= {"a.xml": document("id-b", "B"), "b.xml": document("id-a", "A")}

    run = harvest(source)

    assert (run.state, run.removed, run.bad, _datasets(source)) == (RunState.OK, 0, 0, before)
    assert record(source, "a.xml").file_id == "id-b"
    assert counts(harvest(source)) == (0, 0, 3, 0)


def test_a_loser_gets_the_identifier_when_the_winner_is_gone(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= {"a.xml": document("same", "First"), "b.xml": document("same", "Second"), "c.xml": document("c", "C")}
    harvest(source)
    key = record(source, "a.xml").dataset_id
    del waf.files["a.xml"]

    run = harvest(source)

    assert (run.removed, run.bad_count, record(source, "b.xml").dataset_id) == (0, 0, key)
    assert Dataset.live().get(pk=key).title == "Second"


@pytest.mark.parametrize("batch_size", [1, 100])
def test_a_loser_is_left_alone_while_the_winner_is_listed(
    waf: WafServer, source: HarvestSource, batch_size: int, settings: object
) -> None:
    settings.HARVEST_BATCH_SIZE = batch_size  # type: ignore[attr-defined]
    waf.files |= {"a.xml": document("same", "First"), "b.xml": document("same", "Second"), "c.xml": document("c", "C")}
    harvest(source)
    read = record(source, "b.xml").update_time

    run = harvest(source)

    assert (counts(run), run.good_count, run.bad_count, run.fetched) == ((0, 0, 3, 0), 2, 1, 0)
    assert (record(source, "b.xml").update_time, record(source, "b.xml").last_run) == (read, run)


def test_a_loser_gets_the_identifier_when_the_winner_takes_another(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= {"a.xml": document("same", "First"), "b.xml": document("same", "Second"), "c.xml": document("c", "C")}
    harvest(source)
    key = record(source, "a.xml").dataset_id
    waf.files["a.xml"] = document("other", "First")

    run = harvest(source)

    assert (run.state, run.bad_count, record(source, "b.xml").dataset_id) == (RunState.OK, 0, key)
    assert record(source, "a.xml").dataset_id not in (None, key)


def test_two_sources_never_share_a_dataset(waf: WafServer, make_source: MakeSource) -> None:
    waf.files |= {"one/a.xml": document("same", "First"), "two/a.xml": document("same", "Second")}
    one, two = make_source(url=waf.url + "one/"), make_source(url=waf.url + "two/")

    harvest(one)
    harvest(two)

    assert sorted(Dataset.objects.values_list("title", flat=True)) == ["First", "Second"]


def test_an_endless_identifier_is_one_identifier(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= {"a.xml": document("x" * 5000, "First"), "b.xml": document("x" * 4999 + "y", "Second")}

    assert counts(harvest(source)) == (2, 0, 0, 0)
    assert counts(harvest(source)) == (0, 0, 2, 0)


def test_a_contested_document_is_counted_and_not_missing_where_a_removal_waits(
    waf: WafServer, source: HarvestSource
) -> None:
    waf.files = {
        "a.xml": document("two", "Gauge"),
        "b.xml": MALFORMED,
        "c.xml": MALFORMED,
        "d.xml": document("", "Mast"),
    }
    harvest(source)
    waf.files = {"a.xml": MALFORMED, "d.xml": document("two", "Gauge")}
    harvest(source)

    run = harvest(source)

    assert (run.state, counts(run)) == (RunState.FAILED, (0, 0, 2, 0))
    assert source.documents.get(url=f"{source.url}d.xml").missing_since is None


_FILES = st.dictionaries(
    st.sampled_from(["a.xml", "b.xml", "c.xml", "d.xml"]),
    st.one_of(
        st.builds(document, st.sampled_from(["", "one", "two"]), st.sampled_from(["Gauge", "Mast"])), st.just(MALFORMED)
    ),
    min_size=1,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=st.lists(_FILES, min_size=1, max_size=3))
def test_counts_add_up_and_a_repeated_run_changes_nothing_whatever_the_source_does(
    waf: WafServer, make_source: MakeSource, states: list[dict[str, bytes]]
) -> None:
    HarvestSource.objects.update(deleted="2020-01-01T00:00:00Z")
    source = make_source()
    for files in states:
        waf.files = files
        run = harvest(source)
        assert run.found == len(files)
        assert sum(counts(run)) == run.good_count + run.bad_count
        if run.state == RunState.OK:
            assert {known.url for known in source.documents.filter(removed=None)} == {
                source.url + name for name in files
            }
    again = harvest(source)
    assert again.unchanged == again.found
    held = [key for key in source.documents.values_list("dataset", flat=True) if key]
    assert len(held) == len(set(held))
