"""Who may do what: roles grant actions, rights (`Editor` rows) say to which entities (registry contract 9).

One rule for the API, the admin and services: administrators may everything; editors change what their rights reach,
along the `editor_paths` that each entity declares; everybody reads.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import models
from django.http import HttpRequest

from entities.client_address import address_of
from entities.exceptions import NotPermitted, WrongCredentials
from entities.logins import log_in
from entities.models import Comment, Contact, Dataset, Editor, Entity, MachineTag, Organization, User

DEFAULT_TERM_NAMESPACE = "default-term.gbif.org"
"""Machine tags of this namespace may be set by whoever has a right on the entity (9.4)."""


class Channel(StrEnum):
    """The entrance through which a change came."""

    API = "api"
    ADMIN = "admin"
    PAGES = "pages"
    HARVEST = "harvest"
    IMPORT = "import"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who changes the registry, through which entrance, and why.

    `user` is None for the system itself (harvester, command line), which no right limits; `name` is what the
    stamps `created_by` and `modified_by` say.
    """

    name: str
    channel: Channel
    user: User | None = None
    reason: str = ""

    @classmethod
    def of(cls, user: User, channel: Channel, reason: str = "") -> "Actor":
        """A person with an account."""
        return cls(user.user_name, channel, user, reason)


def may_change(actor: Actor, entity: Entity) -> bool:
    """Whether the actor may change or delete the entity as it is stored, and its components (9.3)."""
    if actor.user is None or actor.user.is_administrator:
        return True
    return actor.user.is_editor and type(entity).objects.filter(pk=entity.pk).editable_by(actor.user).exists()  # type: ignore[attr-defined, no-any-return]


def may_create(actor: Actor, model: type[Entity], values: dict[str, Any]) -> bool:
    """Whether the actor may create such an entity: below an organization or node that the actor may edit (9.3)."""
    if _creates_anywhere(actor, model):
        return True
    owners = _owners(actor, model)
    return owners is not None and bool(owners.filter(pk=values.get(_created_below(model).attname)).exists())


def may_move(actor: Actor, entity: Entity, values: dict[str, Any]) -> bool:
    """Whether the actor may put the stored entity below a new owner: below one where it might be created.

    `PUT` of the API is judged by what is stored alone (9.3).
    """
    if actor.channel is Channel.API or entity.created_below is None:
        return True
    column = _created_below(type(entity)).attname
    stays = column not in values or values[column] in (None, getattr(entity, column))
    return stays or may_create(actor, type(entity), values)


def may_create_some(actor: Actor, model: type[Entity]) -> bool:
    """Whether there is anything below which the actor may create such an entity (1.7)."""
    owners = _owners(actor, model)
    return _creates_anywhere(actor, model) or (owners is not None and bool(owners.exists()))


def _creates_anywhere(actor: Actor, model: type[Entity]) -> bool:
    """The registry itself and administrators; trusted applications register organizations."""
    if actor.user is None or actor.user.is_administrator:
        return True
    return model is Organization and actor.user.is_application


def _owners(actor: Actor, model: type[Entity]) -> Any:
    """The entities below which the actor may create; None where the actor creates nothing."""
    if actor.user is None or not actor.user.is_editor or model.created_below is None:
        return None
    return _created_below(model).related_model.objects.editable_by(actor.user)


def _created_below(model: type[Entity]) -> Any:
    return model._meta.get_field(model.created_below or "")


def may_confirm(actor: Actor) -> bool:
    """Whether the actor may bring the key that a node's manager was mailed: applications do (8.4)."""
    return actor.user is None or actor.user.is_application


def may_tag_some(actor: Actor, entity: Entity) -> bool:
    """Whether there is any namespace of which the actor may set machine tags on the entity (1.7)."""
    if actor.user is not None and actor.user.is_editor and actor.user.namespace_rights.exists():
        return True
    return may_tag(actor, entity, DEFAULT_TERM_NAMESPACE)


def may_tag(actor: Actor, entity: Entity, namespace: str) -> bool:
    """Whether the actor may set or remove machine tags of the namespace: its own right decides, on any entity (9.4)."""
    if actor.user is None or actor.user.is_administrator:
        return True
    if not actor.user.is_editor:
        return False
    if namespace == DEFAULT_TERM_NAMESPACE and _may_set_default_terms(actor.user, entity):
        return True
    return actor.user.namespace_rights.filter(namespace=namespace).exists()


