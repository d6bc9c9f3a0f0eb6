"""The outbox of the index: what changed, and how far each index has followed."""

from typing import ClassVar

from django.db import models


class SearchChange(models.Model):
    """An entity that changed; which datasets it touches is found out by whoever follows.

    `transaction` is the number of the transaction that wrote the row. Rows become visible when it commits, which may
    be after those of later numbers; a reader therefore goes by the oldest transaction that may still write.
    """

    entity = models.CharField(max_length=20)
    key = models.UUIDField()
    transaction = models.BigIntegerField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["transaction"], name="search_change_order")]

    def __str__(self) -> str:
        return f"{self.entity} {self.key}"


class SearchIndex(models.Model):
    """An index that follows the outbox: all changes of transactions below `transaction` are in it.

    `records` and `names` are the sums by which its data volumes are measured.
    """

    name = models.CharField(max_length=60, primary_key=True)
    host = models.CharField(max_length=255)
    transaction = models.BigIntegerField()
    records = models.BigIntegerField(default=0)
    names = models.BigIntegerField(default=0)
    followed = models.DateTimeField()

    class Meta:
        verbose_name_plural = "search indexes"

    def __str__(self) -> str:
        return self.name
