"""Makes `.venv` and installs one of the locked sets into it: `python3 -m registry_site.running.installation SET`.

Any Python from 3.11 on can execute it, with nothing installed. What is installed already is left alone, so that
a second `make up` loses no time. The packages come by uv, itself pinned and hashed; pip does it where uv cannot be had.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = PROJECT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
BOOTSTRAP = ENVIRONMENT / "bootstrap"
SETS = ("base", "embedded", "dev")  # each contains those before it
LOWEST, HIGHEST = (3, 11), (3, 13)


class NotInstalled(Exception):
    """The packages cannot be installed; the text is one sentence for the person at the terminal."""


def install(name: str) -> None:
    """Make the environment hold the set, if it does not hold it, or a larger one, already."""
    if any(_is_installed(larger) for larger in SETS[SETS.index(name) :]):
        return
    _make_environment()
    lock = PROJECT / "requirements" / f"{name}.txt"
    _say(f"Installing the packages of {lock.relative_to(PROJECT)} into {ENVIRONMENT.name} …")
    if not _by_uv(lock) and not _by_pip(lock):
        raise NotInstalled(_advice(name))
    _note().write_text(_content(name))


def _is_installed(name: str) -> bool:
    return PYTHON.exists() and _note().exists() and _note().read_text() == _content(name)


def _note() -> Path:
    return ENVIRONMENT / "installed-set"


def _content(name: str) -> str:
    """The set's name and the digest of its lock: what the note holds once the set is installed."""
    digest = hashlib.sha256((PROJECT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()
    return f"{name} {digest}\n"


def _make_environment() -> None:
    if PYTHON.exists():
        return
    if not LOWEST <= sys.version_info[:2] <= HIGHEST:
        raise NotInstalled(
            f"The portal needs Python 3.11, 3.12 or 3.13, and this is {sys.version.split()[0]}:"
            " name another one, for instance `make up PYTHON=python3.12`."
        )
    _say(f"Creating {ENVIRONMENT.name} with Python {sys.version.split()[0]} …")
    try:
        venv.create(ENVIRONMENT, with_pip=True, symlinks=True)
    except subprocess.CalledProcessError as error:
        raise NotInstalled(
            "Python cannot make virtual environments here: install its package for that, for instance"
            " `apt install python3-venv`, remove .venv, and try again."
        ) from error


def _by_uv(lock: Path) -> bool:
    """Install with uv, ten times as fast as pip; False where uv is missing or cannot reach the packages."""
    uv = BOOTSTRAP / "bin" / "uv"
    bootstrap = PROJECT / "requirements" / "bootstrap.txt"
    if not uv.exists() and not _succeeds(
        *_pip(),
        "install",
        "--quiet",
        "--target",
        str(BOOTSTRAP),
        "--require-hashes",
        "-r",
        str(bootstrap),
    ):
        return False
    # Compiled now, once, and not at the first start of each of five processes.
    arguments = (
        "pip",
        "sync",
        "--quiet",
        "--python",
        str(PYTHON),
        "--require-hashes",
        "--compile-bytecode",
        str(lock),
    )
    return _succeeds(str(uv), *arguments)


def _by_pip(lock: Path) -> bool:
    _say("uv could not do it; trying pip, which takes longer …")
    return _succeeds(*_pip(), "install", "--quiet", "--require-hashes", "-r", str(lock))


def _pip() -> tuple[str, ...]:
    return (str(PYTHON), "-m", "pip", "--disable-pip-version-check")


def _succeeds(*command: str) -> bool:
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    return subprocess.run(command, env=environment, check=False).returncode == 0


def _advice(name: str) -> str:
    if name == "base":
        return "The packages could not be installed; the reason stands above."
    return (
        "The packages could not be installed; the reason stands above. If it is a missing compiler for Valkey or"
        " PostgreSQL on this platform, install one (for instance `apt install build-essential`), or set DATABASE_URL"
        " and REDIS_URL to servers of your own, which needs no compiler."
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Install the set of the command line; "up" takes the smallest that serves with the environment's variables."""
    wanted = sys.argv[1]
    if wanted == "up":
        wanted = "base" if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL") else "embedded"
    try:
        install(wanted)
    except NotInstalled as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
