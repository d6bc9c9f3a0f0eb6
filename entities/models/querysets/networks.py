"""Which networks."""

from typing import Self
from uuid import UUID

from entities.models.querysets.entities import EntityQuerySet


class NetworkQuerySet(EntityQuerySet):
    """Querysets of networks."""

    def of_dataset(self, dataset: UUID) -> Self:
        """Networks that a dataset belongs to."""
        return self.filter(constituents__dataset=dataset)
