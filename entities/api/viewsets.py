"""The five entities: a base that does everything, and five classes of attributes (contract 5.1, 8.1-8.3)."""

from http import HTTPStatus
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse

from entities import permissions
from entities.api import reading
from entities.api.bodies import read_body, read_object, readable_object
from entities.api.component_serializers import component_serializer
from entities.api.conditional import item_answer, precondition
from entities.api.conventions import empty_answer, value_answer
from entities.api.lists import Answer, live_answer
from entities.api.paging import parameters
from entities.api.serializers import (
    DatasetSerializer,
    EntitySerializer,
    InstallationSerializer,
    NetworkSerializer,
    NodeSerializer,
    OrganizationSerializer,
)
from entities.api.views import RegistryViewSet
from entities.exceptions import MalformedValue
from entities.models import Comment, Contact, Dataset, Installation, Network, Node, Organization
from entities.models.components import Component
from entities.representation import columns, read_uuid
from entities.services import endorsement, lifecycle

_MOST_SUGGESTED = 25


class EntityViewSet(RegistryViewSet):
    """Lists, reads and changes one kind of entity; reads serve stored JSON, changes go through the services."""

    public_actions = frozenset({"titles"})
    serializer_class: ClassVar[type[EntitySerializer]]

    def list(self, request: HttpRequest) -> Answer:
        """A page of live entities, newest first, with the filters of the kind."""
        return live_answer(request, self.model)

    def suggest(self, request: HttpRequest) -> HttpResponse:
        """Key and title of live entities whose title contains `q`, for fields that complete (7.3)."""
        part = parameters(request).get("q", "").replace("\0", "").strip()
        found = self.model.live().titled(part)[:_MOST_SUGGESTED] if part else self.model.objects.none()
        return value_answer([{"key": key, "title": title} for key, title in found.values_list("pk", "title")])

    def retrieve(self, request: HttpRequest, key: str) -> HttpResponse:
        """One entity, deleted or not."""
        found = reading.item(self.model, read_uuid(key))
        if found is None:
            raise self.unknown_uri()
        return item_answer(request, *found)

    def create(self, request: HttpRequest) -> HttpResponse:
        """A new entity; answers its key."""
        shape = self.serializer_class().read_new(read_object(request))
        entity = lifecycle.create(self.model, shape.values, actor=self.actor, failures=shape.failures)
        answer = value_answer(entity.pk, HTTPStatus.CREATED)
        answer.headers["Location"] = f"{request.path.rstrip('/')}/{entity.pk}"
        return answer

    def update(self, request: HttpRequest, key: str) -> HttpResponse:
        """Replace all writable fields; restores a deleted entity."""
        entity = self.stored(read_uuid(key))
        permissions.require_change(self.actor, entity)
        shape = self.serializer_class().read_changed(read_object(request), entity)
        lifecycle.change(
            entity, shape.values, actor=self.actor, failures=shape.failures, precondition=precondition(request)
        )
        return empty_answer()

    def destroy(self, request: HttpRequest, key: str) -> HttpResponse:
        """Mark the entity as deleted."""
        lifecycle.delete(self.stored(read_uuid(key)), actor=self.actor, precondition=precondition(request))
        return empty_answer()

    def titles(self, request: HttpRequest) -> HttpResponse:
        """The titles of the given keys, deleted entities too; unknown keys are left out."""
        keys = read_body(request)
        if not isinstance(keys, list):
            raise MalformedValue("The body must be a list of keys")
        found = self.model.objects.filter(pk__in={read_uuid(key) for key in keys})
        return value_answer({str(key): title for key, title in found.values_list("pk", "title")}, HTTPStatus.CREATED)

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """A create without body, or without owner in it, asks whether any would be allowed."""
        if self.action != "create":
            permissions.require_change(self.actor, self.stored(read_uuid(kwargs["key"])))
            return
        owner = self._owner(request)
        if owner:
            permissions.require(permissions.may_create(self.actor, self.model, owner), self.actor)
        else:
            permissions.require(permissions.may_create_some(self.actor, self.model), self.actor)

    def _owner(self, request: HttpRequest) -> dict[str, Any]:
        """The reference in the body that decides whether an editor may create; empty where none can be read."""
        if self.model.created_below is None:
            return {}
        column = columns(self.model)[self.model.created_below]
        try:
            return {column.attribute: read_uuid(readable_object(request).get(column.json_name))}
        except MalformedValue:
            return {}


class NodeViewSet(EntityViewSet):
    """Nodes."""

    model = Node
    queryset = Node.objects.all()
    serializer_class = NodeSerializer


class OrganizationViewSet(EntityViewSet):
    """Organizations."""

    model = Organization
    queryset = Organization.objects.all()
    serializer_class = OrganizationSerializer

    def create(self, request: HttpRequest) -> HttpResponse:
        """A new organization; one that an application registers brings its contacts and comments (8.4)."""
        if self.actor.user is None or not self.actor.user.is_application:
            return super().create(request)
        body = read_object(request)
        shape = self.serializer_class().read_new(body)
        contacts = _embedded(body, "contacts", Contact)
        comments = _embedded(body, "comments", Comment)
        organization = endorsement.apply_for(
            shape.values, contacts, comments, actor=self.actor, failures=shape.failures
        )
        return value_answer(organization.pk, HTTPStatus.CREATED)


class InstallationViewSet(EntityViewSet):
    """Installations."""

    model = Installation
    queryset = Installation.objects.all()
    serializer_class = InstallationSerializer


class DatasetViewSet(EntityViewSet):
    """Datasets."""

    model = Dataset
    queryset = Dataset.objects.all()
    serializer_class = DatasetSerializer


class NetworkViewSet(EntityViewSet):
    """Networks."""

    model = Network
    queryset = Network.objects.all()
    serializer_class = NetworkSerializer


def _embedded(body: dict[str, Any], name: str, kind: type[Component]) -> list[dict[str, Any]]:
    """The values of components inside the body of an organization."""
    rows = body.get(name) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise MalformedValue(f"{name}: must be a list of objects")
    serializer = component_serializer(Organization.components[kind])
    return [serializer().to_internal_value(row).values for row in rows]


VIEWSETS: tuple[type[EntityViewSet], ...] = (
    DatasetViewSet,
    OrganizationViewSet,
    InstallationViewSet,
    NodeViewSet,
    NetworkViewSet,
)
"""The viewset of each kind of entity, the most asked for first."""
