"""Words about crawls and synchronisations (synchronisation contract F.3, G)."""

from django.db import models


class CrawlFinishReason(models.TextChoices):
    """How a crawl ended; none while it runs."""

    NORMAL = "NORMAL", "Normal"
    USER_ABORT = "USER_ABORT", "Stopped by a user"
    ABORT = "ABORT", "Aborted"
    NOT_MODIFIED = "NOT_MODIFIED", "Not modified"
    UNKNOWN = "UNKNOWN", "Unknown"


class ProcessState(models.TextChoices):
    """How far the processing of one kind of records is."""

    EMPTY = "EMPTY", "Nothing to do"
    RUNNING = "RUNNING", "Running"
    FINISHED = "FINISHED", "Finished"


class SynchronizationResult(models.TextChoices):
    """What came of the synchronisation of an installation."""

    OK = "OK", "OK"
    IO_EXCEPTION = "IO_EXCEPTION", "Network failure"
    HTTP_ERROR = "HTTP_ERROR", "HTTP status other than 200"
    PROTOCOL_ERROR = "PROTOCOL_ERROR", "Answer against the protocol"
    OTHER_ERROR = "OTHER_ERROR", "Other failure"
