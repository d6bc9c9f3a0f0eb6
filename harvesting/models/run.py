"""Runs of a source, the batches of references that a run is cut into, and the lanes that work them off."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from harvesting.models.source import HarvestSource
from harvesting.vocabulary import ACTIVE_STATES, BatchState, FailureKind, RunState, Trigger


class Counts(models.Model):
    """What happened to documents; of a batch while it runs, summed up in its run in the end.

    created + updated + unchanged + bad = found: what happened to each listed document.
    good_count + bad_count = found: how many records have no error, and how many have any (also of validation).
    fetched: bodies transferred.
    """

    fetched = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    good_count = models.PositiveIntegerField("without errors", default=0)
    bad_count = models.PositiveIntegerField("with errors", default=0)

    class Meta:
        abstract = True


ONE_ACTIVE = "harvest_run_one_active"
COUNTS = tuple(field.name for field in Counts._meta.fields)


class HarvestRun(Counts):
    """One attempt to harvest a source (harvest contract 1).

    QUEUED -> RUNNING (listing, then batches, then the closing step) -> OK, FAILED or CANCELLED. `token` is held by
    the process that lists; `heartbeat` is its last sign of life, or the last step of the run; `listed` is when the
    listing was complete; `sent` when the broker was last told; `listing_digest` identifies the set of listed URLs.
    `unnamed` are listed documents of which the source gives neither bytes nor name; where there are any, nothing is
    removed. `is_partial`: the listing was a part only, or what changed; then only what is `gone`, by identity, goes.
    After its end: `announced` is when people and the downstream catalogue were told, `downstream` what that one said.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(HarvestSource, on_delete=models.CASCADE, related_name="runs")
    trigger = models.CharField(max_length=16, choices=Trigger.choices)
    requested_by = models.CharField(max_length=255)
    state = models.CharField(max_length=16, choices=RunState.choices, default=RunState.QUEUED)
    token = models.UUIDField(null=True)
    heartbeat = models.DateTimeField(null=True)
    sent = models.DateTimeField(null=True)
    interruptions = models.PositiveSmallIntegerField(default=0)

    queued = models.DateTimeField()
    started = models.DateTimeField(null=True)
    listed = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    listing_digest = models.CharField(max_length=64, blank=True)

    found = models.PositiveIntegerField(default=0)
    unnamed = models.PositiveIntegerField("listed without a name", default=0)
    removed = models.PositiveIntegerField(default=0)
    is_partial = models.BooleanField("lists a part only", default=False)
    gone = models.JSONField(default=list)

    failure_code = models.PositiveSmallIntegerField(null=True, blank=True)
    failure_kind = models.CharField(max_length=8, choices=FailureKind.choices, blank=True)
    failure_message = models.TextField(blank=True)
    missing = models.PositiveIntegerField("missing from the listing", default=0)
    removal_confirmed_by = models.CharField(max_length=255, blank=True)

    announced = models.DateTimeField(null=True)
    downstream = models.TextField("downstream catalogue", blank=True)

    scope_path = "source"

    class Meta:
        ordering = ("-queued", "key")
        get_latest_by = "queued"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source"], condition=Q(state__in=ACTIVE_STATES), name=ONE_ACTIVE),
            models.CheckConstraint(
                condition=~Q(state=RunState.OK)
                | Q(found=models.F("created") + models.F("updated") + models.F("unchanged") + models.F("bad"))
                & Q(found=models.F("good_count") + models.F("bad_count")),
                name="harvest_run_counts_add_up",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["source", "-queued"], name="harvest_run_history"),
            models.Index(fields=["state"], condition=Q(state__in=ACTIVE_STATES), name="harvest_run_active"),
            models.Index(
                fields=["finished"], condition=Q(announced=None, finished__isnull=False), name="harvest_run_unannounced"
            ),
        ]

    def __str__(self) -> str:
        return f"Run of {self.source_id}, {self.queued:%Y-%m-%d %H:%M}"

    @property
    def is_active(self) -> bool:
        """Whether it is queued or running."""
        return self.state in ACTIVE_STATES

    @property
    def outcome(self) -> str:
        """The result in words, computed from the counts."""
        if self.state == RunState.OK and self.bad_count:
            return "ok, with bad records"
        return RunState(self.state).label


class HarvestLane(models.Model):
    """One process at work on a run's batches, with its share of the connections to the source's host.

    Its heartbeat is that of all batches that it claimed: an old one gives them back.
    """

    token = models.UUIDField(primary_key=True, default=uuid.uuid4)
    run = models.ForeignKey(HarvestRun, on_delete=models.CASCADE, related_name="lanes")
    host = models.CharField(max_length=255)
    connections = models.PositiveSmallIntegerField(default=0)
    heartbeat = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["host"], name="harvest_lane_host")]

    def __str__(self) -> str:
        return f"{self.host} ({self.connections})"


class HarvestBatch(Counts):
    """A part of a run's references.

    `references` are those still to do, `token` the lane that has them. `deferred` are those whose file identifier
    another document of the listing held before, and may give up: they are done in a last batch, when all others are;
    `settles` marks that batch. `contested` are the records of unchanged documents whose identifier another one holds.
    """

    run = models.ForeignKey(HarvestRun, on_delete=models.CASCADE, related_name="batches")
    number = models.PositiveIntegerField()
    references = models.JSONField()
    state = models.CharField(max_length=16, choices=BatchState.choices, default=BatchState.OPEN)
    token = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    deferred = models.JSONField(default=list)
    contested = models.JSONField(default=list)
    settles = models.BooleanField(default=False)

    class Meta:
        ordering = ("run", "number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "number"], name="harvest_batch_once")
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.number}"
