"""Create, change, lock and erase accounts: the only place where it happens, for API, admin and pages alike.

Whoever asks is an `Actor`; each change stands in the history with its author. Two rules protect the registry from
its own administrators: the last one stays, and nobody removes, demotes, disapproves or locks out themselves.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from entities import permissions
from entities.exceptions import NotFound, NotPermitted, RuleViolation, WrongCredentials, WrongState
from entities.models import AccessToken, Challenge, Registration, User
from entities.models.account import APPLICATION
from entities.permissions import Actor
from entities.representation import json_name
from entities.services import history, rights, tokens
from entities.vocabulary import UserRole

OWN_FIELDS = ("first_name", "last_name", "settings")
"""What people change of their own account without proof."""

ADMINISTERED = (*OWN_FIELDS, "email", "system_settings")
"""What administrators and trusted applications change; roles and states are the administrators' alone."""

STATES = ("is_active", "approved", "email_verified")
_COLUMNS = (*ADMINISTERED, *STATES, "roles")


@transaction.atomic
def create(values: Mapping[str, Any], password: str | None, *, actor: Actor) -> User:
    """A new account with the role of everybody; RuleViolation names the fields that are wrong.

    Administrators give further roles and states; of other creators they are ignored. Without password nobody can log
    in until one is set.
    """
    _require_creator(actor)
    user = User(user_name=str(values.get("user_name") or "").strip())
    given = values if permissions.is_administrator(actor) else {name: values.get(name) for name in ADMINISTERED}
    _assign(user, {name: value for name, value in given.items() if value is not None})
    user.roles = user.roles or [UserRole.USER]
    failures = _failures(user) | ({} if password is None else password_failures(password, user))
    if failures:
        raise RuleViolation(failures)
    user.set_password(password)
    history.begin(actor)
    user.save(force_insert=True)
    return user


@transaction.atomic
def change(user: User, values: Mapping[str, Any], *, actor: Actor) -> User:
    """The stored account with other values, by column; WrongState where that would leave nobody in charge."""
    _require_changer(actor, user, values)
    user = _held_with_administrators(user)
    was = user.is_administrator and user.may_log_in
    could_log_in = user.may_log_in
    changed = _assign(user, values)
    if failures := _failures(user):
        raise RuleViolation(failures)
    _keep_administrators(user, was, could_log_in, actor)
    history.begin(actor)
    if could_log_in and not user.may_log_in:
        changed |= {"credentials_since"}
        user.credentials_since = timezone.now()
        tokens.end_all(user)
    user.save(update_fields=changed)
    return user


def may_set_password(actor: Actor, user: User) -> bool:
    """Whether the actor may set the account's password without knowing the present one."""
    return permissions.is_administrator(actor) or _is_self(actor, user)


@transaction.atomic
def set_password(user: User, password: str, *, actor: Actor, current: str | None = None) -> User:
    """Another password; all logins with the former one end. RuleViolation where it is too simple.

    current: the present password, where it was asked for; WrongCredentials where it is another one.
    """
    permissions.require(may_set_password(actor, user), actor)
    user = _held(user)
    if current is not None and not user.check_password(current):
        raise WrongCredentials("The current password is another one")
    if failures := password_failures(password, user):
        raise RuleViolation(failures)
    history.begin(actor)
    user.set_password(password)
    user.save(update_fields=["password", "credentials_since"])
    tokens.end_all(user)
    return user


@transaction.atomic
def erase(user: User, *, actor: Actor) -> None:
    """Remove what tells who this person was, and all rights; the row stays, as history and registry refer to it.

    The name remains where it says who made a change of the registry. Snapshots of the account lose the same values.
    """
    permissions.require_administrator(actor)
    user = _held_with_administrators(user)
    was, could_log_in, nobody = user.is_administrator and user.may_log_in, user.may_log_in, uuid.uuid4().hex
    user.roles, user.is_active, user.deleted = [], False, timezone.now()
    _keep_administrators(user, was, could_log_in, actor)
    history.begin(actor)
    rights.revoke_all(user)
    for table in (AccessToken, Challenge, Registration):
        table.objects.filter(user=user).delete()
    personal = {
        "user_name": f"erased-{nobody}",
        "email": f"{nobody}@erased.invalid",
        **{"first_name": "", "last_name": "", "settings": {}, "system_settings": {}},
    }
    for column, value in personal.items():
        setattr(user, column, value)
    user.set_unusable_password()
    user.credentials_since = timezone.now()
    user.save()
    User.events.rel.related_model.objects.filter(pgh_obj=user.pk).update(**personal)  # type: ignore[attr-defined]


