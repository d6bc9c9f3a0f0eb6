"""The state folder: everything that a running portal keeps outside its database."""

import contextlib
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from registry_site.running.exceptions import StartFailed

NEEDED_BYTES = 300 * 1024 * 1024
# sizeof(sockaddr_un.sun_path) without its final zero: 108 on Linux, 104 on macOS and the BSDs.
LONGEST_SOCKET_PATH = 107 if os.uname().sysname == "Linux" else 103


@dataclass(frozen=True)
class StateFolder:
    """A folder with room and rights to write; `open` makes it."""

    path: Path

    @classmethod
    def open(cls, path: Path, needed_bytes: int = NEEDED_BYTES) -> "StateFolder":
        """The folder, created where it is missing; refuses where the disk has less than `needed_bytes` left."""
        folder = cls(path.absolute())
        try:
            for part in (folder.path, folder.logs):
                part.mkdir(parents=True, exist_ok=True)
            folder.run.mkdir(mode=0o700, exist_ok=True)
            free = shutil.disk_usage(folder.path).free
        except OSError as error:
            raise StartFailed(
                f"The state folder {folder.path} cannot be used: {error.strerror}. Set STATE_DIR."
            ) from error
        if free < needed_bytes:
            raise StartFailed(
                f"The disk of {folder.path} is nearly full: {free // 2**20} MB are free,"
                f" {needed_bytes // 2**20} MB are needed. Make room or set STATE_DIR."
            )
        return folder

    @property
    def run(self) -> Path:
        """Sockets, signs of life, beat's schedule: nothing that must survive."""
        return self.path / "run"

    @property
    def logs(self) -> Path:
        """One file per process."""
        return self.path / "logs"

    def socket(self, name: str) -> Path:
        """The path of a Unix socket in the run folder, if the system can address it."""
        return checked_socket(self.run / name)

    def life_sign(self, name: str) -> Path:
        """The file that a process without a port touches while it lives."""
        return self.run / f"{name}.alive"

    def secret(self, name: str) -> str:
        """A random secret, made once and kept in a file of mode 600."""
        path = self.path / name
        if path.exists():
            return path.read_text().strip()
        value = secrets.token_urlsafe(64)
        self.keep(name, value)
        return value

    def keep(self, name: str, value: str) -> Path:
        """Write a file that only the owner may read, whole or not at all."""
        path, draft = self.path / name, self.path / f"{name}.new"
        draft.unlink(missing_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(value + "\n")
        return draft.replace(path)

    def kept(self, name: str) -> str | None:
        """What was kept under the name."""
        path = self.path / name
        return path.read_text().strip() if path.exists() else None

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Held by the one supervisor of this folder; the system lets go of it however the supervisor ends."""
        with open(self.run / "supervisor.lock", "a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.seek(0)
                raise StartFailed(
                    f"The portal already runs with the state folder {self.path} (process {file.read().strip()})."
                    " Stop it, or set another STATE_DIR and PORT."
                ) from None
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield


def checked_socket(path: Path) -> Path:
    """The path, unless it is longer than the system can address."""
    length = len(os.fsencode(path))
    if length > LONGEST_SOCKET_PATH:
        raise StartFailed(
            f"The socket path {path} has {length} bytes, but the system allows {LONGEST_SOCKET_PATH}:"
            " set STATE_DIR to a folder with a shorter name."
        )
    return path
