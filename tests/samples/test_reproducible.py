"""The committed samples are what their generators write, byte for byte."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from samples.reading import FOLDER

FOLDERS = {"samples.make_registry": "registry", "samples.make_demo_source": "demo-source"}


def content(folder: Path) -> dict[str, bytes]:
    """Bytes of all files below a folder by their path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
@pytest.mark.parametrize("module", FOLDERS)
def test_it_writes_the_committed_bytes_whatever_the_seed_of_hashes(module: str, hash_seed: str, tmp_path: Path) -> None:
    # given a fresh interpreter in which sets and dictionaries of text are ordered differently
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(FOLDER.parent)}

    # when the generator writes into an empty folder
    subprocess.run(
        [sys.executable, "-m", module, "--folder", str(tmp_path)], check=True, env=environment, capture_output=True
    )

    # then the files are those of the repository
    assert content(tmp_path) == content(FOLDER / FOLDERS[module])


def test_it_keeps_files_small_enough_to_read() -> None:
    sources = [*FOLDER.rglob("*.py"), *(FOLDER / "tables").iterdir()]

    lengths = {path.name: path.read_text(encoding="utf-8").count("\n") for path in sources}

    assert {name: length for name, length in lengths.items() if length >= 300} == {}
