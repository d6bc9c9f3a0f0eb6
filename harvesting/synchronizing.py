"""Synchronises installations with what they serve: what can be done for each type, and its entry (contract G)."""

from collections.abc import Callable

from django.conf import settings

from entities.exceptions import RegistryError
from entities.models import Installation, SynchronizationRequest
from entities.permissions import Actor, Channel
from entities.services import crawling, synchronization
from entities.vocabulary import InstallationType, SynchronizationResult


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
    """One synchronisation and its entry; the request is done with, whatever came of it."""
    installation = request.installation
    actor = Actor(settings.HARVEST_USER, Channel.HARVEST, reason=f"asked for by {request.requested_by}")
    try:
        details = _synchronized(installation, actor)
    except (NotSynchronized, RegistryError) as failure:
        result = SynchronizationResult.OTHER_ERROR
        details = f"Synchronization failed with error [{result}]. {failure}"
    else:
        result = SynchronizationResult.OK
    synchronization.record(installation, result, details, actor=actor)
    synchronization.finish(installation)


def _synchronized(installation: Installation, actor: Actor) -> str:
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


_WAYS: dict[str, Callable[[Installation, Actor], str]] = {
    InstallationType.HTTP_INSTALLATION.value: _crawl_all,
}
"""How each type of installation is synchronised."""
