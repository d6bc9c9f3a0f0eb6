"""Which nodes."""

from typing import Self

from entities.models.querysets.entities import EntityQuerySet
from entities.vocabulary import NodeType, ParticipationStatus

_COUNTRY_OF_ANY_TYPE = "TW"
"""The country whose node may be of any type (5.6)."""


class NodeQuerySet(EntityQuerySet):
    """Querysets of nodes."""

    def of_countries(self) -> Self:
        """Nodes that stand for a country."""
        return self.filter(type=NodeType.COUNTRY).exclude(country=None)

    def active(self) -> Self:
        """Nodes of countries that take part as voting or associate participants (contract 5.6)."""
        return self.of_countries().filter(
            participation_status__in=[ParticipationStatus.VOTING, ParticipationStatus.ASSOCIATE]
        )

    def of_country(self, country: str) -> Self:
        """The nodes of a country; that of Taiwan may be of any type (contract 5.6)."""
        rows = self.filter(country=country)
        return rows if country == _COUNTRY_OF_ANY_TYPE else rows.filter(type=NodeType.COUNTRY)
