"""Crawls of datasets: what was asked for, and what became of each attempt (contract 5.5, synchronisation F)."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models

from entities.models.dataset import Dataset
from entities.models.fields import ConstantField, StringField
from entities.vocabulary import CrawlFinishReason, EndpointType, ProcessState


class CrawlRequest(models.Model):
    """Somebody wants a dataset to be crawled now. It waits until a crawler takes it; at most one waits or is at work.

    host: whose endpoint is crawled, in small letters; most_bytes: an archive that is larger is left alone.
    requested → taken (a crawler claims it, conditionally) → deleted, when the crawler has done with it.
    """

    dataset = models.OneToOneField(Dataset, models.CASCADE, primary_key=True, related_name="crawl_request")
    requested = models.DateTimeField()
    requested_by = models.CharField(max_length=255)
    taken = models.DateTimeField(null=True, blank=True)
    host = models.CharField(max_length=255, default="", blank=True)
    most_bytes = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["requested"], condition=models.Q(taken=None), name="crawl_request_waiting")
        ]

    def __str__(self) -> str:
        return f"crawl of {self.dataset_id}"


class CrawlAttempt(models.Model):
    """One attempt to crawl a dataset, numbered from 1."""

    json_fields = (
        "started_crawling", "finished_crawling", "crawl_context", "finish_reason", "process_state_occurrence",
        "process_state_checklist", "process_state_sample", "declared_count", "pages_crawled",
        "pages_fragmented_successful", "pages_fragmented_error", "fragments_emitted", "fragments_received",
        "raw_occurrences_persisted_new", "raw_occurrences_persisted_updated", "raw_occurrences_persisted_unchanged",
        "raw_occurrences_persisted_error", "fragments_processed", "verbatim_occurrences_persisted_successful",
        "verbatim_occurrences_persisted_error", "interpreted_occurrences_persisted_successful",
        "interpreted_occurrences_persisted_error",
    )  # fmt: skip

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="crawl_attempts")
    attempt = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    endpoint_type = ConstantField(vocabulary=EndpointType, null=True, blank=True)
    target_url = StringField(null=True, blank=True)
    properties = models.JSONField(default=dict, blank=True)
    started_crawling = models.DateTimeField(null=True, blank=True)
    finished_crawling = models.DateTimeField(null=True, blank=True)
    crawl_context = models.TextField(default="", blank=True)
    finish_reason = ConstantField(vocabulary=CrawlFinishReason, null=True, blank=True)
    process_state_occurrence = ConstantField(vocabulary=ProcessState, default=ProcessState.EMPTY)
    process_state_checklist = ConstantField(vocabulary=ProcessState, default=ProcessState.EMPTY)
    process_state_sample = ConstantField(vocabulary=ProcessState, default=ProcessState.EMPTY)
    declared_count = models.BigIntegerField(null=True, blank=True)
    pages_crawled = models.BigIntegerField(default=0)
    pages_fragmented_successful = models.BigIntegerField(default=0)
    pages_fragmented_error = models.BigIntegerField(default=0)
    fragments_emitted = models.BigIntegerField(default=0)
    fragments_received = models.BigIntegerField(default=0)
    fragments_processed = models.BigIntegerField(default=0)
    raw_occurrences_persisted_new = models.BigIntegerField(default=0)
    raw_occurrences_persisted_updated = models.BigIntegerField(default=0)
    raw_occurrences_persisted_unchanged = models.BigIntegerField(default=0)
    raw_occurrences_persisted_error = models.BigIntegerField(default=0)
    verbatim_occurrences_persisted_successful = models.BigIntegerField(default=0)
    verbatim_occurrences_persisted_error = models.BigIntegerField(default=0)
    interpreted_occurrences_persisted_successful = models.BigIntegerField(default=0)
    interpreted_occurrences_persisted_error = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("-started_crawling", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dataset", "attempt"], name="crawl_attempt_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                models.F("started_crawling").desc(nulls_last=True), models.F("id").desc(), name="crawl_attempt_newest"
            ),
            models.Index(fields=["dataset", "-attempt"], name="crawl_attempt_of_dataset"),
        ]

    def __str__(self) -> str:
        return f"attempt {self.attempt} of {self.dataset_id}"


class GriddedDataset(models.Model):
    """How far the coordinates of a dataset stand in a grid, as some analysis found (5.5)."""

    json_fields = ("key", "total_count", "min_dist", "min_dist_count", "percent", "max_percent")

    key = models.BigAutoField(primary_key=True)
    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="grids")
    total_count = models.BigIntegerField()
    min_dist = models.FloatField()
    min_dist_count = models.BigIntegerField()
    percent = models.FloatField()
    max_percent = models.FloatField()

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return f"grid of {self.dataset_id}"
