"""The matrix on what curators decide in the admin: each role, for one entity in reach and one out of it at once."""

from typing import Any

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse

from entities.models import ENTITIES, Editor, Entity, User
from entities.services import constituents, lifecycle, merging
from tests import factories
from tests.entities.authorization import matrix
from tests.entities.authorization.people import Cast, Place

pytestmark = pytest.mark.django_db
ROLES = tuple(role for role in matrix.ROLES if role not in matrix.LOCKED_OUT | {matrix.APPLICATION})
DECISIONS = [
    (model, decision.name)
    for model in ENTITIES
    for decision in admin.site._registry[model].decisions  # type: ignore[attr-defined]
]


def test_every_decision_has_a_row() -> None:
    assert {name for _, name in DECISIONS} == set(matrix.DECISIONS)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_decides_what_the_matrix_says(role: str, people: Cast) -> None:
    client = Client()
    if role != matrix.ANONYMOUS:
        client.force_login(people.users[role], backend="entities.permissions.RegistryBackend")
    wrong = []
    for model, name in DECISIONS:
        with transaction.atomic():
            done = decided(client, people, model, name, people.users.get(role))
            transaction.set_rollback(True)
        for own, is_done in done.items():
            if is_done != allows(role, model, name, own=own):
                wrong.append(f"{role}: {name} {model.slug} {'own' if own else 'other'}: {is_done}")

    assert not wrong, "\n".join(wrong)


def allows(role: str, model: type[Entity], name: str, *, own: bool) -> bool:
    """What the matrix says; to join a network is a change of the network, which here is the own one."""
    policy = matrix.DECISIONS[name]
    if name in matrix.OF_THE_NETWORK:
        return policy.allows(role, "network", own=True)
    return policy.allows(role, model.slug, own=own)


def decided(client: Client, people: Cast, model: type[Entity], name: str, user: User | None) -> dict[bool, bool]:
    """Send one decision about both entities; whether it was carried out for the own (True) and the other (False)."""
    survivor = surviving(model, user)
    both = {
        own: prepared(place, people, model, name, survivor)
        for own, place in ((True, people.own), (False, people.other))
    }
    chosen = {
        "network": people.own.network.pk,
        "publishing_organization": people.other.organization.pk,
        "installation": people.other.installation.pk,
        **dict.fromkeys(("survivor", "confirmed"), survivor.pk),
    }
    keys = ",".join(str(entity.pk) for entity in both.values())
    address = reverse(f"admin:entities_{model._meta.model_name}_decide", args=[name])
    answer: Any = client.post(address, {"keys": keys, "reason": "Because."} | chosen)
    if (answer.status_code == 302 and "/admin/login" in answer["Location"]) or answer.status_code == 403:
        return dict.fromkeys(both, False)
    assert answer.status_code == 200, (name, answer.status_code)
    rows = {str(link): is_done for link, is_done, _ in answer.context["rows"]}
    return {
        own: next(is_done for link, is_done in rows.items() if str(entity.pk) in link) for own, entity in both.items()
    }


def surviving(model: type[Entity], user: User | None) -> Any:
    """What others are merged into; the person has a right on exactly this."""
    entity: Any = factories.FACTORIES[model]()
    if user is not None and user.pk:
        stamps = {"created": entity.created, "created_by": "tester"}
        model.components[Editor]._default_manager.create(entity=entity, user=user, **stamps)
    return entity


def prepared(place: Place, people: Cast, model: type[Entity], name: str, survivor: Any) -> Any:
    """The entity of the place, in a state in which the decision fits."""
    entity: Any = getattr(place, model.slug)
    system = factories.actor()
    if name == "restore":
        lifecycle.delete(entity, actor=system)
    if name == "unlock":
        lifecycle.change(entity, {"locked_for_auto_update": True}, actor=system)
    if name == "unmerge":
        merging.merge(entity, survivor, actor=system)
    if name == "leave":
        constituents.join(people.own.network, entity, actor=system)
    return entity
