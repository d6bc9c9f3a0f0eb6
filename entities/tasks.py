"""What workers do for accounts, citations and lists, often and briefly."""

from celery import shared_task

from entities import logins
from entities.services import challenges, citing, list_upkeep, mailing


@shared_task
def deliver_mail() -> None:
    """Send the mails that wait."""
    mailing.deliver()


@shared_task
def rewrite_citations() -> None:
    """Bring new titles of large publishers into the citations of their datasets."""
    citing.rewrite()


@shared_task
def keep_lists() -> None:
    """Keep what makes lists fast."""
    list_upkeep.keep()


@shared_task
def forget() -> None:
    """Remove what counts no more: failed logins after an hour, mailed keys a week after their end."""
    logins.forget_old_failures()
    challenges.forget_old()
