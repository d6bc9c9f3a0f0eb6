"""`/user`: logging in, who am I, changing one's password (contract 9.6)."""

from http import HTTPStatus
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from entities.api import bearer
from entities.api.account_views import AccountViewSet, Audience, login_json, mutation_answer, private_answer
from entities.api.authentication import Credentials, Scheme
from entities.api.bodies import read_object
from entities.api.conventions import TEXT, empty_answer
from entities.exceptions import MalformedValue, NotFound, NotPermitted, RuleViolation, WrongCredentials
from entities.models import User
from entities.permissions import Actor
from entities.services import accounts


class LoginViewSet(AccountViewSet):
    """Everything that tells the caller who it is; `scheme` narrows how that may have been proved."""

    audiences: ClassVar[dict[str, Audience]] = {
        "login": Audience.MEMBER,
        "whoami": Audience.MEMBER,
        "verify": Audience.MEMBER,
    }
    scheme: ClassVar[Scheme | None] = None

    def identify(self, request: HttpRequest) -> Credentials | None:
        """A wrong token is 401 where logins and other services have it checked; elsewhere a POST is 403 (1.5, 9.6)."""
        try:
            return super().identify(request)
        except NotPermitted as error:
            if self.action == "whoami":
                raise
            raise WrongCredentials(str(error)) from error

    def author(self) -> Actor:
        """The caller; without credentials 401 here, where elsewhere it is 403 (1.5)."""
        if self.credentials is None:
            raise WrongCredentials("Unauthenticated or incomplete request")
        if self.scheme is not None and self.credentials.scheme is not self.scheme:
            raise WrongCredentials(f"This needs the scheme {self.scheme}")
        if self.scheme is None and self.credentials.scheme is Scheme.APPLICATION:
            raise NotPermitted("Applications do not log in")
        return super().author()

    def login(self, request: HttpRequest) -> HttpResponse:
        """Who the caller is, with a token for further calls."""
        user = self.known
        token = self.credentials.renewal if self.credentials else ""
        return private_answer(login_json(user, token or bearer.issue(user)), _status(request))

    def whoami(self, request: HttpRequest) -> HttpResponse:
        """Who the caller is."""
        return private_answer(login_json(self.known), _status(request))

    def verify(self, request: HttpRequest) -> HttpResponse:
        """Who the caller is, for other services that were given its credentials."""
        return private_answer(login_json(self.known), _status(request))

    @property
    def known(self) -> User:
        """The caller, which `author` has let in."""
        if self.caller is None:
            raise WrongCredentials("Unauthenticated or incomplete request")
        return self.caller


class OwnAccountViewSet(AccountViewSet):
    """What people do with their own account, and tokens that are issued for them."""

    audiences: ClassVar[dict[str, Audience]] = {
        "change_password": Audience.MEMBER,
        "token": Audience.ADMINISTRATOR_OR_APPLICATION,
    }

    def change_password(self, request: HttpRequest) -> HttpResponse:
        """Another password; the former one stops working at once, and every login with it."""
        body, user = read_object(request), self.caller
        password, current = body.get("password"), body.get("currentPassword")
        if not isinstance(password, str) or not isinstance(current, str | None) or user is None:
            raise MalformedValue("password must be a text")
        try:
            accounts.set_password(user, password, actor=self.actor, current=current)
        except RuleViolation as violation:
            return mutation_answer(violation)
        self.credentials = None  # the token of this call ended with the password
        return empty_answer()

    def token(self, request: HttpRequest, user_name: str) -> HttpResponse:
        """A token for a user as bare text."""
        try:
            user = accounts.named(user_name)
        except NotFound as error:
            raise MalformedValue(str(error)) from error
        if not user.may_log_in:
            raise MalformedValue(f"User {user_name} may not log in")
        answer = HttpResponse(bearer.issue(user), content_type=TEXT)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


def _status(request: HttpRequest) -> int:
    return HTTPStatus.CREATED if request.method == "POST" else HTTPStatus.OK


def _both(action: str) -> dict[str, Any]:
    return {"get": action, "post": action}


urlpatterns = [
    re_path(r"^login/?$", LoginViewSet.as_view(_both("login"))),
    re_path(r"^whoami/?$", LoginViewSet.as_view({"post": "whoami"})),
    *(
        re_path(rf"^auth/{name}/?$", LoginViewSet.as_view(_both("verify"), scheme=scheme))
        for name, scheme in (("basic", Scheme.BASIC), ("app", Scheme.APPLICATION), ("jwt", Scheme.BEARER))
    ),
    re_path(r"^changePassword/?$", OwnAccountViewSet.as_view({"put": "change_password"})),
    re_path(r"^(?P<user_name>[^/]+)/token/?$", OwnAccountViewSet.as_view({"get": "token"})),
]
