"""Keys by which the manager of a node confirms an organization out of a mail (contract 8.4)."""

from django.db import models

from entities.models.organization import Organization


class EndorsementKey(models.Model):
    """One key for each organization that an application registered; only its digest is kept, and it works once."""

    organization = models.OneToOneField(Organization, models.CASCADE, primary_key=True, related_name="confirmation_key")
    digest = models.CharField(max_length=64, editable=False)
    created = models.DateTimeField(editable=False)

    def __str__(self) -> str:
        return f"confirmation of {self.organization_id}"
