"""`manage.py up`: the whole portal, started, hurt and stopped as a user, or a full machine, would do it."""

import os
import signal
import socket
import stat
import time
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests.running.portal import Portal, run_up

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes through /proc"),
    pytest.mark.xdist_group("up"),  # one portal for all, and the other process has the other tests
]


def wait_until_gone(portal: Portal) -> None:
    """Until no process of the portal is left; a worker may still bring its task to an end."""
    deadline = time.monotonic() + settings.CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT + 10
    while (left := portal.processes()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not left


def test_it_answers_once_it_says_ready(portal: Portal) -> None:
    assert portal.get("/health/live") == 200
    assert portal.get("/health/ready") == 200
    assert portal.get("/admin/login/") == 200


def test_it_shows_a_sample_registry(portal: Portal) -> None:
    assert portal.data("/v1/dataset?limit=1")["count"] >= 150
    assert portal.data("/v1/organization?limit=1")["count"] >= 20


def test_it_harvests_the_demo_source_by_itself(portal: Portal) -> None:
    """Beat ticks, a worker lists and reads: nobody asked for it."""
    deadline = time.monotonic() + 120
    while not (found := portal.data("/api/v1/Harvests")["data"]) or found[0]["last_harvest_status"] != "ok":
        assert time.monotonic() < deadline, found
        time.sleep(0.5)
    assert found[0]["last_record_count"] == found[0]["last_good_count"] + found[0]["last_bad_count"] > 20


def test_it_makes_an_administrator_and_keeps_the_password_secret(portal: Portal) -> None:
    file = portal.folder / "admin-password"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with psycopg.connect((portal.folder / "database-url").read_text().strip()) as connection:
        rows = connection.execute("SELECT user_name, email, roles, is_active FROM entities_user").fetchall()
    assert rows == [("admin", "first@example.org", ["REGISTRY_ADMIN"], True)]


def test_it_shows_the_password_at_the_first_start_only(folder: Path, first_start: Portal) -> None:
    password = (folder / "admin-password").read_text().strip()
    first_start.stop()
    assert password in first_start.said()
    first_start.start_and_wait()
    assert password not in first_start.said()


def test_it_keeps_its_secrets_to_itself(portal: Portal) -> None:
    for name in ("secret-key", "database-password", "database-url", "redis-url"):
        assert stat.S_IMODE((portal.folder / name).stat().st_mode) == 0o600


def test_it_does_not_run_the_database_as_root(portal: Portal) -> None:
    servers = portal.processes("bin/postgres -D")
    assert len(servers) == 1
    assert Path(f"/proc/{servers[0]}").stat().st_uid != 0


def test_it_asks_for_a_password(portal: Portal) -> None:
    run = portal.folder / "postgres" / "run"
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=str(run.resolve()), user="registry", password="wrong", dbname="registry")


def test_it_listens_on_no_port_but_its_own(portal: Portal) -> None:
    """Database and broker are reached by sockets in folders only."""
    listening = set()
    for table in ("tcp", "tcp6"):
        for line in Path("/proc/net", table).read_text().splitlines()[1:]:
            columns = line.split()
            if columns[3] == "0A":
                listening.add((columns[9], int(columns[1].rpartition(":")[2], 16)))
    own = {port for inode, port in listening for pid in portal.processes() if _has_socket(pid, inode)}
    demo = portal.folder / "demo-port"
    assert own == {portal.port} | ({int(demo.read_text())} if demo.exists() else set())


