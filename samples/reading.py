"""Reading of the tables under ``samples/tables``: TSV with a header line and no quoting, and JSON."""

import csv
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
TABLES = FOLDER / "tables"

Row = dict[str, str]


def read_rows(name: str) -> list[Row]:
    """The rows of one TSV table; a cell that the line leaves out is an empty string."""
    with (TABLES / name).open(encoding="utf-8", newline="") as table:
        reader = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        return [dict(row) for row in reader]


def read_by_code(name: str) -> dict[str, Row]:
    """The rows of one TSV table by their column ``code``, in the order of the table."""
    return {row["code"]: row for row in read_rows(name)}


def read_document(name: str) -> Any:
    """The content of one JSON table."""
    return json.loads((TABLES / name).read_text(encoding="utf-8"))


def read_flags(cell: str) -> dict[str, str]:
    """Flags of a row, ``name`` or ``name=value`` joined by semicolons; a bare name has an empty value."""
    pairs = (part.partition("=") for part in cell.split(";") if part)
    return {name: value for name, _, value in pairs}
