"""The constants of harvesting (harvest contract 1)."""

from django.db import models


class HarvestType(models.TextChoices):
    """What kind of source stands behind a URL."""

    WAF = "WAF", "Web accessible folder"
    ERDDAP_WAF = "ERDDAP-WAF", "ERDDAP metadata folder"
    CSW = "CSW", "Catalogue service (CSW 2.0.2)"
    IPT = "IPT", "Integrated publishing toolkit"
    DWC_ARCHIVE = "DWC_ARCHIVE", "Darwin Core Archive"
    OAI_PMH = "OAI-PMH", "OAI-PMH"


class ArchivePolicy(models.TextChoices):
    """Which archives of the resources that a source lists are fetched too (checklist contract E.4)."""

    USUAL = "USUAL", "checklists, and others up to 100 MB"
    ALWAYS = "ALWAYS", "all"
    NEVER = "NEVER", "none"


MOST_AT_ONCE: dict[str, int] = {HarvestType.IPT: 2}
"""Requests at once that a source of the type gets at most, whatever it is set to (E.4)."""


class Trigger(models.TextChoices):
    """What made a run begin."""

    SCHEDULE = "SCHEDULE", "schedule"
    MANUAL = "MANUAL", "by hand"
    COMMAND = "COMMAND", "command line"


class RunState(models.TextChoices):
    """Where a run stands; the last three are final."""

    QUEUED = "QUEUED", "queued"
    RUNNING = "RUNNING", "running"
    OK = "OK", "ok"
    FAILED = "FAILED", "failed"
    CANCELLED = "CANCELLED", "cancelled"


ACTIVE_STATES = (RunState.QUEUED, RunState.RUNNING)
"""A source has at most one run in one of these."""


class BatchState(models.TextChoices):
    """Where a batch of references stands."""

    OPEN = "OPEN", "open"
    CLAIMED = "CLAIMED", "claimed"
    DONE = "DONE", "done"


class Outcome(models.TextChoices):
    """What the last run did with a document; each reference of a listing has exactly one of the first four.

    BAD: it could not be fetched or read, or must not be used; the last good version stays. MISSING: the listing lacked
    it, and it was left alone; REMOVED: the listing lacked it, and its dataset went.
    """

    CREATED = "CREATED", "created"
    UPDATED = "UPDATED", "updated"
    UNCHANGED = "UNCHANGED", "unchanged"
    BAD = "BAD", "bad"
    MISSING = "MISSING", "missing from the listing"
    REMOVED = "REMOVED", "removed"


LISTED_OUTCOMES = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.BAD)
"""What can become of a listed document: the counts of a run."""


class FailureKind(models.TextChoices):
    """Whose fault a failed run is, as far as it can be told."""

    HTTP = "HTTP", "the source answered with an error"
    NETWORK = "NETWORK", "the source could not be reached"
    PROTOCOL = "PROTOCOL", "the source's answer is not as its kind demands"
    OTHER = "OTHER", "another reason"


class Telling(models.TextChoices):
    """How somebody wants to hear of a source's runs."""

    CHANGES = "CHANGES", "failures and recoveries"
    DIGEST = "DIGEST", "once a day"
    NEVER = "NEVER", "never"


class News(models.TextChoices):
    """What a run is worth telling for."""

    FAILURE = "FAILURE", "failed"
    RECOVERY = "RECOVERY", "works again"
