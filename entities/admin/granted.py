"""Which rights an account has: rows of editors, in one table for each kind of entity."""

from typing import Any

from django.db.models import Count, F, OuterRef, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from entities.admin import markup
from entities.models import ENTITIES, Editor, User


def count() -> Combinable:
    """The number of rights of each listed account."""
    total: Any = Value(0)
    for model in ENTITIES:
        rows = model.components[Editor]._default_manager.filter(user=OuterRef("pk")).order_by()
        total += Coalesce(Subquery(rows.values("user").annotate(rows=Count("pk")).values("rows")), 0)
    return total  # type: ignore[no-any-return]


def overview(user: User) -> SafeString | str:
    """The account's rights: on what, since when, given by whom."""
    each = [
        model.components[Editor]
        ._default_manager.filter(user=user)
        .order_by()
        .values_list(Value(position), F("entity_id"), F("entity__title"), F("created"), F("created_by"))
        for position, model in enumerate(ENTITIES)
    ]
    rows = sorted(each[0].union(*each[1:], all=True), key=lambda row: (row[0], row[2]))
    lines = (
        (
            ENTITIES[position]._meta.verbose_name.capitalize(),  # type: ignore[union-attr]
            markup.link(markup.change_address(ENTITIES[position], key), title),
            f"{created:%Y-%m-%d}",
            by,
        )
        for position, key, title, created, by in rows
    )
    table = format_html_join("", "<tr><td>{}</td><td>{}</td><td>since {}</td><td>given by {}</td></tr>", lines)
    return format_html('<table class="plain-table">{}</table>', table) if table else markup.NOTHING
