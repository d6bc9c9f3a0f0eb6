"""Every component of every entity, as one viewset and one loop over what the entities declare (contract 4, 5.1)."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, ClassVar

import orjson
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path

from entities import permissions
from entities.api import reading
from entities.api.bodies import read_object, readable_object
from entities.api.component_serializers import ComponentSerializer, component_serializer
from entities.api.conditional import derived_answer
from entities.api.conventions import NotOffered, empty_answer, value_answer
from entities.api.paging import parameters
from entities.api.serializers import MUST_NOT_BE_NULL
from entities.api.views import RegistryViewSet
from entities.exceptions import MalformedValue, NotPermitted, RuleViolation, WrongState
from entities.models import Comment, DirectoryContact, Entity, MachineTag
from entities.models.components import Component
from entities.representation import json_name, read_uuid, sent
from entities.services import components

_DIGITS = re.compile(r"[0-9]{1,19}")
_KEPT_ELSEWHERE = "The contacts of a node are kept in the directory of participants; read them in the node itself"


class ComponentViewSet(RegistryViewSet):
    """Lists, adds, replaces and removes components of one kind; `model` is the entity, `kind` what hangs on it."""

    kind: ClassVar[type[Component]] = Component

    def get_serializer_class(self) -> type[ComponentSerializer]:
        """The serializer of the component's own table."""
        return component_serializer(self.model.components[self.kind])

    def list(self, request: HttpRequest, key: str) -> HttpResponse:
        """All components of the kind, out of the entity's stored JSON, so that both are always the same."""
        found = reading.item(self.model, read_uuid(key))
        if found is None:
            raise self.unknown_parent(read_uuid(key))
        text, written = found
        rows = orjson.loads(reading.served(text))[json_name(self.kind.relation)]
        return derived_answer(request, orjson.dumps(rows), written)

    def create(self, request: HttpRequest, key: str) -> HttpResponse:
        """A new component; answers its number."""
        entity, body = self.stored(read_uuid(key)), read_object(request)
        serializer = self.get_serializer_class()()
        shape = serializer.read_new(body)
        row = components.add(
            entity,
            self.kind,
            shape.values,
            actor=self.actor,
            failures=shape.failures,
            machine_tags=serializer.nested_tags(body),
        )
        return value_answer(row.pk, HTTPStatus.CREATED)

    def update(self, request: HttpRequest, key: str, number: str = "") -> HttpResponse:
        """Replace a component; its number stands in the path, in the body, or in both alike (4.2)."""
        entity, body = self.stored(read_uuid(key)), read_object(request)
        permissions.require_change(self.actor, entity, self.kind)
        shape = self.get_serializer_class()().to_internal_value(body)
        named = sent(body, "key")
        if named is None and not number:
            raise RuleViolation(shape.failures | {"key": MUST_NOT_BE_NULL})
        wanted = read_number(number or named)
        if named is not None and read_number(named) != wanted:
            raise WrongState(f"The body has the key {named}, the path {number}")
        components.replace(entity, self.kind, wanted, shape.values, actor=self.actor, failures=shape.failures)
        return empty_answer()

    def destroy(self, request: HttpRequest, key: str, number: str = "") -> HttpResponse:
        """Remove a component; one that does not exist, or hangs elsewhere, is no error."""
        if not number and self.kind is Comment:
            number = parameters(request).get("commentKey", "")
        wanted = read_number(number)
        components.remove(self.stored(read_uuid(key)), self.kind, actor=self.actor, pk=wanted)
        return empty_answer()

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """For all kinds but machine tags, the right on the entity decides."""
        require = permissions.require_addition if self.action == "create" else permissions.require_change
        require(self.actor, self.stored(read_uuid(kwargs["key"])), self.kind)


