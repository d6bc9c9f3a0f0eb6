"""Valid minimal entities, components and accounts, made by the services as every other entrance makes them.

Each entity has one factory; a reference that is not given is made on the way. Values go by column (`title="…"`,
`endorsing_node=node`), so a test states only what matters to it.
"""

import functools
import itertools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from entities.models import (
    WORDS,
    Comment,
    Contact,
    Dataset,
    Editor,
    Endpoint,
    Entity,
    Identifier,
    Installation,
    MachineTag,
    NamespaceRight,
    Network,
    Node,
    Organization,
    Tag,
    User,
)
from entities.models.components import Component
from entities.permissions import Actor, Channel
from entities.representation import columns, write_values
from entities.services import components, lifecycle
from entities.vocabulary import UserRole

PASSWORD = "kelp-forest-7"

_counter = itertools.count(1)


def actor(name: str = "tester", channel: Channel = Channel.COMMAND, user: User | None = None) -> Actor:
    """Who makes a change; without user the system itself, which no right limits."""
    return Actor.of(user, channel) if user is not None else Actor(name, channel)


def account(user_name: str = "", roles: tuple[str, ...] = (UserRole.USER,), **values: Any) -> User:
    """A person who may log in with PASSWORD."""
    user_name = user_name or f"user{next(_counter)}"
    values = {"email": f"{user_name}@example.org", "email_verified": True, "approved": True} | values
    return User.objects.create(user_name=user_name, roles=[*roles], password=_hash(PASSWORD), **values)


def admin_user(user_name: str = "", **values: Any) -> User:
    """An administrator of the registry."""
    return account(user_name, (UserRole.USER, UserRole.REGISTRY_ADMIN), **values)


def editor_user(*rights: Entity, namespaces: tuple[str, ...] = (), user_name: str = "", **values: Any) -> User:
    """An editor with rights on the given entities and machine tag namespaces, and no others."""
    user = account(user_name, (UserRole.USER, UserRole.REGISTRY_EDITOR), **values)
    for entity in rights:
        table = entity.components[Editor]
        table._default_manager.create(entity=entity, user=user, created=timezone.now(), created_by="tester")
    for namespace in namespaces:
        NamespaceRight.objects.create(user=user, namespace=namespace, created_by="tester")
    return user


def node(**values: Any) -> Node:
    """A participant node."""
    return _make(Node, {"type": "COUNTRY", "participation_status": "VOTING", "country": "NO"} | values)


def copies(entity: Entity, number: int) -> None:
    """Many entities like one that has no components, each created a second after the other; written as they are, as a
    thousand by the services take seconds."""
    table, words = type(entity)._meta.db_table, WORDS[type(entity)]._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH made AS (INSERT INTO {table} SELECT (jsonb_populate_record(model, jsonb_build_object("  # noqa: S608
            " 'key', new.key, 'created', model.created + new.number * interval '1 second',"
            " 'rendered', replace(model.rendered, model.key::text, new.key::text)))).*"
            f" FROM {table} AS model, (SELECT gen_random_uuid() AS key, generate_series(1, %s) AS number) AS new"
            " WHERE model.key = %s RETURNING key, created)"
            f" INSERT INTO {words} (entity_id, lexemes, created, is_live)"
            f" SELECT made.key, lexemes, made.created, is_live FROM made, {words} AS model WHERE model.entity_id = %s",
            [number, entity.pk, entity.pk],
        )


def organization(**values: Any) -> Organization:
    """A publisher, below `endorsing_node`."""
    required = {"language": "eng", "country": "NO"}
    return _make(Organization, required | values, endorsing_node=node)


def installation(**values: Any) -> Installation:
    """Publishing software, hosted by `organization`."""
    return _make(Installation, {"type": "IPT_INSTALLATION"} | values, organization=organization)


def dataset(**values: Any) -> Dataset:
    """A dataset of `publishing_organization`, served by `installation`, which is its publisher's if not given."""
    publisher = values.pop("publishing_organization", None) or organization()
    server = values.pop("installation", None) or installation(organization=publisher)
    required = {"type": "OCCURRENCE", "publishing_organization": publisher, "installation": server}
    return _make(Dataset, required | values)


def network(**values: Any) -> Network:
    """A thematic network."""
    return _make(Network, {"language": "eng"} | values)


FACTORIES: dict[type[Entity], Callable[..., Any]] = {
    Node: node,
    Organization: organization,
    Installation: installation,
    Dataset: dataset,
    Network: network,
}
"""The factory of each entity class, for tests that run over all five."""

COMPONENT_VALUES: dict[type[Component], dict[str, Any]] = {
    Contact: {"type": "ORIGINATOR", "first_name": "Ole Petter", "last_name": "Berg"},
    Endpoint: {"type": "FEED", "url": "https://data.example.org/rss.do"},
    Identifier: {"type": "DOI", "identifier": "10.1234/old-name"},
    Tag: {"value": "marine"},
    MachineTag: {"namespace": "crawler.example.org", "name": "attempt", "value": "17"},
    Comment: {"content": "Contact replaced on request of the station."},
}
"""Values of a valid component of each kind that can be added to an entity."""


def component(entity: Entity, kind: type[Component], **values: Any) -> Any:
    """A component of the kind, on the entity; `machine_tags` of an endpoint are dictionaries of values."""
    machine_tags = values.pop("machine_tags", ())
    values = COMPONENT_VALUES[kind] | values
    return components.add(entity, kind, values, actor=actor(), machine_tags=machine_tags)


def body_of(entity: Entity) -> dict[str, Any]:
    """The writable fields of an entity as the JSON body of a PUT has them."""
    names = {columns(type(entity))[name].json_name for name in entity.writable_fields if name in columns(type(entity))}
    values = write_values(type(entity), entity)
    return {"key": str(entity.key)} | {name: value for name, value in values.items() if name in names}


def body(model: type[Entity], **values: Any) -> dict[str, Any]:
    """A valid JSON body for the creation of an entity whose references exist; `values` go by JSON name."""
    made = body_of(FACTORIES[model]())
    for name in ("key", "doi"):
        made.pop(name, None)
    return made | values


def _make(model: type[Any], values: dict[str, Any], **owners: Callable[[], Entity]) -> Any:
    for name, make_owner in owners.items():
        values.setdefault(name, None)
        values[name] = values[name] or make_owner()
    values.setdefault("title", f"{model.__name__} {next(_counter)}")
    by_attribute = {f"{name}_id" if isinstance(value, Entity) else name: _key(value) for name, value in values.items()}
    by = by_attribute.pop("actor", None) or actor()
    return lifecycle.create(model, by_attribute, actor=by)


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, Entity) else value


@functools.cache
def _hash(password: str) -> str:
    return make_password(password)
