"""A second copy of the product, with a database and a folder of its own, harvests the central WAF of the first one."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.running.portal import OUTSIDE, PROJECT, Portal

pytestmark = pytest.mark.xdist_group("up")  # with the tests of the portal that it harvests

_OWN_KEYS = frozenset({"key", "created", "modified", "createdBy", "modifiedBy"})
_OWN_FIELDS = frozenset({"installationKey", "publishingOrganizationKey", "parentDatasetKey", "citation", "machineTags"})
"""What each registry says for itself. A citation names the publisher, and the registry's own DOI."""
_GIVEN_HERE = re.compile(r"10\.5072/[a-z0-9]{6}")
"""A DOI that the registry made, because the document has none."""
_MAKE_ORGANIZATION = """
from entities.models import Node, Organization
from entities.permissions import Actor, Channel
from entities.services import lifecycle
actor = Actor("second", Channel.COMMAND)
node = lifecycle.create(Node, {"title": "Node", "type": "OTHER", "participation_status": "AFFILIATE"}, actor=actor)
values = {"title": "Mirror", "language": "eng", "country": "NO", "endorsing_node_id": node.pk}
print("KEY", lifecycle.create(Organization, values, actor=actor).pk)
"""


class SecondCopy:
    """The product in another state folder, on another database of the same server."""

    def __init__(self, first: Portal, folder: Path) -> None:
        self._first = (first.folder / "database-url").read_text().strip()
        self.database = urlunsplit(urlsplit(self._first)._replace(path="/second_copy"))
        broker = (first.folder / "redis-url").read_text().strip().replace("db=0", "db=7")
        own = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
        self._environment = own | {
            "STATE_DIR": str(folder),
            "DATABASE_URL": self.database,
            "REDIS_URL": broker,
            "HARVEST_ALLOWED_PRIVATE": f"127.0.0.1:{first.port}",
        }

    def create(self) -> None:
        """An empty registry."""
        self._on_server("CREATE DATABASE second_copy")
        self.manage("migrate", "--verbosity", "0")

    def drop(self) -> None:
        """No trace of it in the first one's server."""
        self._on_server("DROP DATABASE IF EXISTS second_copy WITH (FORCE)")

    def manage(self, *arguments: str) -> str:
        """What a command of the second copy says."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=PROJECT, env=self._environment, capture_output=True, text=True, timeout=180)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _on_server(self, statement: str) -> None:
        with psycopg.connect(self._first, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]


@pytest.fixture
def second(portal: Portal, tmp_path: Path) -> Iterator[SecondCopy]:
    """A copy beside the portal, with nothing in it."""
    copy = SecondCopy(portal, tmp_path)
    copy.drop()
    try:
        copy.create()
        yield copy
    finally:
        copy.drop()


def _harvested(database: str) -> dict[str, Any]:
    """The live datasets that come from documents, by title, without what each registry says for itself."""
    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT coalesce(nullif(rendered_item, ''), rendered) FROM entities_dataset d"
            " JOIN harvesting_harvesteddocument h ON h.dataset_id = d.key WHERE d.deleted IS NULL AND h.removed IS NULL"
        )
        datasets = [json.loads(text, strict=False) for (text,) in rows]
    return {dataset["title"]: _common(dataset) for dataset in datasets}


def _common(dataset: dict[str, Any]) -> dict[str, Any]:
    shared = {name: _bare(value) for name, value in dataset.items() if name not in _OWN_FIELDS | _OWN_KEYS}
    if _GIVEN_HERE.fullmatch(shared.get("doi", "")):
        del shared["doi"]
    for endpoint in shared["endpoints"]:
        endpoint.pop("machineTags", None)
    return shared


def _bare(value: Any) -> Any:
    if isinstance(value, list):
        return [_bare(item) for item in value]
    if isinstance(value, dict):
        return {name: _bare(item) for name, item in value.items() if name not in _OWN_KEYS}
    return round(value, 4) if isinstance(value, float) else value  # boxes that are points are served widened


def _wait_for_first_harvest(portal: Portal) -> None:
    deadline = time.monotonic() + 120
    while not (found := portal.data("/api/v1/Harvests")["data"]) or found[0]["last_harvest_status"] != "ok":
        assert time.monotonic() < deadline, found
        time.sleep(0.5)


def test_a_second_copy_that_harvests_the_central_waf_has_the_same_datasets(portal: Portal, second: SecondCopy) -> None:
    _wait_for_first_harvest(portal)
    key = second.manage("shell", "-c", _MAKE_ORGANIZATION).split("KEY ")[1].strip()

    second.manage("harvest", f"http://127.0.0.1:{portal.port}/waf/", "--organization", key)

    ours = _harvested((portal.folder / "database-url").read_text().strip())
    theirs = _harvested(second.database)
    assert len(ours) > 15
    assert theirs == ours
