"""Synchronises installations with what they serve: what can be done for each type, and its entry (contract G).

An IPT is synchronised by a run of a source of its feed: the entry is written when the run ends, however it ends and
whoever started it. For other types it is written at once.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction

from entities.exceptions import RegistryError
from entities.models import Endpoint, Installation, SynchronizationRequest
from entities.permissions import Actor, Channel
from entities.services import components, crawling, synchronization
from entities.vocabulary import EndpointType, InstallationType, SynchronizationResult
from harvesting import scheduling, sources
from harvesting.models import HarvestRun, HarvestSource
from harvesting.protocols.ipt_lists import base_of
from harvesting.protocols.resources import address_key
from harvesting.vocabulary import FailureKind, HarvestType, RunState, Trigger

_RESULTS = {
    FailureKind.HTTP: SynchronizationResult.HTTP_ERROR,
    FailureKind.NETWORK: SynchronizationResult.IO_EXCEPTION,
    FailureKind.PROTOCOL: SynchronizationResult.PROTOCOL_ERROR,
}


class NotSynchronized(Exception):
    """Why an installation cannot be synchronised."""


def work() -> int:
    """Synchronise the installations for which somebody asked; answers how many."""
    done = 0
    while taken := synchronization.take(1):
        synchronize(taken[0])
        done += 1
    return done


def synchronize(request: SynchronizationRequest) -> None:
    """One synchronisation, or its beginning; the request is done with, whatever came of it."""
    installation = request.installation
    actor = Actor(settings.HARVEST_USER, Channel.HARVEST, reason=f"asked for by {request.requested_by}")
    try:
        details = _synchronized(installation, actor)
    except (NotSynchronized, RegistryError) as failure:
        _enter(installation, SynchronizationResult.OTHER_ERROR, _failed(SynchronizationResult.OTHER_ERROR, failure))
    else:
        if details:
            _enter(installation, SynchronizationResult.OK, details)
    synchronization.finish(installation)


def note_end(run: HarvestRun) -> None:
    """The entry of a run by which an IPT was synchronised; nothing for other runs, and cancelled ones."""
    source = run.source
    if source.harvest_type != HarvestType.IPT or run.state not in (RunState.OK, RunState.FAILED):
        return
    if run.state == RunState.OK:
        _enter(
            source.installation,
            SynchronizationResult.OK,
            f"Synchronization succeeded. {run.updated} datasets were updated. {run.created} datasets were added."
            f" {run.removed} datasets were deleted.",
        )
    else:
        result = _RESULTS.get(FailureKind(run.failure_kind or FailureKind.OTHER), SynchronizationResult.OTHER_ERROR)
        _enter(source.installation, result, _failed(result, run.failure_message))


def _enter(installation: Installation, result: SynchronizationResult, details: str) -> None:
    actor = Actor(settings.HARVEST_USER, Channel.HARVEST, reason="synchronisation")
    synchronization.record(installation, result, details, actor=actor)


def _failed(result: SynchronizationResult, why: object) -> str:
    return f"Synchronization failed with error [{result}]. {why}"


def _synchronized(installation: Installation, actor: Actor) -> str:
    """What came of it; "" where that is not known yet."""
    if installation.is_deleted:
        raise NotSynchronized("The installation is deleted.")
    run = _WAYS.get(installation.type)
    if run is None:
        supported = ", ".join(_WAYS)
        raise NotSynchronized(f"Installations of type {installation.type} are not supported, only {supported}.")
    return run(installation, actor)


def _crawl_all(installation: Installation, actor: Actor) -> str:
    """Each dataset by its own endpoint; what is new on the server cannot be seen there."""
    asked = crawling.request_installation(installation, actor=actor)
    return f"Synchronization succeeded. {asked} datasets will be crawled."


def _harvest_ipt(installation: Installation, actor: Actor) -> str:
    """As a harvest of its feed, by the source that there is, or by a new one."""
    with transaction.atomic():
        source = source_of(installation) or _new_source(installation, actor)
        scheduling.start(source, Trigger.MANUAL, actor=actor)
    return ""


def source_of(installation: Installation) -> HarvestSource | None:
    """The source that harvests an IPT; None where there is none."""
    ours = HarvestSource.objects.live().filter(harvest_type=HarvestType.IPT)
    return ours.filter(installation=installation).order_by("created").first()


def _new_source(installation: Installation, actor: Actor) -> HarvestSource:
    rows = components.table(Installation, Endpoint).filter(entity=installation, url__isnull=False)
    feed = rows.filter(type=EndpointType.FEED).order_by("created", "pk").first()
    if feed is None:
        raise NotSynchronized("The installation has no endpoint of type FEED.")
    same = HarvestSource.objects.live().filter(harvest_type=HarvestType.IPT, organization=installation.organization)
    for source in same:
        if address_key(base_of(source.url)) == address_key(base_of(feed.url)):
            return source
    values = {
        "name": installation.title,
        "url": feed.url,
        "harvest_type": HarvestType.IPT.value,
        "organization": installation.organization,
        "installation": installation,
        "publish": True,
    }
    return sources.create(values, actor=actor)


_WAYS: dict[str, Callable[[Installation, Actor], str]] = {
    InstallationType.HTTP_INSTALLATION.value: _crawl_all,
    InstallationType.IPT_INSTALLATION.value: _harvest_ipt,
}
"""How each type of installation is synchronised."""