def named(user_name: str) -> User:
    """The account of a user name, in any case; NotFound where there is none."""
    user = User.objects.filter(user_name__iexact=user_name, deleted=None).first()
    if user is None:
        raise NotFound(f"User {user_name} not found")
    return user


def password_failures(password: str, user: User | None = None) -> dict[str, str]:
    """Why the password is too simple, as the failure of a field; empty where it is good."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        return {"password": " ".join(error.messages)}
    return {}


def _require_creator(actor: Actor) -> None:
    if actor.user is not None and not (actor.user.is_administrator or actor.user.is_application):
        raise NotPermitted(f"User {actor.name} may not create accounts")


def _require_changer(actor: Actor, user: User, values: Mapping[str, Any]) -> None:
    if permissions.is_administrator(actor):
        return
    allowed: tuple[str, ...] = OWN_FIELDS if _is_self(actor, user) else ()
    if actor.user is not None and actor.user.is_application:
        allowed = ADMINISTERED
    if not values.keys() <= set(allowed):
        raise NotPermitted(f"User {actor.name} may not change this account")


def _keep_administrators(user: User, was_administrator: bool, could_log_in: bool, actor: Actor) -> None:
    """Refuse a change of the account in memory that would lock out its own author, or the last administrator."""
    stays = user.is_administrator and user.may_log_in
    if _is_self(actor, user) and ((was_administrator and not stays) or (could_log_in and not user.may_log_in)):
        raise WrongState("Nobody removes, demotes or locks out themselves: ask another administrator")
    if was_administrator and not stays and not _others_in_charge(user):
        raise WrongState("The last administrator stays: make somebody else one first")


def _others_in_charge(user: User) -> bool:
    """Whether another administrator can log in."""
    others = User.objects.filter(roles__contains=[UserRole.REGISTRY_ADMIN]).exclude(pk=user.pk)
    return any(other.may_log_in for other in others)


def _is_self(actor: Actor, user: User) -> bool:
    return actor.user is not None and actor.user.pk is not None and actor.user.pk == user.pk


def _held_with_administrators(user: User) -> User:
    """The account as it is now, locked together with all administrators, always in one order: of two who demote each
    other at once, the second one sees what the first one did."""
    concerned = User.objects.filter(Q(pk=user.pk) | Q(roles__contains=[UserRole.REGISTRY_ADMIN]))
    held = {each.pk: each for each in concerned.order_by("pk").select_for_update(no_key=True)}
    return held[user.pk]


def _held(user: User) -> User:
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _assign(user: User, values: Mapping[str, Any]) -> set[str]:
    changed = {name for name in values if name in _COLUMNS and getattr(user, name) != values[name]}
    for name in changed:
        setattr(user, name, values[name])
    return changed


def _failures(user: User) -> dict[str, str]:
    """Broken rules by JSON name."""
    failures = {}
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        found = {name: " ".join(sentences) for name, sentences in error.message_dict.items()}
        failures = {json_name(name): text for name, text in found.items() if name != NON_FIELD_ERRORS}
    if unknown := [role for role in user.roles if role not in UserRole.values or role == APPLICATION]:
        failures["roles"] = f"there is no role {unknown[0]}"
    others = User.objects.exclude(pk=user.pk)
    if others.filter(user_name__iexact=user.user_name).exists():
        failures["userName"] = "there is an account of that name"
    if others.filter(email__iexact=user.email).exists():
        failures["email"] = "there is an account with that address"
    return failures
