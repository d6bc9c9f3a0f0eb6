"""How people become members, and get their password or address changed (harvest contract 5).

    register ──mail──► confirm ──mail to administrators──► approve ──mail──► may log in, edits own organizations

Registering and asking for a new password do and answer the same whether there is such an account or not: what is not
wanted of the work is done all the same, and taken back.
"""

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from entities import permissions
from entities.exceptions import RuleViolation, WrongCredentials
from entities.logins import find
from entities.models import Editor, Organization, Registration, User
from entities.models.credentials import Purpose, new_secret
from entities.permissions import Actor, Channel
from entities.services import accounts, challenges, mailing, rights
from entities.vocabulary import UserRole

SYSTEM = Actor("registration", Channel.PAGES)
"""Who creates the account of somebody who has none."""
_NOBODY = {"pk": 0, "user_name": "nobody", "email": "nobody@example.org", "first_name": "No", "last_name": "Body"}
"""In whose stead the work is done that an account would make."""


@dataclass(frozen=True, slots=True)
class Application:
    """What somebody fills in to become a member; `other` names organizations that are not registered yet."""

    email: str
    password: str
    first_name: str = ""
    last_name: str = ""
    organizations: tuple[Organization, ...] = ()
    other: str = ""
    contact: str = ""


@transaction.atomic
def register(applied: Application) -> None:
    """A new account that waits for confirmation, and a mail to its address; an account that exists gets a mail only.

    An account that nobody confirmed or approved yet becomes what is applied for now, or whoever first typed in a
    stranger's address would keep the password of an account that the stranger confirms one day. RuleViolation where
    the address or the password cannot be accepted.
    """
    _check(applied)
    known = User.objects.filter(email__iexact=applied.email, deleted=None).first()
    if known is None:
        _ask_to_confirm(_new_member(applied))
    elif not (known.email_verified or known.approved) and _ask_to_confirm(known, is_only=True):
        _apply(known, applied)
    else:
        with _for_nothing():
            _new_member(replace(applied, email=f"{applied.email.partition('@')[0]}@{uuid.uuid4().hex}.invalid"))
        _remind(known)


@transaction.atomic
def confirm(secret: str, user: User | None = None) -> User | None:
    """The account whose address the key confirms, from now on; None where the key is good no more."""
    challenge = challenges.redeem(secret, Purpose.CONFIRM, user)
    if challenge is None:
        return None
    confirmed = accounts.change(challenge.user, {"email_verified": True}, actor=SYSTEM)
    if not confirmed.approved:
        for administrator in _administrators():
            subject = f"{confirmed.get_full_name()} asks for membership"
            mailing.post(administrator.email, subject, "approval_wanted", user=confirmed, **_asked(confirmed))
    return confirmed


@transaction.atomic
def approve(user: User, organizations: Iterable[Organization] | None = None, *, actor: Actor) -> User:
    """Let a member work: a right on each organization, those of the registration if none are given; told once."""
    permissions.require_administrator(actor)
    registration, _ = Registration.objects.select_for_update().get_or_create(user=user)
    wanted = list(registration.organizations.all() if organizations is None else organizations)
    roles = [*user.roles, *([UserRole.REGISTRY_EDITOR] if wanted and not user.is_editor else [])]
    approved = accounts.change(user, {"approved": True, "is_active": True, "roles": roles}, actor=actor)
    for organization in wanted:
        if not organization.components[Editor]._default_manager.filter(entity=organization, user=user).exists():
            rights.give(approved, organization, actor=actor)
    if registration.told is None:
        registration.told = timezone.now()
        registration.save(update_fields=["told"])
        mailing.post(approved.email, "Your account is approved", "approved", user=approved, organizations=wanted)
    return approved


def disapprove(user: User, *, actor: Actor) -> User:
    """Lock a member out until somebody approves again."""
    permissions.require_administrator(actor)
    return accounts.change(user, {"approved": False}, actor=actor)


@transaction.atomic
def ask_for_reset(name: str) -> None:
    """Mail a key for a new password to the account of a user name or address, if there is one."""
    user = find(name)
    is_known = user is not None and user.is_active
    owner = user if user is not None and is_known else User(**_NOBODY)
    _mail_key(owner, Purpose.RESET, "A new password", "reset", "/password/reset/", is_wanted=is_known)


@transaction.atomic
def reset(secret: str, password: str, user: User | None = None) -> User:
    """Set a new password by a mailed key; WrongCredentials where the key is good no more, RuleViolation as always."""
    challenge = challenges.find(secret, Purpose.RESET)
    if challenge is not None and (failures := accounts.password_failures(password, challenge.user)):
        raise RuleViolation(failures)
    challenge = challenges.redeem(secret, Purpose.RESET, user)
    if challenge is None:
        raise WrongCredentials("The key is not valid any more")
    owner = Actor.of(challenge.user, Channel.PAGES)
    changed = accounts.set_password(challenge.user, password, actor=owner)
    # Who reads the mail owns the address.
    return changed if changed.email_verified else accounts.change(changed, {"email_verified": True}, actor=SYSTEM)


