"""Shows the password of an organization to whoever may change it; asked for by a button, never in a list or a log."""

import logging
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from entities.admin import markup, rights
from entities.exceptions import NotFound
from entities.models import Organization
from entities.services import passwords

logger = logging.getLogger(__name__)


def password_page(request: HttpRequest, site: AdminSite, key: Any) -> HttpResponse:
    """Ask whether to show the password; a POST shows it once."""
    organization = Organization.objects.filter(pk=key).first()
    if organization is None:
        raise Http404
    if not rights.in_reach(request, organization):
        raise PermissionDenied
    context = {
        **site.each_context(request),
        "title": f"Password of {organization.title}",
        "organization": markup.row_link(organization),
        "back": markup.change_address(Organization, organization.pk),
        "is_asked": request.method == "POST",
        "password": _password(request, organization) if request.method == "POST" else None,
    }
    answer = TemplateResponse(request, "admin/entities/password.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _password(request: HttpRequest, organization: Organization) -> str | None:
    try:
        found = passwords.reveal(organization, actor=rights.actor_of(request))
    except NotFound:
        return None
    logger.info("password shown", extra={"organization": str(organization.pk), "actor": str(request.user)})
    return found
