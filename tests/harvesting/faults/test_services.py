"""Brokers and databases that fail, and many at once (RELIABILITY 2, rows 17, 20, 21 and 26)."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest
from celery import Celery
from django.conf import LazySettings
from django.test import Client

from entities.models import Dataset
from entities.services import lifecycle, tokens
from harvesting import queueing
from harvesting.models import HarvestRun, HarvestSource
from harvesting.vocabulary import RunState
from tests import factories
from tests.harvesting.conftest import MakeSource, counts, harvest
from tests.harvesting.documents import document, folder
from tests.harvesting.faults.conftest import at_once
from tests.servers import WafServer

pytestmark = pytest.mark.django_db(transaction=True)


class Silence(threading.Thread):
    """A broker that accepts connections and says nothing; counts them."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"redis://127.0.0.1:{self._socket.getsockname()[1]}/0"
        self.connections: list[socket.socket] = []

    def run(self) -> None:
        """Until the socket is closed."""
        with contextlib.suppress(OSError):
            while True:
                self.connections.append(self._socket.accept()[0])

    def close(self) -> None:
        """Accept no more, and let go who waits."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for connection in self.connections:
            connection.close()


@pytest.fixture
def hanging_broker(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Silence]:
    """A broker that hangs, with the portal's own patience with brokers."""
    silence = Silence()
    silence.start()
    application = Celery("hanging", broker=silence.address, set_as_current=False)
    application.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    monkeypatch.setattr(queueing, "current_app", application)
    yield silence
    silence.close()


def test_row_17_a_request_waits_for_a_hanging_broker_once_and_three_seconds_at_most(
    source: HarvestSource, hanging_broker: Silence, settings: LazySettings
) -> None:
    user = factories.editor_user(source.organization)
    known = {"X-Auth-Token": tokens.issue(user), "X-User-Id": str(user.pk)}

    answer = Client().post(f"/api/v2/harvests/{source.pk}/harvest", headers=known)

    assert (answer.status_code, answer.json()) == (200, {"status": "harvesting"})
    assert source.runs.get().state == RunState.QUEUED
    assert len(hanging_broker.connections) == 1
    patience = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    assert patience["socket_connect_timeout"] + patience["socket_timeout"] <= 3


def test_row_20_runs_of_one_organization_at_once_neither_deadlock_nor_miscount(
    waf: WafServer, make_source: MakeSource
) -> None:
    organization = factories.organization()
    for number in range(3):
        waf.files |= {f"{number}/{name}": document(f"{number}-{name}", name) for name in folder(15)}
    sources = [make_source(url=f"{waf.url}{number}/", organization=organization) for number in range(3)]

    assert at_once(3, lambda number: harvest(sources[number]) and None) == []

    assert set(HarvestRun.objects.values_list("state", "created")) == {(RunState.OK, 15)}
    organization.refresh_from_db()
    assert organization.rendered is not None
    assert Dataset.live().filter(publishing_organization=organization).count() == 45


def test_row_21_a_change_by_hand_and_a_harvest_at_once_leave_whole_datasets(
    waf: WafServer, source: HarvestSource
) -> None:
    waf.files |= folder(10)
    harvest(source)
    datasets = list(Dataset.objects.order_by("title"))
    waf.files = {name: content.replace(b"Tide gauge", b"Wave buoy") for name, content in folder(10).items()}

    def change(number: int) -> None:
        if number == 0:
            harvest(source)
        else:
            dataset = Dataset.objects.get(pk=datasets[number].pk)
            lifecycle.change(dataset, {"title": f"By hand {number}"}, actor=factories.actor())

    assert at_once(6, change) == []

    assert HarvestRun.objects.latest().state == RunState.OK
    for dataset in Dataset.objects.all():
        assert dataset.title.startswith(("Wave buoy", "By hand"))
        assert dataset.title in dataset.rendered


def test_row_26_a_broker_that_is_down_does_not_fail_a_run(waf: WafServer, source: HarvestSource) -> None:
    waf.files |= folder(3)
    with pytest.MonkeyPatch.context() as patch:
        application = Celery("down", broker="redis://127.0.0.1:1/0", set_as_current=False)
        patch.setattr(queueing, "current_app", application)

        run = harvest(source)

    assert (run.state, counts(run)) == (RunState.OK, (3, 0, 0, 0))
