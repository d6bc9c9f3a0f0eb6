"""Synchronisation of installations: asked for, and what came of it (contract 5.4)."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from entities import permissions
from entities.api.bodies import read_object
from entities.api.conventions import empty_answer
from entities.api.paging import Page, parameters, values_page
from entities.api.serializers import MUST_NOT_BE_NULL
from entities.api.views import RegistryViewSet
from entities.exceptions import NotFound, RuleViolation, WrongState
from entities.models import Installation, Synchronization
from entities.representation import read_uuid, read_values, write_values
from entities.services import lifecycle, synchronization


class SynchronizationViewSet(RegistryViewSet):
    """Requests to synchronise an installation, and their results."""

    model = Installation

    def synchronize(self, request: HttpRequest, key: str) -> HttpResponse:
        """Synchronise the installation now; nothing more happens where that waits already."""
        permissions.require_administrator(self.actor)
        synchronization.request(cast(Installation, self.stored(read_uuid(key))), actor=self.actor)
        return empty_answer()

    def list(self, request: HttpRequest) -> HttpResponse:
        """What came of all synchronisations, the newest first."""
        return self._page(request, Synchronization.objects.all())

    def list_of(self, request: HttpRequest, key: str) -> HttpResponse:
        """What came of the synchronisations of one installation, the newest first."""
        return self._page(request, Synchronization.objects.filter(installation=self.existing(read_uuid(key)).pk))

    def create(self, request: HttpRequest, key: str = "") -> HttpResponse:
        """Keep what came of a synchronisation; its time is set here."""
        permissions.require_administrator(self.actor)
        installation = self.stored(read_uuid(key)) if key else None
        values, failures = read_values(Synchronization, read_object(request), Synchronization.json_fields)
        named = values["installation_id"]
        if installation is not None and named not in (None, installation.pk):
            raise WrongState(f"The body has the installation {named}, the path {key}")
        if installation is None:
            installation = self._named(named)
        synchronization.record(
            cast(Installation, installation), values["result"], values["details"], actor=self.actor, failures=failures
        )
        return empty_answer()

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """Administrators only."""
        permissions.require_administrator(self.actor)

    def _named(self, key: Any) -> Installation:
        if key is None:
            raise RuleViolation({"installationKey": MUST_NOT_BE_NULL})
        try:
            return lifecycle.find(Installation, key)
        except NotFound as error:
            raise RuleViolation({"installationKey": "refers to nothing that exists"}) from error

    def _page(self, request: HttpRequest, rows: Any) -> HttpResponse:
        ordered = rows.order_by("-sync_date", "-pk")
        return values_page(Page.of(parameters(request)), ordered, lambda row: write_values(Synchronization, row))


_VIEW = SynchronizationViewSet.as_view
INSTALLATION_PATHS = [
    re_path(r"^metasync/?$", _VIEW({"get": "list", "post": "create"})),
    re_path(r"^(?P<key>[^/]+)/metasync/?$", _VIEW({"get": "list_of", "post": "create"})),
    re_path(r"^(?P<key>[^/]+)/synchronize/?$", _VIEW({"post": "synchronize"})),
]
"""Below `/installation`."""
