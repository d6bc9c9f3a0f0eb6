"""Accounts: who may log in, with which roles."""

from typing import Any, ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower

from entities.models.fields import StringListField
from entities.vocabulary import UserRole

APPLICATION = "APP"
"""The role of trusted applications, which is none of people's (9.2)."""


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
    """A person with an account; roles say what they may do, rights (`Editor`) to which entities (contract 9)."""

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
        return f"{self.user}: {self.namespace}"