def _may_set_default_terms(user: User, entity: Entity) -> bool:
    """For datasets any right that reaches them, for the others one on exactly this entity (9.4)."""
    if isinstance(entity, Dataset):
        return Dataset.objects.filter(pk=entity.pk).editable_by(user).exists()
    return bool(entity.components[Editor]._default_manager.filter(entity=entity, user=user).exists())


def require(allowed: bool, actor: Actor) -> None:
    """Refuse the change where it is not allowed."""
    if allowed:
        return
    if actor.user is not None and not actor.user.is_editor:
        raise NotPermitted("User has no editor rights")
    raise NotPermitted(f"User {actor.name} has no right to change this")


def require_move(actor: Actor, entity: Entity, values: dict[str, Any]) -> None:
    """Refuse to put the entity below an owner on which the actor has no right."""
    if not may_move(actor, entity, values):
        owner = _created_below(type(entity)).verbose_name
        raise NotPermitted(f"User {actor.name} has no right on the {owner} that it would get")


def require_administrator(actor: Actor) -> None:
    """Refuse what only administrators, and the system itself, may do."""
    require(actor.user is None or actor.user.is_administrator, actor)


def require_change(actor: Actor, entity: Entity, kind: type | None = None, namespace: str = "") -> None:
    """Refuse a change of the entity or of a component of the given kind, where the actor may not make it.

    Rights themselves are given and taken by administrators only (9.6), or editors would make editors.
    """
    if kind is MachineTag:
        require(may_tag(actor, entity, namespace), actor)
    elif kind is Editor:
        require(actor.user is None or actor.user.is_administrator, actor)
    else:
        require(may_change(actor, entity), actor)


def require_addition(actor: Actor, entity: Entity, kind: type, namespace: str = "") -> None:
    """Refuse a new component where the actor may not add it; applications add contacts and comments anywhere (4.1)."""
    if actor.user is None or not (actor.user.is_application and kind in (Contact, Comment)):
        require_change(actor, entity, kind, namespace)


def is_administrator(actor: Actor) -> bool:
    """Whether the actor may do everything: the system itself, or an administrator."""
    return actor.user is None or actor.user.is_administrator


class RegistryBackend(ModelBackend):
    """Logs people in by user name or e-mail, and answers Django's permission questions from the same rule."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:  # type: ignore[override]
        """The account of a name and a password; TooManyAttempts where somebody guesses."""
        name, password = (
            credentials.get("username") or credentials.get(User.USERNAME_FIELD),
            credentials.get("password"),
        )
        if name is None or password is None:
            return None
        try:
            return log_in(name, password, address=address_of(request))
        except WrongCredentials:
            return None

    def user_can_authenticate(self, user: Any) -> bool:
        """Only verified, approved, active accounts log in, and stay logged in (harvest contract 5)."""
        return bool(user.may_log_in)

    def has_perm(self, user_obj: Any, perm: str, obj: models.Model | None = None) -> bool:
        """`app.verb_model` on an object: editors see everything, and change what their rights reach."""
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        if user_obj.is_administrator:
            return True
        app, _, action = perm.partition(".")
        verb, _, model_name = action.partition("_")
        if not user_obj.is_editor or app in _FOREIGN_APPS or model_name in _ADMINISTRATORS_ONLY:
            return False
        if verb == "view":
            return True
        owner = scope_of(obj)
        if owner is None:
            return obj is None
        return may_change(Actor.of(user_obj, Channel.ADMIN), owner)

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """No permission rows exist: rights are roles and reach."""
        return set()


_FOREIGN_APPS = frozenset({"admin", "auth", "contenttypes", "pghistory", "sessions"})
"""Tables of libraries: nothing for editors."""

_ADMINISTRATORS_ONLY = frozenset(
    {
        *("user", "namespaceright", "countryright", "registration", "accesstoken", "challenge", "failedlogin"),
        *("outgoingmail", "datasetcategory"),
    }
)


def scope_of(row: models.Model | None) -> Entity | None:
    """The entity whose rights decide about a row: itself, the entity of a component, or a declared `scope_path`."""
    while row is not None and not isinstance(row, Entity):
        row = getattr(row, getattr(row, "scope_path", "entity"), None)
    return row
