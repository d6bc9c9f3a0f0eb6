"""Endorsement of organizations by their node (registry contract 8.4).

States and verbs: `endorse` leads from any other state to ENDORSED; `confirm` does the same for whoever holds the
mailed key; `reject` leads from ENDORSED to REJECTED; `set_status` leads from any state to any. Only ENDORSED has a
time of endorsement. Who, when and why stands in the change history, and `transitions` reads it.
"""

import hashlib
import hmac
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from entities import permissions
from entities.exceptions import WrongState
from entities.models import Comment, Contact, EndorsementKey, Organization
from entities.permissions import Actor
from entities.services import components, endorsement_mail, history, lifecycle
from entities.vocabulary import EndorsementStatus

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Transition:
    """One decision: to which state, by whom, through which entrance, why."""

    status: EndorsementStatus
    moment: datetime
    actor: str
    channel: str
    reason: str


def endorse(organization: Organization, *, actor: Actor) -> Organization:
    """Vouch for the organization; WrongState where it is endorsed already, or deleted."""
    permissions.require_change(actor, organization)
    return _decide(organization, EndorsementStatus.ENDORSED, actor, refused_from={EndorsementStatus.ENDORSED})


def reject(organization: Organization, *, actor: Actor) -> Organization:
    """Take the endorsement back; WrongState where it is not endorsed, or deleted."""
    permissions.require_change(actor, organization)
    others = set(EndorsementStatus) - {EndorsementStatus.ENDORSED}
    return _decide(organization, EndorsementStatus.REJECTED, actor, refused_from=others)


def set_status(organization: Organization, status: EndorsementStatus, *, actor: Actor) -> Organization:
    """A curator's decision, from any state to any other; WrongState where the organization is deleted."""
    permissions.require_change(actor, organization)
    return _decide(organization, status, actor, refused_from=set())


def impose_status(organization: Organization, status: EndorsementStatus, *, actor: Actor) -> Organization:
    """An administrator's word, which a deleted organization does not hear: it stays as it is, without error."""
    permissions.require_administrator(actor)
    if organization.is_deleted:
        return organization
    return _decide(organization, status, actor, refused_from=set())


@transaction.atomic
def confirm(organization: Organization, key: uuid.UUID, *, actor: Actor) -> bool:
    """Endorse by the mailed key, which is used up by it; False where it is another one, or was used before."""
    permissions.require(permissions.may_confirm(actor), actor)
    lifecycle.find(Organization, organization.pk, for_update=True)
    stored = EndorsementKey.objects.filter(organization=organization).first()
    if stored is None or not hmac.compare_digest(stored.digest, _digest(key)) or organization.is_deleted:
        return False
    if organization.is_endorsed:
        stored.delete()
        return False
    _decide(organization, EndorsementStatus.ENDORSED, actor, refused_from=set())
    return True


@transaction.atomic
def apply_for(
    values: Values,
    contacts: Sequence[Values] = (),
    comments: Sequence[Values] = (),
    *,
    actor: Actor,
    failures: Mapping[str, str] | None = None,
) -> Organization:
    """An organization that an application registers, with its contacts and comments.

    Unless it is endorsed at once, a key is mailed to the manager of its node, by which the node confirms it.
    """
    organization = lifecycle.create(Organization, values, actor=actor, failures=failures)
    for kind, rows in ((Contact, contacts), (Comment, comments)):
        for row in rows:
            components.add(organization, kind, row, actor=actor)
    organization.refresh_from_db(fields=["rendered"])
    if not organization.is_endorsed:
        endorsement_mail.ask_node(organization, issue_key(organization, history.moment()))
    return organization


def issue_key(organization: Organization, now: datetime) -> uuid.UUID:
    """A new key of confirmation; a former one is worth nothing any more."""
    key = uuid.uuid4()
    values = {"digest": _digest(key), "created": now}
    EndorsementKey.objects.update_or_create(organization=organization, defaults=values)
    return key


def transitions(organization: Organization) -> list[Transition]:
    """All decisions about the organization, the newest first; the last one is its registration."""
    found: list[Transition] = []
    events: Any = organization.events.select_related("pgh_context").order_by("pgh_id")  # type: ignore[attr-defined]
    for event in events.only("endorsement_status", "pgh_created_at", "pgh_context__metadata"):
        if found and found[-1].status == event.endorsement_status:
            continue
        said = event.pgh_context.metadata if event.pgh_context else {}
        found.append(
            Transition(
                status=EndorsementStatus(event.endorsement_status),
                moment=event.pgh_created_at,
                actor=said.get("actor", ""),
                channel=said.get("channel", ""),
                reason=said.get("reason", ""),
            )
        )
    return found[::-1]


@transaction.atomic
def _decide(
    organization: Organization, status: EndorsementStatus, actor: Actor, refused_from: set[EndorsementStatus]
) -> Organization:
    organization = lifecycle.find(Organization, organization.pk, for_update=True)
    if organization.is_deleted:
        raise WrongState(f"organization {organization.pk} is deleted: restore it before deciding about it")
    if organization.endorsement_status in refused_from:
        raise WrongState(f"organization {organization.pk} is {organization.endorsement_status} already")
    was_endorsed = organization.is_endorsed
    now = history.begin(actor)
    organization.endorsement_status = status
    organization.endorsed = now if status == EndorsementStatus.ENDORSED else None
    organization.save(update_fields=["endorsement_status", "endorsed"])
    lifecycle.announce(organization, "changed", {})
    if organization.is_endorsed:
        EndorsementKey.objects.filter(organization=organization).delete()
    if organization.is_endorsed != was_endorsed or actor.reason:
        endorsement_mail.tell_applicant(organization, actor.reason)
    return organization


def _digest(key: uuid.UUID) -> str:
    return hashlib.sha256(key.bytes).hexdigest()