class MachineTagViewSet(ComponentViewSet):
    """Machine tags: the right on their namespace decides, and whole namespaces can be removed (4.6, 9.4)."""

    kind = MachineTag

    def destroy(self, request: HttpRequest, key: str, number: str = "") -> HttpResponse:
        """Remove the tag of a number, or all of a namespace, or of a namespace and a name."""
        if _DIGITS.fullmatch(number):
            return super().destroy(request, key, number)
        self._require_administrator()
        entity = self.stored(read_uuid(key))
        for which in _namespaces_and_names(number):
            components.remove(entity, self.kind, actor=self.actor, **which)
        return empty_answer()

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """The right on the namespace, which is that of the body, of the stored tag, or any (1.7)."""
        entity, number = self.stored(read_uuid(kwargs["key"])), kwargs.get("number", "")
        if self.action == "create":
            namespace = _namespace_of(request)
            allowed = namespace is None and permissions.may_tag_some(self.actor, entity)
            permissions.require(allowed or permissions.may_tag(self.actor, entity, namespace or ""), self.actor)
        elif _DIGITS.fullmatch(number):
            tags = self.model.components[MachineTag]._default_manager.filter(entity=entity, pk=int(number))
            namespace = tags.values_list("namespace", flat=True).first()
            permissions.require_change(self.actor, entity, MachineTag, namespace or "")
        else:
            self._require_administrator()

    def _require_administrator(self) -> None:
        if self.actor.user is not None and not self.actor.user.is_administrator:
            raise NotPermitted("Only administrators remove whole namespaces of machine tags")


class DirectoryContactViewSet(ComponentViewSet):
    """Contacts of nodes, which are not offered here (4.2)."""

    kind = DirectoryContact  # type: ignore[assignment]

    def list(self, request: HttpRequest, key: str) -> HttpResponse:
        """404 for an unknown node, else 501."""
        if reading.item(self.model, read_uuid(key)) is None:
            raise self.unknown_parent(read_uuid(key))
        raise NotOffered(_KEPT_ELSEWHERE)

    def refuse(self, request: HttpRequest, key: str, number: str = "") -> HttpResponse:
        """501, to whoever would have the right."""
        permissions.require_change(self.actor, self.stored(read_uuid(key)))
        raise NotOffered(_KEPT_ELSEWHERE)

    create = update = destroy = refuse


def read_number(value: Any) -> int:
    """The number of a component out of a path or a body."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not _DIGITS.fullmatch(text):
        raise MalformedValue(f"Cannot parse {str(value)[:60]!r} into the number of a component")
    return int(text)


def component_paths(model: type[Entity]) -> Iterator[URLPattern]:
    """The addresses of all components of one kind of entity, below the entity's own."""
    kind: Any
    for kind in model.embedded():
        viewset = _VIEWSETS.get(kind, ComponentViewSet)
        options = {"model": model} if kind in _VIEWSETS else {"model": model, "kind": kind}
        collection: dict[str, Any] = {"get": "list", "post": "create"}
        member: dict[str, Any] = {"delete": "destroy"}
        if kind.replaceable or kind is DirectoryContact:
            collection["put"] = member["put"] = "update"
        if kind is Comment:
            collection["delete"] = "destroy"
        name = "machine[Tt]ag" if kind is MachineTag else kind.slug
        number = "(?P<number>.+?)" if kind is MachineTag else "(?P<number>[^/]+)"
        yield re_path(rf"^(?P<key>[^/]+)/{name}/?$", viewset.as_view(collection, **options))
        yield re_path(rf"^(?P<key>[^/]+)/{name}/{number}/?$", viewset.as_view(member, **options))


_VIEWSETS: dict[type, type[ComponentViewSet]] = {
    MachineTag: MachineTagViewSet,
    DirectoryContact: DirectoryContactViewSet,
}


def _namespaces_and_names(text: str) -> Iterator[dict[str, str]]:
    """What a path may mean: a namespace, or namespace and name; a slash may be part of each (1.1)."""
    yield {"namespace": text}
    for position, character in enumerate(text):
        if character == "/":
            yield {"namespace": text[:position], "name": text[position + 1 :]}


def _namespace_of(request: HttpRequest) -> str | None:
    namespace = readable_object(request).get("namespace")
    return namespace if isinstance(namespace, str) else None
