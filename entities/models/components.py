"""What hangs on an entity: one abstract class per kind, one table per entity and kind (registry contract 4).

`with_components` gives the decorated entity its tables. The relation to the entity is called `entity` in all of them
and is a true foreign key, so serializers, viewsets, inlines, filters and constraints are written once for all.
"""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from entities.models.fields import (
    ConstantField,
    CountryField,
    StringField,
    StringListField,
    UriField,
)
from entities.models.history import tracked
from entities.vocabulary import ContactType, EndpointType, IdentifierType

Owner = TypeVar("Owner", bound=models.Model)

SHORTEST_ENDPOINT_URL = 10


class Component(models.Model):
    """A row that belongs to exactly one entity and goes with it.

    slug: its name in paths; relation: the entity's attribute that lists the rows; json_fields: the row's fields in
    the order of the contract's JSON; list_order: the order of lists (4.1); in_json: whether it is part of the
    entity's JSON; replaceable: whether a PUT may change it; components: what hangs on it in turn.
    """

    slug: ClassVar[str]
    relation: ClassVar[str]
    json_fields: ClassVar[tuple[str, ...]] = ()
    list_order: ClassVar[tuple[str, ...]] = ("-created", "-key")
    in_json: ClassVar[bool] = True
    replaceable: ClassVar[bool] = False
    components: ClassVar[dict[type["Component"], type["Component"]]] = {}

    entity: models.ForeignKey
    entity_id: Any

    class Meta:
        abstract = True


class AddedComponent(Component):
    """A component that was added here: with a key of its own, and the stamp of who added it."""

    key = models.BigAutoField(primary_key=True)
    created_by = models.CharField(max_length=255, editable=False)
    created = models.DateTimeField(editable=False)

    class Meta(Component.Meta):
        abstract = True


class Changeable(models.Model):
    """Stamps of a component that can be changed after it was added."""

    modified_by = models.CharField(max_length=255, editable=False)
    modified = models.DateTimeField(editable=False)

    class Meta:
        abstract = True


class ContactDetails(models.Model):
    """Who somebody is and how to reach them (4.2); every field may be unknown."""

    type = ConstantField(vocabulary=ContactType, null=True, blank=True)
    primary = models.BooleanField(default=False)
    user_id = StringListField()
    salutation = StringField(null=True, blank=True)
    first_name = StringField(null=True, blank=True)
    last_name = StringField(null=True, blank=True)
    position = StringListField()
    description = StringField(null=True, blank=True)
    email = StringListField()
    phone = StringListField()
    homepage = StringListField(uris=True)
    organization = StringField(null=True, blank=True, shortest=2)
    address = StringListField()
    city = StringField(null=True, blank=True)
    province = StringField(null=True, blank=True)
    country = CountryField(null=True, blank=True)
    postal_code = StringField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return " ".join(filter(None, (self.first_name, self.last_name))) or self.organization or f"contact {self.pk}"


_DETAILS = (
    "key", "type", "primary", "user_id", "salutation", "first_name", "last_name", "position", "description", "email",
    "phone", "homepage", "organization", "address", "city", "province", "country", "postal_code",
)  # fmt: skip
_STAMPS = ("created_by", "modified_by", "created", "modified")


class Contact(AddedComponent, ContactDetails, Changeable):
    """A person or institution of the entity; at most one is primary for each type."""

    slug, relation = "contact", "contacts"
    json_fields = (*_DETAILS, *_STAMPS)
    list_order = ("created", "key")
    replaceable = True

    class Meta(Component.Meta):
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["entity", "type"], condition=models.Q(primary=True), name="%(class)s_primary"
            )
        ]


