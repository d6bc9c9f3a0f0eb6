"""A run against a real folder: what it makes of documents, and that the second one changes nothing."""

import pytest
from django.db import connection

from entities.models import Dataset, MetadataDocument
from harvesting import lane, pipeline
from harvesting.models import HarvestBatch, HarvestedDocument, HarvestLane, HarvestSource
from harvesting.protocols import Reference
from harvesting.vocabulary import Outcome, RunState
from tests.behaviours import status
from tests.harvesting.conftest import MakeSource, counts, harvest, record
from tests.harvesting.documents import MALFORMED, document, folder
from tests.servers import WafServer

pytestmark = pytest.mark.django_db


def test_it_makes_a_dataset_of_each_document(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(3)

    run = harvest(source)

    datasets = Dataset.objects.filter(publishing_organization=source.organization)
    assert (run.state, counts(run), run.found, run.good_count) == (RunState.OK, (3, 0, 0, 0), 3, 3)
    assert sorted(datasets.values_list("title", flat=True)) == ["Tide gauge 0", "Tide gauge 1", "Tide gauge 2"]
    assert set(datasets.values_list("installation", flat=True)) == {source.installation_id}


def test_it_keeps_what_the_contract_asks_of_a_record(waf: WafServer, source: HarvestSource) -> None:
    waf.files["a.xml"] = document("id-a", "Tide gauge A", "Levels.")

    harvest(source)

    kept = record(source, "a.xml")
    assert (kept.title, kept.description, kept.file_id, kept.metadata_date) == (
        "Tide gauge A", "<p>Levels.</p>", "id-a", "2024-05-06",
    )  # fmt: skip
    assert (kept.validation_errors, kept.services, kept.failure, kept.content) == ([], [], "", None)
    assert kept.dataset is not None
    assert kept.dataset.documents.get().digest == kept.hash_val


def test_a_second_run_changes_nothing_and_transfers_no_body(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(7) | {"bad.xml": MALFORMED, "twice.xml": document("gauge-001")}
    harvest(source)
    bodies = sum(waf.bodies.values())
    before = list(Dataset.objects.order_by("key").values()), list(MetadataDocument.objects.order_by("pk").values())

    run = harvest(source)

    after = list(Dataset.objects.order_by("key").values()), list(MetadataDocument.objects.order_by("pk").values())
    assert (counts(run), run.fetched) == ((0, 0, 9, 0), 0)
    assert sum(waf.bodies.values()) == bodies + 1  # the index page
    assert before == after


def test_a_server_without_validators_is_compared_by_digest(waf: WafServer, source: HarvestSource) -> None:
    waf.files["a.xml"] = document("a")
    harvest(source)
    HarvestedDocument.objects.update(etag="", last_modified="")

    run = harvest(source)

    assert (counts(run), run.fetched) == ((0, 0, 1, 0), 1)


def test_only_the_changed_document_is_updated(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(3)
    harvest(source)
    waf.files["gauge-001.xml"] = document("gauge-001", "Tide gauge, moved")
    key = record(source, "gauge-001.xml").dataset_id

    run = harvest(source)

    assert counts(run) == (0, 1, 2, 0)
    assert Dataset.objects.get(pk=key).title == "Tide gauge, moved"


def test_an_invalid_document_becomes_a_dataset_and_a_bad_record(waf: WafServer, source: HarvestSource) -> None:
    waf.files["a.xml"] = document("a", extra="<gmd:nonsense/>")

    run = harvest(source)

    kept = record(source, "a.xml")
    assert (counts(run), run.good_count, run.bad_count) == ((1, 0, 0, 0), 0, 1)
    assert kept.dataset_id is not None
    assert isinstance(kept.validation_errors[0]["line_number"], int)
    assert run.outcome == "ok, with bad records"


def test_a_malformed_document_keeps_a_record_that_says_why(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= {"a.xml": document("a"), "b.xml": MALFORMED}

    run = harvest(source)

    kept = record(source, "b.xml")
    assert (run.state, counts(run), run.bad_count) == (RunState.OK, (1, 0, 0, 1), 1)
    assert (kept.title, kept.dataset, bytes(kept.content or b"")) == (kept.url, None, MALFORMED)
    assert kept.validation_errors[0]["error"].startswith("XML Syntax Error:")


def test_a_document_that_turns_malformed_keeps_its_last_good_version(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(2)
    harvest(source)
    key = record(source, "gauge-000.xml").dataset_id
    waf.files["gauge-000.xml"] = MALFORMED

    run = harvest(source)
    kept = record(source, "gauge-000.xml")

    assert (counts(run), kept.dataset_id, kept.readable) == ((0, 0, 1, 1), key, False)
    assert Dataset.live().get(pk=key).title == "Tide gauge 0"
    waf.files["gauge-000.xml"] = document("gauge-000", "Mended")
    assert counts(harvest(source)) == (0, 1, 1, 0)
    assert Dataset.live().get(pk=key).title == "Mended"


def test_a_document_that_cannot_be_fetched_is_bad_and_loses_nothing(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(2)
    harvest(source)
    waf.script("/gauge-001.xml", status(410))

    run = harvest(source)
    kept = record(source, "gauge-001.xml")

    assert (run.state, counts(run), run.bad_count) == (RunState.OK, (0, 0, 1, 1), 1)
    assert (kept.outcome, kept.validation_errors, kept.dataset.deleted) == (Outcome.BAD, [], None)  # type: ignore[union-attr]
    assert "410" in kept.errors[0]["error"]


def test_a_document_that_can_be_fetched_again_is_clean(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(2)
    waf.script("/gauge-001.xml", status(404))
    first = harvest(source)
    waf.script("/gauge-001.xml", lambda request: request.reply(waf.files["gauge-001.xml"]))

    second = harvest(source)

    assert (counts(first), counts(second)) == ((1, 0, 0, 1), (1, 0, 1, 0))
    assert source.documents.filter(failure="").count() == 2


def test_a_document_without_title_has_a_record_and_no_dataset(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= {"a.xml": document("a"), "b.xml": document("b").replace(b"Tide gauge", b"")}

    run = harvest(source)

    assert counts(run) == (1, 0, 0, 1)
    assert record(source, "b.xml").dataset is None
    assert "title" in record(source, "b.xml").validation_errors[0]["error"]


def test_an_unpublished_source_makes_records_only(waf: WafServer, make_source: MakeSource) -> None:
    waf.files |= folder(2)
    source = make_source(publish=False)

    run = harvest(source)

    assert (counts(run), counts(harvest(source))) == ((2, 0, 0, 0), (0, 0, 2, 0))
    assert Dataset.objects.filter(publishing_organization=source.organization).count() == 0
    assert bytes(record(source, "gauge-000.xml").content or b"") == waf.files["gauge-000.xml"]


def test_a_source_that_is_published_later_gets_its_datasets_without_new_bodies(
    waf: WafServer, make_source: MakeSource
) -> None:
    waf.files |= folder(2)
    source = make_source(publish=False)
    harvest(source)
    HarvestSource.objects.update(publish=True)

    run = harvest(HarvestSource.objects.get())

    assert (counts(run), run.fetched) == ((2, 0, 0, 0), 0)
    assert Dataset.live().filter(publishing_organization=source.organization).count() == 2
    assert record(source, "gauge-000.xml").content is None


def test_a_locked_dataset_keeps_its_fields(waf: WafServer, source: HarvestSource) -> None:
    waf.files["a.xml"] = document("a", "First")
    harvest(source)
    Dataset.objects.update(locked_for_auto_update=True)
    waf.files["a.xml"] = document("a", "Second")

    harvest(source)

    assert Dataset.objects.get().title == "First"
    assert b"Second" in bytes(MetadataDocument.objects.get().content)


def test_many_batches_end_with_one_count(waf: WafServer, source: HarvestSource, settings: object) -> None:
    settings.HARVEST_BATCH_SIZE = 4  # type: ignore[attr-defined]
    waf.files |= folder(23)

    run = harvest(source)

    assert (counts(run), run.found, Dataset.objects.count()) == ((23, 0, 0, 0), 23, 23)
    assert not HarvestBatch.objects.exists()
    assert not HarvestLane.objects.exists()


@pytest.mark.parametrize(
    ("documents", "sizes"), [(0, []), (49, [49]), (113, [56, 57]), (200, [50] * 4), (1000, [100] * 10)]
)
def test_a_listing_is_cut_into_parts_of_equal_size(documents: int, sizes: list[int]) -> None:
    parts = pipeline._parts([Reference(str(number)) for number in range(documents)])

    assert sorted(len(part) for part in parts) == sizes
    assert [reference.url for part in parts for reference in part] == [str(number) for number in range(documents)]


def test_connections_stay_within_the_sources_setting(waf: WafServer, make_source: MakeSource) -> None:
    waf.files |= folder(40)
    for name in waf.files:
        waf.script(f"/{name}", lambda request: (request.pause(0.01), request.reply(document(request.file_path)))[1])

    harvest(make_source(connections=3))

    assert waf.most_at_once <= 3


def test_a_run_costs_a_bounded_number_of_statements(
    waf: WafServer, source: HarvestSource, django_assert_max_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane, "LOOK_EVERY", 1000.0)  # what is asked from time to time is not counted
    waf.files |= folder(60)
    with django_assert_max_num_queries(97):  # type: ignore[operator]
        harvest(source)
    with django_assert_max_num_queries(62):  # type: ignore[operator]
        harvest(source)


def test_a_document_that_the_database_refuses_costs_only_itself(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(3) | {"refused.xml": document("refused", "Refused")}
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE entities_dataset ADD CONSTRAINT no_such_title CHECK (title <> 'Refused')")

    run = harvest(source)

    assert (run.state, counts(run), Dataset.objects.count()) == (RunState.OK, (3, 0, 0, 1), 3)
    assert "could not be stored" in record(source, "refused.xml").failure
