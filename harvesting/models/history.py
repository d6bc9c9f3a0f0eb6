"""What a run did to each document it touched, and bytes that wait for their turn."""

from typing import ClassVar

from django.db import models

from harvesting.models.run import HarvestRun
from harvesting.vocabulary import Outcome


class DocumentOutcome(models.Model):
    """What one run did with one document, and what was wrong with it then; kept for a source's last twenty runs.

    Documents that were left as they were have none: their number is the run's `unchanged`.
    """

    run = models.ForeignKey(HarvestRun, on_delete=models.CASCADE, related_name="outcomes", db_index=False)
    url = models.TextField()
    title = models.TextField()
    outcome = models.CharField(max_length=16, choices=Outcome.choices)
    errors = models.JSONField(default=list)

    scope_path = "run"

    class Meta:
        ordering = ("run", "pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "outcome"], name="document_outcome_of_run"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.url}"


class DeliveredDocument(models.Model):
    """A document whose bytes came with the listing; gone when the run ends."""

    run = models.ForeignKey(HarvestRun, on_delete=models.CASCADE, related_name="delivered", db_index=False)
    url = models.TextField()
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "url"], name="delivered_document_once"),
        ]

    def __str__(self) -> str:
        return self.url
