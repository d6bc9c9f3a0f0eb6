"""All real ISO 19139 documents as one folder, harvested twice (harvest contract 1 and 3)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from lxml import etree

from entities.models import Contact, Dataset, Endpoint
from harvesting import pipeline, scheduling, sources
from harvesting.models import HarvestRun, HarvestSource
from harvesting.vocabulary import RunState, Trigger
from tests import factories
from tests.conftest import CORPUS
from tests.servers import WafServer, files_of

pytestmark = pytest.mark.django_db

FOLDER = CORPUS / "metadata" / "iso19139"


@pytest.fixture
def waf(settings: LazySettings) -> Iterator[WafServer]:
    """The corpus's folder, served."""
    with WafServer(files_of(FOLDER)) as server:
        settings.HARVEST_ALLOWED_PRIVATE = [server.allowed]
        yield server


@pytest.fixture
def source(waf: WafServer) -> HarvestSource:
    """A published source of it."""
    values = {"name": "Corpus", "url": waf.url, "organization": factories.organization(), "publish": True}
    return sources.create(values, actor=factories.actor())


def _harvest(source: HarvestSource) -> HarvestRun:
    run, _ = scheduling.start(source, Trigger.COMMAND, actor=factories.actor(), send=False)
    pipeline.execute(run.pk)
    run.refresh_from_db()
    return run


def _is_well_formed(path: Path) -> bool:
    try:
        etree.parse(path)
    except etree.XMLSyntaxError:
        return False
    return True


def test_every_file_has_a_record_and_well_formed_ones_datasets(source: HarvestSource) -> None:
    files = {source.url + path.name: path for path in FOLDER.iterdir()}

    run = _harvest(source)

    records = {record.url: record for record in source.documents.all()}
    assert (run.state, run.found, set(records)) == (RunState.OK, len(files), set(files))
    for url, record in records.items():
        errors = " ".join(str(error["error"]) for error in record.validation_errors)
        if not _is_well_formed(files[url]):
            assert "XML Syntax Error:" in errors, url
            assert record.title == url
        elif record.is_service:
            assert record.dataset is None, url
        elif record.dataset is None:
            assert "Duplicate file identifier" in errors or "has no title" in errors, (url, errors)
        else:
            assert record.dataset.title, url


def test_most_datasets_have_what_real_documents_say(source: HarvestSource) -> None:
    _harvest(source)

    live = Dataset.live()
    assert live.count() > 95
    assert live.filter(pk__in=Dataset.components[Contact]._default_manager.values("entity")).count() > 90
    assert live.filter(pk__in=Dataset.components[Endpoint]._default_manager.values("entity")).count() > 30
    for field in ("keywordCollections", "geographicCoverages"):
        assert live.filter(metadata__contains=f'"{field}"').count() > 70


def test_a_second_run_changes_nothing_and_sends_no_document_twice(waf: WafServer, source: HarvestSource) -> None:
    first = _harvest(source)
    stamps = list(Dataset.objects.order_by("key").values_list("key", "modified"))

    second = _harvest(source)

    documents = {path: count for path, count in waf.bodies.items() if path != "/"}
    assert (second.unchanged, second.fetched, second.found) == (first.found, 0, first.found)
    assert (second.good_count, second.bad_count) == (first.good_count, first.bad_count)
    assert set(documents.values()) == {1}
    assert stamps == list(Dataset.objects.order_by("key").values_list("key", "modified"))
