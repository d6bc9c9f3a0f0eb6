"""Which rows: reads that compose, and say so when they leave something out."""

from entities.models.querysets.datasets import DatasetQuerySet
from entities.models.querysets.entities import EntityQuerySet, Period
from entities.models.querysets.installations import InstallationQuerySet
from entities.models.querysets.networks import NetworkQuerySet
from entities.models.querysets.nodes import NodeQuerySet
from entities.models.querysets.organizations import Amount, OrganizationQuerySet

__all__ = [
    "Amount",
    "DatasetQuerySet",
    "EntityQuerySet",
    "InstallationQuerySet",
    "NetworkQuerySet",
    "NodeQuerySet",
    "OrganizationQuerySet",
    "Period",
]
