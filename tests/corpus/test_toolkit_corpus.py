"""A recorded feed of an IPT, with recorded documents and archives, as stock nginx serves them: appear, change, vanish.

Where there is no nginx, the tests' own server serves the same files.
"""

import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings

from entities.models import ChecklistMetrics, Dataset, DatasetArchive, Identifier, MachineTag
from harvesting import crawls, sources
from harvesting.models import HarvestSource
from harvesting.vocabulary import RunState
from registry_site.running.readiness import free_port
from tests import factories
from tests.conftest import CORPUS
from tests.corpus.conftest import documents_of
from tests.harvesting.conftest import counts, harvest
from tests.servers import Request, WafServer

pytestmark = pytest.mark.django_db
FEED = CORPUS / "listings" / "rss" / "ipt__responses_rss.xml"
FOREIGN = CORPUS / "listings" / "rss" / "geonetwork-microservices__impl_one_item_feed_to_custom.xml"
CHECKLIST, OCCURRENCES = "nepal-griis-gbif", "global"
NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
_CONF = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1; {user}
events {{ worker_connections 64; }}
http {{
    access_log off; default_type application/octet-stream; types {{ text/xml xml; application/json json; }}
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{
        listen 127.0.0.1:{port}; root {folder}/site;
        location = /rss.do {{ try_files /rss.xml =404; }}
        location = /inventory/dataset {{ try_files /inventory.json =404; }}
        location = /eml.do {{ try_files /eml/$arg_r.xml =404; }}
        location = /archive.do {{ try_files /archive/$arg_r.zip =404; }}
    }}
}}
"""


@contextmanager
def _nginx(folder: Path) -> Iterator[str]:
    """The files behind stock nginx; its address."""
    port = free_port()
    user = "user root;" if Path.home() == Path("/root") else ""
    conf = folder / "nginx.conf"
    conf.write_text(_CONF.format(folder=folder, port=port, user=user))
    process = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(conf)], stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _own_server(folder: Path) -> Iterator[str]:
    """The same files behind the tests' own server."""
    places = {"/rss.do": "rss.xml", "/inventory/dataset": "inventory.json", "/eml.do": "eml/{}.xml",
              "/archive.do": "archive/{}.zip"}  # fmt: skip

    def serve(name: str, request: Request) -> None:
        asked = parse_qs(urlsplit(request.path).query).get("r", [""])[0]
        path = folder / "site" / name.format(asked)
        request.reply(path.read_bytes()) if path.is_file() else request.reply(b"", 404)

    with WafServer() as server:
        for path, name in places.items():
            server.script(path, partial(serve, name))
        yield server.url.rstrip("/")


def _wait(port: int) -> None:
    """Until it listens."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server does not answer")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The files of the imitation: the recorded feed, a document and an archive for each of its two resources."""
    site = tmp_path / "site"
    for folder in ("eml", "archive"):
        (site / folder).mkdir(parents=True)
    shutil.copy(FEED, site / "rss.xml")
    documents = [row.path for row in documents_of("eml") if row.says("well_formed") == "yes" and row.says("title")]
    shutil.copy(documents[0], site / "eml" / f"{CHECKLIST}.xml")
    shutil.copy(documents[1], site / "eml" / f"{OCCURRENCES}.xml")
    shutil.copy(CORPUS / "dwca" / "dwca-validator__vascan_dwca.zip", site / "archive" / f"{CHECKLIST}.zip")
    return site


@pytest.fixture
def base(site: Path, settings: LazySettings) -> Iterator[str]:
    """The address of the imitation."""
    settings.HARVEST_RETRY_PAUSES = ()
    with (_nginx if NGINX else _own_server)(site.parent) as base:
        settings.HARVEST_ALLOWED_PRIVATE = [urlsplit(base).netloc]
        yield base


@pytest.fixture
def source(base: str) -> HarvestSource:
    values = {"name": "ALA", "url": f"{base}/rss.do", "harvest_type": "IPT", "organization": factories.organization()}
    return sources.create(values | {"publish": True, "archives": "ALWAYS"}, actor=factories.actor())


