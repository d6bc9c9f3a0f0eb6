"""Installations: software at an address that serves datasets."""

from django.db import models

from entities.models.components import (
    Comment,
    Contact,
    Editor,
    Endpoint,
    Identifier,
    MachineTag,
    Tag,
    with_components,
)
from entities.models.entity import UNTRACKED, Entity
from entities.models.fields import ConstantField
from entities.models.history import tracked
from entities.models.organization import Organization
from entities.models.querysets import InstallationQuerySet
from entities.vocabulary import InstallationType


@with_components(Contact, Endpoint, Identifier, Tag, MachineTag, Comment, Editor)
class Installation(Entity):
    """Publishing software of an organization (contract 3.3); a disabled one is skipped by synchronisation."""

    slug = "installation"
    json_fields = (
        "key", "organization", "type", "title", "description", "created_by", "modified_by", "created", "modified",
        "deleted", "disabled", "contacts", "endpoints", "machine_tags", "tags", "identifiers", "comments",
    )  # fmt: skip
    writable_fields = ("organization", "type", "title", "description", "disabled")
    editor_paths = ("editors", "organization__editors", "organization__endorsing_node__editors")
    created_below = "organization"
    texts = ("type", "description")

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="installations")
    type = ConstantField(vocabulary=InstallationType)
    disabled = models.BooleanField(default=False)

    objects = InstallationQuerySet.as_manager()  # type: ignore[misc]


tracked(Installation, exclude=UNTRACKED)
