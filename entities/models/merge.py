"""Which entities took the place of others, and what came to them by it."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Merge(models.Model):
    """One entity that was merged into another of its kind.

    kind: the slug of both; absorbed: key of the one that was deleted; survivor: key of the one that took its place.
    moved: what was moved or brought, by where it is noted, as lists of keys. undone: when it was taken back.
    """

    kind = models.CharField(max_length=16)
    absorbed = models.UUIDField(db_index=True)
    survivor = models.UUIDField()
    moved = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    merged = models.DateTimeField()
    merged_by = models.CharField(max_length=255)
    undone = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-merged", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.absorbed} into {self.survivor}"
