"""The registry's tables."""

from entities.models.account import CountryRight, NamespaceRight, User
from entities.models.citations import OutdatedCitations
from entities.models.components import (
    Comment,
    Component,
    Contact,
    DirectoryContact,
    Editor,
    Endpoint,
    Identifier,
    MachineTag,
    Tag,
)
from entities.models.confirmation import EndorsementKey
from entities.models.crawling import CrawlAttempt, CrawlRequest, GriddedDataset
from entities.models.credentials import AccessToken, Challenge, FailedLogin
from entities.models.dataset import Dataset, DatasetCategory
from entities.models.document import MetadataDocument
from entities.models.entity import Entity
from entities.models.installation import Installation
from entities.models.mail import OutgoingMail
from entities.models.merge import Merge
from entities.models.metrics import BackboneName, ChecklistMetrics, DatasetArchive
from entities.models.network import Network, NetworkConstituent
from entities.models.node import Node
from entities.models.organization import Organization
from entities.models.password import InstallationPassword, OrganizationPassword, StoredPassword
from entities.models.provenance import FieldProvenance
from entities.models.registration import Registration
from entities.models.synchronization import Synchronization, SynchronizationRequest
from entities.models.words import WORDS, Words

ENTITIES: tuple[type[Entity], ...] = (Node, Organization, Installation, Dataset, Network)
"""The five entities, in an order in which each refers only to those before it."""

__all__ = [
    "ENTITIES",
    "WORDS",
    "AccessToken",
    "BackboneName",
    "Challenge",
    "ChecklistMetrics",
    "Comment",
    "Component",
    "Contact",
    "CountryRight",
    "CrawlAttempt",
    "CrawlRequest",
    "Dataset",
    "DatasetArchive",
    "DatasetCategory",
    "DirectoryContact",
    "Editor",
    "EndorsementKey",
    "Endpoint",
    "Entity",
    "FailedLogin",
    "FieldProvenance",
    "GriddedDataset",
    "Identifier",
    "Installation",
    "InstallationPassword",
    "MachineTag",
    "Merge",
    "MetadataDocument",
    "NamespaceRight",
    "Network",
    "NetworkConstituent",
    "Node",
    "Organization",
    "OrganizationPassword",
    "OutdatedCitations",
    "OutgoingMail",
    "Registration",
    "StoredPassword",
    "Synchronization",
    "SynchronizationRequest",
    "Tag",
    "User",
    "Words",
]
