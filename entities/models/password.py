"""Passwords of organizations and installations, which publishing software sends to the legacy API (contract 8.5).

Kept apart from the rows they belong to: no JSON, no list and no change history can show them.
"""

from django.db import models

from entities.models.installation import Installation
from entities.models.organization import Organization


class StoredPassword(models.Model):
    """A password that can be read again; `encrypted` is of use to `entities.services.passwords` only."""

    encrypted = models.TextField(editable=False)
    changed = models.DateTimeField(editable=False)
    changed_by = models.CharField(max_length=255, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"password {self.pk}"


class OrganizationPassword(StoredPassword):
    """An organization has one from its creation."""

    told = models.DateTimeField(null=True, editable=False)  # when it was mailed to the contact last
    owner = models.OneToOneField(Organization, models.CASCADE, primary_key=True, related_name="stored_password")


class InstallationPassword(StoredPassword):
    """An installation has one once it was registered through the legacy API."""

    owner = models.OneToOneField(Installation, models.CASCADE, primary_key=True, related_name="stored_password")
