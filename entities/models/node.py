"""Nodes: participants of the network that endorse publishers."""

from typing import ClassVar

from django.db import models

from entities.models.address import ADDRESS_FIELDS, PostalAddress
from entities.models.components import (
    Comment,
    DirectoryContact,
    Editor,
    Endpoint,
    Identifier,
    MachineTag,
    Tag,
    with_components,
)
from entities.models.entity import UNTRACKED, Entity
from entities.models.fields import ConstantField, StringField
from entities.models.history import tracked
from entities.models.querysets import NodeQuerySet
from entities.vocabulary import Continent, GbifRegion, NodeType, ParticipationStatus


@with_components(DirectoryContact, Endpoint, Identifier, Tag, MachineTag, Comment, Editor)
class Node(Entity, PostalAddress):
    """A country or institution that takes part (contract 3.4); its address and contacts come from a directory."""

    slug = "node"
    json_fields = (
        "key", "type", "participation_status", "participant_since", "date_signed_mou", "gbif_region", "continent",
        "title", "participant_title", "abbreviation", "description", "email", "phone", "homepage", "logo_url",
        "organization", "address", "city", "province", "country", "postal_code", "created_by", "modified_by",
        "created", "modified", "deleted", "contacts", "endpoints", "machine_tags", "tags", "identifiers", "comments",
    )  # fmt: skip
    writable_fields = ("title", "type", "participation_status", "gbif_region", "continent", "country")
    directory_fields: ClassVar[tuple[str, ...]] = (
        "participant_since", "date_signed_mou", "participant_title", "abbreviation", "description", "organization",
        *(name for name in ADDRESS_FIELDS if name != "country"),
    )  # fmt: skip

    texts = ("type", "participation_status", "gbif_region", "continent", "country")

    type = ConstantField(vocabulary=NodeType)
    participation_status = ConstantField(vocabulary=ParticipationStatus)
    gbif_region = ConstantField(vocabulary=GbifRegion, null=True, blank=True)
    continent = ConstantField(vocabulary=Continent, null=True, blank=True)
    participant_since = models.PositiveSmallIntegerField(null=True, blank=True)
    date_signed_mou = models.DateTimeField(null=True, blank=True)
    participant_title = StringField(null=True, blank=True)
    abbreviation = StringField(null=True, blank=True)
    organization = StringField(null=True, blank=True)

    objects = NodeQuerySet.as_manager()  # type: ignore[misc]


tracked(Node, exclude=UNTRACKED)
