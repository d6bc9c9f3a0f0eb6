"""Lists of lists: what hangs below an entity, and parts of a kind, each declared in a line (contract 5.3-5.7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import URLPattern, re_path

from entities.api import exports
from entities.api.conditional import page_answer
from entities.api.filters import Asked, asked
from entities.api.listings import (
    Listing,
    counted_by_words,
    followed_by_words,
    listing,
    live_listing,
    read_page,
    wanted_listing,
)
from entities.api.paging import LARGEST_LIMIT, Page, parameters
from entities.api.prepared import Calls, applied, prepared_listing
from entities.api.views import RegistryViewSet
from entities.models import Dataset, Entity, Installation, Network, Node, Organization
from entities.models.querysets import EntityQuerySet
from entities.representation import read_uuid

Answer = HttpResponse | StreamingHttpResponse


@dataclass(frozen=True, slots=True)
class Part:
    """A list of some entities of a kind: those that the queryset method `rows` leaves.

    names: its segment in paths, the contract's first; of: the kind that it lists; below: whether it hangs on an
    entity, whose key the method gets; is_filtered: whether it takes the filters of lists, as that of the deleted ones
    does; is_bare: an array without envelope.
    """

    names: tuple[str, ...]
    of: type[Entity]
    rows: str
    below: bool = False
    is_filtered: bool = False
    is_bare: bool = False


def _part(names: str, of: type[Entity], rows: str, **options: Any) -> Part:
    return Part(tuple(names.split()), of, rows, **options)


def _below(names: str, of: type[Entity], rows: str, **options: Any) -> Part:
    return Part(tuple(names.split()), of, rows, below=True, **options)


CONSTITUENTS = _below("constituents", Dataset, "in_network")
"""The datasets of a network; served where they are also added and removed (5.7), by `entities.api.constituents`."""

PARTS: dict[type[Entity], tuple[Part, ...]] = {
    Node: (
        _part("pendingEndorsement", Organization, "pending"),
        _below("organization", Organization, "endorsed_by"),
        _below("pendingEndorsement", Organization, "pending_at"),
        _below("dataset", Dataset, "endorsed_by"),
        _below("installation", Installation, "hosted_below"),
    ),
    Organization: (
        _part("deleted", Organization, "gone", is_filtered=True),
        _part("pending", Organization, "pending"),
        _part("nonPublishing", Organization, "never_publishing"),
        _below("hostedDataset", Dataset, "hosted_by"),
        _below("publishedDataset ownedDataset", Dataset, "published_by"),
        _below("installation", Installation, "hosted_by_live"),
    ),
    Installation: (
        _part("deleted", Installation, "gone", is_filtered=True),
        _part("nonPublishing", Installation, "never_publishing"),
        _below("dataset", Dataset, "served_by"),
    ),
    Dataset: (
        _part("deleted", Dataset, "gone", is_filtered=True),
        _part("constituents subDataset", Dataset, "having_parent"),
        _part("duplicate", Dataset, "duplicates"),
        _part("withNoEndpoint", Dataset, "without_endpoint"),
        _below("constituents", Dataset, "constituents_of"),
        _below("networks", Network, "of_dataset", is_bare=True),
    ),
    Network: (_below("organization", Organization, "in_network"),),
}
"""What each kind of entity has beside the list of all its live ones; second names are those that clients use."""


def list_answer(request: HttpRequest, rows: EntityQuerySet) -> Answer:
    """A page of the rows, or all of them as a table, where the request asks for one."""
    form = exports.wanted(request)
    return _page(request, listing(rows)) if form is None else exports.table_answer(rows, form)


def live_answer(request: HttpRequest, model: type[Entity]) -> Answer:
    """A page of the live entities of a kind, with the filters of the request."""
    return _filtered_answer(request, model, is_live=True)


def _filtered_answer(request: HttpRequest, model: type[Entity], *, is_live: bool) -> Answer:
    found = asked(model, request)
    if exports.wanted(request) is None:
        return _page(request, filtered_listing(model, found, is_live=is_live))
    rows: Any = model.live() if is_live else model.objects.all().gone()  # type: ignore[attr-defined]
    return list_answer(request, rows if found is None else found.filter_queryset(rows))


def filtered_listing(model: type[Entity], found: Asked | None, *, is_live: bool) -> Listing | None:
    """The live or the deleted entities of a kind for which all that is asked holds, by the way that is the shortest."""
    if found is None and is_live:
        return live_listing(model)
    found = found or Asked(())
    wanted = found.wanted()
    if wanted is None:
        return prepared_listing(model, found.given, is_live=is_live)
    counted = wanted_listing(model, wanted, is_live=is_live) if found.is_better_by_words else None
    if found.is_better_by_words and not (counted and found.is_paged_by_rows):
        return counted
    paged = prepared_listing(model, found.given, is_live=is_live)
    if counted:
        return paged and counted_by_words(paged, counted)
    return paged and followed_by_words(paged, model, wanted, is_live=is_live)


class PartViewSet(RegistryViewSet):
    """One part of the entities of a kind."""

    part: ClassVar[Part | None] = None

    def list(self, request: HttpRequest, key: str = "") -> Answer:
        """A page of the part, newest first; of something unknown 404."""
        part = cast(Part, self.part)
        if part.is_filtered:
            return _filtered_answer(request, part.of, is_live=False)
        calls: Calls = ((part.rows, {}),)
        if part.below:
            parent = read_uuid(key)
            if not self.model.objects.filter(pk=parent).exists():
                raise self.unknown_parent(parent)
            calls = ((part.rows, {"": parent}),)
        if exports.wanted(request) is not None and not part.is_bare:
            return list_answer(request, applied(part.of.live(), calls))
        listed = filtered_listing(part.of, Asked(calls), is_live=True)
        if not part.is_bare:
            return _page(request, listed)
        whole = Page(0, LARGEST_LIMIT)
        return page_answer(request, whole, read_page(listed, whole), is_bare=True)


def part_paths(model: type[Entity], *, below: bool) -> Iterator[URLPattern]:
    """The addresses of the parts of a kind: those before its keys, or those below one."""
    for part in PARTS[model]:
        if part.below is below:
            view = PartViewSet.as_view({"get": "list"}, model=model, part=part)
            for name in part.names:
                yield re_path(rf"^(?P<key>[^/]+)/{name}/?$" if below else rf"^{name}/?$", view)


def _page(request: HttpRequest, listed: Listing | None) -> HttpResponse:
    page = Page.of(parameters(request))
    return page_answer(request, page, read_page(listed, page))
