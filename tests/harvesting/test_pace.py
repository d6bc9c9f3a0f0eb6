"""How often a person may start runs by hand, and how fast a source is asked (RELIABILITY 3.1)."""

import itertools
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client

from entities.exceptions import TooManyAttempts
from entities.models import User
from entities.permissions import Actor, Channel
from entities.services import tokens
from harvesting import scheduling
from harvesting.models import HarvestRun, HarvestSource
from harvesting.vocabulary import RunState, Trigger
from tests import factories
from tests.harvesting.api.test_harvest_rest import Caller
from tests.harvesting.conftest import MakeSource, counts, harvest
from tests.harvesting.documents import folder
from tests.servers import Request, WafServer, serve

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(source: HarvestSource) -> User:
    """An editor of the source's organization, who started ten runs within the hour."""
    user: User = factories.editor_user(source.organization)
    for minutes in range(10):
        _past_run(source, user, minutes * 5 + 1)
    return user


def _past_run(source: HarvestSource, user: User, minutes: int) -> HarvestRun:
    queued = Now() - timedelta(minutes=minutes)
    return HarvestRun.objects.create(
        source=source, trigger=Trigger.MANUAL, requested_by=user.user_name, state=RunState.OK, queued=queued
    )


def _start(source: HarvestSource, user: User) -> bool:
    return scheduling.start(source, Trigger.MANUAL, actor=Actor.of(user, Channel.ADMIN))[1]


def test_the_eleventh_run_within_an_hour_waits(source: HarvestSource, editor: User) -> None:
    with pytest.raises(
        TooManyAttempts, match="10 runs within an hour; the next one may start in 14 minutes"
    ) as refused:
        _start(source, editor)

    assert timedelta(minutes=13) < refused.value.pause <= timedelta(minutes=14)
    assert source.runs.count() == 10


def test_it_may_start_when_the_first_of_ten_is_an_hour_old(source: HarvestSource, editor: User) -> None:
    oldest = source.runs.order_by("queued").first()
    HarvestRun.objects.filter(pk=oldest.pk).update(queued=Now() - timedelta(minutes=61))

    assert _start(source, editor)


def test_each_person_has_ten_and_neither_schedule_nor_command_line_counts(source: HarvestSource, editor: User) -> None:
    colleague = factories.editor_user(source.organization)
    HarvestRun.objects.filter(requested_by=editor.user_name).update(trigger=Trigger.SCHEDULE)
    assert _start(source, editor)
    scheduling.cancel(source.runs.get(state=RunState.QUEUED), actor=factories.actor())
    HarvestRun.objects.filter(requested_by=editor.user_name).update(trigger=Trigger.MANUAL)

    assert _start(source, colleague)


def test_who_asks_for_the_run_that_there_is_gets_it(source: HarvestSource, editor: User) -> None:
    scheduling.start(source, Trigger.SCHEDULE, actor=factories.actor())

    assert not _start(source, editor)


def test_the_harvest_api_answers_429_and_when_to_come_back(client: Client, source: HarvestSource, editor: User) -> None:
    known = {"X-Auth-Token": tokens.issue(editor), "X-User-Id": str(editor.pk)}

    answer = client.post(f"/api/v2/harvests/{source.pk}/harvest", headers=known)

    assert (answer.status_code, answer.json()["status"]) == (429, "error")
    assert 13 * 60 < int(answer.headers["Retry-After"]) <= 14 * 60


def test_the_registry_api_answers_429_and_when_to_come_back(source: HarvestSource, editor: User) -> None:
    answer = Caller(editor)("post", f"/{source.pk}/run")

    assert answer.status_code == 429
    assert answer.content.startswith(b"You started 10 runs within an hour")
    assert 13 * 60 < int(answer.headers["Retry-After"]) <= 14 * 60


@pytest.mark.parametrize("path", ["/harvests/{}/run", "/admin/harvesting/harvestsource/"])
def test_pages_say_it(client: Client, source: HarvestSource, editor: User, path: str) -> None:
    client.force_login(editor, backend="entities.permissions.RegistryBackend")
    pressed = {"action": "harvest_now", "_selected_action": source.pk, "confirmed": "1"}

    page = client.post(path.format(source.pk), pressed, follow=True)

    assert "You started 10 runs within an hour" in page.content.decode()
    assert source.runs.count() == 10


def test_a_source_that_wants_a_delay_gets_one_request_at_a_time(waf: WafServer, make_source: MakeSource) -> None:
    waf.files |= folder(5)
    begun: list[float] = []

    def note(request: Request) -> None:
        begun.append(time.monotonic())
        serve(request)

    for name in waf.files:
        waf.script(f"/{name}", note)

    run = harvest(make_source(connections=4, delay=0.2))

    assert (counts(run), waf.most_at_once) == ((5, 0, 0, 0), 1)
    assert all(later - earlier > 0.15 for earlier, later in itertools.pairwise(begun))


@pytest.mark.parametrize(("delay", "status"), [(0, 204), (2.5, 204), (-1, 422), (61, 422), ("soon", 400)])
def test_a_delay_is_a_number_of_seconds_within_reason(source: HarvestSource, delay: Any, status: int) -> None:
    call = Caller(factories.editor_user(source.organization))
    shown = call("get", f"/{source.pk}").json()

    assert call("put", f"/{source.pk}", shown | {"delay": delay}).status_code == status
