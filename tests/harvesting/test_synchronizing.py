"""Synchronisations of installations (checklist contract G)."""

from typing import Any

import pytest
from django.conf import LazySettings

from entities.models import CrawlRequest, Dataset, Endpoint, Installation, Synchronization, SynchronizationRequest
from entities.services import lifecycle, synchronization
from harvesting import following, pipeline, scheduling, synchronizing
from harvesting.models import HarvestRun, HarvestSource
from tests import factories
from tests.behaviours import answer, status
from tests.servers import WafServer
from tests.toolkit import Published, Toolkit

pytestmark = pytest.mark.django_db


def synchronize(installation: Installation) -> Synchronization:
    """Ask for a synchronisation, do it, and answer its entry."""
    synchronization.request(installation, actor=factories.actor())
    assert synchronizing.work() == 1
    assert not SynchronizationRequest.objects.exists()
    return Synchronization.objects.get(installation=installation)


def test_the_datasets_of_an_http_installation_are_crawled() -> None:
    installation = factories.installation(type="HTTP_INSTALLATION")
    for kind in ("EML", "FEED"):
        factories.component(factories.dataset(installation=installation), Endpoint, type=kind)

    entry = synchronize(installation)

    assert (entry.result, entry.details) == ("OK", "Synchronization succeeded. 1 datasets will be crawled.")
    assert CrawlRequest.objects.count() == 1


def test_a_type_that_is_not_supported_is_an_error_that_names_those_that_are() -> None:
    entry = synchronize(factories.installation(type="BIOCASE_INSTALLATION"))

    assert entry.result == "OTHER_ERROR"
    assert entry.details == (
        "Synchronization failed with error [OTHER_ERROR]. Installations of type BIOCASE_INSTALLATION are not"
        " supported, only HTTP_INSTALLATION, IPT_INSTALLATION."
    )


def test_a_deleted_installation_is_an_error() -> None:
    installation = factories.installation(type="HTTP_INSTALLATION")
    synchronization.request(installation, actor=factories.actor())
    lifecycle.delete(installation, actor=factories.actor())

    assert synchronizing.work() == 1

    assert Synchronization.objects.get().details.endswith("The installation is deleted.")


@pytest.fixture
def toolkit(waf: WafServer, settings: LazySettings) -> Toolkit:
    settings.HARVEST_RETRY_PAUSES = ()
    return Toolkit(waf)


@pytest.fixture
def installation(toolkit: Toolkit) -> Installation:
    """An IPT that is registered, with its feed."""
    installation = factories.installation(type="IPT_INSTALLATION", title="Coast")
    factories.component(installation, Endpoint, type="FEED", url=f"{toolkit.base}/rss.do")
    return installation


def synchronize_ipt(installation: Installation) -> Synchronization:
    """Ask for it, begin it, work the run off, and answer the newest entry."""
    synchronization.request(installation, actor=factories.actor())
    synchronizing.work()
    run = HarvestRun.objects.filter(source__installation=installation).latest()
    pipeline.execute(run.pk)
    following.follow_up()
    return Synchronization.objects.filter(installation=installation).latest("pk")


def test_an_ipt_is_harvested_by_its_feed(toolkit: Toolkit, installation: Installation) -> None:
    toolkit.publish(Published("birds"), Published("fish"), Published("bats"))

    first = synchronize_ipt(installation)
    toolkit.withdraw("fish")
    toolkit.publish(Published("birds", title="Birds, revised", version="1.1"))
    second = synchronize_ipt(installation)

    assert (first.result, first.details) == (
        "OK",
        "Synchronization succeeded. 0 datasets were updated. 3 datasets were added. 0 datasets were deleted.",
    )
    assert second.details.endswith("1 datasets were updated. 0 datasets were added. 1 datasets were deleted.")
    source = HarvestSource.objects.get()
    assert (source.installation, source.organization, source.publish) == (
        installation, installation.organization, True,
    )  # fmt: skip
    assert set(Dataset.live().values_list("installation", flat=True)) == {installation.pk}


@pytest.mark.parametrize(
    ("behaviour", "result"),
    [
        (status(403), "HTTP_ERROR"),
        (status(500), "HTTP_ERROR"),
        (lambda request: request.connection.close(), "IO_EXCEPTION"),
        (answer("<html>Log in</html>"), "PROTOCOL_ERROR"),
        (answer(b"<rss/>", "text/xml"), "PROTOCOL_ERROR"),
    ],
)
def test_a_failure_changes_nothing_and_says_whose_it_is(
    toolkit: Toolkit,
    installation: Installation,
    waf: WafServer,
    settings: LazySettings,
    behaviour: Any,
    result: str,
) -> None:
    settings.HARVEST_REQUEST_SECONDS = 2
    toolkit.publish(Published("birds"))
    synchronize_ipt(installation)
    for path in ("/ipt/rss.do", "/ipt/inventory/dataset", "/ipt/inventory/v2/dataset"):
        waf.script(path, behaviour)

    entry = synchronize_ipt(installation)

    assert entry.result == result
    assert entry.details.startswith(f"Synchronization failed with error [{result}]. ")
    assert Dataset.live().count() == 1


def test_an_ipt_without_feed_cannot_be_synchronised() -> None:
    entry = synchronize(factories.installation(type="IPT_INSTALLATION"))

    assert (entry.result, entry.details) == (
        "OTHER_ERROR",
        "Synchronization failed with error [OTHER_ERROR]. The installation has no endpoint of type FEED.",
    )


def test_the_source_that_there_is_harvests_the_ipt(toolkit: Toolkit, make_source: Any) -> None:
    source = make_source(url=toolkit.base, harvest_type="IPT")
    toolkit.publish(Published("birds"))

    synchronize_ipt(source.installation)

    assert HarvestSource.objects.get() == source


@pytest.mark.parametrize("values", [{"disabled": True}, {"deleted": True}])
def test_the_schedule_leaves_installations_alone_that_are_deleted_or_disabled(
    toolkit: Toolkit, make_source: Any, values: dict[str, bool]
) -> None:
    source = make_source(url=toolkit.base, harvest_type="IPT")
    assert list(scheduling.due()) == [source]

    if "deleted" in values:
        lifecycle.delete(source.installation, actor=factories.actor())
    else:
        lifecycle.change(source.installation, values, actor=factories.actor())

    assert not scheduling.due()
