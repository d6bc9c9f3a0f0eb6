"""The corpus's documents as its tables list them."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import CORPUS


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """One real document and what the corpus knows of it; a column without value holds `-` or nothing."""

    path: Path
    columns: dict[str, str]

    @property
    def content(self) -> bytes:
        """The bytes as they were found."""
        return self.path.read_bytes()

    def says(self, column: str) -> str | None:
        """The value of a column, None where there is none."""
        value = self.columns[column]
        return None if value in ("", "-") else value


def documents_of(folder: str) -> list[CorpusDocument]:
    """All metadata documents of a folder such as `iso19139`."""
    with (CORPUS / "metadata" / "SOURCES.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = [row for row in rows if row["file"].startswith(f"{folder}/")]
    return [CorpusDocument(CORPUS / "metadata" / row["file"], row) for row in found]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `iso_document` once for each ISO 19139 document."""
    if "iso_document" in metafunc.fixturenames:
        documents = documents_of("iso19139")
        metafunc.parametrize("iso_document", documents, ids=[document.path.stem[:60] for document in documents])
