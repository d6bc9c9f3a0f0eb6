"""Mail that waits to be sent: the database is the queue, so that none is lost and no page waits for a mail server."""

from django.db import models
from django.utils import timezone


class OutgoingMail(models.Model):
    """One message to one address; its row is gone as soon as a mail server took it.

    due: not to be tried before; attempts: how often the mail server did not take it; failure: what it said last.
    """

    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    created = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("due", "id")
        verbose_name_plural = "outgoing mail"

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"
