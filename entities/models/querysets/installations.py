"""Which installations."""

from typing import Self
from uuid import UUID

from django.db.models import Exists, OuterRef

from entities.models.querysets.entities import EntityQuerySet
from entities.vocabulary import EndorsementStatus


class InstallationQuerySet(EntityQuerySet):
    """Querysets of installations."""

    def of_type(self, kind: str) -> Self:
        """Installations of a type."""
        return self.filter(type=kind)

    def hosted_by(self, organization: UUID) -> Self:
        """Installations of an organization."""
        return self.filter(organization=organization)

    def hosted_by_live(self, organization: UUID) -> Self:
        """Installations of an organization that is not deleted."""
        return self.filter(organization=organization, organization__deleted=None)

    def hosted_below(self, node: UUID) -> Self:
        """Installations whose live host names the node, endorsed or not."""
        return self.filter(organization__endorsing_node=node, organization__deleted=None)

    def endorsed_by(self, node: UUID) -> Self:
        """Installations whose host is endorsed by the node."""
        endorsed = EndorsementStatus.ENDORSED
        return self.filter(organization__endorsing_node=node, organization__endorsement_status=endorsed)

    def never_publishing(self) -> Self:
        """Installations that never served a dataset."""
        return self.exclude(Exists(self._related("datasets").filter(installation=OuterRef("pk"))))
