"""Sources as one file, to carry them from one registry to another: idempotent, with a dry run.

A source is found again by its URL. Organizations are named by key, and by title where the other registry has given them
another key; runs, records and datasets are not carried: the first run brings them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction

from entities.exceptions import MalformedValue, RegistryError
from entities.models import Organization
from entities.permissions import Actor
from entities.representation import read_uuid
from harvesting import sources
from harvesting.models import HarvestSource

CARRIED = (
    "name", "url", "harvest_type", "publish", "interval", "contact", "connections", "allowed_hosts", "document_limit",
    "archives", "delay", "downstream_url",
)  # fmt: skip


def exported() -> Iterator[dict[str, Any]]:
    """All live sources, by URL."""
    for source in HarvestSource.objects.live().select_related("organization").order_by("url"):
        values = {name: getattr(source, name) for name in CARRIED}
        yield values | {"organization": str(source.organization_id), "organization_title": source.organization.title}


class _DryRun(Exception):
    """Takes back what a trial wrote."""


def import_all(entries: Sequence[Any], *, actor: Actor, dry_run: bool = False) -> tuple["Counter[str]", list[str]]:
    """Make or change the sources; answers how many were created, changed, unchanged, refused, and why.

    One entry that is refused stops no other.
    """
    counts: Counter[str] = Counter()
    reasons = []
    for number, entry in enumerate(entries, start=1):
        try:
            with transaction.atomic():
                counts[_import(entry, actor)] += 1
                if dry_run:
                    raise _DryRun
        except _DryRun:
            pass
        except RegistryError as error:
            counts["refused"] += 1
            url = entry.get("url", "without URL") if isinstance(entry, Mapping) else "no object"
            reasons.append(f"Entry {number} ({url}): {error}")
    return counts, reasons


def _import(entry: Any, actor: Actor) -> str:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("url"), str):
        raise MalformedValue("an entry must be an object with a URL")
    values = {name: entry[name] for name in CARRIED if name in entry}
    values["organization"] = _organization(entry)
    known = HarvestSource.objects.live().filter(url=entry["url"]).select_related("organization").first()
    if known is None:
        sources.create(values, actor=actor)
        return "created"
    changed = {name: value for name, value in values.items() if getattr(known, name) != value}
    if not changed:
        return "unchanged"
    sources.change(known, changed, actor=actor)
    return "changed"


def _organization(entry: Mapping[str, Any]) -> Organization:
    live = Organization.objects.live()  # type: ignore[attr-defined]
    found = live.filter(pk=read_uuid(entry.get("organization"))).first()
    if found is None:
        named = list(live.filter(title=entry.get("organization_title") or "")[:2])
        if len(named) != 1:
            raise MalformedValue(f"there is no organization {entry.get('organization_title')!r} here")
        found = named[0]
    return found  # type: ignore[no-any-return]
