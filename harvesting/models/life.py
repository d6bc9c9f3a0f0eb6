"""Signs of life of the processes that harvest, for health pages and metrics."""

from django.db import models


class LifeSign(models.Model):
    """When something was alive last; `number` is what it counted then, as the workers that answered."""

    name = models.CharField(max_length=100, primary_key=True)
    seen = models.DateTimeField()
    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.name
