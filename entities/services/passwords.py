"""Passwords of organizations and installations: made, kept encrypted, read again, checked (contract 8.5).

Publishing software must be told the password, so it cannot be hashed. It is encrypted with a key that stands in the
environment, not in the database: `CREDENTIALS_KEY`, several separated by commas where keys are being exchanged (the
first encrypts, all decrypt).
"""

import base64
import hashlib
import hmac
import secrets
import string
from datetime import datetime, timedelta
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from entities import permissions
from entities.exceptions import NotFound, RuleViolation
from entities.models import Entity, Installation, InstallationPassword, Organization, OrganizationPassword
from entities.models.password import StoredPassword
from entities.permissions import Actor
from entities.services import history

SHORTEST, LONGEST = 12, 14
LONGEST_CHOSEN = 256
BETWEEN_MAILS = timedelta(minutes=10)
_ALPHABET = string.ascii_letters + string.digits
_TABLES: dict[type[Entity], type[StoredPassword]] = {
    Organization: OrganizationPassword,
    Installation: InstallationPassword,
}


def give_first(organization: Organization, actor: Actor, now: datetime) -> None:
    """The random password of an organization that is just being created."""
    OrganizationPassword.objects.create(owner=organization, **_values(_random(), actor, now))


def read(owner: Organization | Installation) -> str:
    """The password; NotFound where there is none, or none that today's keys can read."""
    row = _TABLES[type(owner)]._default_manager.filter(owner=owner).first()
    password = _decrypted(row) if row is not None else None
    if password is None:
        raise NotFound(f"The password of {owner.slug} {owner.pk} is unknown")
    return password


def reveal(owner: Organization | Installation, *, actor: Actor) -> str:
    """The password, to whoever may change its owner (contract 9.3)."""
    permissions.require_change(actor, owner)
    return read(owner)


def is_right(owner: Organization | Installation, password: str) -> bool:
    """Whether this is the owner's password; takes the same time for all that are not."""
    try:
        known = read(owner)
    except NotFound:
        return False
    return hmac.compare_digest(known.encode(), password.encode())


def may_be_told(organization: Organization) -> bool:
    """Claim the mail that tells the contact the password; False where one left so shortly ago that it is on its way."""
    now = history.moment()
    rows = OrganizationPassword.objects.filter(owner=organization)
    return bool(rows.filter(Q(told=None) | Q(told__lt=now - BETWEEN_MAILS)).update(told=now))


@transaction.atomic
def renew(organization: Organization, *, actor: Actor) -> str:
    """A new random password; software that knows the former one must be told."""
    permissions.require_change(actor, organization)
    password = _random()
    _keep(organization, password, actor, history.begin(actor))
    return password


@transaction.atomic
def choose(installation: Installation, password: str, *, actor: Actor) -> None:
    """The password that publishing software brings for its installation."""
    if not password or len(password) > LONGEST_CHOSEN:
        raise RuleViolation({"wsPassword": f"size must be between 1 and {LONGEST_CHOSEN}"})
    _keep(installation, password, actor, history.begin(actor))


def _keep(owner: Entity, password: str, actor: Actor, now: datetime) -> None:
    _TABLES[type(owner)]._default_manager.update_or_create(owner=owner, defaults=_values(password, actor, now))


def _values(password: str, actor: Actor, now: datetime) -> dict[str, Any]:
    encrypted = _cipher().encrypt(password.encode()).decode()
    return {"encrypted": encrypted, "changed": now, "changed_by": actor.name}


def _random() -> str:
    length = SHORTEST + secrets.randbelow(LONGEST - SHORTEST + 1)
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def _decrypted(row: StoredPassword) -> str | None:
    try:
        return _cipher().decrypt(row.encrypted.encode()).decode()
    except InvalidToken:
        return None


def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in settings.CREDENTIALS_KEYS])


def _key(secret: str) -> bytes:
    """A key for passwords only, out of a secret that may serve other ends as well."""
    return base64.urlsafe_b64encode(hashlib.blake2b(secret.encode(), digest_size=32, person=b"passwords").digest())
