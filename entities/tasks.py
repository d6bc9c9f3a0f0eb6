"""What workers do for accounts, often and briefly."""

from celery import shared_task

from entities import logins
from entities.services import challenges, mailing


@shared_task
def deliver_mail() -> None:
    """Send the mails that wait."""
    mailing.deliver()


@shared_task
def forget() -> None:
    """Remove what counts no more: failed logins after an hour, mailed keys a week after their end."""
    logins.forget_old_failures()
    challenges.forget_old()
