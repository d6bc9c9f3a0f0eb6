"""Who is told of runs that failed or recovered, how, and what was told."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from harvesting.models.run import HarvestRun
from harvesting.models.source import HarvestSource
from harvesting.vocabulary import News, Telling


class NotificationChoice(models.Model):
    """How a person wants to hear of a source; without a row: of failures and recoveries."""

    source = models.ForeignKey(HarvestSource, on_delete=models.CASCADE, related_name="notification_choices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notification_choices")
    choice = models.CharField(max_length=16, choices=Telling.choices, default=Telling.CHANGES)

    scope_path = "source"

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "user"], name="notification_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} of {self.source_id}: {self.choice}"


class Notification(models.Model):
    """One piece of news for one address: a run that failed, or one that went well after a failed one.

    due: not to be sent before; sent: when it was, None as long as it waits; failure: why the last try to send failed.
    """

    run = models.ForeignKey(HarvestRun, on_delete=models.CASCADE, related_name="notifications")
    address = models.EmailField()
    news = models.CharField(max_length=16, choices=News.choices)
    due = models.DateTimeField()
    sent = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)

    scope_path = "run"

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "address"], name="notification_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due"], condition=Q(sent=None), name="notification_due"),
            models.Index(fields=["address", "-sent"], name="notification_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.news} for {self.address}"
