"""The installations that sources' datasets are served by: found, made, kept in step (checklist contract E.2).

A WAF or a catalogue gets one of its own, with the source's name. An IPT is one itself: it is looked for by the address
of its feed, and by its identifier once its feed was read.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from entities.exceptions import RuleViolation
from entities.models import Contact, Endpoint, Identifier, Installation, MachineTag, Organization
from entities.permissions import Actor
from entities.services import components, lifecycle
from entities.vocabulary import EndpointType, IdentifierType, InstallationType
from harvesting.models import HarvestSource
from harvesting.protocols import PROTOCOLS
from harvesting.protocols.ipt_lists import Channel, base_of
from harvesting.protocols.resources import address_key
from harvesting.registration import METASYNC

logger = logging.getLogger(__name__)

_VERSION = {"namespace": METASYNC, "name": "version"}


def of_new_source(source: HarvestSource, *, actor: Actor) -> Installation:
    """The installation of a source that is being made."""
    if not _is_ipt(source):
        return _make(source, {}, actor)
    return _at_feed(source) or _make_ipt(source, actor)


def move(source: HarvestSource, organization: Organization, *, actor: Actor) -> None:
    """Keep the source's own installation in step with it; one that is an IPT is found anew for another organization."""
    installation = source.installation
    if _is_ipt(source):
        if installation.organization_id != organization.pk or installation.type != InstallationType.IPT_INSTALLATION:
            source.installation = of_new_source(source, actor=actor)
    elif (installation.organization_id, installation.title) != (organization.pk, source.name):
        values = {"organization_id": organization.pk, "title": source.name}
        lifecycle.change(installation, values, actor=actor)


def follow(source: HarvestSource, channel: Channel, *, actor: Actor) -> None:
    """Take over what an IPT says of itself: all, the first time, of one that a source made; then its version only."""
    known = _identified(source, channel.identifier)
    if known is not None and known.pk != source.installation_id and _is_untold(source.installation):
        _replace(source, known, actor)
    elif _is_untold(source.installation):
        _introduce(source.installation, channel, actor)
    _tag_version(source.installation, channel.generator, actor)


def _is_ipt(source: HarvestSource) -> bool:
    return PROTOCOLS[source.harvest_type].installation_type == InstallationType.IPT_INSTALLATION


def _feed_of(source: HarvestSource) -> str:
    return f"{base_of(source.url)}/rss.do"


def _at_feed(source: HarvestSource) -> Installation | None:
    """A live installation of the organization that has the feed as an endpoint."""
    ours = Installation.objects.live().filter(organization=source.organization_id)  # type: ignore[attr-defined]
    rows = components.table(Installation, Endpoint).filter(entity__in=ours, url__icontains="rss.do")
    wanted = address_key(_feed_of(source))
    found = (row.entity for row in rows.select_related("entity").order_by("pk") if address_key(row.url) == wanted)
    return next(found, None)


def _identified(source: HarvestSource, identifier: str) -> Installation | None:
    """A live installation of the organization that bears the identifier, or has it as its key."""
    if not identifier:
        return None
    ours = Installation.objects.live().filter(organization=source.organization_id)  # type: ignore[attr-defined]
    named = components.table(Installation, Identifier).filter(
        entity__in=ours, type=IdentifierType.UUID, identifier__iexact=identifier
    )
    row = named.select_related("entity").order_by("pk").first()
    return row.entity if row else ours.filter(pk=identifier).first()


def _make_ipt(source: HarvestSource, actor: Actor) -> Installation:
    installation = _make(source, {"type": InstallationType.IPT_INSTALLATION}, actor)
    feed = {"type": EndpointType.FEED.value, "url": _feed_of(source)}
    components.add(installation, Endpoint, feed, actor=actor)
    return installation


def _make(source: HarvestSource, values: dict[str, str], actor: Actor) -> Installation:
    common = {
        "organization_id": source.organization_id,
        "title": source.name,
        "type": InstallationType.HTTP_INSTALLATION,
    }
    return lifecycle.create(Installation, common | values, actor=actor)


def _is_untold(installation: Installation) -> bool:
    """Whether a source made it, and no feed was read yet: it has nothing but the endpoint."""
    if installation.type != InstallationType.IPT_INSTALLATION or installation.description:
        return False
    kinds = (Contact, Identifier, MachineTag)
    return not any(components.table(Installation, kind).filter(entity=installation).exists() for kind in kinds)


def _replace(source: HarvestSource, known: Installation, actor: Actor) -> None:
    """The IPT is registered already: the one that was made for the source is not needed any more."""
    made = source.installation
    source.installation = known
    source.save(update_fields=["installation"])
    if not made.datasets.exists() and not made.harvest_sources.exists():
        lifecycle.delete(made, actor=actor)


def _introduce(installation: Installation, channel: Channel, actor: Actor) -> None:
    for name, text in {"title": channel.title, "description": channel.description}.items():
        if text:
            with _as_far_as_valid(installation):
                lifecycle.change(installation, {name: text}, actor=actor)
    if channel.identifier:
        identifier = {"type": IdentifierType.UUID.value, "identifier": channel.identifier}
        components.add(installation, Identifier, identifier, actor=actor)
    if channel.contact_email:
        first, _, last = channel.contact_name.rpartition(" ")
        contact = {
            "type": "TECHNICAL_POINT_OF_CONTACT",
            "primary": True,
            "first_name": first or None,
            "last_name": last or None,
            "email": [channel.contact_email],
        }
        with _as_far_as_valid(installation):
            components.add(installation, Contact, contact, actor=actor)


@contextmanager
def _as_far_as_valid(installation: Installation) -> Iterator[None]:
    """What a feed says against the rules of the registry is left out, and fails no run."""
    try:
        with transaction.atomic():
            yield
    except RuleViolation as error:
        logger.warning("The feed of installation %s says what is not taken over: %s", installation.pk, error)
        installation.refresh_from_db()


def _tag_version(installation: Installation, generator: str, actor: Actor) -> None:
    rows = components.table(Installation, MachineTag).filter(entity=installation, **_VERSION)
    if not generator or list(rows.values_list("value", flat=True)) == [generator]:
        return
    components.remove(installation, MachineTag, actor=actor, **_VERSION)
    components.add(installation, MachineTag, _VERSION | {"value": generator}, actor=actor)
