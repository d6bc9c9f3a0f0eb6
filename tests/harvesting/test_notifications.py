"""Who hears of runs: failures and recoveries, a digest or nothing; at most one mail an hour and address."""

import asyncio
import email
import socket
from collections.abc import Iterator
from datetime import timedelta
from email.message import Message
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import LazySettings
from django.utils import timezone

from entities.exceptions import NotPermitted
from entities.models import OutgoingMail
from entities.services import mailing
from harvesting import following, notifications, scheduling
from harvesting.models import HarvestRun, HarvestSource, Notification
from harvesting.vocabulary import Trigger
from tests import factories
from tests.harvesting.conftest import MakeSource, harvest
from tests.harvesting.documents import document
from tests.servers import WafServer

pytestmark = pytest.mark.django_db


class Sink:
    """A mail server that keeps what it is sent."""

    def __init__(self) -> None:
        self.messages: list[tuple[list[str], Message]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take the message."""
        await asyncio.sleep(0)
        message = email.message_from_bytes(envelope.content, policy=default)
        self.messages.append((envelope.rcpt_tos, message))
        return "250 OK"


@pytest.fixture
def sink(settings: LazySettings) -> Iterator[Sink]:
    """A real mail server on loopback, to which the portal sends."""
    found = Sink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(found, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield found
    controller.stop()


@pytest.fixture
def person(source: HarvestSource) -> Any:
    """A user of the source's organization, whom the source names as its contact too."""
    user = factories.editor_user(source.organization, email="kim@example.org")
    HarvestSource.objects.filter(pk=source.pk).update(contact="Kim@example.org")
    source.refresh_from_db()
    return user


def told() -> list[tuple[str, str]]:
    """Address and subject of the mails that were written."""
    following.follow_up()
    return list(OutgoingMail.objects.order_by("pk").values_list("to", "subject"))


def later(hours: float) -> None:
    """As if the hours had passed since all that was noted and sent."""
    for note in Notification.objects.all():
        shift = timedelta(hours=hours)
        note.due, note.sent = note.due - shift, note.sent - shift if note.sent else None
        note.save()


def test_a_failure_is_mailed_once_to_each_address(source: HarvestSource, person: Any) -> None:
    harvest(source)

    assert told() == [("kim@example.org", "Tide gauges: the harvest failed")]
    assert len(told()) == 1


def test_it_names_source_reason_and_page_in_text_and_html(source: HarvestSource, person: Any, sink: Sink) -> None:
    harvest(source)
    told()
    mailing.deliver()

    ((recipients, message),) = sink.messages
    assert recipients == ["kim@example.org"]
    for kind in ("plain", "html"):
        body = message.get_body((kind,)).get_content()  # type: ignore[attr-defined]
        assert "Tide gauges" in body
        assert f"/harvests/{source.pk}" in body
        assert "failed" in body


def test_success_is_no_news_but_the_first_after_a_failure_is(
    source: HarvestSource, person: Any, waf: WafServer
) -> None:
    waf.files["a.xml"] = document("a")
    harvest(source)
    assert told() == []

    waf.files.clear()
    harvest(source)
    told()
    later(2)
    waf.files["a.xml"] = document("a")
    harvest(source)

    assert told()[-1] == ("kim@example.org", "Tide gauges: the harvest works again")
    harvest(source)
    assert len(told()) == 2


def test_an_address_gets_one_mail_an_hour_and_the_next_tells_the_rest(source: HarvestSource, person: Any) -> None:
    harvest(source)
    assert len(told()) == 1
    harvest(source)
    harvest(source)
    assert len(told()) == 1

    later(1.1)

    assert len(told()) == 2
    assert OutgoingMail.objects.last().text.count("The run of") == 2  # type: ignore[union-attr]
    assert not Notification.objects.filter(sent=None).exists()


def test_people_choose_a_digest_or_nothing(source: HarvestSource, person: Any) -> None:
    actor = factories.actor(user=person)
    notifications.choose(source, person, "NEVER", actor=actor)
    harvest(source)
    assert told() == []

    notifications.choose(source, person, "DIGEST", actor=actor)
    harvest(source)
    assert told() == []
    note = Notification.objects.get()
    assert (note.due.hour, note.due > timezone.now()) == (6, True)
    later(24)
    assert len(told()) == 1


def test_a_contact_without_account_is_told_and_strangers_are_not(source: HarvestSource) -> None:
    HarvestSource.objects.filter(pk=source.pk).update(contact="desk@example.org")
    factories.editor_user(factories.organization())
    factories.editor_user(source.organization, approved=False, user_name="pending")
    source.refresh_from_db()
    harvest(source)

    assert [to for to, _ in told()] == ["desk@example.org"]


def test_an_address_is_one_however_it_is_spelled(source: HarvestSource, person: Any, make_source: MakeSource) -> None:
    other = make_source(url=f"{source.url}other/", organization=factories.organization(), contact="KIM@example.org")

    harvest(source)
    harvest(other)

    assert [to for to, _ in told()] == ["kim@example.org"]


def test_a_cancelled_run_is_no_news(source: HarvestSource, person: Any) -> None:
    run, _ = scheduling.start(source, Trigger.MANUAL, actor=factories.actor(), send=False)
    scheduling.cancel(run, actor=factories.actor())

    assert told() == []
    assert HarvestRun.objects.get().announced is not None


def test_nobody_chooses_for_others(source: HarvestSource, person: Any) -> None:
    stranger = factories.actor(user=factories.editor_user(factories.organization()))

    with pytest.raises(NotPermitted):
        notifications.choose(source, person, "NEVER", actor=stranger)


def test_a_mail_server_that_is_down_fails_nothing_and_gets_the_mail_later(
    source: HarvestSource, person: Any, settings: LazySettings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    run = harvest(source)
    told()

    assert mailing.deliver() == 0
    assert (run.state, OutgoingMail.objects.count()) == ("FAILED", 1)
