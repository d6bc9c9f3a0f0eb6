"""Brokers and databases that fail, and many at once (RELIABILITY 2, rows 17, 20, 21 and 26)."""

import socket
import time
from collections.abc import Iterator

import pytest
from celery import Celery

from entities.models import Dataset
from entities.services import lifecycle
from harvesting import queueing
from harvesting.models import HarvestRun, HarvestSource
from harvesting.vocabulary import RunState
from tests import factories
from tests.harvesting import rig
from tests.harvesting.conftest import MakeSource, counts, harvest
from tests.harvesting.documents import document, folder
from tests.harvesting.faults.conftest import at_once
from tests.servers import WafServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hanging_broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A broker that accepts connections and says nothing."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        application = Celery("hanging", broker=f"redis://127.0.0.1:{silent.getsockname()[1]}/0", set_as_current=False)
        application.conf.broker_transport_options = {"socket_timeout": 2, "socket_connect_timeout": 1}
        monkeypatch.setattr(queueing, "current_app", application)
        yield


@pytest.mark.usefixtures("hanging_broker")
def test_row_17_a_broker_that_hangs_costs_a_request_three_seconds(make_source: MakeSource) -> None:
    source = make_source()
    begun = time.monotonic()

    run = rig.begin(source)

    assert time.monotonic() - begun < 10  # 3 s and a slow machine
    assert run.state == RunState.QUEUED


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
