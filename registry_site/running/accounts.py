"""Under which account PostgreSQL runs, and where its files can lie: it refuses to run as root."""

import os
import pwd
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from registry_site.running.exceptions import StartFailed
from registry_site.running.state import StateFolder

_CANDIDATES = ("postgres", "nobody", "daemon", "www-data")
_SYSTEM_FOLDER = Path("/var/lib/registry-portal")


@dataclass(frozen=True)
class Account:
    """An existing account of the system, without rights of its own here."""

    name: str
    uid: int
    gid: int


def unprivileged() -> Account | None:
    """The account to change to when root starts the portal; None for everybody else, who stay who they are."""
    if os.geteuid() != 0:
        return None
    for name in _CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise StartFailed(
        f"PostgreSQL does not run as root, and none of the accounts {', '.join(_CANDIDATES)} exists:"
        " start the portal as an ordinary user, or set DATABASE_URL."
    )


def may_enter(account: Account, folder: Path) -> bool:
    """Whether the account may pass through the folder and all that it lies in, by owner, group and others."""
    return all(_may_pass(account, part.stat()) for part in (folder, *folder.parents))


def _may_pass(account: Account, status: os.stat_result) -> bool:
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == account.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def database_home(state: StateFolder, account: Account | None, system_folder: Path = _SYSTEM_FOLDER) -> Path:
    """The folder for the database's files: in the state folder or, where the account cannot reach it, elsewhere.

    Nothing outside the state folder changes its mode. The state folder then holds a link to the place.
    """
    home = state.path / "postgres"
    if account is None:
        home.mkdir(mode=0o700, exist_ok=True)
        return home
    state.path.chmod(state.path.stat().st_mode | stat.S_IXOTH)
    if home.is_symlink():
        return _owned(home.resolve(), account)
    if may_enter(account, state.path.resolve()):
        return _owned(home, account)
    elsewhere = _system_place(system_folder, account, state)
    home.symlink_to(elsewhere)
    return _owned(elsewhere, account)


def _system_place(folder: Path, account: Account, state: StateFolder) -> Path:
    try:
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as error:
        reason = f"{folder} cannot be made: {error.strerror}"
    else:
        if may_enter(account, folder):
            return folder / secrets.token_hex(8)
        reason = f"nor {folder}"
    raise StartFailed(
        f"The account {account.name}, under which PostgreSQL runs, may not enter {state.path} ({reason}):"
        " set STATE_DIR to a folder that every account may enter."
    )


def _owned(home: Path, account: Account) -> Path:
    home.mkdir(mode=0o700, exist_ok=True)
    os.chown(home, account.uid, account.gid)
    return home
