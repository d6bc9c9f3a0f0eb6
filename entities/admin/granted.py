"""Which rights an account has, what they allow in words, and whose rights reach an entity."""

import re
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from entities.admin import markup
from entities.admin.rights import is_administrator
from entities.exceptions import MalformedValue, NotFound
from entities.logins import find
from entities.models import ENTITIES, Editor, Entity, Registration, User
from entities.representation import read_uuid
from entities.services import rights

_KEY = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def count() -> Combinable:
    """The number of rights of each listed account."""
    total: Any = Value(0)
    for model in ENTITIES:
        rows = model.components[Editor]._default_manager.filter(user=OuterRef("pk")).order_by()
        total += Coalesce(Subquery(rows.values("user").annotate(rows=Count("pk")).values("rows")), 0)
    return total  # type: ignore[no-any-return]


def overview(user: User) -> SafeString | str:
    """The account's rights: on what, since when, given by whom."""
    lines = (
        (
            right["model"]._meta.verbose_name.capitalize(),
            markup.link(markup.change_address(right["model"], right["key"]), right["title"]),
            f"{right['created']:%Y-%m-%d}",
            right["created_by"],
        )
        for right in rights.held(user)
    )
    table = format_html_join("", "<tr><td>{}</td><td>{}</td><td>since {}</td><td>given by {}</td></tr>", lines)
    return format_html('<table class="plain-table">{}</table>', table) if table else markup.NOTHING


def state_chip(user: User) -> SafeString:
    """Whether the account may log in; the first thing that it lacks."""
    if user.may_log_in:
        return markup.chip("may log in", "success")
    if not user.is_active:
        return markup.chip("erased" if user.deleted else "locked out", "danger")
    return markup.chip("waits for approval", "warning") if user.email_verified else markup.chip("address not confirmed")


def in_words(user: User) -> str:
    """What roles and rights together allow."""
    if not user.may_log_in:
        return "Nothing: the account may not log in."
    if user.is_administrator:
        return "Everything: edits every entity, manages accounts, rights and categories."
    if not user.is_editor:
        return "Reads like everybody, and edits nothing: rights count for the role Registry editor only."
    return "Edits what the rights below reach: from a node to its organizations, their installations and datasets."


def asked_for(user: User) -> SafeString | str:
    """The organizations that a member named when registering, and the point of contact."""
    registration = Registration.objects.filter(user=user).first()
    if registration is None:
        return markup.NOTHING
    lines = [("Organization", markup.row_link(each)) for each in registration.organizations.order_by("title")]
    lines += [("Other", registration.other)] if registration.other else []
    lines += [("Contact", registration.contact)] if registration.contact else []
    table = format_html_join("", "<tr><td>{}</td><td>{}</td></tr>", lines)
    return format_html('<table class="plain-table">{}</table>', table) if table else markup.NOTHING


def why_view(request: HttpRequest) -> HttpResponse:
    """Why may this person edit this entity, and who else may."""
    if not is_administrator(request):
        raise PermissionDenied
    asked = {name: request.GET.get(name, "").strip().replace("\0", "") for name in ("key", "user")}
    entity, problem = _entity(asked["key"])
    user = find(asked["user"]) if asked["user"] else None
    if asked["user"] and user is None:
        problem = f"There is no account {asked['user'][:80]}."
    ways = [] if entity is None else rights.ways(entity)
    context = {
        **admin.site.each_context(request),
        "title": "Who may edit what",
        "asked": asked,
        "problem": problem,
        "entity": entity,
        "person": user,
        "verdict": _verdict(user, entity, ways) if user and entity else "",
        "rows": [_row(way, entity) for way in ways if user is None or way.user == user],
    }
    return TemplateResponse(request, "admin/entities/why.html", context)


def _entity(text: str) -> tuple[Entity | None, str]:
    """The entity of a key, or of an address that ends in one; else what is wrong."""
    if not text:
        return None, ""
    keys = _KEY.findall(text)
    try:
        return rights.entity_of(read_uuid(keys[-1] if keys else text)), ""
    except (MalformedValue, NotFound) as error:
        return None, str(error)


def _verdict(user: User, entity: Entity, ways: list[rights.Way]) -> str:
    """One sentence that answers the question."""
    if not user.may_log_in:
        return f"No: {user.user_name} may not log in."
    if user.is_administrator:
        return f"Yes: {user.user_name} is an administrator, and edits everything."
    mine = [way for way in ways if way.user == user]
    if not user.is_editor:
        lost = " There is a right, but it counts for the role Registry editor only." if mine else ""
        return f"No: {user.user_name} is no editor.{lost}"
    if not mine:
        return f"No: {user.user_name} has no right on this {entity.slug}, nor on anything above it."
    if mine[0].given_on == entity:
        return f"Yes: {user.user_name} has a right on exactly this {entity.slug}."
    return f"Yes: a right on the {mine[0].given_on.slug} {mine[0].given_on} reaches down to this {entity.slug}."


def _row(way: rights.Way, entity: Entity | None) -> dict[str, Any]:
    return {
        "who": markup.link(markup.change_address(User, way.user.pk), way.user.user_name),
        "counts": way.user.may_log_in and way.user.is_editor,
        "on": markup.row_link(way.given_on),
        "kind": way.given_on.slug,
        "is_above": way.given_on != entity,
        "created": way.created,
        "created_by": way.created_by,
    }
