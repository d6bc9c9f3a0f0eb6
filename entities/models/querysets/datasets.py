"""Which datasets."""

from typing import Self
from uuid import UUID

from entities.marks import UNREACHABLE, mark
from entities.models.components import Identifier
from entities.models.querysets.entities import EntityQuerySet
from entities.vocabulary import EndorsementStatus, IdentifierType

_DOI_NOTATIONS = ("{}", "doi:{}", "https://doi.org/{}", "http://doi.org/{}", "http://dx.doi.org/{}")


class DatasetQuerySet(EntityQuerySet):
    """Querysets of datasets."""

    def of_type(self, kind: str) -> Self:
        """Datasets of a type."""
        return self.filter(type=kind)

    def of_country(self, country: str) -> Self:
        """Datasets whose publisher is in a country."""
        return self.filter(publishing_organization__country=country)

    def in_categories(self, names: list[str]) -> Self:
        """Datasets that have all the categories."""
        return self.filter(category__contains=names)

    def published_by(self, organization: UUID) -> Self:
        """Datasets of a publisher."""
        return self.filter(publishing_organization=organization)

    def hosted_by(self, organization: UUID) -> Self:
        """Datasets that the organization serves for other publishers."""
        rows = self.filter(installation__organization=organization)
        return rows.exclude(publishing_organization=organization)

    def served_by(self, installation: UUID) -> Self:
        """Datasets of an installation."""
        return self.filter(installation=installation)

    def endorsed_by(self, node: UUID) -> Self:
        """Datasets whose publisher is live and endorsed by the node."""
        publisher = {"endorsing_node": node, "deleted": None, "endorsement_status": EndorsementStatus.ENDORSED}
        return self.filter(**{f"publishing_organization__{name}": value for name, value in publisher.items()})

    def in_network(self, network: UUID) -> Self:
        """Datasets of a network."""
        return self.filter(memberships__network=network)

    def constituents_of(self, parent: UUID) -> Self:
        """Datasets below another one."""
        return self.filter(parent_dataset=parent)

    def having_parent(self) -> Self:
        """Datasets below another one, whichever it is."""
        return self.filter(parent_dataset__isnull=False)

    def duplicates(self) -> Self:
        """Datasets that are marked as duplicates of another one."""
        return self.filter(duplicate_of_dataset__isnull=False)

    def without_endpoint(self) -> Self:
        """Datasets that nobody can reach: not external, no part of another one, and without endpoint."""
        return self.filter(self._having(f"'{mark(UNREACHABLE)}'"))

    def with_doi(self, doi: str) -> Self:
        """Datasets with this DOI, as their own or among their identifiers, in any of its notations."""
        notations = [notation.format(doi) for notation in _DOI_NOTATIONS]
        rows = self.model.components[Identifier]._default_manager.order_by()
        named = rows.filter(type=IdentifierType.DOI, identifier__in=notations).values("entity")
        return self.filter(pk__in=self.model.objects.filter(doi=doi).order_by().values("pk").union(named))
