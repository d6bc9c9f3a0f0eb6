"""Typed readers of the environment: each names the variable in its error, so that a bad value is found at start.

Every variable may also be given as a file: `NAME_FILE=/run/secrets/name` stands for `NAME=<the file's text>`.
The readers work without Django's settings, so that the supervisor of `manage.py up` uses them as well.
"""

import ipaddress
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}
_REDIS_SCHEMES = {"redis", "rediss", "unix"}


def text(name: str, default: str = "") -> str:
    """The variable's text without surrounding white space; the default where it is missing or empty."""
    file = os.environ.get(f"{name}_FILE")
    try:
        value = Path(file).read_text() if file else os.environ.get(name, "")
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name}_FILE names a file that cannot be read: {error}") from error
    return value.strip() or default


def secret(name: str, kept_in: Path | None = None) -> str:
    """A secret from the variable, its file, or else the file that `manage.py up` keeps for it; "" if there is none."""
    if value := text(name):
        return value
    try:
        return kept_in.read_text().strip() if kept_in else ""
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is not set and {kept_in} cannot be read: {error}") from error


def flag(name: str, default: bool) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off, in any case."""
    value = text(name, str(default)).lower()
    if value not in _TRUE | _FALSE:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value in _TRUE


def integer(name: str, default: int, minimum: int = 0, maximum: int = 2**31) -> int:
    """A whole number within the bounds, both included."""
    value = text(name, str(default))
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None
    if not minimum <= number <= maximum:
        raise ImproperlyConfigured(f"{name} must be between {minimum} and {maximum}, not {number}.")
    return number


def choice(name: str, default: str, allowed: Sequence[str]) -> str:
    """One of the allowed words."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def items(name: str, default: Sequence[str] = ()) -> list[str]:
    """The comma-separated parts, without empty ones."""
    return [part.strip() for part in text(name, ",".join(default)).split(",") if part.strip()]


def pairs(name: str) -> dict[str, str]:
    """Entries `name:value`, separated by commas or lines; no value may be empty."""
    found = {}
    for entry in text(name).replace("\n", ",").split(","):
        key, _, value = (part.strip() for part in entry.partition(":"))
        if bool(key) != bool(value):
            raise ImproperlyConfigured(f"{name}: each entry must be name:value.")
        if key:
            found[key] = value
    return found


def private_addresses(name: str) -> list[str]:
    """Entries `address-or-network:port` for which harvesting may leave the public internet (empty by default)."""
    entries = items(name)
    for entry in entries:
        _check_private_address(name, entry)
    return entries


def _check_private_address(name: str, entry: str) -> None:
    network, separator, port = entry.rpartition(":")
    try:
        ipaddress.ip_network(network.strip("[]"), strict=False)
        number = int(port)
    except ValueError:
        number = 0
    if not separator or not 1 <= number <= 65535:
        raise ImproperlyConfigured(f"{name}: {entry!r} is no address:port or network/bits:port.")


def database(name: str, url: str) -> dict[str, Any]:
    """Django's settings of a PostgreSQL database by its address; `?host=/folder` stands for a Unix socket."""
    if urlsplit(url).scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"{name} must begin with postgres://, for instance postgres://user:password@host/name."
        )
    try:
        settings: dict[str, Any] = environ.Env.db_url_config(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {error}") from error
    if not settings.get("NAME"):
        raise ImproperlyConfigured(f"{name} names no database.")
    options = settings.setdefault("OPTIONS", {})
    settings["HOST"] = options.pop("host", settings["HOST"])
    return settings


def mail(name: str, default: str) -> dict[str, Any]:
    """Django's settings of a mail server by its address."""
    url = text(name, default)
    if urlsplit(url).scheme not in environ.Env.EMAIL_SCHEMES:
        raise ImproperlyConfigured(f"{name} must be like smtp+tls://user:password@host:587 or filemail:///folder.")
    try:
        settings: dict[str, Any] = environ.Env.email_url_config(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {error}") from error
    settings["EMAIL_FILE_PATH"] = urlsplit(url).path or None
    return {key: value for key, value in settings.items() if key.startswith("EMAIL_")}


def redis(name: str, url: str) -> str:
    """The address of a Redis or Valkey server: redis://, rediss:// or unix:///path?db=N."""
    parts = urlsplit(url)
    if parts.scheme not in _REDIS_SCHEMES or not (parts.hostname or parts.path):
        raise ImproperlyConfigured(f"{name} must be redis://host:port/number or unix:///path?db=number.")
    return url


def celery_broker(redis_url: str) -> str:
    """The same server as Celery writes it: a Unix socket is redis+socket:// with a virtual host for the number."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    number = dict(pair.partition("=")[::2] for pair in parts.query.split("&")).get("db", "0")
    return f"redis+socket://{parts.path}?virtual_host={number}"
