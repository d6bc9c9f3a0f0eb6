"""Processes beside the benchmark: the source, the bare script, the portal's workers."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
_ENVIRONMENT = {"PYTHONPATH": str(PROJECT)}


@contextlib.contextmanager
def source(port: int, documents: int | Path, delay: float) -> Iterator[None]:
    """The source of `benchmarks.support.source`, when it listens."""
    arguments = (str(PROJECT / "benchmarks/support/source.py"), str(port), str(documents), str(delay))
    with _running(*arguments, stdout=subprocess.PIPE) as process:
        process.stdout.readline()  # type: ignore[union-attr]
        yield


@contextlib.contextmanager
def workers(count: int, environment: dict[str, str]) -> Iterator[int]:
    """A Celery worker with so many processes, as the portal runs it, when it is ready; its process identifier."""
    celery = ("-m", "celery", "--app", "registry_site.celery:application", "worker", "--loglevel", "WARNING")
    options = ("--concurrency", str(count), "--queues", "registry,harvest", "--without-gossip", "--without-mingle")
    with tempfile.TemporaryDirectory() as folder:
        sign = Path(folder) / "ready"
        with _running(*celery, *options, environment=environment | {"LIFE_SIGN": str(sign)}) as process:
            while not sign.exists() and process.poll() is None:
                time.sleep(0.1)
            yield process.pid


@contextlib.contextmanager
def managing(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command of the portal, ended in the end."""
    with _running(str(PROJECT / "manage.py"), *words) as process:
        yield process


@contextlib.contextmanager
def crowd(port: str, path: str, clients: str, pause: str) -> Iterator[subprocess.Popen[bytes]]:
    """Clients that search, and say each second how it goes (`benchmarks.support.crowd`)."""
    with _running("-m", "benchmarks.support.crowd", port, path, clients, pause, stdout=subprocess.PIPE) as process:
        yield process


def memory_of_children(pid: int) -> list[float]:
    """Megabytes in memory of each process that this one started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [_megabytes(Path(f"/proc/{child}/status").read_text()) for child in children] or [0.0]


def _megabytes(status: str) -> float:
    lines = (line.split() for line in status.splitlines())
    return next((int(line[1]) / 1024 for line in lines if line[0] == "VmRSS:"), 0.0)


def bare(port: int, connections: int, purpose: str) -> float:
    """Documents a second of the bare script."""
    script = str(PROJECT / "benchmarks/support/bare.py")
    command = [sys.executable, script, f"http://127.0.0.1:{port}/", str(connections), purpose]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    documents, seconds = answer.stdout.split()
    return int(documents) / float(seconds)


@contextlib.contextmanager
def _running(
    *arguments: str, environment: dict[str, str] | None = None, stdout: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    everything = os.environ | _ENVIRONMENT | (environment or {})
    process = subprocess.Popen([sys.executable, *arguments], cwd=PROJECT, env=everything, stdout=stdout)  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)
        if process.stdout:
            process.stdout.close()
