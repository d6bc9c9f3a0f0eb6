"""What a database and a state folder need before the portal can serve from them; each step is skipped once it is done.

The steps run in one Django process (`manage.py prepare`) before the others start.
"""

import hashlib
import io
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from entities.models import Organization
from registry_site import environment
from registry_site.running.progress import say, step
from registry_site.running.state import StateFolder

ADMINISTRATOR = "admin"
PASSWORD_FILE = "admin-password"  # noqa: S105 - a file's name
ADMINISTRATOR_ROLE = "REGISTRY_ADMIN"


@dataclass(frozen=True)
class Step:
    """Something to be done once: what it is called, whether it is needed, and how it is done."""

    title: str
    is_needed: Callable[[], bool]
    do: Callable[[], None]
    is_optional: bool = False
    shows_progress: bool = False


def prepare(state: StateFolder) -> None:
    """Do all steps that are needed, in order; a failure leaves those before it done, an optional one is reported."""
    for one in steps(state):
        if not one.is_needed():
            continue
        try:
            with step(one.title, speaks=one.shows_progress):
                one.do()
        except CommandError as error:
            if not one.is_optional:
                raise
            say(f"    not complete, the portal starts without: {error}")


def steps(state: StateFolder) -> list[Step]:
    """The one list of what a start needs."""
    return [
        Step("Migrating the database", has_pending_migrations, _migrate),
        Step(
            "Collecting static files",
            lambda: _static_digest() != _collected_digest(),
            _collect_static,
        ),
        Step(
            "Creating the administrator",
            has_no_administrator,
            lambda: create_administrator(state),
        ),
        Step("Loading the sample registry", _wants_sample, _load_sample, is_optional=True, shows_progress=True),
        Step(
            "Registering the demo source",
            lambda: _wants_demo_source(state),
            lambda: _load_demo_source(state),
            is_optional=True,
        ),
    ]


def has_pending_migrations() -> bool:
    """Whether the database lacks a migration of this release."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def has_no_administrator() -> bool:
    """Whether nobody may do everything yet."""
    return not get_user_model().objects.filter(roles__contains=[ADMINISTRATOR_ROLE]).exists()


def create_administrator(state: StateFolder) -> None:
    """An administrator with the password of ADMIN_PASSWORD, or a random one, kept in `admin-password` (mode 600)."""
    password = environment.secret("ADMIN_PASSWORD") or secrets.token_urlsafe(15)
    email = environment.text("ADMIN_EMAIL", "admin@registry.localhost")
    get_user_model().objects.create_user(
        ADMINISTRATOR,
        email,
        password,
        roles=[ADMINISTRATOR_ROLE],
        is_active=True,
        email_verified=True,
        approved=True,
    )
    state.keep(PASSWORD_FILE, password)


def _wants_sample() -> bool:
    return environment.flag("LOAD_SAMPLE", default=True) and bool(_sample_files()) and not Organization.objects.exists()


def _sample_files() -> list[str]:
    return sorted(str(file) for file in (settings.BASE_DIR / "samples" / "registry").glob("*.json"))


def _load_sample() -> None:
    call_command("import_registry", *_sample_files(), create_missing=True, verbosity=0, stdout=io.StringIO())


def _wants_demo_source(state: StateFolder) -> bool:
    return bool(settings.DEMO_SOURCE_URL) and state.kept("demo-source") != settings.DEMO_SOURCE_URL


def _load_demo_source(state: StateFolder) -> None:
    call_command("load_demo_source", settings.DEMO_SOURCE_URL, verbosity=0, stdout=io.StringIO())
    state.keep("demo-source", settings.DEMO_SOURCE_URL)


def _lacks_static_files() -> bool:
    """Whether files came or changed since they were collected; in production, the image has them."""
    return not settings.IN_PRODUCTION and _static_digest() != _collected_digest()


def _static_digest() -> str:
    """A digest of names, sizes and times of all static files: looking costs a few milliseconds, collecting a second."""
    lines = (f"{path}\0{status.st_size}\0{status.st_mtime_ns}" for path, status in _static_sources())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _static_sources() -> Iterator[tuple[str, os.stat_result]]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            path = storage.path(name)
            yield path, Path(path).stat()


def _collected_digest() -> str:
    note = Path(settings.STATIC_ROOT) / ".digest"
    return note.read_text() if note.exists() else ""


def _collect_static() -> None:
    """Collect into an emptied folder: a manifest of an earlier release would break every page."""
    shutil.rmtree(settings.STATIC_ROOT, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    (Path(settings.STATIC_ROOT) / ".digest").write_text(_static_digest())
