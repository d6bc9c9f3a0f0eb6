"""Organizations: publishers of datasets and hosts of installations."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
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
from entities.models.entity import UNTRACKED, Entity
from entities.models.fields import ConstantField, CountryField, LanguageField, StringField
from entities.models.history import tracked
from entities.models.node import Node
from entities.models.querysets import OrganizationQuerySet
from entities.vocabulary import EndorsementStatus


@with_components(Contact, Endpoint, Identifier, Tag, MachineTag, Comment, Editor)
class Organization(Entity, PostalAddress):
    """An institution that publishes data, endorsed by a node (contract 3.2)."""

    slug = "organization"
    json_fields = (
        "key", "endorsing_node", "endorsement_approved", "endorsement_status", "title", "abbreviation", "description",
        "language", *ADDRESS_FIELDS, "latitude", "longitude", "num_published_datasets", "created_by", "modified_by",
        "created", "modified", "deleted", "endorsed", "contacts", "endpoints", "machine_tags", "tags", "identifiers",
        "comments",
    )  # fmt: skip
    writable_fields = (
        "endorsing_node", "title", "abbreviation", "description", "language", *ADDRESS_FIELDS, "latitude", "longitude",
    )  # fmt: skip
    editor_paths = ("editors", "endorsing_node__editors")
    created_below = "endorsing_node"
    names = ("title", "abbreviation")
    texts = ("description", "language", *ADDRESS_FIELDS)

    endorsing_node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="organizations")
    endorsement_status = ConstantField(
        vocabulary=EndorsementStatus, default=EndorsementStatus.WAITING_FOR_ENDORSEMENT, editable=False
    )
    endorsed = models.DateTimeField(null=True, blank=True, editable=False)
    abbreviation = StringField(null=True, blank=True, longest=30)
    language = LanguageField()
    country = CountryField(null=True)
    latitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        max_digits=8, decimal_places=5, null=True, blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )  # fmt: skip

    objects = OrganizationQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Entity.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(endorsed=None) | models.Q(endorsement_status=EndorsementStatus.ENDORSED),
                name="organization_endorsed_only_with_status",
            )
        ]

    @property
    def is_endorsed(self) -> bool:
        """Whether the endorsing node vouches for it (8.4)."""
        return self.endorsement_status == EndorsementStatus.ENDORSED


tracked(Organization, exclude=UNTRACKED)