class DirectoryContact(Component, ContactDetails):
    """A contact of a node, kept by an external directory of participants: read-only here (4.2).

    `key` is the directory's number of the person, who may serve several nodes.
    """

    slug, relation = "contact", "contacts"
    json_fields = (*_DETAILS, "modified")
    list_order = ("position_in_list", "row")

    row = models.BigAutoField(primary_key=True)
    key = models.BigIntegerField()
    modified = models.DateTimeField(null=True, editable=False)
    position_in_list = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Endpoint(AddedComponent, Changeable):
    """An address where the entity can be reached by machines, with machine tags of its own (4.3)."""

    slug, relation = "endpoint", "endpoints"
    json_fields = ("key", "type", "url", "description", *_STAMPS, "machine_tags")

    type = ConstantField(vocabulary=EndpointType)
    url = UriField(null=True, blank=True)
    description = StringField(null=True, blank=True)

    class Meta(Component.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.type} {self.url or ''}".strip()

    def clean(self) -> None:
        """An address that is shorter than any real one is a slip (4.3)."""
        if self.url is not None and len(self.url) < SHORTEST_ENDPOINT_URL:
            raise ValidationError({"url": f"size must be at least {SHORTEST_ENDPOINT_URL}"})


class Identifier(AddedComponent):
    """Another name of the entity; the same one may be added twice (4.4)."""

    slug, relation = "identifier", "identifiers"
    json_fields = ("key", "type", "identifier", "created_by", "created", "primary")

    type = ConstantField(vocabulary=IdentifierType)
    identifier = StringField()

    primary: ClassVar[bool] = False

    class Meta(Component.Meta):
        abstract = True
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["identifier", "type"], include=["entity"], name="%(class)s_value"),
            models.Index(fields=["type"], include=["entity"], name="%(class)s_type"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.identifier}"


class Tag(AddedComponent):
    """A word that people put on the entity (4.5)."""

    slug, relation = "tag", "tags"
    json_fields = ("key", "value", "created_by", "created")

    value = StringField()

    class Meta(Component.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.value


class MachineTag(AddedComponent):
    """A fact that a program puts on the entity: namespace, name and value (4.6).

    Sorted by code points, so that lists look alike whatever the locale of the database.
    """

    slug, relation = "machineTag", "machine_tags"
    json_fields = ("key", "namespace", "name", "value", "created_by", "created")
    list_order = ("namespace", "name", "value", "key")

    namespace = StringField(longest=255, db_collation="C")
    name = StringField(longest=255, db_collation="C")
    value = StringField(longest=700, db_collation="C")

    class Meta(Component.Meta):
        abstract = True
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["namespace", "name", "value"], include=["entity"], name="%(class)s_triple")
        ]

    def __str__(self) -> str:
        return f"{self.namespace}:{self.name}={self.value}"


class Comment(AddedComponent, Changeable):
    """A remark of a curator (4.7)."""

    slug, relation = "comment", "comments"
    json_fields = ("key", "content", *_STAMPS)

    content = StringField()

    class Meta(Component.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.content[:80]


class Editor(AddedComponent):
    """The right of a user to edit the entity and what hangs below it (9.3); no part of the JSON."""

    slug, relation = "editor", "editors"
    in_json = False

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta(Component.Meta):
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["entity", "user"], name="%(class)s_once")
        ]

    def __str__(self) -> str:
        return str(self.user)


def with_components(*kinds: type) -> Callable[[type[Owner]], type[Owner]]:
    """Give the decorated entity one table per kind: Dataset and Contact make DatasetContact.

    `Dataset.components[Contact]` is the model, `dataset.contacts` the relation. A table of endpoints gets a table
    of machine tags of its own.
    """

    def decorate(owner: type[Owner]) -> type[Owner]:
        owner.components = {kind: _table(kind, owner) for kind in kinds}  # type: ignore[attr-defined]
        return owner

    return decorate


def _table(kind: Any, owner: type[models.Model]) -> Any:
    """The concrete model of one kind for one owner, with a foreign key `entity` to it."""
    key = models.ForeignKey(owner, on_delete=models.CASCADE, related_name=kind.relation)
    attributes = {"__module__": owner.__module__, "__doc__": f"{kind.__name__} of {owner.__name__}.", "entity": key}
    options = {"abstract": False, "ordering": kind.list_order}
    if issubclass(owner, Component):
        options["indexes"] = []  # nobody looks for an endpoint by its machine tags
    attributes["Meta"] = type("Meta", (kind.Meta,), options)
    model: Any = tracked(type(f"{owner.__name__}{kind.__name__}", (kind,), attributes))
    model.components = {MachineTag: _table(MachineTag, model)} if issubclass(kind, Endpoint) else {}
    return model
