"""An independent harvester reads the repository over HTTP."""

from collections.abc import Iterator

import pytest
from oaipmh_scythe import Scythe

from entities.api.oai_pmh import views
from entities.services import lifecycle
from tests import factories
from tests.entities.api.oai_pmh.client import ADDRESS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def harvester(live_server: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scythe]:
    """A client of another project, against a server of two records a page."""
    monkeypatch.setattr(views, "PAGE", 2)
    with Scythe(f"{live_server}{ADDRESS}") as client:
        yield client


def test_it_reads_who_the_repository_is_and_what_it_offers(harvester: Scythe) -> None:
    factories.dataset(type="CHECKLIST")

    assert harvester.identify().deletedRecord == "persistent"
    assert "oai_dc" in [offered.metadataPrefix for offered in harvester.list_metadata_formats()]
    assert "dataset_type:CHECKLIST" in [listed.setSpec for listed in harvester.list_sets()]


def test_it_follows_the_tokens_to_the_last_record(harvester: Scythe) -> None:
    datasets = [factories.dataset(title=f"Transect {number}") for number in range(5)]
    lifecycle.delete(datasets[0], actor=factories.actor())

    records = list(harvester.list_records(metadata_prefix="oai_dc"))

    assert {record.header.identifier for record in records} == {str(dataset.key) for dataset in datasets}
    assert [record.deleted for record in records] == [False, False, False, False, True]
    assert records[0].metadata["title"] == ["Transect 1"]


def test_it_reads_one_record(harvester: Scythe) -> None:
    dataset = factories.dataset()

    record = harvester.get_record(identifier=str(dataset.key), metadata_prefix="oai_dc")

    assert record.header.setSpecs[0] == f"installation:{dataset.installation_id}"