@transaction.atomic
def ask_for_address(user: User, email: str) -> None:
    """Mail a key to a new address of the account; RuleViolation where it is none, or somebody else's."""
    _check_address(email)
    if User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists():
        raise RuleViolation({"email": "there is an account with that address"})
    if secret := challenges.issue(user, Purpose.EMAIL, email):
        link = _links(f"/account/email/{secret}")
        mailing.post(email, "Confirm your new address", "new_address", user=user, key=secret, **link)


@transaction.atomic
def change_address(secret: str, user: User | None = None) -> User | None:
    """The account, with the address to which the key was mailed; the former address is told. None for a bad key."""
    challenge = challenges.redeem(secret, Purpose.EMAIL, user)
    if challenge is None:
        return None
    former = challenge.user.email
    changed = accounts.change(challenge.user, {"email": challenge.email, "email_verified": True}, actor=SYSTEM)
    mailing.post(former, "Your address was changed", "address_changed", user=changed)
    return changed


@transaction.atomic
def create_vouched(values: Mapping[str, Any], password: str, *, actor: Actor) -> User:
    """An account that a trusted application makes: its address waits for confirmation, not for an approval."""
    user = accounts.create(values, password, actor=actor)
    user.approved = True
    user.save(update_fields=["approved"])
    _ask_to_confirm(user)
    return user


def send_confirmation(user: User) -> None:
    """Mail a key that confirms the account's address, unless it got too many lately."""
    _ask_to_confirm(user)


def _new_member(applied: Application) -> User:
    values = {
        "user_name": _free_name(applied.email),
        **{"email": applied.email, "first_name": applied.first_name, "last_name": applied.last_name},
    }
    user = accounts.create(values, applied.password, actor=SYSTEM)
    _keep_registration(user, applied)
    return user


def _apply(user: User, applied: Application) -> None:
    """Another application for an account that is nobody's yet takes the place of the former one."""
    accounts.set_password(user, applied.password, actor=SYSTEM)
    accounts.change(user, {"first_name": applied.first_name, "last_name": applied.last_name}, actor=SYSTEM)
    _keep_registration(user, applied)


def _keep_registration(user: User, applied: Application) -> None:
    values = {"other": applied.other, "contact": applied.contact}
    registration, _ = Registration.objects.update_or_create(user=user, defaults=values)
    registration.organizations.set(applied.organizations)


def _remind(known: User) -> None:
    """A mail to somebody who registers again, or a key where the address is not confirmed yet."""
    if not known.email_verified:
        if known.approved:
            _ask_to_confirm(known)
        return
    with _for_nothing():
        challenges.issue(known, Purpose.CONFIRM)
    mailing.post(known.email, "You have an account already", "registered_already", user=known, **_links())


def _ask_to_confirm(user: User, *, is_only: bool = False) -> bool:
    """Mail a key; with `is_only` those that were mailed before open nothing any more. False where it got too many."""
    return _mail_key(user, Purpose.CONFIRM, "Confirm your address", "confirm", "/register/confirm/", is_only=is_only)


def _mail_key(
    user: User,
    purpose: Purpose,
    subject: str,
    template: str,
    path: str,
    *,
    is_only: bool = False,
    is_wanted: bool = True,
) -> bool:
    """Mail a key, or do as if, where it is not wanted or the account got too many; whether it was mailed."""
    with transaction.atomic():
        secret = challenges.issue(user, purpose, is_only=is_only)
        shown = secret or new_secret()
        mailing.post(user.email, subject, template, user=user, key=shown, **_links(path + shown))
        is_mailed = is_wanted and secret is not None
        transaction.set_rollback(not is_mailed)
    return is_mailed


@contextmanager
def _for_nothing() -> Iterator[None]:
    """Whatever is written within is taken back in the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _check(applied: Application) -> None:
    _check_address(applied.email)
    if failures := accounts.password_failures(applied.password):
        raise RuleViolation(failures)


def _check_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise RuleViolation({"email": " ".join(error.messages)}) from error


def _free_name(email: str) -> str:
    """A user name that looks like the address and is nobody's."""
    base = re.sub(r"[^a-z0-9_.-]", "", email.partition("@")[0].lower())[:50]
    base = base if len(base) >= 3 else f"member-{base}"
    taken = set(User.objects.filter(user_name__startswith=base).values_list("user_name", flat=True))
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _administrators() -> list[User]:
    found = User.objects.filter(roles__contains=[UserRole.REGISTRY_ADMIN]).order_by("pk")
    return [user for user in found if user.may_log_in]


def _asked(user: User) -> dict[str, object]:
    registration = Registration.objects.filter(user=user).first()
    organizations = list(registration.organizations.all()) if registration else []
    return {
        "registration": registration,
        "organizations": organizations,
        **_links(f"/admin/entities/user/{user.pk}/change/"),
    }


def _links(path: str = "/password/forgotten") -> dict[str, str]:
    return {"link": f"{settings.PORTAL_URL}{path}"}
