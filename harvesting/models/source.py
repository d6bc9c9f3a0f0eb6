"""Harvest sources: standing orders to fetch the documents of one URL for one organization (harvest contract 1)."""

import secrets
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinLengthValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from entities.models import Installation, Organization
from entities.models.history import tracked
from harvesting.vocabulary import ACTIVE_STATES, MOST_AT_ONCE, ArchivePolicy, HarvestType, RunState

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz"
IDENTIFIER_LENGTH = 17
MOST_CONNECTIONS = 32
MOST_DOCUMENTS = 100_000
LONGEST_DELAY = 60.0
ONE_URL = "harvest_source_url_once"

STATE_COLUMNS = (
    "next_run", "last_started", "last_outcome", "last_record_count", "last_good_count", "last_bad_count",
    "last_success", "last_change", "failures", "failing_since",
)  # fmt: skip
"""What runs write: no decision of a person, hence no part of the change history."""


def new_identifier() -> str:
    """17 random characters without look-alikes (harvest contract 1)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(IDENTIFIER_LENGTH))


class HarvestSourceQuerySet(models.QuerySet["HarvestSource"]):
    """Which sources."""

    def live(self) -> Self:
        """Sources that are not deleted."""
        return self.filter(deleted=None)

    def with_active_state(self) -> Self:
        """Adds `active_state`: QUEUED or RUNNING while a run of the source is, else None."""
        runs = self.model._meta.get_field("runs").related_model._default_manager  # type: ignore[union-attr]
        active = runs.filter(source=OuterRef("pk"), state__in=ACTIVE_STATES)
        return self.annotate(active_state=Subquery(active.values("state")[:1]))


class HarvestSource(models.Model):
    """A harvest source.

    interval: days between scheduled runs; connections: requests at once to its host, over all workers;
    allowed_hosts: other hosts than the URL's that its documents may come from; document_limit: a listing beyond it
    fails the run; archives: which archives of listed resources are fetched; delay: seconds between the starts of two
    requests to it, which then come one at a time.
    next_run: when the schedule starts the next run, None where it does not; paused: since when the schedule leaves it
    alone, and why (`pause_reason`), until somebody resumes it. last_success, last_change: end of the last run that was
    ok, and that created, updated or removed anything; failures: runs that failed since then, the first `failing_since`.
    """

    scope_path = "organization"

    identifier = models.CharField(
        primary_key=True, max_length=IDENTIFIER_LENGTH, default=new_identifier, editable=False
    )
    name = models.CharField(max_length=500, validators=[MinLengthValidator(2)])
    url = models.URLField("URL", max_length=2000)
    harvest_type = models.CharField("type", max_length=16, choices=HarvestType.choices, default=HarvestType.WAF)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="harvest_sources")
    installation = models.ForeignKey(
        Installation, on_delete=models.PROTECT, related_name="harvest_sources", editable=False
    )
    publish = models.BooleanField("published", default=False)
    interval = models.PositiveSmallIntegerField(
        "interval in days", default=1, validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )
    contact = models.EmailField("contact e-mail", blank=True)
    connections = models.PositiveSmallIntegerField(
        default=6, validators=[MinValueValidator(1), MaxValueValidator(MOST_CONNECTIONS)]
    )
    allowed_hosts = ArrayField(models.CharField(max_length=255), default=list, blank=True)
    document_limit = models.PositiveIntegerField(
        default=10_000, validators=[MinValueValidator(1), MaxValueValidator(MOST_DOCUMENTS)]
    )
    delay = models.FloatField(
        "seconds between requests", default=0.0, validators=[MinValueValidator(0.0), MaxValueValidator(LONGEST_DELAY)]
    )
    archives = models.CharField(
        "archives to fetch", max_length=8, choices=ArchivePolicy.choices, default=ArchivePolicy.USUAL
    )
    downstream_url = models.URLField("downstream catalogue", max_length=2000, blank=True)

    next_run = models.DateTimeField(null=True, blank=True, editable=False)
    paused = models.DateTimeField(null=True, blank=True, editable=False)
    pause_reason = models.CharField(max_length=500, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField("failed runs in a row", default=0, editable=False)
    failing_since = models.DateTimeField(null=True, blank=True, editable=False)
    last_success = models.DateTimeField(null=True, blank=True, editable=False)
    last_change = models.DateTimeField(null=True, blank=True, editable=False)
    last_started = models.DateTimeField(null=True, blank=True, editable=False)
    last_outcome = models.CharField(max_length=16, choices=RunState.choices, blank=True, editable=False)
    last_record_count = models.PositiveIntegerField(null=True, editable=False)
    last_good_count = models.PositiveIntegerField(null=True, editable=False)
    last_bad_count = models.PositiveIntegerField(null=True, editable=False)

    created = models.DateTimeField(editable=False)
    created_by = models.CharField(max_length=255, editable=False)
    modified = models.DateTimeField(editable=False)
    modified_by = models.CharField(max_length=255, editable=False)
    deleted = models.DateTimeField(null=True, blank=True, editable=False)

    objects = HarvestSourceQuerySet.as_manager()

    class Meta:
        ordering = ("name", "identifier")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["url"],
                condition=Q(deleted=None),
                name=ONE_URL,
                violation_error_message="Another harvest source has this URL.",
            ),
            models.CheckConstraint(condition=Q(interval__gte=1), name="harvest_source_interval"),
            models.CheckConstraint(
                condition=Q(connections__gte=1, connections__lte=MOST_CONNECTIONS), name="harvest_source_connections"
            ),
            models.CheckConstraint(condition=Q(delay__gte=0, delay__lte=LONGEST_DELAY), name="harvest_source_delay"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_run"], condition=Q(deleted=None, publish=True), name="harvest_source_due")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_deleted(self) -> bool:
        """Whether it was deleted; its runs and records stay readable."""
        return self.deleted is not None

    @property
    def connections_at_once(self) -> int:
        """Requests to its host at one time: one where it asks for a delay between them."""
        return 1 if self.delay else min(self.connections, MOST_AT_ONCE.get(self.harvest_type, self.connections))

    @property
    def is_paused(self) -> bool:
        """Whether the schedule leaves it alone; by hand it can be run."""
        return self.paused is not None


tracked(HarvestSource, exclude=STATE_COLUMNS)
