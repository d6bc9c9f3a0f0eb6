"""Keys that are mailed to prove who reads an address: to confirm an account, to reset a password, to change an address.

A key is stored as a digest, works once, ends after an hour (a confirmation after three days), and is worth nothing
once the account has another address. Each account gets at most three an hour (reliability 5).
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from entities.models import Challenge, User
from entities.models.credentials import Purpose, digest, new_secret

_LIFETIMES = {Purpose.CONFIRM: timedelta(days=3), Purpose.RESET: timedelta(hours=1), Purpose.EMAIL: timedelta(hours=1)}
_MOST, _WITHIN = 3, timedelta(hours=1)


@transaction.atomic
def issue(user: User, purpose: Purpose, email: str = "", *, is_only: bool = False) -> str | None:
    """A new key for the account's address (or another one, to change to it); None where it got too many lately.

    is_only: keys that were issued before for the purpose are good no more.
    """
    User.objects.select_for_update(no_key=True).filter(pk=user.pk).first()
    now = timezone.now()
    if Challenge.objects.filter(user=user, purpose=purpose, created__gt=now - _WITHIN).count() >= _MOST:
        return None
    if is_only:
        Challenge.objects.filter(user=user, purpose=purpose, used=None).update(used=now)
    secret = new_secret()
    Challenge.objects.create(
        user=user, purpose=purpose, email=email or user.email, digest=digest(secret), expires=now + _LIFETIMES[purpose]
    )
    return secret


def find(secret: str, purpose: Purpose) -> Challenge | None:
    """The unused key, if it is good for the purpose now; nothing is changed."""
    found = Challenge.objects.filter(
        digest=digest(secret), purpose=purpose, used=None, expires__gt=timezone.now(), user__deleted=None
    )
    challenge = found.select_related("user").first()
    if challenge is None or (purpose != Purpose.EMAIL and challenge.email.lower() != challenge.user.email.lower()):
        return None
    return challenge


@transaction.atomic
def redeem(secret: str, purpose: Purpose, user: User | None = None) -> Challenge | None:
    """The key, which is good no more from now on; None where it was not, or is another account's."""
    challenge = find(secret, purpose)
    if challenge is None or (user is not None and challenge.user_id != user.pk):
        return None
    if not Challenge.objects.filter(pk=challenge.pk, used=None).update(used=timezone.now()):
        return None
    return challenge


def is_pending(user: User) -> bool:
    """Whether the account was sent a key that it has not used."""
    return user.challenges.filter(used=None, expires__gt=timezone.now()).exists()


def forget_old() -> int:
    """Remove keys that ended a week ago, and say how many."""
    return Challenge.objects.filter(expires__lt=timezone.now() - timedelta(days=7)).delete()[0]
