"""Django's middleware for pages, which interfaces are let past: they take no cookies and must answer fast."""

import time
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.deprecation import MiddlewareMixin

from entities.exceptions import TooManyAttempts

INTERFACES = ("/v1", "/registry", "/api/", "/waf/", "/health/", "/metrics")


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


class LoginLimitsMiddleware(PagesOnly):
    """Asks for the password again after two hours without a page of the admin, and answers who guesses passwords."""

    idle_seconds = 2 * 3600
    noted_every = 60
    key = "admin_last_seen"

    def process_request(self, request: HttpRequest) -> None:
        """End a session of the admin that nobody used."""
        if not request.path_info.startswith("/admin/") or not request.user.is_authenticated:
            return
        now, seen = int(time.time()), request.session.get(self.key)
        if seen is not None and now - seen > self.idle_seconds:
            logout(request)
        elif seen is None or now - seen > self.noted_every:
            request.session[self.key] = now

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """429 with the pause, where a form was sent too often."""
        if not isinstance(exception, TooManyAttempts):
            return None
        minutes = max(1, int(exception.pause.total_seconds() // 60))
        context = {"status": 429, "title": "Too many attempts", "sentence": f"Try again in {minutes} minutes."}
        page = render_to_string("error.html", context)
        pause = f"{exception.pause.total_seconds():.0f}"
        return HttpResponse(page, status=429, headers={"Retry-After": pause})
