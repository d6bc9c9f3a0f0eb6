"""What all views of the legacy API share: credentials of organizations and installations, errors as text."""

from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import MethodNotAllowed

from entities import logins
from entities.api.authentication import IPT_PREFIX, decoded_credentials
from entities.api.conventions import (
    ANSWERED,
    empty_answer,
    error_answer,
    text_answer,
)
from entities.api.legacy.answers import Form
from entities.client_address import address_of
from entities.exceptions import MalformedValue, NotFound, RuleViolation, WrongCredentials
from entities.models import Dataset, Entity, Installation, Organization
from entities.permissions import Actor, Channel
from entities.representation import read_uuid
from entities.services import lifecycle, passwords

Owner = Organization | Installation
AnyEntity = TypeVar("AnyEntity", bound=Entity)


@method_decorator(csrf_exempt, name="dispatch")
class LegacyView(View):
    """A view whose errors are text, and whose callers are organizations and installations, never people."""

    form: Form

    def dispatch(self, request: HttpRequest, *args: Any, suffix: str | None = None, **kwargs: Any) -> HttpResponse:
        """The answer, whatever happens; a broken rule is a 400 here."""
        try:
            if "\0" in request.get_full_path() or "%00" in request.META.get("QUERY_STRING", ""):
                raise MalformedValue("The address holds a character that cannot be stored")
            self.form = Form.of(request, suffix)
            return cast(HttpResponse, super().dispatch(request, *args, **kwargs))
        except RuleViolation as error:
            return text_answer(str(error), 400)
        except ANSWERED as error:
            return error_answer(error, request)

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """405, as text."""
        answer = error_answer(MethodNotAllowed(request.method or ""), request)
        answer.headers["Allow"] = self._offered()
        return answer

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What can be done here."""
        answer = empty_answer(200)
        answer.headers["Allow"] = self._offered()
        return answer

    def _offered(self) -> str:
        return ", ".join(name.upper() for name in self.http_method_names if hasattr(self, name))


def caller_of(request: HttpRequest) -> Owner:
    """The organization or installation whose key and password were sent; WrongCredentials otherwise."""
    header = request.META.get("HTTP_AUTHORIZATION", "")
    scheme, _, encoded = header.strip().partition(" ")
    if scheme.lower() != "basic":
        raise WrongCredentials("Send the key of an organization or installation, and its password")
    name, password = decoded_credentials(encoded)
    owner = _owner(name)
    known = owner is not None and not owner.is_deleted
    is_right = logins.check(
        name, lambda: known and passwords.is_right(cast(Owner, owner), password), address=address_of(request)
    )
    if owner is None or not is_right:
        raise WrongCredentials(f"Failed to authenticate {name}")
    return owner


def organization_of(request: HttpRequest, key: Any = None) -> Organization:
    """The calling organization, which must be that of `key` where one is given."""
    owner = caller_of(request)
    if not isinstance(owner, Organization) or (key is not None and owner.pk != key):
        raise WrongCredentials("Send the credentials of the organization that this is about")
    return owner


def actor_of(owner: Owner) -> Actor:
    """Changes of publishing software carry the key that it logged in with."""
    return Actor(str(owner.pk), Channel.API, reason="publishing software")


def own_dataset(request: HttpRequest, key: str) -> tuple[Dataset, Actor]:
    """A live dataset of the calling organization or installation."""
    owner, dataset = caller_of(request), live(Dataset, key)
    if owner.pk not in (dataset.publishing_organization_id, dataset.installation_id):
        raise WrongCredentials("Send the credentials of the organization or installation of this dataset")
    return dataset, actor_of(owner)


def live(model: type[AnyEntity], key: str) -> AnyEntity:
    """The entity of a key, unless it is deleted."""
    entity = lifecycle.find(model, read_uuid(key))
    if entity.is_deleted:
        raise NotFound(f"Entity not found for uri: /{model.slug}/{key}")
    return entity


def _owner(name: str) -> Owner | None:
    try:
        key = read_uuid(name.removeprefix(IPT_PREFIX))
    except MalformedValue:
        return None
    organization = Organization.objects.filter(pk=key).first()
    return organization or Installation.objects.filter(pk=key).first()
