"""Checks names and passwords for every entrance alike: pages, `/v1`, `/api` (reliability 5).

Each check goes: count the attempt, refuse if there were too many, verify, forget the attempt if the password is right.
An unknown name costs the same work as a wrong password, and says the same.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import get_hasher, identify_hasher, make_password
from django.db.models import Count, Q
from django.utils import timezone

from entities.exceptions import TooManyAttempts, WrongCredentials
from entities.models import FailedLogin, User

_DIGEST = re.compile(r"[0-9a-f]{64}")
_FIVE_MINUTES, _HOUR = timedelta(minutes=5), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many failures within a time, counted over those that share the named columns."""

    most: int
    within: timedelta
    shared: tuple[str, ...]


LIMITS = (
    Limit(10, _FIVE_MINUTES, ("account", "address")),
    Limit(100, _HOUR, ("account",)),
    Limit(50, _FIVE_MINUTES, ("address",)),
    Limit(1000, _FIVE_MINUTES, ()),
)


def log_in(name: str, password: str, *, address: str | None, hashed: bool = False) -> User:
    """The account of a user name or e-mail address, in any case, and its password.

    hashed: `password` is the hex SHA-256 of the real one, in lower case. WrongCredentials where anything is wrong, or
    the account may not log in; TooManyAttempts where somebody guesses.
    """
    user = find(name)
    attempt = _counted(FailedLogin(account=_account(user, name), address=address))
    right = _verify_digest(user, password) if hashed else _verify(user, password)
    if user is None or not right or not user.may_log_in:
        raise WrongCredentials(f"Failed to authenticate user {name}")
    FailedLogin.objects.filter(account=attempt.account, address=address).delete()
    if not hashed:
        _renew_hash(user, password)
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    return user


def check(name: str, is_right: Callable[[], bool], *, address: str | None) -> bool:
    """Whether a secret is right that is no account's password; failures count as those of accounts do."""
    attempt = _counted(FailedLogin(account=_account(None, name), address=address))
    if not is_right():
        return False
    FailedLogin.objects.filter(account=attempt.account, address=address).delete()
    return True


def find(name: str) -> User | None:
    """The account of a user name or an e-mail address, in any case."""
    if "\0" in name:
        return None
    try:
        return User.objects.get_by_natural_key(name)
    except User.DoesNotExist:
        return None


def forget_old_failures() -> int:
    """Remove failures that count no more, and say how many."""
    oldest = timezone.now() - max(limit.within for limit in LIMITS)
    return FailedLogin.objects.filter(moment__lt=oldest).delete()[0]


def _account(user: User | None, name: str) -> str:
    """What an attempt is counted under; names that nobody has are not kept, as people type passwords there."""
    if user is not None:
        return user.user_name
    return "?" + hashlib.sha256(name.strip().lower().encode(errors="replace")).hexdigest()[:40]


def _counted(attempt: FailedLogin) -> FailedLogin:
    """The attempt, counted before its password is looked at, so that guesses at the same time count each other."""
    attempt.save()
    counts = FailedLogin.objects.filter(moment__gt=attempt.moment - _HOUR).aggregate(
        **{f"limit_{number}": _count(limit, attempt) for number, limit in enumerate(LIMITS)}
    )
    broken = [limit for number, limit in enumerate(LIMITS) if counts[f"limit_{number}"] > limit.most]
    if broken:
        attempt.delete()  # who is refused anyway does not prolong the pause
        raise TooManyAttempts("Too many failed attempts to log in", max(limit.within for limit in broken))
    return attempt


def _count(limit: Limit, attempt: FailedLogin) -> Count:
    shared: dict[str, Any] = {column: getattr(attempt, column) for column in limit.shared}
    return Count("pk", filter=Q(moment__gt=attempt.moment - limit.within, **shared))


def _verify(user: User | None, password: str) -> bool:
    if user is None or not user.has_usable_password():
        make_password(password)
        return False
    return user.check_password(password)


def _verify_digest(user: User | None, digest: str) -> bool:
    """Digests fit the present form of stored hashes only; the others are renewed at a login with the password."""
    hasher: Any = get_hasher()
    if user is None or not _DIGEST.fullmatch(digest) or not user.password.startswith(hasher.algorithm + "$"):
        make_password(digest)
        return False
    return bool(hasher.verify_digest(digest, user.password))


def _renew_hash(user: User, password: str) -> None:
    """Store the password in the present form, if it is in another one; nothing is logged out by that."""
    hasher = identify_hasher(user.password_hash)
    preferred = get_hasher()
    if hasher.algorithm == preferred.algorithm and not preferred.must_update(user.password):
        return
    renewed = make_password(password)
    if User.objects.filter(pk=user.pk, password=user.password).update(password=renewed):
        user.password = renewed
