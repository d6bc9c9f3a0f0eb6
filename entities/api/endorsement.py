"""Endorsement and the password of organizations (contract 5.3, 8.4, 8.5)."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from entities import permissions
from entities.api.bodies import read_object
from entities.api.conventions import empty_answer, text_answer, value_answer
from entities.api.views import RegistryViewSet
from entities.exceptions import MalformedValue, NotPermitted, RuleViolation, WrongState
from entities.models import Node, Organization, User
from entities.representation import read_uuid, sent
from entities.services import endorsement, passwords
from entities.vocabulary import EndorsementStatus

_WRONG_KEY = "This is not the key of confirmation that was mailed, or it was used before"


class EndorsementViewSet(RegistryViewSet):
    """Decides about organizations: by those who may change them, by an administrator's word, or by a mailed key."""

    model = Organization
    judging_reads = frozenset({"may_decide"})

    def endorse(self, request: HttpRequest, key: str) -> HttpResponse:
        """Endorse the organization; 400 where it is endorsed already, or deleted."""
        endorsement.endorse(self._organization(key), actor=self.actor)
        return empty_answer()

    def revoke(self, request: HttpRequest, key: str) -> HttpResponse:
        """Take the endorsement back; 400 where there is none."""
        endorsement.reject(self._organization(key), actor=self.actor)
        return empty_answer()

    def confirm(self, request: HttpRequest, key: str) -> HttpResponse:
        """Endorse by the mailed key, in the body as `confirmationKey`; 400 where it is another one."""
        self._require_application()
        organization, body = self._organization(key), read_object(request)
        if (confirmation := sent(body, "confirmationKey")) is None:
            raise RuleViolation({"confirmationKey": "must not be null"})
        if not endorsement.confirm(organization, read_uuid(confirmation), actor=self.actor):
            raise WrongState(_WRONG_KEY)
        return empty_answer()

    def confirm_by_path(self, request: HttpRequest, key: str, confirmation: str) -> HttpResponse:
        """Endorse by the mailed key, in the path; answers whether it was the right one."""
        self._require_application()
        is_right = endorsement.confirm(self._organization(key), read_uuid(confirmation), actor=self.actor)
        return value_answer(is_right, 201)

    def set_status(self, request: HttpRequest, key: str, status: str) -> HttpResponse:
        """Set any status; a deleted organization stays as it is."""
        permissions.require_administrator(self.actor)
        if status.upper() not in EndorsementStatus.values:
            raise MalformedValue(f"Cannot parse {status[:60]} into a known EndorsementStatus")
        endorsement.impose_status(self._organization(key), EndorsementStatus(status.upper()), actor=self.actor)
        return empty_answer()

    def may_decide(self, request: HttpRequest, key: str, name: str) -> HttpResponse:
        """204 where the named user has a right on the endorsing node, or the caller is an administrator; else 403."""
        organization = cast(Organization, self.existing(read_uuid(key)))
        if self.caller is not None and self.caller.is_administrator:
            return empty_answer()
        named = User.objects.filter(user_name=name.lower(), deleted=None).first()
        nodes = Node.objects.filter(pk=organization.endorsing_node_id)
        if named is None or not nodes.editable_by(named).exists():  # type: ignore[attr-defined]
            raise NotPermitted(f"User {name} does not decide about organization {organization.pk}")
        return empty_answer()

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """As the action itself would ask."""
        if self.action == "may_decide":
            self.may_decide(request, **kwargs)
        elif self.action in ("confirm", "confirm_by_path"):
            self._require_application()
        elif self.action == "set_status":
            permissions.require_administrator(self.actor)
        else:
            permissions.require_change(self.actor, self._organization(kwargs["key"]))

    def _organization(self, key: str) -> Organization:
        return cast(Organization, self.stored(read_uuid(key)))

    def _require_application(self) -> None:
        permissions.require(permissions.may_confirm(self.actor), self.actor)


class PasswordViewSet(RegistryViewSet):
    """The password that publishing software of an organization logs in with."""

    model = Organization
    guarded_reads = frozenset({"retrieve"})

    def retrieve(self, request: HttpRequest, key: str) -> HttpResponse:
        """The password as text; 404 where it is unknown."""
        organization = cast(Organization, self.stored(read_uuid(key)))
        answer = text_answer(passwords.reveal(organization, actor=self.actor), 200)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """The right on the organization."""
        permissions.require_change(self.actor, self.stored(read_uuid(kwargs["key"])))


_BASE = r"^(?P<key>[^/]+)/endorsement"
ORGANIZATION_PATHS = [
    re_path(rf"{_BASE}/?$", EndorsementViewSet.as_view({"put": "endorse", "delete": "revoke", "post": "confirm"})),
    re_path(rf"{_BASE}/status/(?P<status>[^/]+)/?$", EndorsementViewSet.as_view({"post": "set_status"})),
    re_path(rf"{_BASE}/user/(?P<name>[^/]+)/?$", EndorsementViewSet.as_view({"get": "may_decide"})),
    re_path(rf"{_BASE}/(?P<confirmation>[^/]+)/?$", EndorsementViewSet.as_view({"post": "confirm_by_path"})),
    re_path(r"^(?P<key>[^/]+)/password/?$", PasswordViewSet.as_view({"get": "retrieve"})),
]
"""Below `/organization`."""
