"""A catalogue service as a source: what comes with the listing is stored, and goes through the same gates."""

import pytest

from entities.models import Dataset
from harvesting.models import DeliveredDocument, HarvestSource
from harvesting.vocabulary import RunState
from tests.behaviours import status
from tests.catalogue import Catalogue
from tests.harvesting.conftest import MakeSource, counts, harvest
from tests.harvesting.documents import document
from tests.servers import WafServer

pytestmark = pytest.mark.django_db
RECORDS = {f"r/{number}": document(f"r/{number}", f"Gauge {number}") for number in range(120)}


@pytest.fixture
def catalogue(waf: WafServer) -> Catalogue:
    behaviour = Catalogue(RECORDS)
    waf.script("/csw", behaviour)
    return behaviour


@pytest.fixture
def source(waf: WafServer, make_source: MakeSource) -> HarvestSource:
    return make_source(url=f"{waf.url}csw", harvest_type="CSW")


def test_each_record_becomes_a_dataset_without_another_request(
    waf: WafServer, catalogue: Catalogue, source: HarvestSource
) -> None:
    run = harvest(source)

    assert (run.state, counts(run), run.fetched, Dataset.objects.count()) == (RunState.OK, (120, 0, 0, 0), 120, 120)
    assert waf.requests["/csw"] == 2
    assert "request=GetRecordById" in source.documents.get(file_id="r/7").url
    assert not DeliveredDocument.objects.exists()


def test_a_second_run_changes_only_what_changed(catalogue: Catalogue, source: HarvestSource) -> None:
    harvest(source)
    catalogue.records["r/3"] = document("r/3", "Gauge 3, mended")
    del catalogue.records["r/5"]

    run = harvest(source)

    assert (counts(run), run.removed) == ((0, 1, 118, 0), 1)
    assert Dataset.live().get(title="Gauge 3, mended")


def test_a_record_that_cannot_be_delivered_keeps_its_last_version(catalogue: Catalogue, source: HarvestSource) -> None:
    harvest(source)
    catalogue.broken = frozenset({8})

    run = harvest(source)

    assert (run.state, counts(run), run.removed) == (RunState.OK, (0, 0, 119, 1), 0)
    assert "answered an exception (NoApplicableCode)" in source.documents.get(file_id="r/7").failure
    assert Dataset.live().count() == 120


def test_while_a_record_has_no_name_nothing_is_removed(catalogue: Catalogue, source: HarvestSource) -> None:
    harvest(source)
    catalogue.broken, catalogue.without_names = frozenset({8}), True

    run = harvest(source)

    assert (run.state, run.unnamed, run.missing, run.removed) == (RunState.OK, 1, 1, 0)
    assert Dataset.live().count() == 120


def test_a_listing_that_breaks_off_changes_nothing(waf: WafServer, catalogue: Catalogue, source: HarvestSource) -> None:
    harvest(source)
    catalogue.records = {name: document(name, "Another") for name in RECORDS}
    catalogue.empty_from = 101

    run = harvest(source)

    assert (run.state, run.found) == (RunState.FAILED, 0)
    assert not Dataset.objects.filter(title="Another").exists()
    assert not DeliveredDocument.objects.exists()


def test_the_status_of_the_catalogue_is_the_code_of_the_failure(waf: WafServer, source: HarvestSource) -> None:
    waf.script("/csw", status(403))

    run = harvest(source)

    assert (run.state, run.failure_code) == (RunState.FAILED, 403)


def test_an_unreadable_record_is_a_record_with_an_error(catalogue: Catalogue, source: HarvestSource) -> None:
    catalogue.records = {"a": document("a"), "b": document("b", "")}

    run = harvest(source)

    assert (run.state, counts(run)) == (RunState.OK, (1, 0, 0, 1))
