"""The index in its folder: which one is served, reading it, writing it. With `ranking`, `filtering` and `facets` the
only modules that know the engine.

The folder holds generations, each an index of its own, and `current`, a file that names the one that is served. A
generation is written by one process; any number read it. A rebuilt one takes over by replacing that file.
"""

import contextlib
import fcntl
import os
import secrets
import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy
from django.conf import settings

from search import schema
from search.documents import IndexDocument
from search.exceptions import SearchUnavailable

VERSION = 4
"""Rises with each change of the schema or of what documents hold: an index of another version is built anew."""

_WRITER_BYTES = 100_000_000
_SENTENCE = "Search is being prepared, try again in a minute"
_PREFIX = f"v{VERSION}-"
_CURRENT, _BROKEN = "current", "broken"
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The index at one moment: what it holds does not change while it is read. `token` tells moments apart."""

    index: tantivy.Index
    searcher: tantivy.Searcher
    token: tuple[str, int]

    @property
    def schema(self) -> tantivy.Schema:
        """The fields."""
        return self.index.schema

    def results(self, addresses: Sequence[tantivy.DocAddress]) -> list[bytes]:
        """The stored answers of some hits."""
        return [bytes(self.searcher.doc(address)["result"][0]) for address in addresses]


def folder() -> Path:
    """Where generations are kept."""
    return Path(settings.SEARCH_DIR)


def current() -> str | None:
    """The name of the served generation; None where there is none of this version."""
    try:
        name = (folder() / _CURRENT).read_text().strip()
    except OSError:
        return None
    return name if name.startswith(_PREFIX) and (folder() / name / "meta.json").exists() else None


def unfinished() -> set[str]:
    """Names of generations that are not served: while nobody builds, what a process left that was killed."""
    return {path.name for path in folder().iterdir() if path.is_dir()} - {current()}


class Reader:
    """Opens the served generation, and follows it: to its newest commit, and to the generation that replaces it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: tuple[object, ...] = ()
        self._snapshot: Snapshot | None = None
        self._opened: tuple[Path, tantivy.Index] | None = None

    def snapshot(self) -> Snapshot:
        """The index as it is now. SearchUnavailable where none can be read."""
        seen = self._look()
        snapshot = self._snapshot
        if snapshot is not None and seen == self._seen:
            return snapshot
        with self._lock:
            return self._renewed(self._look())

    def forget(self) -> None:
        """Open anew the next time."""
        with self._lock:
            self._seen, self._snapshot, self._opened = (), None, None

    def _look(self) -> tuple[object, ...]:
        """What changes when the index does: which folder, which generation, which commit."""
        home, path = folder(), self._opened[0] if self._opened else None
        return home, _stamp(home / _CURRENT), path, _stamp(path / "meta.json") if path else 0

    def _renewed(self, seen: tuple[object, ...]) -> Snapshot:
        """Opened, or brought up to date. A generation that is replaced meanwhile is no reason to give up."""
        if self._snapshot is not None and seen == self._seen:
            return self._snapshot
        for _ in range(_TRIES):
            name = current()
            if name is None:
                break
            try:
                return self._read(name, self._open(folder() / name))
            except (ValueError, OSError, SystemError):
                self._opened = None
                if name == current():
                    mark_broken(name)
                    break
        self._snapshot = self._opened = None
        raise SearchUnavailable(_SENTENCE)

    def _open(self, path: Path) -> tantivy.Index:
        if self._opened is None or self._opened[0] != path:
            self._opened = (path, open_index(path))
        return self._opened[1]

    def _read(self, name: str, index: tantivy.Index) -> Snapshot:
        self._seen = self._look()  # before the index is read: a commit that comes now is seen the next time
        index.reload()
        self._snapshot = Snapshot(index, index.searcher(), (name, hash(self._seen)))
        return self._snapshot


reader = Reader()
"""The process's own."""


@contextlib.contextmanager
def reading(name: str) -> Iterator[None]:
    """What the engine cannot read is said to the indexer, and answered as unavailable."""
    try:
        yield
    except (ValueError, OSError, SystemError) as error:
        mark_broken(name)
        raise SearchUnavailable(_SENTENCE) from error


def mark_broken(name: str) -> None:
    """Ask the indexer to build anew instead of this generation; where that cannot be written, it will see by itself."""
    with contextlib.suppress(OSError):
        (folder() / _BROKEN).write_text(name)


def is_broken(name: str) -> bool:
    """Whether somebody could not read this generation."""
    try:
        return (folder() / _BROKEN).read_text().strip() == name
    except OSError:
        return False


def open_index(path: Path) -> tantivy.Index:
    """An index of a folder, to be reloaded by hand; ValueError or OSError where it cannot be opened."""
    index = tantivy.Index.open(str(path))
    for name, analyzer in schema.analyzers().items():
        index.register_tokenizer(name, analyzer)
    index.config_reader("manual")
    return index


class Writer:
    """The one process that writes a generation."""

    def __init__(self, name: str, *, threads: int = 1) -> None:
        self.name = name
        self._index = open_index(folder() / name)
        self._schema = self._index.schema
        self._writer = self._index.writer(_WRITER_BYTES, threads)

    @classmethod
    def new(cls) -> "Writer":
        """A generation that nobody serves yet."""
        name = f"{_PREFIX}{secrets.token_hex(8)}"
        path = folder() / name
        path.mkdir(parents=True)
        index = tantivy.Index(schema.build(), path=str(path))
        for analyzer_name, analyzer in schema.analyzers().items():
            index.register_tokenizer(analyzer_name, analyzer)
        del index
        return cls(name, threads=2)

    def replace(self, keys: Iterable[str], documents: Iterable[IndexDocument]) -> None:
        """Take the datasets of the keys out and put the documents in; readers see it after `commit`, all at once."""
        for key in keys:
            self._writer.delete_documents_by_term("key", key)
        self.add(documents)

    def add(self, documents: Iterable[IndexDocument]) -> None:
        """Put documents in whose datasets the index does not hold."""
        for document in documents:
            content = {**document.fields, "result": document.result, "digest": document.digest}
            self._writer.add_document(tantivy.Document.from_dict(content, self._schema))

    def commit(self) -> None:
        """Make it durable and visible."""
        self._writer.commit()

    def close(self) -> None:
        """Let the folder go, when the engine has tidied up."""
        self._writer.wait_merging_threads()

    def abandon(self) -> None:
        """Let the folder go without what was not committed; what cannot even do that is left to the engine."""
        with contextlib.suppress(ValueError, OSError, SystemError):
            self._writer.rollback()
        with contextlib.suppress(ValueError, OSError, SystemError):
            self._writer.wait_merging_threads()


def serve(name: str) -> None:
    """Make a generation the served one; those before it go, once nobody opens them any more."""
    home = folder()
    draft = home / f"{_CURRENT}.{os.getpid()}"
    draft.write_text(name)
    draft.replace(home / _CURRENT)
    (home / _BROKEN).unlink(missing_ok=True)
    for path in home.iterdir():
        if path.is_dir() and path.name != name:
            shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def alone(purpose: str) -> Iterator[None]:
    """Only one process of this host at a time does this; BlockingIOError where another does."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / f"{purpose}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def _stamp(path: Path) -> int:
    try:
        found = path.stat()
    except OSError:
        return 0
    return hash((found.st_mtime_ns, found.st_ino, found.st_size))
