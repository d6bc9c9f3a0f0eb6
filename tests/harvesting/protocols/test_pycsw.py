"""A real catalogue, pycsw, as a source; OWSLib, asked of the same server, is the judge of what it holds."""

import subprocess
import sys
import urllib.request
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from entities.models import Dataset
from harvesting.models import HarvestSource
from harvesting.vocabulary import RunState
from registry_site.running.readiness import free_port
from tests.harvesting import rig
from tests.harvesting.conftest import MakeSource, counts, harvest
from tests.harvesting.documents import folder

pytestmark = pytest.mark.django_db
COUNT = 34
_PEER = rig.PROJECT / "tests" / "peers" / "pycsw_server.py"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a pycsw with so many records, ten on a page."""
    pytest.importorskip("geolinks", reason="pycsw is not installed")
    place: Path = tmp_path_factory.mktemp("pycsw")
    (place / "documents").mkdir()
    for name, content in folder(COUNT).items():
        (place / "documents" / name).write_bytes(content)
    port = free_port()
    process = subprocess.Popen([sys.executable, str(_PEER), str(place), str(port)], start_new_session=True)
    try:
        rig.until(lambda: process.poll() is not None or _answers(port))
        assert process.poll() is None
        yield port
    finally:
        process.kill()
        process.wait()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(_capabilities(port), timeout=10) as answer:
            return b"csw:Capabilities" in answer.read()
    except OSError:
        return False


def _capabilities(port: int) -> str:
    return f"http://127.0.0.1:{port}/?service=CSW&version=2.0.2&request=GetCapabilities"


@pytest.fixture
def source(catalogue: int, make_source: MakeSource, settings: LazySettings) -> HarvestSource:
    """The catalogue as a source."""
    settings.HARVEST_ALLOWED_PRIVATE = [f"127.0.0.1:{catalogue}"]
    return make_source(url=f"http://127.0.0.1:{catalogue}/", harvest_type="CSW")


def _names_by_owslib(port: int) -> list[str]:
    """Every identifier that the reference client finds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from owslib.catalogue.csw2 import CatalogueServiceWeb

        client = CatalogueServiceWeb(f"http://127.0.0.1:{port}/")
        names: list[str] = []
        while len(names) < COUNT:
            client.getrecords2(esn="brief", startposition=len(names) + 1, maxrecords=7)
            assert client.records
            names += client.records
    return names


def test_it_lists_what_the_reference_client_lists(catalogue: int, source: HarvestSource) -> None:
    run = harvest(source)

    assert (run.state, run.found, counts(run)) == (RunState.OK, COUNT, (COUNT, 0, 0, 0))
    assert sorted(source.documents.values_list("file_id", flat=True)) == sorted(_names_by_owslib(catalogue))
    assert Dataset.live().count() == COUNT


def test_a_second_run_finds_nothing_new(source: HarvestSource) -> None:
    harvest(source)

    assert counts(harvest(source)) == (0, 0, COUNT, 0)
