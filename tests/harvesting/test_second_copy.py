"""Our own OAI-PMH provider harvested by ourselves: a second copy of the registry, with a database of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import LazySettings
from django.db import connection
from lxml import etree

from entities.models import Contact, Dataset, MetadataDocument
from harvesting import sources
from harvesting.models import HarvestSource
from harvesting.vocabulary import RunState
from registry_site.running.readiness import free_port
from tests import factories
from tests.harvesting.conftest import counts, harvest

pytestmark = pytest.mark.django_db(transaction=True)
PROJECT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 120.0


class Copy:
    """The second copy: a server process on a database of its own."""

    def __init__(self, database: str, log: Path) -> None:
        self.port, self._log = free_port(), log
        parts = urlsplit(os.environ["DATABASE_URL"])
        self._environment = os.environ | {
            "DATABASE_URL": urlunsplit(parts._replace(path=f"/{database}")),
            "DJANGO_SETTINGS_MODULE": "registry_site.settings",
        }
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its repository."""
        return f"http://127.0.0.1:{self.port}/v1/oai-pmh/registry"

    def do(self, code: str) -> None:
        """Run statements in it."""
        begin = "import django; django.setup(); from entities.models import *; from entities.services import *;"
        begin += "from entities.services import lifecycle; from tests import factories;"
        subprocess.run([sys.executable, "-c", begin + code], cwd=PROJECT, env=self._environment, check=True)

    def start(self) -> None:
        """Serve, and wait until it answers."""
        command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{self.port}"]
        with self._log.open("wb") as output:
            self._server = subprocess.Popen(command, cwd=PROJECT, env=self._environment, stdout=output, stderr=output)
        end = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < end, self._log.read_text()
            time.sleep(0.2)

    def stop(self) -> None:
        """End the server."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/v1/oai-pmh/registry?verb=Identify")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


def _command(statement: str, *values: str) -> None:
    """A statement that no transaction may hold."""
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    wanted = {name: parameters[name] for name in ("host", "port", "user", "password", "dbname") if parameters.get(name)}
    with psycopg.connect(**wanted, autocommit=True) as session:
        session.execute(statement.encode(), values)


@pytest.fixture
def copy(tmp_path: Path, settings: LazySettings) -> Iterator[Copy]:
    """A second copy with two datasets, one of them with a contact."""
    own = connection.settings_dict["NAME"]
    database = f"{own}_second_copy"  # each test process has one of its own
    connection.close()
    _command(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
    # Ours is migrated, and empty now; what threads of other tests left open keeps it from being copied.
    _command("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", own)
    _command(f"CREATE DATABASE {database} TEMPLATE {own}")
    second = Copy(database, tmp_path / "server.log")
    settings.HARVEST_ALLOWED_PRIVATE = [f"127.0.0.1:{second.port}"]
    try:
        second.do(
            "one = factories.dataset(title='Kelp of the fjord', description='<p>All kelp.</p>', type='OCCURRENCE');"
            "factories.component(one, Contact, type='ORIGINATOR', first_name='Kim', last_name='Berg', primary=True);"
            "lifecycle.change(one, {'title': 'Kelp of the fjord'}, actor=factories.actor());"
            "factories.dataset(title='Moss', description='<p>All moss.</p>');"
            "factories.dataset(title='Lichens', description='<p>All lichens.</p>')"
        )
        second.start()
        yield second
    finally:
        second.stop()
        _command(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")


def source_of(copy: Copy) -> HarvestSource:
    """A source here that harvests the second copy."""
    values = {"url": copy.url, "harvest_type": "OAI-PMH", "publish": True, "organization": factories.organization()}
    return sources.create(values, actor=factories.actor())


def test_datasets_of_the_second_copy_appear_change_and_vanish_here(copy: Copy) -> None:
    source = source_of(copy)

    first = harvest(source)
    kelp = Dataset.live().get(title="Kelp of the fjord")
    copy.do(
        "kelp = Dataset.objects.get(title='Kelp of the fjord');"
        "lifecycle.change(kelp, {'title': 'Kelp, revised'}, actor=factories.actor());"
        "lifecycle.delete(Dataset.objects.get(title='Moss'), actor=factories.actor());"
        "factories.dataset(title='Ferns', description='<p>All ferns.</p>')"
    )
    second = harvest(source)

    assert (first.state, counts(first)) == (RunState.OK, (3, 0, 0, 0))
    assert (second.state, second.is_partial, second.created, second.updated, second.removed) == (
        RunState.OK, True, 1, 1, 1,
    )  # fmt: skip
    assert sorted(Dataset.live().values_list("title", flat=True)) == ["Ferns", "Kelp, revised", "Lichens"]
    assert Dataset.live().get(title="Kelp, revised").key == kelp.key


def test_records_come_as_eml_and_hold_what_the_second_copy_knows(copy: Copy) -> None:
    source = source_of(copy)

    harvest(source)

    kelp = Dataset.live().get(title="Kelp of the fjord")
    document = MetadataDocument.objects.get(dataset=kelp)
    root = etree.fromstring(bytes(document.content))
    contacts = Dataset.components[Contact]._default_manager.filter(entity=kelp, type="ORIGINATOR")
    assert (document.type, etree.QName(root).localname) == ("EML", "eml")
    assert kelp.description == "<p>All kelp.</p>"
    assert list(contacts.values_list("first_name", "last_name")) == [("Kim", "Berg")]
    assert kelp.publishing_organization == source.organization
    assert factories.actor().name not in kelp.created_by
