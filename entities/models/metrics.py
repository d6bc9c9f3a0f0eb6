"""What was found in the archive of a dataset: rows, and the figures of a checklist (checklist contract A, C)."""

from typing import ClassVar

from django.db import models

from entities.models.dataset import Dataset
from entities.models.fields import JsonTextField


class DatasetArchive(models.Model):
    """The archive of a dataset that was fetched last.

    digest: SHA-256, hexadecimal, of `size` bytes; etag, last_modified: the source's marks of them. record_count:
    records of occurrences (C.3); core_rows, extension_rows: rows by row type. problem: why its data was not taken, ""
    where it was; examples: rows that are wrong, with file and line.
    """

    dataset = models.OneToOneField(Dataset, models.CASCADE, primary_key=True, related_name="archive")
    url = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)
    fetched = models.DateTimeField()
    record_count = models.BigIntegerField(default=0)
    core_rows = models.BigIntegerField(default=0)
    extension_rows = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    examples = models.JSONField(default=list)

    scope_path = "dataset"

    class Meta:
        ordering = ("-fetched",)

    def __str__(self) -> str:
        return f"archive of {self.dataset_id}"


class BackboneName(models.Model):
    """A name of a checklist to which others are matched (A.3): without author, with rank and kingdom, "" for none."""

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="+", db_index=False)
    name = models.TextField()
    rank = models.CharField(max_length=40, blank=True)
    kingdom = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["dataset", "name"], name="backbone_name_of")]

    def __str__(self) -> str:
        return self.name


class ChecklistMetrics(models.Model):
    """The figures of a checklist as it was downloaded once; each computation adds a row, none is changed (A.1).

    figures: the contract's JSON without key, dataset and time, in its order; usages is kept beside it for search.
    """

    key = models.BigAutoField(primary_key=True)
    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="metrics")
    figures = JsonTextField()
    usages = models.BigIntegerField()
    downloaded = models.DateTimeField()

    scope_path = "dataset"

    class Meta:
        ordering = ("-key",)
        verbose_name_plural = "checklist metrics"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["dataset", "-key"], name="metrics_newest")]

    def __str__(self) -> str:
        return f"{self.usages} usages of {self.dataset_id}"
