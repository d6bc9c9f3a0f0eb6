"""Organizations and networks in the legacy API."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from entities.api.conventions import empty_answer, text_answer
from entities.api.legacy.resources import contact_fields
from entities.api.legacy.views import LegacyView, live, organization_of
from entities.models import MachineTag, Network, Organization
from entities.services import passwords
from entities.services.publishing import primary_contact

_HIDDEN = {"name": "visibleInIPT", "value": "false"}

logger = logging.getLogger(__name__)


class OrganisationList(LegacyView):
    """All live organizations, endorsed or not."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Key and name of each, by name."""
        rows = Organization.live().order_by(Lower("title"), "pk").values_list("pk", "title")
        found = [{"key": str(key), "name": title} for key, title in rows]
        return self.form.many("legacyOrganizationBriefResponses", "organisation", found)


class Organisation(LegacyView):
    """One organization; `op` asks for more than to read it."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """The organization; `op=login` tests a password, `op=password` mails it to the contact."""
        organization = live(Organization, key)
        operation = request.GET.get("op", "").lower()
        if operation == "login":
            organization_of(request, organization.pk)
            return empty_answer(200)
        if operation == "password":
            return _mail_password(organization)
        return self.form.one("organisation", _fields(organization))


class NetworkList(LegacyView):
    """The networks that publishing software offers to join."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Key and name of each, by name, without those that are hidden by a machine tag."""
        hidden = Network.components[MachineTag]._default_manager.filter(
            name=_HIDDEN["name"], value__iexact=_HIDDEN["value"]
        )
        rows = Network.live().exclude(pk__in=hidden.values("entity")).order_by(Lower("title"), "pk")
        found = [{"key": str(key), "name": title} for key, title in rows.values_list("pk", "title")]
        return self.form.many("legacyNetworkBriefResponses", "network", found)


def _fields(organization: Organization) -> dict[str, str]:
    node = organization.endorsing_node
    language = organization.language or ""
    return {
        "key": str(organization.pk),
        "name": organization.title,
        "nameLanguage": language,
        "homepageURL": (organization.homepage or [""])[0],
        "description": organization.description or "",
        "descriptionLanguage": language,
        "nodeKey": str(node.pk),
        "nodeName": node.title,
        "nodeContactEmail": (node.email or [""])[0],
        **contact_fields(primary_contact(organization)),
    }


def _mail_password(organization: Organization) -> HttpResponse:
    contact = primary_contact(organization)
    addresses = [address for address in (contact.email if contact else organization.email) if "@" in address]
    if not addresses:
        return text_answer("The organization has no contact with an e-mail address", 500)
    password = passwords.read(organization)
    if not passwords.may_be_told(organization):
        return text_answer("The password was mailed a moment ago", 200)
    context = {
        "organization": organization,
        "password": password,
        "portal_name": settings.PORTAL_NAME,
        "portal_url": settings.PORTAL_URL,
    }
    text = render_to_string("email/organization_password.txt", context)
    subject = " ".join(f"{settings.PORTAL_NAME}: password of {organization.title}".split())
    try:
        EmailMessage(subject, text, to=addresses[:5]).send()
    except (OSError, smtplib.SMTPException, ValueError):
        logger.exception("the password of an organization could not be mailed")
        return text_answer("The mail could not be sent", 500)
    return empty_answer(200)
