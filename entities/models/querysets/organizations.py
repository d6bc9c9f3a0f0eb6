"""Which organizations."""

from typing import Self
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from entities.models.querysets.entities import EntityQuerySet
from entities.vocabulary import EndorsementStatus

Amount = tuple[int | None, int | None]
"""The least and the most, both included; None is open."""


class OrganizationQuerySet(EntityQuerySet):
    """Querysets of organizations."""

    def endorsed(self, yes: bool = True) -> Self:
        """Organizations that their node vouches for; or those that it does not, for whatever reason."""
        endorsed = Q(endorsement_status=EndorsementStatus.ENDORSED)
        return self.filter(endorsed if yes else ~endorsed)

    def pending(self) -> Self:
        """Organizations that are not endorsed, rejected and held ones too (contract 8.4)."""
        return self.endorsed(False)

    def of_country(self, country: str) -> Self:
        """Organizations in a country."""
        return self.filter(country=country)

    def endorsed_by(self, node: UUID) -> Self:
        """Organizations that the node endorsed."""
        return self.filter(endorsing_node=node).endorsed()

    def pending_at(self, node: UUID) -> Self:
        """Organizations that wait for the node, or were refused by it."""
        return self.filter(endorsing_node=node).pending()

    def in_network(self, network: UUID) -> Self:
        """Organizations that publish a live dataset of the network."""
        datasets = self._related("datasets").live().filter(memberships__network=network)
        return self.filter(pk__in=datasets.values("publishing_organization"))

    def never_publishing(self) -> Self:
        """Organizations that never had a dataset; a deleted one counts as having one."""
        return self.exclude(Exists(self._related("datasets").filter(publishing_organization=OuterRef("pk"))))

    def publishing(self, amount: Amount = (1, None)) -> Self:
        """Organizations with so many live datasets.

        Each is asked for its n-th dataset, so that those of publishers of many thousands are not counted.
        """
        least, most = amount
        rows = self.filter(self._having_dataset(least)) if least else self
        return rows if most is None else rows.filter(~self._having_dataset(most + 1))

    def _having_dataset(self, number: int) -> Exists:
        datasets = self._related("datasets").live().filter(publishing_organization=OuterRef("pk"))
        return Exists(datasets.order_by()[number - 1 : number])

    def located(self) -> Self:
        """Organizations that have coordinates."""
        return self.filter(latitude__isnull=False, longitude__isnull=False)