def of(source: HarvestSource, name: str) -> Dataset:
    """The dataset of a resource."""
    return source.documents.get(file_id=name).dataset  # type: ignore[return-value]


def test_the_resources_of_the_recorded_feed_become_datasets(source: HarvestSource) -> None:
    run = harvest(source)

    assert (run.state, counts(run), run.is_partial) == (RunState.OK, (2, 0, 0, 0), False)
    dataset = of(source, CHECKLIST)
    identifiers = Dataset.components[Identifier]._default_manager.filter(entity=dataset, type="UUID")
    tags = Dataset.components[MachineTag]._default_manager.filter(entity=dataset, name="resource")
    assert "9cfd5f70-968c-4690-94ef-834f01b0cea8" in identifiers.values_list("identifier", flat=True)
    assert list(tags.values_list("value", flat=True)) == [CHECKLIST]
    source.installation.refresh_from_db()
    assert source.installation.title == "ALA IPT"
    assert all(each.dataset and each.title == each.dataset.title for each in source.documents.all())


def test_the_recorded_archive_gives_figures(source: HarvestSource) -> None:
    harvest(source)

    crawls.work()

    dataset = of(source, CHECKLIST)
    archive = DatasetArchive.objects.get(dataset=dataset)
    assert (archive.problem, dataset.type) == ("", "CHECKLIST")
    assert ChecklistMetrics.objects.get(dataset=dataset).usages >= archive.core_rows > 0


def test_a_new_version_in_the_feed_changes_the_dataset(source: HarvestSource, site: Path) -> None:
    harvest(source)
    assert counts(harvest(source)) == (0, 0, 2, 0)
    document = site / "eml" / f"{CHECKLIST}.xml"
    document.write_bytes(
        re.sub(rb"<title[^>]*>[^<]*", b"<title>Introduced species, revised", document.read_bytes(), count=1)
    )
    feed = FEED.read_bytes().replace(b"Version 2.0", b"Version 2.1").replace(b"/v2.0", b"/v2.1")
    (site / "rss.xml").write_bytes(feed)

    run = harvest(source)

    assert counts(run) == (0, 1, 1, 0)
    assert of(source, CHECKLIST).title == "Introduced species, revised"


def test_what_the_feed_has_no_more_vanishes_and_comes_back(source: HarvestSource, site: Path) -> None:
    harvest(source)
    key = of(source, OCCURRENCES).key
    items = re.findall(rb"\s*<item>.*?</item>", FEED.read_bytes(), re.DOTALL)
    (site / "rss.xml").write_bytes(FEED.read_bytes().replace(items[1], b""))

    run = harvest(source)
    assert (run.removed, Dataset.live().filter(pk=key).exists()) == (1, False)

    shutil.copy(FEED, site / "rss.xml")
    harvest(source)
    assert Dataset.live().filter(pk=key).exists()


def test_an_inventory_beside_the_feed_tells_types_and_records(source: HarvestSource, site: Path, base: str) -> None:
    row = {"title": "Nepal", "type": "checklist", "records": 168, "lastPublished": "2017-09-28", "version": 2,
           "gbifKey": "9cfd5f70-968c-4690-94ef-834f01b0cea8", "eml": f"http://ipt.ala.org.au/eml.do?r={CHECKLIST}",
           "dwca": f"http://ipt.ala.org.au/archive.do?r={CHECKLIST}"}  # fmt: skip
    (site / "inventory.json").write_text(json.dumps({"registeredResources": [row]}))

    harvest(source)

    dataset = of(source, CHECKLIST)
    tags = Dataset.components[MachineTag]._default_manager.filter(entity=dataset, name="declaredCount")
    assert (dataset.type, list(tags.values_list("value", flat=True))) == ("CHECKLIST", ["168"])


def test_a_feed_of_something_else_is_no_list_of_resources(source: HarvestSource, site: Path) -> None:
    harvest(source)
    shutil.copy(FOREIGN, site / "rss.xml")

    run = harvest(source)

    assert (run.state, Dataset.live().count()) == (RunState.FAILED, 2)
