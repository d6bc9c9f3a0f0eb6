"""Writes mails and sends them: written in the transaction of what they tell, sent a moment later by a worker.

A mail server that is slow or down delays nothing but the mail, and nobody can tell from the time of an answer whether
a mail was written.
"""

import logging
import smtplib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from entities.models import OutgoingMail

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 12
"""Each pause is twice the one before it, from a minute to some hours: about a day in all."""

_LONGEST_PAUSE = timedelta(hours=6)
_FAULTS = (OSError, smtplib.SMTPException, ValueError)


def post(to: str, subject: str, template: str, **context: Any) -> None:
    """Write a mail to one address; `templates/email/<template>.txt` and `.html` hold its text.

    It is sent once the transaction of the caller holds.
    """
    known = {"portal_name": settings.PORTAL_NAME, "portal_url": settings.PORTAL_URL, **context}
    OutgoingMail.objects.create(
        to=to,
        subject=" ".join(subject.split())[:250],
        text=render_to_string(f"email/{template}.txt", known).strip() + "\n",
        html=render_to_string(f"email/{template}.html", {"subject": subject, **known}),
    )


def deliver(most: int = 100) -> int:
    """Send the mails that are due, and say how many a mail server took."""
    return sum(_deliver_next() for _ in range(min(most, OutgoingMail.objects.filter(due__lte=timezone.now()).count())))


@transaction.atomic
def _deliver_next() -> bool:
    waiting = OutgoingMail.objects.filter(due__lte=timezone.now())
    mail = waiting.select_for_update(skip_locked=True).first()
    if mail is None:
        return False
    try:
        _send(mail)
    except _FAULTS as error:
        _put_off(mail, error)
        return False
    mail.delete()
    return True


def _send(mail: OutgoingMail) -> None:
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], connection=get_connection())
    message.extra_headers["Auto-Submitted"] = "auto-generated"  # so that nobody's out-of-office answers
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()


def _put_off(mail: OutgoingMail, error: Exception) -> None:
    logger.warning("The mail server did not take mail %s: %s", mail.pk, error)
    if mail.attempts + 1 >= MOST_ATTEMPTS:
        logger.error("Mail %s is given up after %s attempts", mail.pk, MOST_ATTEMPTS)
        mail.delete()
        return
    mail.due = timezone.now() + min(timedelta(minutes=2**mail.attempts), _LONGEST_PAUSE)
    mail.attempts += 1
    mail.failure = str(error)[:500]
    mail.save(update_fields=["due", "attempts", "failure"])
