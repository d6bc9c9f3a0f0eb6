"""The state folder: room, secrets, sockets, and one supervisor at a time."""

import os
import stat
from pathlib import Path

import pytest

from registry_site.running.accounts import Account, database_home, may_enter
from registry_site.running.exceptions import StartFailed
from registry_site.running.state import LONGEST_SOCKET_PATH, StateFolder, checked_socket

NOBODY = Account("nobody", 65534, 65534)


@pytest.fixture
def state(tmp_path: Path) -> StateFolder:
    """A state folder."""
    return StateFolder.open(tmp_path / "var", needed_bytes=0)


def test_it_makes_a_secret_once_and_for_the_owner_only(state: StateFolder) -> None:
    first = state.secret("key")
    assert state.secret("key") == first
    assert len(first) > 50
    assert stat.S_IMODE((state.path / "key").stat().st_mode) == 0o600


def test_it_replaces_what_it_keeps(state: StateFolder) -> None:
    state.keep("note", "one")
    state.keep("note", "two")
    assert state.kept("note") == "two"
    assert state.kept("other") is None


def test_it_says_that_the_disk_is_full(tmp_path: Path) -> None:
    with pytest.raises(StartFailed, match=r"nearly full: \d+ MB are free"):
        StateFolder.open(tmp_path, needed_bytes=2**62)


def test_it_says_that_the_folder_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StartFailed, match="STATE_DIR"):
        StateFolder.open(tmp_path / "file")


def test_it_lets_one_supervisor_in(state: StateFolder) -> None:
    with state.locked(), pytest.raises(StartFailed, match="already runs"), state.locked():
        pass
    with state.locked():
        assert (state.run / "supervisor.lock").exists()


def test_it_refuses_a_socket_that_the_system_cannot_address(tmp_path: Path) -> None:
    fits = tmp_path / ("s" * (LONGEST_SOCKET_PATH - len(str(tmp_path)) - 1))
    assert checked_socket(fits) == fits
    with pytest.raises(StartFailed, match="shorter"):
        checked_socket(fits.with_name(f"{fits.name}s"))


def test_it_counts_bytes_of_a_socket_path(tmp_path: Path) -> None:
    with pytest.raises(StartFailed):
        checked_socket(tmp_path / ("å" * ((LONGEST_SOCKET_PATH - len(str(tmp_path))) // 2 + 1)))


def test_it_sees_that_a_closed_folder_bars_an_account(tmp_path: Path) -> None:
    inner = tmp_path / "closed" / "inner"
    inner.mkdir(parents=True)
    inner.parent.chmod(0o700)
    assert not may_enter(NOBODY, inner)


def test_it_sees_that_open_folders_do_not(tmp_path: Path) -> None:
    assert may_enter(NOBODY, Path("/"))
    assert may_enter(NOBODY, Path("/usr/bin"))


def test_it_keeps_the_database_in_the_state_folder_of_its_owner(state: StateFolder) -> None:
    home = database_home(state, None)
    assert home == state.path / "postgres"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
class TestAsRoot:
    """The database's folder belongs to an account without rights."""

    def test_it_goes_elsewhere_where_the_account_cannot_enter(self, state: StateFolder, tmp_path: Path) -> None:
        tmp_path.chmod(0o700)
        elsewhere = Path("/var/lib") / f"portal-test-{tmp_path.name}"
        home = database_home(state, NOBODY, elsewhere)
        try:
            assert home.parent == elsewhere
            assert (state.path / "postgres").resolve() == home
            assert home.stat().st_uid == NOBODY.uid
            assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
            assert database_home(state, NOBODY, elsewhere) == home
        finally:
            home.rmdir()
            elsewhere.rmdir()

    def test_it_says_so_where_there_is_no_such_place(self, state: StateFolder, tmp_path: Path) -> None:
        tmp_path.chmod(0o700)
        with pytest.raises(StartFailed, match="set STATE_DIR to a folder that every account may enter"):
            database_home(state, NOBODY, tmp_path / "closed")
