"""The files of the production containers: they execute what `make up` executes, as nobody, with secrets from files."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from registry_site.running import command_line, commands, readiness
from registry_site.running.state import StateFolder

OWN = ("migrate", "web", "worker", "beat", "indexer")
ALL = (*OWN, "database", "broker")


@pytest.fixture(scope="module")
def compose(project: Path) -> dict[str, Any]:
    """The compose file, with its anchors resolved."""
    content: dict[str, Any] = yaml.safe_load((project / "docker-compose.yml").read_text())
    return content


@pytest.fixture(scope="module")
def dockerfile(project: Path) -> str:
    """The text of the Dockerfile, with continued lines joined."""
    return (project / "Dockerfile").read_text().replace("\\\n", " ")


def test_it_has_every_process_of_the_supervisor(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == set(ALL)
    assert set(commands.PROCESSES) == {"web", "worker", "beat", "indexer"}


@pytest.mark.parametrize("name", commands.PROCESSES)
def test_it_executes_what_the_supervisor_executes(
    compose: dict[str, Any], name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`manage.py run NAME` hands the very command of the supervisor to the system."""
    monkeypatch.setenv("STATE_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    executed: list[tuple[str, ...]] = []
    # The call replaces this process: it can only be watched by standing in its place.
    monkeypatch.setattr(commands.os, "execve", lambda program, arguments, environment: executed.append(arguments))
    program, script, *arguments = compose["services"][name]["command"]
    command_line.execute(arguments)
    assert (program, script) == ("python", "manage.py")
    assert executed == [commands.PROCESSES[name](StateFolder(tmp_path)).arguments]


@pytest.mark.parametrize("name", commands.PROCESSES)
def test_it_asks_for_health_as_the_supervisor_does(compose: dict[str, Any], name: str) -> None:
    assert compose["services"][name]["healthcheck"]["test"] == ["CMD", "python", "manage.py", "probe", name]


def test_it_prepares_once_before_anything_else_starts(compose: dict[str, Any]) -> None:
    assert compose["services"]["migrate"]["command"][1:] == ["manage.py", "prepare"]
    assert [Path(part).name for part in commands.manage("prepare").arguments[1:]] == ["manage.py", "prepare"]
    assert compose["services"]["migrate"]["restart"] == "no"
    for name in ("web", "worker", "beat", "indexer"):
        waits_for = compose["services"][name]["depends_on"]
        assert waits_for["migrate"] == {"condition": "service_completed_successfully"}
        assert waits_for["database"] == waits_for["broker"] == {"condition": "service_healthy"}


@pytest.mark.parametrize("name", ALL)
def test_it_runs_each_service_as_nobody(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    assert not service["user"].startswith("0")
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]


@pytest.mark.parametrize("name", ALL)
def test_it_names_exact_images(compose: dict[str, Any], name: str) -> None:
    tag = compose["services"][name]["image"].partition(":")[2]
    assert re.match(r"\d+\.\d+", tag)


@pytest.mark.parametrize("name", [name for name in ALL if name != "migrate"])
def test_it_watches_every_service_that_stays(compose: dict[str, Any], name: str) -> None:
    assert compose["services"][name]["healthcheck"]["test"][0] == "CMD"
    assert compose["services"][name]["restart"] == "unless-stopped"


def test_it_takes_secrets_from_files_only(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        for variable, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|KEY|DATABASE_URL", variable):
                assert variable.endswith("_FILE"), (name, variable)
                assert value.removeprefix("/run/secrets/") in service["secrets"]
    assert all(set(secret) == {"file"} for secret in compose["secrets"].values())


def test_it_declares_all_that_it_uses(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert set(service.get("secrets", [])) <= set(compose["secrets"])
        assert {volume.partition(":")[0] for volume in service.get("volumes", [])} <= set(compose["volumes"])


def test_it_publishes_the_web_server_only(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["web"]
    assert compose["services"]["web"]["ports"][0].startswith("${BIND:-127.0.0.1}")


def test_it_gives_the_processes_time_to_stop(compose: dict[str, Any], tmp_path: Path) -> None:
    for name, make in commands.PROCESSES.items():
        grace = int(compose["services"][name].get("stop_grace_period", "10s").rstrip("s"))
        assert grace >= make(StateFolder(tmp_path)).farewell[0][1]


def test_it_builds_from_the_locked_set(dockerfile: str) -> None:
    assert "--require-hashes" in dockerfile
    assert "requirements/base.txt" in dockerfile
    assert all(":" in line and "latest" not in line for line in dockerfile.splitlines() if line.startswith("FROM"))


def test_it_leaves_the_root_account_before_it_runs(dockerfile: str) -> None:
    lines = dockerfile.splitlines()
    user = next(number for number, line in enumerate(lines) if line.startswith("USER"))
    assert lines[user] == "USER portal"
    assert user < next(number for number, line in enumerate(lines) if line.startswith("CMD"))


def test_it_copies_everything_that_the_portal_needs(dockerfile: str, project: Path) -> None:
    copied = {line.split()[1] for line in dockerfile.splitlines() if line.startswith("COPY") and "--from" not in line}
    assert {"manage.py", "registry_site", "entities", "harvesting", "search", "templates", "static"} <= copied
    assert all((project / name).exists() for name in copied)


def test_it_finds_a_process_without_sign_of_life_dead(tmp_path: Path) -> None:
    state = StateFolder.open(tmp_path, needed_bytes=0)
    assert readiness.probe("worker", state) is False
    state.life_sign("worker").touch()
    assert readiness.probe("worker", state) is True
