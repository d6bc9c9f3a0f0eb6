"""The datasets of a network: added and removed in every form that clients send (contract 5.7)."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from entities import permissions
from entities.api.bodies import content_of, parse
from entities.api.conventions import JSON, UnsupportedMedia, empty_answer
from entities.api.lists import CONSTITUENTS, PartViewSet
from entities.api.paging import parameters
from entities.exceptions import MalformedValue, NotFound, WrongState
from entities.models import Dataset, Network
from entities.representation import read_uuid
from entities.services import constituents, lifecycle

_TEXT = "text/plain"


class ConstituentViewSet(PartViewSet):
    """Membership of datasets in a network."""

    model = Network
    part = CONSTITUENTS

    def join(self, request: HttpRequest, key: str, dataset: str = "") -> HttpResponse:
        """Make a dataset a constituent of the network; 400 where it is one, or does not exist."""
        network = self._network(key)
        constituents.join(network, self._dataset(request, dataset), actor=self.actor)
        return empty_answer()

    def leave(self, request: HttpRequest, key: str, dataset: str = "") -> HttpResponse:
        """Take a dataset out of the network; 400 where it is no constituent."""
        network = self._network(key)
        constituents.leave(network, self._dataset(request, dataset), actor=self.actor)
        return empty_answer()

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """The right on the network; the dataset's owner is not asked (9.3)."""
        permissions.require_change(self.actor, self._network(kwargs["key"]))

    def _network(self, key: str) -> Network:
        try:
            network = self.stored(read_uuid(key))
        except NotFound as error:
            raise WrongState(f"There is no network {key}") from error
        permissions.require_change(self.actor, network)
        return cast(Network, network)

    def _dataset(self, request: HttpRequest, in_path: str) -> Dataset:
        key = read_uuid(in_path or parameters(request).get("datasetKey") or _in_body(request))
        try:
            return lifecycle.find(Dataset, key)
        except NotFound as error:
            raise WrongState(f"There is no dataset {key}") from error


def _in_body(request: HttpRequest) -> object:
    """The key as plain text, as a JSON string, or as the `key` of an object."""
    content = content_of(request)
    if not content.strip():
        raise MalformedValue("Name the dataset: in the path, as datasetKey, or in the body")
    if request.content_type not in (JSON, _TEXT):
        raise UnsupportedMedia(f"The body must be {JSON} or {_TEXT}")
    if request.content_type == _TEXT and not content.lstrip().startswith((b'"', b"{")):
        return content.decode(errors="replace").strip()
    sent = parse(content)
    return sent.get("key") if isinstance(sent, dict) else sent


_CHANGES: dict[str, Any] = {"post": "join", "delete": "leave"}
NETWORK_PATHS = [
    re_path(r"^(?P<key>[^/]+)/constituents/?$", ConstituentViewSet.as_view({"get": "list", **_CHANGES})),
    re_path(r"^(?P<key>[^/]+)/constituents/(?P<dataset>[^/]+)/?$", ConstituentViewSet.as_view(_CHANGES)),
]
"""Below `/network`."""
