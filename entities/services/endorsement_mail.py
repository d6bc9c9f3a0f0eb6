"""Mails about endorsements: to the node that decides, and to the people who wait for its word (contract 8.4).

They leave after the commit. A mail that cannot be sent is logged and changes nothing: the states are the contract.
"""

import logging
import smtplib
import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string

from entities.models import Contact, DirectoryContact, Node, Organization

MOST_RECIPIENTS = 20
_MANAGER = "NODE_MANAGER"

logger = logging.getLogger(__name__)


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
    addresses = list(dict.fromkeys(address.strip() for address in recipients if "@" in address))[:MOST_RECIPIENTS]
    if not addresses:
        return
    context = {"organization": organization, "node": organization.endorsing_node, **said}
    context |= {"portal_name": settings.PORTAL_NAME, "portal_url": settings.PORTAL_URL}
    context["status"] = organization.get_endorsement_status_display()  # type: ignore[attr-defined]
    mail = EmailMultiAlternatives(" ".join(subject.split()), render_to_string(f"email/{template}.txt", context))
    mail.attach_alternative(render_to_string(f"email/{template}.html", context), "text/html")
    mail.bcc = addresses  # who else was told is nobody's business
    transaction.on_commit(lambda: _deliver(mail))


def _deliver(mail: EmailMultiAlternatives) -> None:
    try:
        mail.send()
    except (OSError, smtplib.SMTPException, ValueError):
        logger.exception("a mail about an endorsement could not be sent")
