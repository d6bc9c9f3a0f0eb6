"""What opens an account besides its password, and what counts wrong passwords: stored as digests, never as texts."""

import hashlib
import secrets
from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from entities.models.account import User

IDLE, LONGEST = timedelta(days=30), timedelta(days=90)
"""A token ends when nobody used it for so long, and in any case so long after it was made (reliability 5)."""

MOST_TOKENS = 20
"""Tokens of one account; a further one ends the oldest."""


def new_secret() -> str:
    """256 random bits in 43 characters that need no quoting in addresses."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """How a random secret is stored: a fast digest is enough where nobody can guess the text."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


class AccessTokenQuerySet(models.QuerySet["AccessToken"]):
    """Tokens by what they are good for."""

    def alive(self) -> Self:
        """Tokens that are neither too old nor unused for too long, of before no lockout of their account."""
        now = timezone.now()
        return self.filter(
            created__gt=now - LONGEST, last_used__gt=now - IDLE, created__gte=F("user__credentials_since")
        )


class AccessToken(models.Model):
    """A login of a program, sent as `X-Auth-Token` with `X-User-Id` (harvest contract 4)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="access_tokens")
    digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=timezone.now)
    last_used = models.DateTimeField(default=timezone.now)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        ordering = ("-created", "-id")

    def __str__(self) -> str:
        return f"token {self.pk} of {self.user}"

    @property
    def ends(self) -> object:
        """When it ends if nobody uses it again."""
        return min(self.created + LONGEST, self.last_used + IDLE)


class Purpose(models.TextChoices):
    """What a mailed key is good for."""

    CONFIRM = "CONFIRM", "Confirm the address of a new account"
    RESET = "RESET", "Set a new password"
    EMAIL = "EMAIL", "Confirm another address"


class Challenge(models.Model):
    """A key that was mailed to an address, to prove that its reader owns it; good once (reliability 5)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="challenges")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    email = models.EmailField(max_length=254)
    digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["user", "created"], name="challenge_of_user")]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.user}"


class FailedLogin(models.Model):
    """A wrong password, kept for an hour; `account` is the user name, or a digest of a name that nobody has."""

    account = models.CharField(max_length=64)
    address = models.GenericIPAddressField(null=True, unpack_ipv4=True)
    moment = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ("-moment", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account", "moment"], name="failed_login_of_account"),
            models.Index(fields=["address", "moment"], name="failed_login_from_address", condition=~Q(address=None)),
        ]

    def __str__(self) -> str:
        return f"{self.account} from {self.address}"
