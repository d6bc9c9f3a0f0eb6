"""A registry that holds the corpus's entities, and the answers that were recorded of the real one."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from entities.models import ENTITIES
from entities.permissions import Actor, Channel
from entities.services.exchange import count_anew, import_entities
from tests.conftest import CORPUS

FOLDER = CORPUS / "gbif"


@dataclass(frozen=True, slots=True)
class Recording:
    """One request and its whole answer."""

    path: str
    status: int
    answer: Any

    @property
    def segments(self) -> list[str]:
        """The parts of the path, without the query."""
        return self.path.partition("?")[0].strip("/").split("/")


def recordings(folder: str) -> list[Any]:
    """The recordings of a folder, newest first for each request, with their file names as ids."""
    return sorted((FOLDER / folder).glob("*.json"), reverse=True)


def read(file: Path) -> Recording:
    """A recorded answer; a list is an envelope whose results show key, title, type and dates only."""
    found = json.loads(file.read_text(encoding="utf-8"))
    query = urlencode([(name, value) for name, value in found["request"]["params"]])
    path = found["request"]["path"] + (f"?{query}" if query else "")
    answer = found.get("response")
    if "response_text" in found and found["status"] == 200:
        answer = json.loads(base64.b64decode(found["response_text"]))
    if "envelope" in found:
        answer = {**found["envelope"], "results": found["results"]}
    return Recording(path, found["status"], answer)


def load() -> None:
    """Import all entities, with placeholders for those that were never recorded.

    Without a look at the tables after it, as the command takes one, plans for empty tables take minutes.
    """
    for model in ENTITIES:
        bodies = json.loads((FOLDER / f"{model.slug}.json").read_text(encoding="utf-8"))
        import_entities(model, bodies, actor=Actor("corpus", Channel.IMPORT), create_missing=True)
    count_anew(ENTITIES)


def shape_differences(ours: Any, theirs: Any, where: str = "") -> Iterator[str]:
    """Where two answers differ in types, nesting or the order of the keys that both have."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        common = [name for name in theirs if name in ours]
        if common != [name for name in ours if name in theirs]:
            yield f"{where}: order of keys"
        for name in common:
            yield from shape_differences(ours[name], theirs[name], f"{where}.{name}")
    elif isinstance(ours, list) and isinstance(theirs, list):
        for number, (mine, other) in enumerate(zip(ours, theirs, strict=False)):
            yield from shape_differences(mine, other, f"{where}[{number}]")
    elif type(ours) is not type(theirs) and not (isinstance(ours, int | float) and isinstance(theirs, int | float)):
        yield f"{where}: {type(ours).__name__} instead of {type(theirs).__name__}"


ALWAYS_OURS = {"networkKeys", "primary", "doi"}
"""Keys that we always serve; the real registry left them out where empty, or did not know them at the time."""


def key_differences(ours: Any, theirs: Any, where: str = "") -> Iterator[str]:
    """Keys that only one of two answers has; told only of what is the same thing in the same state.

    That is the same number or key, and where there is such a date the same time of the last change.
    """
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if any(ours.get(name) != theirs.get(name) for name in ("key", "modified")):
            return
        for name in ours.keys() - theirs.keys() - ALWAYS_OURS:
            yield f"{where}.{name}: only ours"
        for name in theirs.keys() - ours.keys():
            if theirs[name] != "":  # a blank counts as none (2.1)
                yield f"{where}.{name}: only theirs"
        for name in ours.keys() & theirs.keys():
            yield from key_differences(ours[name], theirs[name], f"{where}.{name}")
    elif isinstance(ours, list) and isinstance(theirs, list):
        for number, (mine, other) in enumerate(zip(ours, theirs, strict=False)):
            yield from key_differences(mine, other, f"{where}[{number}]")
