"""Django's middleware for pages, which interfaces are let past: they take no cookies and must answer fast."""

from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

INTERFACES = ("/v1", "/registry/", "/api/", "/waf/", "/health/")


def is_interface(path: str) -> bool:
    """Whether programs, not browsers, ask for this path."""
    return path.startswith(INTERFACES)


class PagesOnly(MiddlewareMixin):
    """Lets requests for interfaces past the middleware that it is mixed into."""

    def __call__(self, request: HttpRequest) -> Any:
        if is_interface(request.path_info):
            return self.get_response(request)
        return super().__call__(request)


class PageSessionMiddleware(PagesOnly, SessionMiddleware):
    """Sessions for pages."""


class PageAuthenticationMiddleware(PagesOnly, AuthenticationMiddleware):
    """The logged-in user for pages."""


class PageMessageMiddleware(PagesOnly, MessageMiddleware):
    """One-time messages for pages."""


class PageSecurityPolicyMiddleware(PagesOnly, CSPMiddleware):
    """Content Security Policy: strict on public pages, with the admin theme's needs under /admin/ only."""

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,
    ) -> PolicyParts:
        """The policy of one answer, from the settings and the view's own decorators."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/") and not report_only:
            parts.replace = {**settings.ADMIN_SECURITY_POLICY, **(parts.replace or {})}
        return parts
