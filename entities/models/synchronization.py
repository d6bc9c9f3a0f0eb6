"""Synchronisations of installations: what was asked for, and what came of each (synchronisation contract G)."""

from typing import ClassVar

from django.db import models

from entities.models.fields import ConstantField, StringField
from entities.models.installation import Installation
from entities.vocabulary import SynchronizationResult


class SynchronizationRequest(models.Model):
    """An administrator wants an installation to be synchronised now; states as those of a crawl request."""

    installation = models.OneToOneField(
        Installation, models.CASCADE, primary_key=True, related_name="synchronization_request"
    )
    requested = models.DateTimeField()
    requested_by = models.CharField(max_length=255)
    taken = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["requested"], condition=models.Q(taken=None), name="synchronization_waiting")
        ]

    def __str__(self) -> str:
        return f"synchronisation of {self.installation_id}"


class Synchronization(models.Model):
    """What came of one synchronisation; entries are added and never changed."""

    json_fields = ("installation", "sync_date", "result", "details")

    installation = models.ForeignKey(Installation, models.CASCADE, related_name="synchronizations")
    sync_date = models.DateTimeField()
    result = ConstantField(vocabulary=SynchronizationResult)
    details = StringField(null=True, blank=True)

    class Meta:
        ordering = ("-sync_date", "-pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-sync_date", "-id"], name="synchronization_newest"),
            models.Index(fields=["installation", "-sync_date", "-id"], name="synchronization_of_one"),
        ]

    def __str__(self) -> str:
        return f"{self.result} on {self.sync_date}"
