"""Endorsement of organizations by their node (registry contract 8.4).

States and verbs: endorse leads from any other state to ENDORSED; reject leads from ENDORSED to REJECTED; set_status
leads from any state to any. Only ENDORSED has a time of endorsement. Who, when and why stands in the change history.
"""

from django.db import transaction

from entities import permissions
from entities.exceptions import WrongState
from entities.models import Organization
from entities.permissions import Actor
from entities.services import history, lifecycle
from entities.vocabulary import EndorsementStatus


def endorse(organization: Organization, *, actor: Actor) -> Organization:
    """Vouch for the organization; WrongState where it is endorsed already, or deleted."""
    return _decide(organization, EndorsementStatus.ENDORSED, actor, refused_from={EndorsementStatus.ENDORSED})


def reject(organization: Organization, *, actor: Actor) -> Organization:
    """Take the endorsement back; WrongState where it is not endorsed, or deleted."""
    others = set(EndorsementStatus) - {EndorsementStatus.ENDORSED}
    return _decide(organization, EndorsementStatus.REJECTED, actor, refused_from=others)


def set_status(organization: Organization, status: EndorsementStatus, *, actor: Actor) -> Organization:
    """A curator's decision, from any state to any other; WrongState where the organization is deleted."""
    return _decide(organization, status, actor, refused_from=set())


@transaction.atomic
def _decide(
    organization: Organization, status: EndorsementStatus, actor: Actor, refused_from: set[EndorsementStatus]
) -> Organization:
    permissions.require_change(actor, organization)
    organization = lifecycle.find(Organization, organization.pk, for_update=True)
    if organization.is_deleted:
        raise WrongState(f"organization {organization.pk} is deleted: restore it before deciding about it")
    if organization.endorsement_status in refused_from:
        raise WrongState(f"organization {organization.pk} is {organization.endorsement_status} already")
    now = history.begin(actor)
    organization.endorsement_status = status
    organization.endorsed = now if status == EndorsementStatus.ENDORSED else None
    organization.save(update_fields=["endorsement_status", "endorsed"])
    lifecycle.announce(organization, "changed", {})
    return organization
