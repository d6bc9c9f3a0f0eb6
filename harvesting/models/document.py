"""Harvested documents: one record for each document of a source (harvest contract 1)."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from entities.models import Dataset
from harvesting.models.run import HarvestRun
from harvesting.models.source import HarvestSource
from harvesting.vocabulary import Outcome


class HarvestedDocumentQuerySet(models.QuerySet["HarvestedDocument"]):
    """Which documents."""

    def listed(self) -> Self:
        """Documents that were not removed, of sources that are not deleted."""
        return self.filter(removed=None, source__deleted=None)

    def served(self) -> Self:
        """Documents of which the central WAF has a copy: of published sources, once they could be read.

        A dataset's document goes with its dataset; a service has none. What cannot be read any more keeps its copy.
        """
        held = Q(is_service=False, dataset__isnull=False, dataset__deleted=None)
        return self.listed().filter(held | Q(is_service=True), source__publish=True).exclude(file_name="")


class HarvestedDocument(models.Model):
    """What is known about one document of a source; it outlives the runs that saw it.

    identity: the file identifier, else the URL; found again by it, so that a renamed file keeps its dataset.
    hash_val: SHA-256 of the bytes as fetched, `size` their number; etag, last_modified: the source's validators of
    them.
    listing_mark: date and size that the listing showed with these bytes, "" where they prove nothing.
    content: these bytes, kept here only where no dataset holds them (unreadable, the source is not published, or it is
    a service, of which the last readable bytes are kept). is_service: it describes services only, and makes no dataset.
    file_name: what its copy in the central WAF is called.
    readable: whether the bytes became a record; where not, `dataset` keeps the last version that did.
    failure: why the last run could not fetch or use it, "" where it could; kept apart from `validation_errors`,
    which belong to the bytes. contested: its file identifier belongs to another document of the source.
    adopted: the dataset was registered before the source listed it, so it outlives what the source lists.
    fetched: last transfer of a body; missing_since: since when complete listings lack it; removed: when its dataset
    went for that reason.
    """

    source = models.ForeignKey(HarvestSource, on_delete=models.CASCADE, related_name="documents")
    identity = models.TextField()
    file_id = models.TextField(blank=True)
    url = models.TextField()
    title = models.TextField()
    description = models.TextField(blank=True)
    services = models.JSONField(default=list)
    validation_errors = models.JSONField(default=list)
    metadata_date = models.TextField(blank=True)
    hash_val = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(null=True)
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)
    listing_mark = models.CharField(max_length=100, blank=True)
    content = models.BinaryField(null=True)
    readable = models.BooleanField(default=False)
    contested = models.BooleanField(default=False)
    is_service = models.BooleanField(default=False)
    file_name = models.CharField(max_length=255, blank=True)
    dataset = models.ForeignKey(
        Dataset, on_delete=models.PROTECT, null=True, blank=True, related_name="harvested_documents"
    )
    adopted = models.BooleanField(default=False)
    outcome = models.CharField(max_length=16, choices=Outcome.choices)
    failure = models.TextField(blank=True)
    update_time = models.DateTimeField()
    fetched = models.DateTimeField(null=True)
    last_run = models.ForeignKey(
        HarvestRun, on_delete=models.SET_NULL, null=True, related_name="documents", db_index=False
    )
    last_seen = models.DateTimeField()
    missing_since = models.DateTimeField(null=True, blank=True)
    removed = models.DateTimeField(null=True, blank=True)

    scope_path = "source"

    objects = HarvestedDocumentQuerySet.as_manager()

    class Meta:
        ordering = ("source", "title", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "identity"], name="harvested_document_once"),
            models.UniqueConstraint(
                fields=["dataset"], condition=Q(dataset__isnull=False), name="harvested_document_own_dataset"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["source", "url"], name="harvested_document_url"),
            models.Index(fields=["source"], condition=Q(contested=True), name="harvested_document_contested"),
            models.Index(fields=["file_name"], name="harvested_document_file"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def errors(self) -> list[dict[str, Any]]:
        """All that is wrong with it: what the last run met first, then the schema's errors with their lines."""
        failure = [{"line_number": "?", "error": self.failure}] if self.failure else []
        return failure + list(self.validation_errors)
