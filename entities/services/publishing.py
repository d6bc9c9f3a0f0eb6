"""What publishing software registers: installations, datasets, their endpoints and primary contact (contract 10).

An update replaces the endpoints and the primary contact, and keeps what the software does not know. Callers have
checked already that the software may do it: it acts for an organization or installation, not for a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import transaction

from entities.exceptions import RuleViolation
from entities.models import Contact, Dataset, Endpoint, Entity, Installation, Organization
from entities.permissions import Actor
from entities.services import components, lifecycle, passwords
from entities.vocabulary import InstallationType, License

Values = Mapping[str, Any]
Published = TypeVar("Published", Installation, Dataset)


@dataclass(frozen=True, slots=True)
class Registration:
    """What a form says: values of the entity, its primary contact, its endpoints (type, address), a password.

    None as `contact` or `endpoints`: the form says nothing about them, so an update leaves them.
    """

    values: Values
    contact: Values | None = None
    endpoints: Sequence[tuple[str, str]] | None = None
    password: str = field(default="", repr=False)


@transaction.atomic
def register_installation(organization: Organization, registration: Registration, *, actor: Actor) -> Installation:
    """A new IPT of the organization."""
    values = {"organization_id": organization.pk, "type": InstallationType.IPT_INSTALLATION.value}
    installation = lifecycle.create(Installation, values | dict(registration.values), actor=actor)
    _complete(installation, registration, actor)
    return installation


@transaction.atomic
def register_dataset(
    organization: Organization, installation: Installation | None, registration: Registration, *, actor: Actor
) -> Dataset:
    """A new dataset of the organization; without installation it is served by the organization's only one."""
    values = {
        "publishing_organization_id": organization.pk,
        "installation_id": (installation or _only_installation(organization)).pk,
        "license": License.UNSPECIFIED.value,
    }
    dataset = lifecycle.create(Dataset, values | dict(registration.values), actor=actor)
    _complete(dataset, registration, actor)
    return dataset


@transaction.atomic
def update(entity: Published, registration: Registration, *, actor: Actor) -> Published:
    """The installation or dataset as its software describes it now."""
    entity = lifecycle.change(entity, registration.values, actor=actor)
    _complete(entity, registration, actor)
    return entity


@transaction.atomic
def remove_endpoints(dataset: Dataset, *, actor: Actor) -> int:
    """Take all endpoints away; answers how many there were."""
    return components.remove(dataset, Endpoint, actor=actor)


def primary_contact(entity: Entity) -> Any:
    """The contact that stands for the entity; None where there is none."""
    rows = entity.components[Contact]._default_manager.filter(entity=entity)
    return rows.order_by("-primary", "created", "pk").first()


def _only_installation(organization: Organization) -> Installation:
    found = list(Installation.objects.filter(organization=organization, deleted=None)[:2])
    if len(found) != 1:
        raise RuleViolation({"iptKey": "must be given, unless the organization has exactly one installation"})
    return found[0]


def _complete(entity: Installation | Dataset, registration: Registration, actor: Actor) -> None:
    if registration.contact is not None:
        _set_primary_contact(entity, registration.contact, actor)
    if registration.endpoints is not None:
        components.remove(entity, Endpoint, actor=actor)
        for kind, url in registration.endpoints:
            components.add(entity, Endpoint, {"type": kind, "url": url}, actor=actor)
    if registration.password and isinstance(entity, Installation):
        passwords.choose(entity, registration.password, actor=actor)


def _set_primary_contact(entity: Entity, values: Values, actor: Actor) -> None:
    rows = entity.components[Contact]._default_manager.filter(entity=entity, primary=True)
    known = rows.filter(type=values["type"]).first() or rows.order_by("created", "pk").first()
    if known is None:
        components.add(entity, Contact, values, actor=actor)
    else:
        components.replace(entity, Contact, known.pk, values, actor=actor)
