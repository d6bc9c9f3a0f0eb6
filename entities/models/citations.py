"""Publishers whose new title is still to come into the citations of their datasets."""

from uuid import UUID

from django.db import models
from django.utils import timezone

from entities.models.organization import Organization


class OutdatedCitations(models.Model):
    """A publisher with so many datasets that their stored JSON is written anew part by part; gone when all are.

    reached: key of the last dataset that cites the title as it is now.
    """

    organization = models.OneToOneField(
        Organization, on_delete=models.CASCADE, primary_key=True, related_name="outdated_citations"
    )
    since = models.DateTimeField(default=timezone.now)
    reached = models.UUIDField(default=UUID(int=0))

    class Meta:
        ordering = ("since",)
        verbose_name_plural = "outdated citations"

    def __str__(self) -> str:
        return f"of {self.organization_id}, from {self.reached} on"
