"""Accounts: who may log in, with which roles and rights."""

from typing import Any, ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from entities.models.fields import CountryField, StringListField
from entities.models.history import tracked
from entities.vocabulary import UserRole

APPLICATION = "APP"
"""The role of trusted applications, which is none of people's (9.2)."""
PREDECESSOR_HASH, PREDECESSOR_HASHER = "$S$", "iterated_sha512$"
"""How stored hashes of the predecessor begin, and the name that Django's way of storing puts before them (9.6)."""


class UserManager(BaseUserManager["User"]):
    """Creates accounts."""

    def create_user(self, user_name: str, email: str, password: str | None = None, **values: Any) -> "User":
        """A saved account; without password nobody can log in to it."""
        user = self.model(user_name=user_name, email=self.normalize_email(email), **values)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of a user name or an e-mail address, in any case (contract 9.1)."""
        name = (username or "").strip()
        field = "email__iexact" if "@" in name else "user_name__iexact"
        return self.get(**{field: name})


class User(AbstractBaseUser):
    """A person with an account; roles say what they may do, rights (`Editor`) to which entities (contract 9).

    `credentials_since`: logins, sessions and tokens of before that moment count no more; it moves with each change
    of the password and whenever the account is locked out.
    """

    user_name = models.CharField(
        max_length=64,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9_.-]{3,64}\Z", "3 to 64 of a-z, 0-9, '_', '.', '-'")],
    )
    email = models.EmailField(max_length=254)
    first_name = models.CharField(max_length=255, blank=True)
    last_name = models.CharField(max_length=255, blank=True)
    roles = StringListField(default=list)
    is_active = models.BooleanField(default=True)
    email_verified = models.BooleanField(default=False)
    approved = models.BooleanField(default=False)
    settings = models.JSONField(default=dict, blank=True)
    system_settings = models.JSONField(default=dict, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    credentials_since = models.DateTimeField(default=timezone.now, editable=False)
    deleted = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "user_name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    class Meta:
        ordering = ("user_name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
        ]

    def __str__(self) -> str:
        return self.user_name

    def set_password(self, raw_password: str | None) -> None:
        """Another password; what was logged in with the former one is logged out."""
        super().set_password(raw_password)
        self.credentials_since = timezone.now()

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password; nothing is written (`entities.logins` renews old hashes)."""
        return check_password(raw_password, self.password_hash)

    @property
    def password_hash(self) -> str:
        """The stored hash in Django's form, whichever of the two the predecessor's was stored in."""
        is_bare = self.password.startswith(PREDECESSOR_HASH)
        return PREDECESSOR_HASHER + self.password if is_bare else self.password

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What sessions and tokens are bound to: another password or `credentials_since` ends them."""
        bound = f"{self.password}{self.credentials_since.isoformat()}"
        return salted_hmac("entities.User.session", bound, secret=secret, algorithm="sha256").hexdigest()

    @property
    def may_log_in(self) -> bool:
        """Only verified, approved, active accounts do (harvest contract 5)."""
        return bool(self.is_active and self.approved and self.email_verified and self.deleted is None)

    @property
    def is_administrator(self) -> bool:
        """Whether the account may do everything."""
        return self.is_active and UserRole.REGISTRY_ADMIN in self.roles

    @property
    def is_editor(self) -> bool:
        """Whether the account may change what its rights reach."""
        return self.is_active and (UserRole.REGISTRY_EDITOR in self.roles or self.is_administrator)

    @property
    def is_application(self) -> bool:
        """Whether the account is a trusted application (9.2)."""
        return self.is_active and APPLICATION in self.roles

    @property
    def is_staff(self) -> bool:
        """Whether the account may enter the admin."""
        return self.is_editor

    @property
    def is_superuser(self) -> bool:
        """Django's word for an administrator."""
        return self.is_administrator

    def get_full_name(self) -> str:
        """First and last name, or the user name."""
        return f"{self.first_name} {self.last_name}".strip() or self.user_name

    def has_perm(self, permission: str, entity: models.Model | None = None) -> bool:
        """Django's question, answered by `entities.permissions` through the authentication backends."""
        return any(
            backend.has_perm(self, permission, entity) for backend in get_backends() if hasattr(backend, "has_perm")
        )

    def has_module_perms(self, app_label: str) -> bool:
        """Whether the account sees an app in the admin."""
        return self.is_staff


tracked(User, exclude=("password", "last_login"))


def application(key: str) -> User:
    """A trusted application that acts as itself: its key is its name (9.1)."""
    return User(user_name=key, roles=[APPLICATION])


@tracked
class NamespaceRight(models.Model):
    """The right of an editor to set machine tags of one namespace on any entity (9.4)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="namespace_rights")
    namespace = models.CharField(max_length=255)
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.CharField(max_length=255)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "namespace"], name="namespace_right_once")
        ]

    def __str__(self) -> str:
        return self.namespace


@tracked
class CountryRight(models.Model):
    """A right on a country, kept for other services: it plays no part for the five entities (9.6)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="country_rights")
    country = CountryField()
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.CharField(max_length=255)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "country"], name="country_right_once")
        ]

    def __str__(self) -> str:
        return self.country
