"""System checks of the settings: what would only fail, or be open to the world, much later."""

import ipaddress
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

LOOPBACK_HOSTS = {"localhost", "127.0.0.1", "[::1]"}
SHORTEST_KEY = 50


@register(Tags.security)
def check_settings(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """All messages about the settings."""
    return [
        *_debug_messages(),
        *_host_messages(),
        *_key_messages(),
        *_harvest_messages(),
    ]


def refuse_mistakes() -> None:
    """Keep every process from starting with settings that the checks call errors: servers do not run the checks."""
    errors = [message.msg for message in check_settings() if message.is_serious()]
    if errors:
        raise ImproperlyConfigured(" ".join(errors))


def _debug_messages() -> Iterator[CheckMessage]:
    if not settings.DEBUG:
        return
    if settings.IN_PRODUCTION:
        yield Error(
            "DEBUG is on where DEPLOYMENT=production: it shows settings to everybody.",
            id="registry.E001",
        )
    if set(settings.ALLOWED_HOSTS) - LOOPBACK_HOSTS:
        yield Error(
            "DEBUG is on and ALLOWED_HOSTS goes beyond this machine.",
            id="registry.E002",
        )


def _host_messages() -> Iterator[CheckMessage]:
    if "*" in settings.ALLOWED_HOSTS and settings.IN_PRODUCTION:
        yield Error(
            "ALLOWED_HOSTS has a wildcard where DEPLOYMENT=production.",
            id="registry.E003",
        )
    if set(settings.ALLOWED_HOSTS) - LOOPBACK_HOSTS and not settings.IN_PRODUCTION:
        yield Warning(
            "ALLOWED_HOSTS goes beyond this machine: set DEPLOYMENT=production.",
            id="registry.W001",
        )


def _key_messages() -> Iterator[CheckMessage]:
    for name in ("SECRET_KEY", "JWT_SIGNING_KEY"):
        if settings.IN_PRODUCTION and not is_strong(getattr(settings, name)):
            yield Error(
                f"{name} is too simple: take {SHORTEST_KEY} random characters or more.",
                id="registry.E004",
            )


def is_strong(key: str) -> bool:
    """Whether the key is long and varied enough to be random."""
    return len(key) >= SHORTEST_KEY and len(set(key)) > 10


def _harvest_messages() -> Iterator[CheckMessage]:
    if not settings.IN_PRODUCTION:
        return
    for entry in settings.HARVEST_ALLOWED_PRIVATE:
        if reaches_this_host(entry):
            yield Error(
                f"HARVEST_ALLOWED_PRIVATE: {entry} lets sources reach this machine itself.",
                hint="Loopback and link-local addresses are for DEPLOYMENT=development only.",
                id="registry.E005",
            )


def reaches_this_host(entry: str) -> bool:
    """Whether `network:port` shares an address with loopback, link-local or the unspecified network."""
    network = ipaddress.ip_network(entry.rpartition(":")[0].strip("[]"), strict=False)
    own = (
        ("127.0.0.0/8", "169.254.0.0/16", "0.0.0.0/8")
        if network.version == 4
        else ("::/127", "fe80::/10", "::ffff:0:0/96")
    )
    return any(network.overlaps(ipaddress.ip_network(address)) for address in own)
