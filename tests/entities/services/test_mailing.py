"""Mails wait in the database until a mail server takes them; the server here is a real one."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from django.utils import timezone

from entities.models import OutgoingMail
from entities.services import mailing
from registry_site import environment
from tests import factories

pytestmark = pytest.mark.django_db


class Box(Sink):
    """Keeps what it is sent; refuses it while `is_full`."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[EmailMessage] = []
        self.is_full = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """One mail."""
        if self.is_full:
            return "452 no space left"
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 taken"


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    """A mail server on this machine."""
    box = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    controller.stop()


def post() -> None:
    """A mail that waits."""
    user = factories.account("kari")
    mailing.post(
        user.email, "A new\npassword", "reset", user=user, key="k3y", link="https://registry.example.org/x?a&b"
    )


def test_a_mail_has_text_and_html_and_is_gone_once_it_is_sent(box: Box) -> None:
    post()

    assert (mailing.deliver(), mailing.deliver(), OutgoingMail.objects.count()) == (1, 0, 0)
    mail = box.mails[0]
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert (mail["To"], mail["Subject"], mail["Auto-Submitted"]) == (
        *("kari@example.org", "A new password", "auto-generated"),
    )
    assert text is not None
    assert html is not None
    assert "https://registry.example.org/x?a&b" in text.get_content()
    assert "https://registry.example.org/x?a&amp;b" in html.get_content()


def test_a_mail_waits_while_the_server_refuses_it(box: Box) -> None:
    post()
    box.is_full = True

    assert mailing.deliver() == 0
    mail = OutgoingMail.objects.get()
    assert (mail.attempts, "452" in mail.failure, mail.due > timezone.now()) == (1, True, True)
    box.is_full = False
    assert mailing.deliver() == 0
    OutgoingMail.objects.update(due=timezone.now() - timedelta(seconds=1))
    assert (mailing.deliver(), len(box.mails)) == (1, 1)


def test_a_server_that_is_down_costs_a_mail_nothing_but_time(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    post()
    for attempt in range(1, mailing.MOST_ATTEMPTS):
        mailing.deliver()
        assert OutgoingMail.objects.get().attempts == attempt
        OutgoingMail.objects.update(due=timezone.now() - timedelta(seconds=1))
    mailing.deliver()

    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp+tls://me:se%40cret@mail.example:587", {"EMAIL_HOST": "mail.example", "EMAIL_HOST_PASSWORD": "se@cret"}),
        ("smtp://mail.example", {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"}),
        ("filemail:///var/mail", {"EMAIL_FILE_PATH": "/var/mail"}),
        ("consolemail://", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
    ],
)
def test_the_mail_server_comes_from_one_address(
    monkeypatch: pytest.MonkeyPatch, url: str, expected: dict[str, Any]
) -> None:
    monkeypatch.setenv("EMAIL_URL", url)

    assert environment.mail("EMAIL_URL", "").items() >= expected.items()
