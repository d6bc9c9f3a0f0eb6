"""Passwords of organizations and installations (contract 8.5)."""

import re
from typing import Any

import pytest
from django.db import connection

from entities.exceptions import NotFound, NotPermitted, RuleViolation
from entities.models import OrganizationPassword
from entities.services import passwords
from tests.factories import actor, editor_user, installation, organization

pytestmark = pytest.mark.django_db


def test_it_gives_each_organization_a_password_of_its_own() -> None:
    found = [passwords.read(organization()) for _ in range(20)]

    assert all(re.fullmatch("[A-Za-z0-9]{12,14}", password) for password in found)
    assert len(set(found)) == 20


def test_it_keeps_no_password_readable() -> None:
    owner = organization()
    password = passwords.read(owner)

    stored = OrganizationPassword.objects.get(owner=owner)
    assert password not in stored.encrypted
    assert password not in str(stored)
    owner.refresh_from_db()
    assert "assword" not in owner.rendered
    assert not any("password" in field.name for field in owner.events.model._meta.get_fields() if field.concrete)


def test_it_tracks_no_password_in_the_history() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT event_object_table FROM information_schema.triggers WHERE trigger_name LIKE 'pgtrigger%'"
        )
        tracked = {name for (name,) in cursor.fetchall()}

    assert "entities_organization" in tracked
    assert not [name for name in tracked if "password" in name or "key" in name]


def test_it_exchanges_keys(settings: Any) -> None:
    owner = organization()
    password = passwords.read(owner)

    settings.CREDENTIALS_KEYS = ["new", *settings.CREDENTIALS_KEYS]
    assert passwords.read(owner) == password
    renewed = passwords.renew(owner, actor=actor())
    settings.CREDENTIALS_KEYS = ["new"]
    assert passwords.read(owner) == renewed


def test_it_does_not_know_a_password_whose_key_is_lost(settings: Any) -> None:
    owner = organization()
    settings.CREDENTIALS_KEYS = ["another"]

    with pytest.raises(NotFound):
        passwords.read(owner)
    assert not passwords.is_right(owner, "")


def test_it_tells_right_from_wrong() -> None:
    owner, software = organization(), installation()

    assert passwords.is_right(owner, passwords.read(owner))
    assert not passwords.is_right(owner, "wrong ☂")
    assert not passwords.is_right(software, "")
    passwords.choose(software, "kelp ☂", actor=actor())
    assert passwords.is_right(software, "kelp ☂")
    for bad in ("", "x" * 257):
        with pytest.raises(RuleViolation):
            passwords.choose(software, bad, actor=actor())


def test_it_reveals_and_renews_within_rights() -> None:
    owner = organization()
    inside, outside = actor(user=editor_user(owner)), actor(user=editor_user(organization()))
    before = passwords.reveal(owner, actor=inside)

    assert passwords.renew(owner, actor=inside) != before
    for refused in (passwords.reveal, passwords.renew):
        with pytest.raises(NotPermitted):
            refused(owner, actor=outside)
