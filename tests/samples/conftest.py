"""The sample registry and the demo source, read once for all tests of this folder."""

import json
from pathlib import Path
from typing import Any

import pytest

from samples.reading import FOLDER

Kinds = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def registry() -> Kinds:
    """The entities of the committed files by kind."""
    files = sorted((FOLDER / "registry").glob("*.json"))
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}


@pytest.fixture(scope="session")
def documents() -> dict[str, Path]:
    """The committed documents of the demo source by their path below its folder."""
    folder = FOLDER / "demo-source"
    return {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*.xml"))}
