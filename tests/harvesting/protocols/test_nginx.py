"""A real nginx as a source: what it lists is found, what it has sent once it need not send again."""

import grp
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from entities.models import Dataset
from harvesting.vocabulary import RunState
from registry_site.running.readiness import free_port
from tests.harvesting import rig
from tests.harvesting.conftest import MakeSource, counts, harvest
from tests.harvesting.documents import document, folder
from tests.servers import WafServer

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
_SETTINGS = """
user {user} {group};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
  types {{ application/xml xml; }}
  access_log {folder}/access.log;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  gzip on; gzip_types application/xml; gzip_min_length 0;
  server {{ listen 127.0.0.1:{port}; root {folder}/served; autoindex on; }}
}}
"""

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(NGINX is None, reason="no nginx on this machine")]


class Nginx:
    """A server of the folder `served`; `log` are the lines of its requests."""

    def __init__(self, folder: Path) -> None:
        self.served, self._log, self.port = folder / "served", folder / "access.log", free_port()
        self.served.mkdir()
        settings = folder / "nginx.conf"
        settings.write_text(_SETTINGS.format(folder=folder, port=self.port, user=_user(), group=_group()))
        command = [str(NGINX), "-p", str(folder), "-c", str(settings), "-e", str(folder / "error.log")]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        rig.until(lambda: (folder / "nginx.pid").exists() or self._process.poll() is not None)
        assert self._process.poll() is None, (folder / "error.log").read_text()

    @property
    def url(self) -> str:
        """Its root."""
        return f"http://127.0.0.1:{self.port}/"

    def put(self, files: dict[str, bytes], *, days: float = 0) -> None:
        """Write files, as old as that."""
        for name, content in files.items():
            path = self.served / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            moment = time.time() - days * 86400
            os.utime(path, (moment, moment))

    def statuses(self) -> list[str]:
        """What it answered for documents since the last look."""
        lines = self._log.read_text().splitlines()
        self._log.write_text("")
        return [line.split('" ')[1].split()[0] for line in lines if ".xml" in line]

    def stop(self) -> None:
        """Until it is gone."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(rig.PATIENCE)


def _user() -> str:
    """Ours: nginx would read as nobody, who may not see the folders of tests."""
    return pwd.getpwuid(os.getuid()).pw_name


def _group() -> str:
    return grp.getgrgid(os.getgid()).gr_name


@pytest.fixture
def nginx(waf: WafServer, tmp_path: Path, settings: LazySettings) -> Iterator[Nginx]:
    """A server that may be harvested."""
    server = Nginx(tmp_path)
    settings.HARVEST_ALLOWED_PRIVATE = [f"127.0.0.1:{server.port}"]
    yield server
    server.stop()


def test_its_folders_are_harvested_and_what_did_not_change_is_not_sent_again(
    nginx: Nginx, make_source: MakeSource
) -> None:
    nginx.put(folder(12) | {"sub folder/ä & b.xml": document("deep"), "readme.txt": b"no document"})
    source = make_source(url=nginx.url)

    assert (counts(harvest(source)), Dataset.live().count()) == ((13, 0, 0, 0), 13)
    assert nginx.statuses() == ["200"] * 13

    assert counts(harvest(source)) == (0, 0, 13, 0)
    assert nginx.statuses() == ["304"] * 13

    nginx.put({"gauge-003.xml": document("gauge-003", "Wave buoy")}, days=1)
    (nginx.served / "gauge-004.xml").unlink()
    run = harvest(source)
    assert (run.state, counts(run), run.removed) == (RunState.OK, (0, 1, 11, 0), 1)


def test_dates_of_its_listing_spare_even_the_question(nginx: Nginx, make_source: MakeSource) -> None:
    nginx.put(folder(5), days=10)
    source = make_source(url=nginx.url)
    harvest(source)
    nginx.statuses()

    assert counts(harvest(source)) == (0, 0, 5, 0)
    assert nginx.statuses() == []


def test_a_folder_that_it_refuses_fails_the_run(nginx: Nginx, make_source: MakeSource) -> None:
    run = harvest(make_source(url=f"{nginx.url}nowhere/"))

    assert (run.state, run.failure_code) == (RunState.FAILED, 404)
