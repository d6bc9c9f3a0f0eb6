"""Recorded suggestions, and an index of the datasets that stand in them, of which little else is known."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from search import documents, index
from search.facts import Facts, Organization, Totals
from search.words import words

Row = dict[str, Any]
_NOBODY = Organization(str(UUID(int=1)), "", None)
_THEN = datetime(2020, 1, 1, tzinfo=UTC)


def suggestions(folder: Path) -> Iterator[tuple[str, list[Row]]]:
    """What was typed, and the datasets that were suggested, in their order.

    Older recordings found words of descriptions too; what does not begin a word of the title is no suggestion any more.
    """
    for path in sorted(folder.glob("*.json")):
        recording = json.loads(path.read_text())
        q = dict(recording["request"]["params"]).get("q", "")
        rows = [row for row in recording["response"] if _suggests(row["title"], q)]
        if q and rows:
            yield q, rows


def _suggests(title: str, q: str) -> bool:
    return all(any(word.startswith(typed) for word in words(title)) for typed in words(q))


def serve_index(rows: Iterable[Row]) -> None:
    """An index of these datasets, in the folder of the settings."""
    writer = index.Writer.new()
    writer.add(documents.build(_facts(row), Totals()) for row in {row["key"]: row for row in rows}.values())
    writer.commit()
    writer.close()
    index.serve(writer.name)


def _facts(row: Row) -> Facts:
    return Facts(
        key=UUID(row["key"]),
        created=_THEN,
        modified=_THEN,
        license="UNSPECIFIED",
        shape=row,
        publisher=_NOBODY,
        endorsing_node="",
        installation="",
        installation_title="",
        host=_NOBODY,
    )
