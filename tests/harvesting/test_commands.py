"""`manage.py harvest` and `manage.py load_demo_source`."""

import io
import json
import uuid
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from entities.models import Dataset, Organization
from harvesting.models import HarvestedDocument, HarvestRun, HarvestSource
from harvesting.vocabulary import RunState, Trigger
from tests import factories
from tests.harvesting.conftest import MakeSource
from tests.harvesting.documents import MALFORMED, document, folder
from tests.servers import WafServer

pytestmark = pytest.mark.django_db


def _said(*arguments: str, **options: object) -> str:
    told = io.StringIO()
    call_command(*arguments, stdout=told, stderr=io.StringIO(), **options)
    return told.getvalue()


@pytest.mark.parametrize("name", ["identifier", "url"])
def test_it_harvests_a_source_and_sums_up(waf: WafServer, source: HarvestSource, name: str) -> None:
    waf.files |= folder(4) | {"bad.xml": MALFORMED}

    told = _said("harvest", getattr(source, name))

    assert "5 documents found: 4 created, 0 updated, 0 unchanged, 1 bad. 5 fetched, 0 removed." in told
    assert "4 records without errors, 1 with errors." in told
    assert source.runs.get().trigger == Trigger.COMMAND


def test_it_registers_a_url_for_an_organization(waf: WafServer) -> None:
    waf.files |= folder(2)
    organization = factories.organization()

    _said("harvest", waf.url, "--organization", str(organization.pk))

    source = HarvestSource.objects.get()
    assert (source.url, source.organization, source.publish) == (waf.url, organization, True)
    assert Dataset.live().filter(publishing_organization=organization).count() == 2


def test_a_failed_run_is_a_failed_command(waf: WafServer, source: HarvestSource) -> None:
    with pytest.raises(CommandError, match="failed"):
        _said("harvest", source.pk)


@pytest.mark.parametrize("organization", [None, uuid.uuid4()])
def test_an_unknown_url_or_organization_is_refused(waf: WafServer, organization: uuid.UUID | None) -> None:
    with pytest.raises(CommandError, match="There is no"):
        _said("harvest", waf.url, organization=organization)


def test_a_dry_run_tells_all_and_writes_nothing(waf: WafServer) -> None:
    waf.files |= {"a.xml": document("a"), "b.xml": MALFORMED, "c.xml": document("c", extra="<gmd:nonsense/>")}

    told = _said("harvest", waf.url, "--dry-run")

    assert f"{waf.url}b.xml, line 1: XML Syntax Error:" in told
    assert "3 documents found: 2 created, 0 updated, 0 unchanged, 1 bad." in told
    assert "Nothing was written." in told
    assert not HarvestSource.objects.exists()
    assert not HarvestedDocument.objects.exists()


def test_a_dry_run_of_nothing_is_a_failed_command(waf: WafServer) -> None:
    with pytest.raises(CommandError):
        _said("harvest", waf.url + "nothing/", "--dry-run")


def test_a_second_command_says_that_a_run_is_under_way(make_source: MakeSource) -> None:
    source = make_source()
    HarvestRun.objects.create(source=source, trigger=Trigger.MANUAL, requested_by="x", queued=source.created)

    with pytest.raises(CommandError, match="queued already"):
        _said("harvest", source.pk)


@pytest.fixture
def publisher(project: Path) -> Organization:
    """The organization that the demo source belongs to."""
    described = json.loads((project / "samples" / "demo-source.json").read_text())
    return factories.organization(key=uuid.UUID(described["organizationKey"]))


def test_the_demo_source_is_registered_once_and_queued(waf: WafServer, publisher: Organization) -> None:
    for _ in range(2):
        _said("load_demo_source", waf.url)

    source = HarvestSource.objects.get()
    assert (source.organization, source.publish, source.url) == (publisher, True, waf.url)
    assert source.runs.get().state == RunState.QUEUED


def test_the_demo_source_moves_to_another_url(waf: WafServer, publisher: Organization) -> None:
    _said("load_demo_source", waf.url)
    _said("load_demo_source", waf.url + "moved/")

    assert HarvestSource.objects.get().url == waf.url + "moved/"


def test_the_demo_source_needs_the_sample_registry(waf: WafServer) -> None:
    with pytest.raises(CommandError, match="sample"):
        _said("load_demo_source", waf.url)