def _has_socket(pid: int, inode: str) -> bool:
    try:
        return any(os.readlink(file) == f"socket:[{inode}]" for file in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False


def test_it_refuses_a_second_start_in_the_same_folder(portal: Portal) -> None:
    refused = run_up(portal.folder)
    assert refused.returncode == 1
    assert "already runs" in refused.stderr
    assert portal.get("/health/live") == 200


def test_it_refuses_a_port_in_use(portal: Portal, tmp_path: Path) -> None:
    refused = run_up(tmp_path / "var", PORT=str(portal.port))
    assert refused.returncode == 1
    assert f"Port {portal.port}" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("word", ["worker@%h", "granian", "valkey-server", "bin/postgres -D"])
def test_it_starts_a_killed_child_again(portal: Portal, word: str) -> None:
    before = set(portal.processes(word))
    os.kill(min(before), signal.SIGKILL)
    deadline = time.monotonic() + 60
    while not set(portal.processes(word)) - before or portal.get("/health/ready") != 200:
        assert time.monotonic() < deadline, portal.said()
        time.sleep(0.2)
    assert before.isdisjoint(portal.processes(word))


def test_it_stops_all_in_order_on_ctrl_c(portal: Portal) -> None:
    assert portal.stop() == 0
    order = [line.split()[0] for line in portal.said().rpartition("Stopping")[2].splitlines() if line.strip()]
    assert order.index("web") < order.index("PostgreSQL")
    assert order.index("worker") < order.index("Valkey")
    assert not portal.processes()


def test_it_stops_on_sigterm_while_it_starts(first_start: Portal) -> None:
    first_start.stop()
    first_start.start()
    first_start.wait_for_word("PostgreSQL")
    first_start.send(signal.SIGTERM)
    assert first_start.wait_for_end() == 0
    assert not first_start.processes()


def test_it_starts_clean_after_its_supervisor_was_killed(portal: Portal) -> None:
    portal.send(signal.SIGKILL)
    portal.wait_for_end()
    seconds = portal.start_and_wait()
    assert portal.get("/health/ready") == 200
    assert seconds < 60


def test_it_starts_clean_after_everything_was_killed(portal: Portal) -> None:
    victims = [portal.process.pid if portal.process else 0, *portal.processes()]
    for victim in victims:
        os.kill(victim, signal.SIGKILL)
    portal.wait_for_end()
    portal.start_and_wait()
    assert portal.get("/health/ready") == 200


def test_it_runs_beside_another_copy(portal: Portal, tmp_path: Path) -> None:
    other = Portal(tmp_path / "var")
    try:
        other.start_and_wait()
        assert (other.get("/health/ready"), portal.get("/health/ready")) == (200, 200)
        assert other.stop() == 0
        assert portal.get("/health/ready") == 200
    finally:
        other.remove()


def test_it_changes_no_mode_outside_its_folder(portal: Portal) -> None:
    """Pytest keeps its folders closed to others: they must still be."""
    assert stat.S_IMODE(portal.folder.parent.stat().st_mode) == 0o700


def test_it_says_in_one_sentence_that_a_socket_path_is_too_long(tmp_path: Path) -> None:
    refused = run_up(tmp_path / ("long" * 30))
    assert refused.returncode == 1
    assert "shorter" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_it_says_in_one_sentence_that_a_variable_is_wrong(tmp_path: Path) -> None:
    refused = run_up(tmp_path / "var", PORT="eighty")
    assert refused.returncode == 1
    assert refused.stderr.strip().startswith("PORT must be")


def test_it_says_in_one_sentence_that_the_folder_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    refused = run_up(tmp_path / "file" / "var")
    assert refused.returncode == 1
    assert "STATE_DIR" in refused.stderr


def test_it_uses_the_servers_that_are_named(tmp_path: Path, portal: Portal) -> None:
    """A portal without embedded servers: its database and broker are those of the one that runs."""
    url = (portal.folder / "database-url").read_text().strip()
    other = Portal(
        tmp_path / "var",
        DATABASE_URL=url,
        REDIS_URL=(portal.folder / "redis-url").read_text().replace("db=0", "db=3").strip(),
    )
    try:
        other.start_and_wait()
        assert other.get("/health/ready") == 200
        assert not (other.folder / "postgres").exists()
        assert not (other.folder / "valkey").exists()
    finally:
        assert other.stop() == 0


def test_it_refuses_a_database_that_nobody_serves(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"postgres://nobody:none@127.0.0.1:{closed.getsockname()[1]}/none"
        refused = run_up(tmp_path / "var", DATABASE_URL=url, REDIS_URL="redis://127.0.0.1:1/0")
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr


def test_it_leaves_nothing_behind_when_killed(portal: Portal) -> None:
    portal.send(signal.SIGKILL)
    portal.wait_for_end()
    wait_until_gone(portal)
