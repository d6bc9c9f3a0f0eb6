"""What all views of `/v1` share: who calls, what is allowed, how errors leave."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.parsers import JSONParser
from rest_framework.renderers import JSONRenderer
from rest_framework.viewsets import GenericViewSet

from entities.api.authentication import Credentials, identify, writer
from entities.api.conventions import ANSWERED, empty_answer, error_answer, path_as_called, preflight_answer
from entities.exceptions import MalformedValue, NotFound, NotPermitted
from entities.models import Entity, User
from entities.permissions import Actor
from entities.services import lifecycle

_READS = frozenset({"GET", "HEAD"})


class RegistryViewSet(GenericViewSet):
    """A viewset that answers by itself: registries are read thousands of times for each write.

    REST framework's own way to an answer (its request, negotiation, permissions and renderers) takes longer than
    reading a stored text and is not walked. `public_actions` are the writing methods that everybody may call,
    `guarded_reads` the reading ones that ask for a role, `judging_reads` those that everybody may call, but that answer
    403 to some.

    Each request goes: path and method, credentials, role, dry run, action; errors leave through one table.
    """

    parser_classes = (JSONParser,)
    renderer_classes = (JSONRenderer,)
    public_actions: ClassVar[frozenset[str]] = frozenset()
    guarded_reads: ClassVar[frozenset[str]] = frozenset()
    judging_reads: ClassVar[frozenset[str]] = frozenset()
    model: ClassVar[type[Entity]] = Entity
    actor: Actor
    caller: User | None
    credentials: Credentials | None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: str) -> HttpResponse:
        """The answer, whatever happens; calls from other origins are always welcome (1.6)."""
        self.credentials = None
        try:
            answer = self._answer(request, kwargs)
        except ANSWERED as error:
            answer = error_answer(error, request)
            if isinstance(error, MethodNotAllowed):
                answer.headers["Allow"] = self._methods()
        answer.headers["Access-Control-Allow-Origin"] = "*"
        if self.credentials is not None and self.credentials.renewal:
            answer.headers["token"] = self.credentials.renewal
            answer.headers["Access-Control-Expose-Headers"] = "token"
        return answer

    def _answer(self, request: HttpRequest, kwargs: dict[str, str]) -> HttpResponse:
        method = request.method or ""
        if method == "OPTIONS":
            return preflight_answer(self._methods())
        action = self.action_map.get(method.lower())
        if action is None:
            raise MethodNotAllowed(method)
        if "\0" in request.path_info:
            raise MalformedValue("The path holds a character that cannot be stored")
        self.action = action
        self.credentials = self.identify(request) if "HTTP_AUTHORIZATION" in request.META else None
        self.caller = None if self.credentials is None else self.credentials.user
        is_open = self.is_open(action, method)
        if not is_open:
            self.actor = self.author()
        if asks_permission_only(request):
            if not is_open or action in self.judging_reads:
                self.check_allowed(request, **kwargs)
            return empty_answer(200)
        return getattr(self, action)(request, **kwargs)  # type: ignore[no-any-return]

    def identify(self, request: HttpRequest) -> Credentials | None:
        """Who the credentials of the request name."""
        return identify(request)

    def is_open(self, action: str, method: str) -> bool:
        """Whether everybody may do the action."""
        return action in self.public_actions or (method in _READS and action not in self.guarded_reads)

    def author(self) -> Actor:
        """Who acts; NotPermitted for callers to whom the actions of this view are closed whatever they are about."""
        return writer(self.caller)

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """Raise NotPermitted unless the actor may do the action; nothing is changed (1.7)."""
        raise NotImplementedError

    def stored(self, key: UUID) -> Entity:
        """The entity that a write is about; to an editor an unknown one is one without a right (1.3)."""
        try:
            return lifecycle.find(self.model, key)
        except NotFound as error:
            user = self.actor.user
            if user is not None and not (user.is_administrator or user.is_application):
                raise NotPermitted(f"User {self.actor.name} has no right to change this") from error
            raise

    def existing(self, key: UUID) -> Entity:
        """The entity that a list hangs on, deleted or not."""
        try:
            return lifecycle.find(self.model, key)
        except NotFound as error:
            raise self.unknown_parent(key) from error

    def unknown_uri(self) -> NotFound:
        """The error of a read whose entity does not exist."""
        return NotFound(f"Entity not found for uri: {path_as_called(self.request)}")

    def unknown_parent(self, key: UUID) -> NotFound:
        """The error of a list below an entity that does not exist."""
        return NotFound(f"Entity {self.model.slug} not found with key {key}")

    def _methods(self) -> str:
        return ", ".join(["OPTIONS", *(method.upper() for method in self.action_map)])


def asks_permission_only(request: HttpRequest) -> bool:
    """Whether the request only wants to know if it would be allowed (1.7)."""
    if "checkPermissionsOnly" not in request.META.get("QUERY_STRING", ""):
        return False
    return request.GET.get("checkPermissionsOnly", "").lower() == "true"
