"""What the settings refuse: at start by their readers, before serving by the system checks."""

import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from registry_site.checks import check_settings, is_strong, reaches_this_host

KEY = secrets.token_urlsafe(64)
PRODUCTION = {
    "DEPLOYMENT": "production",
    "ALLOWED_HOSTS": "registry.example.org",
    "SECRET_KEY": KEY,
    "DATABASE_URL": "postgres://registry@127.0.0.1:1/registry",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


def codes(settings: Settings, **changed: Any) -> set[str | None]:
    """The messages' codes under changed settings."""
    for name, value in changed.items():
        setattr(settings, name, value)
    return {message.id for message in check_settings()}


def test_it_has_nothing_to_say_about_the_defaults(settings: Settings) -> None:
    assert codes(settings, ALLOWED_HOSTS=["localhost"]) == set()


def test_it_refuses_debugging_in_production(settings: Settings) -> None:
    found = codes(
        settings, DEBUG=True, IN_PRODUCTION=True, SECRET_KEY=KEY, JWT_SIGNING_KEY=KEY, ALLOWED_HOSTS=["localhost"]
    )
    assert found == {"registry.E001"}


def test_it_refuses_debugging_beyond_this_machine(settings: Settings) -> None:
    assert "registry.E002" in codes(settings, DEBUG=True, ALLOWED_HOSTS=["registry.example.org"])


def test_it_refuses_a_wildcard_host_in_production(settings: Settings) -> None:
    assert "registry.E003" in codes(settings, IN_PRODUCTION=True, ALLOWED_HOSTS=["*"])


def test_it_warns_of_a_public_name_without_production(settings: Settings) -> None:
    assert codes(settings, ALLOWED_HOSTS=["registry.example.org"]) == {"registry.W001"}


def test_it_refuses_a_simple_key_in_production(settings: Settings) -> None:
    assert "registry.E004" in codes(settings, IN_PRODUCTION=True, SECRET_KEY="x" * 80, JWT_SIGNING_KEY=KEY)


def test_it_knows_random_keys_from_simple_ones() -> None:
    assert is_strong(KEY)
    assert not is_strong("short")
    assert not is_strong("ab" * 40)


def test_it_refuses_loopback_sources_in_production(settings: Settings) -> None:
    found = codes(
        settings,
        IN_PRODUCTION=True,
        SECRET_KEY=KEY,
        JWT_SIGNING_KEY=KEY,
        ALLOWED_HOSTS=["registry.example.org"],
        HARVEST_ALLOWED_PRIVATE=["10.1.2.3:80", "127.0.0.1:9000"],
    )
    assert found == {"registry.E005"}


@pytest.mark.parametrize(
    "entry",
    ["127.0.0.1:80", "127.8.0.0/16:80", "0.0.0.0/0:80", "[::1]:80", "169.254.169.254:80", "fe80::1:80", "::/0:80"],
)
def test_it_recognizes_this_host_in_every_notation(entry: str) -> None:
    assert reaches_this_host(entry)


@pytest.mark.parametrize("entry", ["10.0.0.0/8:80", "192.168.1.1:8080", "fd00::/8:443"])
def test_it_lets_other_private_networks_be(entry: str) -> None:
    assert not reaches_this_host(entry)


def manage(project: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """A real process with nothing but the given environment."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=project,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_is_clean_for_production(project: Path) -> None:
    outcome = manage(project, PRODUCTION, "check", "--deploy", "--fail-level", "WARNING")
    assert outcome.returncode == 0, outcome.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_it_does_not_start_in_production_without(project: Path, missing: str) -> None:
    environment = {name: value for name, value in PRODUCTION.items() if name != missing}
    outcome = manage(project, environment, "check")
    assert outcome.returncode != 0
    assert missing in outcome.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("DEBUG", "true", "DEBUG"), ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS"), ("SECRET_KEY", "changeme", "SECRET_KEY")],
)
def test_it_does_not_start_in_production_with(project: Path, name: str, value: str, said: str) -> None:
    outcome = manage(project, {**PRODUCTION, name: value}, "check")
    assert outcome.returncode != 0
    assert said in outcome.stderr
