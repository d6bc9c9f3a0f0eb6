"""An OAI-PMH repository as a source: another project's way, and our own registry harvested by itself."""

import pytest

from entities.models import Dataset
from harvesting.models import HarvestSource
from harvesting.vocabulary import RunState
from tests import factories
from tests.harvesting.conftest import MakeSource, counts, harvest
from tests.harvesting.documents import document
from tests.repository import Repository
from tests.servers import WafServer

RECORDS: dict[str, bytes | None] = {
    f"oai:x:{number}": document(f"x:{number}", f"Gauge {number}") for number in range(25)
}


@pytest.fixture
def repository(waf: WafServer) -> Repository:
    behaviour = Repository(RECORDS, size=10)
    waf.script("/oai", behaviour)
    return behaviour


@pytest.fixture
def source(waf: WafServer, make_source: MakeSource) -> HarvestSource:
    return make_source(url=f"{waf.url}oai", harvest_type="OAI-PMH")


@pytest.mark.django_db
def test_records_come_change_and_go(repository: Repository, source: HarvestSource) -> None:
    first = harvest(source)
    repository.records |= {"oai:x:3": document("x:3", "Gauge 3, mended"), "oai:x:5": None}

    second = harvest(source)

    assert (first.state, counts(first)) == (RunState.OK, (25, 0, 0, 0))
    assert (counts(second), second.removed) == ((0, 1, 23, 0), 1)
    assert Dataset.live().get(title="Gauge 3, mended")
    assert not Dataset.live().filter(title="Gauge 5").exists()


@pytest.mark.django_db
def test_a_list_that_breaks_off_removes_nothing(repository: Repository, source: HarvestSource) -> None:
    harvest(source)
    repository.broken_at = 2

    run = harvest(source)

    assert run.state == RunState.FAILED
    assert Dataset.live().count() == 25


@pytest.mark.django_db(transaction=True)
def test_our_own_repository_is_harvested_into_the_same_datasets(
    live_server: object, settings: object, make_source: MakeSource
) -> None:
    server = factories.installation()
    for number in range(3):
        factories.dataset(
            title=f"Transect {number}", description=f"Yearly transects, part {number}.", installation=server
        )
    address = f"127.0.0.1:{str(live_server).rpartition(':')[2]}"
    settings.HARVEST_ALLOWED_PRIVATE = [address]  # type: ignore[attr-defined]
    url = f"http://{address}/v1/oai-pmh/registry?set=installation:{server.key}"
    source = make_source(url=url, harvest_type="OAI-PMH")

    run = harvest(source)

    copies = Dataset.live().filter(publishing_organization=source.organization)
    assert (run.state, counts(run)) == (RunState.OK, (3, 0, 0, 0))
    assert sorted(copies.values_list("title", flat=True)) == ["Transect 0", "Transect 1", "Transect 2"]
    assert all("Yearly transects, part" in copy.description for copy in copies)
    assert counts(harvest(source)) == (0, 0, 3, 0)
