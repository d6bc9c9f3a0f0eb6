"""Networks: datasets that belong together, whoever publishes them."""

from typing import ClassVar

from django.db import models

from entities.models.address import ADDRESS_FIELDS, PostalAddress
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
from entities.models.dataset import Dataset
from entities.models.entity import UNTRACKED, Entity
from entities.models.fields import LanguageField
from entities.models.history import tracked
from entities.models.querysets import NetworkQuerySet


@with_components(Contact, Endpoint, Identifier, Tag, MachineTag, Comment, Editor)
class Network(Entity, PostalAddress):
    """A thematic network (contract 3.5)."""

    slug = "network"
    json_fields = (
        "key", "title", "description", "language", "num_constituents", *ADDRESS_FIELDS, "created_by", "modified_by",
        "created", "modified", "deleted", "contacts", "endpoints", "machine_tags", "tags", "identifiers", "comments",
    )  # fmt: skip
    writable_fields = ("title", "description", "language", *ADDRESS_FIELDS)
    texts = ("description", "language", *ADDRESS_FIELDS)

    language = LanguageField()
    datasets = models.ManyToManyField(Dataset, through="NetworkConstituent", related_name="networks")

    objects = NetworkQuerySet.as_manager()  # type: ignore[misc]


class NetworkConstituent(models.Model):
    """A dataset's membership of a network; changed only through the network (8.9)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="constituents")
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "dataset"], name="network_constituent_once")
        ]

    def __str__(self) -> str:
        return f"{self.dataset} in {self.network}"


tracked(Network, exclude=UNTRACKED)
tracked(NetworkConstituent)
