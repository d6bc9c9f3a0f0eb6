"""Logins of programs: tokens that are shown once and stored as digests (harvest contract 4, reliability 5)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from entities.models import AccessToken, User
from entities.models.credentials import MOST_TOKENS, digest, new_secret

_NOTED_EVERY = timedelta(minutes=1)
"""A use is written down at most that often: a token that is used a thousand times a minute costs one write."""


@transaction.atomic
def issue(user: User) -> str:
    """A new token for the account, which nobody can read again; the oldest beyond the twentieth end."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two logins at once count each other
    secret = new_secret()
    AccessToken.objects.create(user=user, digest=digest(secret))
    surplus = AccessToken.objects.filter(user=user).values("pk")[MOST_TOKENS:]
    AccessToken.objects.filter(pk__in=[row["pk"] for row in surplus]).delete()
    return secret


def holder(user_id: str, secret: str) -> User | None:
    """The account that a token opens, if it is that one; None where it ended, or the account may not log in."""
    found = AccessToken.objects.alive().filter(digest=digest(secret)).select_related("user").first()
    if found is None or str(found.user_id) != user_id or not found.user.may_log_in:
        return None
    if found.last_used < timezone.now() - _NOTED_EVERY:
        AccessToken.objects.filter(pk=found.pk).update(last_used=timezone.now())
    return found.user


def end(user: User, secret: str) -> None:
    """That token opens nothing any more; the account's others do."""
    AccessToken.objects.filter(user=user, digest=digest(secret)).delete()


def end_one(user: User, key: int) -> None:
    """As `end`, by the token's number in a list of the account's tokens."""
    AccessToken.objects.filter(user=user, pk=key).delete()


def end_all(user: User) -> None:
    """None of the account's tokens opens anything any more."""
    AccessToken.objects.filter(user=user).delete()
