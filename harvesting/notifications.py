"""Who hears of a run that failed, or went well after a failed one: notes for each address, which are mailed later.

A run ends in its own transaction and knows nothing of this: `take_note` finds what ended since, as often as somebody
calls it, and does each run once. Mails are written by `harvesting.news`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from entities import permissions
from entities.exceptions import RuleViolation
from entities.models import Editor, Organization, User
from entities.permissions import Actor
from harvesting.claims import database_time
from harvesting.models import HarvestRun, HarvestSource, Notification, NotificationChoice
from harvesting.vocabulary import ACTIVE_STATES, News, RunState, Telling

DIGEST_AT = time(6, 0, tzinfo=UTC)
"""When the digest of the day before is sent."""


def choice_of(source: HarvestSource, user: User) -> str:
    """How the person wants to hear of the source."""
    made = NotificationChoice.objects.filter(source=source, user=user).values_list("choice", flat=True).first()
    return made or Telling.CHANGES.value


def choose(source: HarvestSource, user: User, choice: str, *, actor: Actor) -> None:
    """Set how the person hears of the source; people choose for themselves, administrators for all."""
    is_own = actor.user is not None and actor.user.pk == user.pk
    permissions.require(is_own or permissions.may_change(actor, source.organization), actor)
    if choice not in Telling.values:
        raise RuleViolation({"choice": f"must be one of {', '.join(Telling.values)}"})
    NotificationChoice.objects.update_or_create(source=source, user=user, defaults={"choice": choice})


def take_note() -> list[HarvestRun]:
    """Write notes about the runs that ended since the last time; answers these runs, which now count as announced."""
    ended = HarvestRun.objects.filter(announced=None, finished__isnull=False).order_by("finished")
    return [run for key in ended.values_list("pk", flat=True) if (run := _take_note_of(key))]


@transaction.atomic
def _take_note_of(key: UUID) -> HarvestRun | None:
    unannounced = HarvestRun.objects.filter(pk=key, announced=None).select_related("source__organization")
    run = unannounced.select_for_update(skip_locked=True, of=("self",), no_key=True).first()
    if run is None:
        return None
    news = news_of(run)
    if news is not None:
        now = database_time()
        # One spelling of each address, or those of two sources would get two mails within the hour.
        told = [(to.lower(), due) for to, due in _addresses(run.source, now)]
        notes = [Notification(run=run, address=to, news=news, due=due) for to, due in told]
        Notification.objects.bulk_create(notes, ignore_conflicts=True)
    HarvestRun.objects.filter(pk=key).update(announced=Now())
    return run


def news_of(run: HarvestRun) -> News | None:
    """What an ended run is worth telling for: each failure, and the first success after one."""
    if run.state == RunState.FAILED:
        return News.FAILURE
    if run.state != RunState.OK:
        return None
    former = HarvestRun.objects.filter(source=run.source_id, queued__lt=run.queued).order_by("-queued")
    last = former.exclude(state__in=(*ACTIVE_STATES, RunState.CANCELLED)).values_list("state", flat=True).first()
    return News.RECOVERY if last == RunState.FAILED else None


def people_of(organization: Organization) -> Iterator[User]:
    """The users of an organization: who has an editor's right on it, and may log in."""
    rights: Any = Organization.components[Editor]._default_manager
    found = rights.filter(entity=organization).select_related("user").order_by("pk")
    return (right.user for right in found if right.user.may_log_in)


def _addresses(source: HarvestSource, now: datetime) -> Iterator[tuple[str, datetime]]:
    """Each address with the moment before which it wants to hear nothing; the contact of the source may be nobody's."""
    choices = dict(source.notification_choices.values_list("user", "choice"))
    seen = set()
    for user in people_of(source.organization):
        choice = choices.get(user.pk, Telling.CHANGES.value)
        address = user.email.lower()
        if address not in seen and choice != Telling.NEVER:
            yield user.email, now if choice == Telling.CHANGES else _next_digest(now)
        seen.add(address)
    if source.contact and source.contact.lower() not in seen and not _declined(source, choices):
        yield source.contact, now


def _declined(source: HarvestSource, choices: dict[int, str]) -> bool:
    """Whether the contact's address is that of somebody who has no right any more, but chose to hear nothing."""
    owner = User.objects.filter(email__iexact=source.contact).values_list("pk", flat=True).first()
    return owner is not None and choices.get(owner) == Telling.NEVER


def _next_digest(now: datetime) -> datetime:
    today = datetime.combine(now.date(), DIGEST_AT)
    return today if today > now else today + timedelta(days=1)
