"""Where the fields of harvested datasets come from: which document set them, and what a person changed since."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from entities.models.dataset import Dataset


class FieldProvenance(models.Model):
    """The document that a source's run applied to a dataset last.

    source, run: identifier of the harvest, key of its run; url, digest: which document, and the SHA-256 of its bytes.
    given: by column, what the dataset held right after a document had set it: a field that holds something else now was
    changed by a person, and documents leave it alone. contacts: keys of the contacts that the document brought.
    differences: by column, what the document says where a person's value was kept. decisions: by column, which of
    these values a person declined, who and when. waiting: differences that nobody has decided about yet.
    """

    dataset = models.OneToOneField(Dataset, on_delete=models.CASCADE, primary_key=True, related_name="provenance")
    source = models.CharField(max_length=17)
    run = models.UUIDField(null=True)
    url = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    applied = models.DateTimeField()
    given = models.JSONField(default=dict)
    contacts = ArrayField(models.BigIntegerField(), default=list)
    differences = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict)
    waiting = models.PositiveSmallIntegerField(default=0)

    scope_path = "dataset"

    class Meta:
        verbose_name = "difference from the source"
        verbose_name_plural = "differences from the sources"
        ordering = ("-applied", "dataset")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-applied"], condition=Q(waiting__gt=0), name="field_provenance_waiting")
        ]

    def __str__(self) -> str:
        return f"What {self.url} says"
