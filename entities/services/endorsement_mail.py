"""Mails about endorsements: to the node that decides, and to the people who wait for its word (contract 8.4).

They are written with the decision and sent by a worker; a mail server that is down changes nothing.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from entities.models import Contact, DirectoryContact, Node, Organization
from entities.services import mailing

MOST_RECIPIENTS = 20
_MANAGER = "NODE_MANAGER"


def ask_node(organization: Organization, key: uuid.UUID) -> None:
    """Tell the manager of the endorsing node who applies, with the key that confirms it."""
    node = organization.endorsing_node
    contacts = Node.components[DirectoryContact]._default_manager.filter(entity=node)
    managers = [address for contact in contacts.filter(type=_MANAGER) for address in contact.email]  # type: ignore[attr-defined]
    subject = f"{organization.title} asks {node.title} for endorsement"
    _send("endorsement_request", subject, managers or node.email, organization, key=str(key))


def tell_applicant(organization: Organization, reason: str) -> None:
    """Tell the organization's contacts, and an endorsing node, what was decided, and why where somebody said so."""
    contacts = Organization.components[Contact]._default_manager.filter(entity=organization).order_by("created", "pk")
    recipients = [address for contact in contacts for address in contact.email]  # type: ignore[attr-defined]
    recipients = [*organization.email, *recipients]
    if organization.is_endorsed:
        recipients += organization.endorsing_node.email
    status = str(organization.get_endorsement_status_display())  # type: ignore[attr-defined]
    _send("endorsement_decision", f"{organization.title}: {status}", recipients, organization, reason=reason)


def _send(template: str, subject: str, recipients: Iterable[str], organization: Organization, **said: Any) -> None:
    """One mail to each address, as who else was told is nobody's business."""
    context = {"organization": organization, "node": organization.endorsing_node, **said}
    context["status"] = organization.get_endorsement_status_display()  # type: ignore[attr-defined]
    addresses = list(dict.fromkeys(address.strip() for address in recipients if "@" in address))[:MOST_RECIPIENTS]
    for address in addresses:
        mailing.post(address, subject, template, **context)
