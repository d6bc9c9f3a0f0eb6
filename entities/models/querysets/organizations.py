"""Which organizations."""

from typing import Self
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

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
        """Organizations with so many live datasets."""
        least, most = amount
        if not least and most is None:
            return self
        datasets = self._related("datasets").live().order_by().values("publishing_organization")
        counted = datasets.annotate(count=Count("pk")).values("publishing_organization")
        if least:
            enough = counted.filter(count__gte=least)
            enough = enough if most is None else enough.filter(count__lte=most)
            return self.filter(pk__in=enough)
        return self.exclude(pk__in=counted.filter(count__gt=most))

    def located(self) -> Self:
        """Organizations that have coordinates."""
        return self.filter(latitude__isnull=False, longitude__isnull=False)
