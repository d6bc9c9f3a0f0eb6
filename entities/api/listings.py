"""Lists of entities: any queryset becomes two statements, one that counts and one that reads the texts of a page."""

import sys
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS

from entities.api.counting import Followed, count
from entities.api.paging import Page
from entities.api.reading import TEXT, rows
from entities.models import WORDS, Entity
from entities.models.querysets import EntityQuerySet
from entities.wanted import Wanted

DEEP = 1000
"""Offset from which skipping rows costs more than looking each key up."""

_MARK = "uuid_send({row}.key) || timestamptz_send({row}.rendered_at)"
"""What tells one version of a text from all others: 24 bytes, cheaper to compare than the text."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The statements of a list: how many entities it has, and the texts of one page, with the parameters of each; a
    page's last ones are limit and offset. `keeps_plan` says that they are done the same way whatever the parameters.

    `deep_page` gives the same as `page`, and is slower for the first thousand, but many times faster for the rows after
    them. Where it `is_told_count`, a page's parameter before limit and offset is how many entities the list has.
    `followed` says the same in words, where they can.
    """

    count: str
    page: str
    deep_page: str
    counted_by: tuple[Any, ...] = ()
    paged_by: tuple[Any, ...] = ()
    keeps_plan: bool = True
    is_told_count: bool = False
    followed: Followed | None = None

    def asked_page(self, count: int, page: Page) -> tuple[str, tuple[Any, ...]]:
        """The statement of a page of the list, which has so many entities, with its parameters."""
        told = (count,) if self.is_told_count else ()
        statement = self.page if page.offset < DEEP else self.deep_page
        return statement, (*self.paged_by, *told, page.limit, page.offset)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a list: how many entities there are in all, the texts with their marks, and the last change."""

    count: int
    texts: list[bytes]
    marks: list[bytes]
    latest: datetime | None


@cache
def live_listing(model: type[Entity]) -> Listing:
    """All entities of a kind that are not deleted, newest first."""
    table, words = f'"{model._meta.db_table}"', WORDS[model]._meta.db_table
    shown = f"{TEXT.format(column='page.rendered')}, {_MARK.format(row='page')}"
    live = f"FROM {table} WHERE deleted IS NULL"
    order = "ORDER BY created DESC, key"
    # From the nearest place that is known, entries of an index are skipped and counted, not all and not rows.
    behind = f"{live} AND created <= place.created AND (created < place.created OR key >= place.key)"
    keys = (
        f"SELECT entry.key, entry.created FROM (SELECT %s::bigint AS wanted, %s::bigint AS skipped) AS asked,"  # noqa: S608
        f" entities_place_before('{words}', skipped) AS place, LATERAL (SELECT key, created {behind} {order}"
        " LIMIT wanted OFFSET skipped - place.ordinal) AS entry"
    )
    return Listing(
        count=f"SELECT place.ordinal + (SELECT count(*) {behind})"  # noqa: S608
        f" FROM entities_place_before('{words}', {sys.maxsize}) AS place",
        page=f"SELECT {shown} FROM (SELECT key, rendered, rendered_at {live} {order} LIMIT %s OFFSET %s) AS page",  # noqa: S608
        deep_page=_page_of_keys(table, keys, "page.created DESC, page.key"),
        followed=Followed(words, None, is_live=True),
    )


def listing(found: EntityQuerySet) -> Listing | None:
    """The rows in the order of lists; None where it is known beforehand that there are none."""
    is_ranked = "relevance" in found.query.annotations
    columns = ("key", "created", "relevance") if is_ranked else ("key", "created")
    order = "page.relevance DESC, page.created DESC, page.key" if is_ranked else "page.created DESC, page.key"
    try:
        # What is not asked for is not computed: the count needs no relevance.
        counted, counted_by = _compiled(found.order_by().values("key"))
        keys, paged_by = _compiled(found.as_listed().values(*columns))
    except EmptyResultSet:
        return None
    page = _page_of_keys(f'"{found.model._meta.db_table}"', f"{keys} LIMIT %s OFFSET %s", order)
    number = f"SELECT count(*) FROM ({counted}) AS found"  # noqa: S608
    return Listing(number, page, page, counted_by, paged_by, keeps_plan=False)


def wanted_listing(model: type[Entity], wanted: Wanted, *, is_live: bool) -> Listing | None:
    """The live or the deleted entities that have all that is wanted; None where it is known that none has."""
    if wanted.is_hopeless:
        return None
    words, table = f"'{WORDS[model]._meta.db_table}'", model._meta.db_table
    keys = f"SELECT * FROM entities_page_of_words({words}, '{table}', %s, %s, %s, %s, %s)"  # noqa: S608
    page = _page_of_keys(f'"{table}"', keys, "page.rank, page.created DESC, page.key")
    number = f"SELECT entities_count_of_words({words}, %s, %s)"
    counted_by, paged_by = (wanted.query(), is_live), (wanted.ranks(), is_live)
    followed = _followed(model, wanted, is_live=is_live)
    return Listing(number, page, page, counted_by, paged_by, is_told_count=True, followed=followed)


def counted_by_words(paged: Listing, counted: Listing) -> Listing:
    """A list whose page is read from rows, and that is counted by words and marks, which say the same."""
    return replace(paged, count=counted.count, counted_by=counted.counted_by, followed=counted.followed)


def followed_by_words(listed: Listing, model: type[Entity], wanted: Wanted, *, is_live: bool) -> Listing:
    """A list of rows, which words and marks count more slowly, but for what changed since."""
    return replace(listed, followed=_followed(model, wanted, is_live=is_live))


def read_page(listed: Listing | None, page: Page) -> Found:
    """How many entities the list has, and the texts of the page."""
    if listed is None:
        return Found(0, [], [], None)
    number, latest = count(listed.count, listed.counted_by, listed.followed, keeps_plan=listed.keeps_plan)
    if page.limit == 0 or page.offset >= number:
        return Found(number, [], [], latest)
    found = rows(*listed.asked_page(number, page), keeps_plan=listed.keeps_plan)
    return Found(number, [text for text, _ in found], [mark for _, mark in found], latest)


def _followed(model: type[Entity], wanted: Wanted, *, is_live: bool) -> Followed:
    return Followed(WORDS[model]._meta.db_table, wanted.query() or None, is_live)


def _page_of_keys(table: str, keys: str, order: str) -> str:
    shown = f"{TEXT.format(column='entity.rendered')}, {_MARK.format(row='entity')}"
    return f"SELECT {shown} FROM ({keys}) AS page JOIN {table} AS entity ON entity.key = page.key ORDER BY {order}"  # noqa: S608


def _compiled(found: Any) -> tuple[str, tuple[Any, ...]]:
    statement, parameters = found.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return statement, tuple(parameters)
