"""Documents that describe services only are listed as services, and are no datasets (metadata contract F.8)."""

from collections.abc import Callable

import pytest

from entities.models import Dataset
from harvesting.models import HarvestSource
from tests.harvesting.conftest import counts, harvest, record
from tests.harvesting.documents import document, newer_service, service
from tests.servers import WafServer

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[service, newer_service], ids=["ISO 19139", "ISO 19115-3"])
def describe(request: pytest.FixtureRequest) -> Callable[..., bytes]:
    """Writes a document about a service, in each edition of the standard."""
    made: Callable[..., bytes] = request.param
    return made


def test_a_service_is_a_record_without_dataset(
    source: HarvestSource, waf: WafServer, describe: Callable[..., bytes]
) -> None:
    waf.files["s.xml"] = describe("s", "Map service")

    assert counts(harvest(source)) == (1, 0, 0, 0)

    found = record(source, "s.xml")
    assert (found.title, found.is_service, found.dataset) == ("Map service", True, None)
    assert found.services == [{"service_type": "OGC:WMS", "service_url": "https://maps.example.org/wms"}]
    assert not Dataset.objects.exists()
    assert counts(harvest(source)) == (0, 0, 1, 0)


def test_a_document_that_becomes_a_service_gives_its_dataset_up_and_gets_it_back(
    source: HarvestSource, waf: WafServer, describe: Callable[..., bytes]
) -> None:
    waf.files["a.xml"] = document("a")
    harvest(source)
    key = record(source, "a.xml").dataset_id

    waf.files["a.xml"] = describe("a")
    assert counts(harvest(source)) == (0, 1, 0, 0)
    assert Dataset.objects.get(pk=key).deleted is not None

    waf.files["a.xml"] = document("a")
    assert counts(harvest(source)) == (0, 1, 0, 0)
    assert Dataset.objects.get(pk=key).deleted is None
    assert record(source, "a.xml").dataset_id == key
