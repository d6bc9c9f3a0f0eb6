"""Synchronisations of installations (checklist contract G)."""

import pytest

from entities.models import CrawlRequest, Endpoint, Installation, Synchronization, SynchronizationRequest
from entities.services import lifecycle, synchronization
from harvesting import synchronizing
from tests import factories

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
        " supported, only HTTP_INSTALLATION."
    )


def test_a_deleted_installation_is_an_error() -> None:
    installation = factories.installation(type="HTTP_INSTALLATION")
    synchronization.request(installation, actor=factories.actor())
    lifecycle.delete(installation, actor=factories.actor())

    assert synchronizing.work() == 1

    assert Synchronization.objects.get().details.endswith("The installation is deleted.")
