"""Write the demo source: ``python -m samples.make_demo_source``.

Reads ``samples/tables/demo_*.tsv`` and writes the ISO documents of ``samples/demo-source``: a folder as a data centre
would serve it, with one document that breaks the schema and one that is no XML at all.
"""

import argparse
import sys
from pathlib import Path

from samples.iso.document import document, spoil, to_bytes
from samples.reading import FOLDER, Row, read_flags, read_rows


def build(row: Row) -> bytes:
    """The bytes of one document."""
    flags = read_flags(row["flags"])
    root = document(row, flags)
    if "invalid" in flags:
        spoil(root)
    return to_bytes(root, flags)


def write(folder: Path) -> list[Path]:
    """Write all documents below the folder; returns their paths."""
    written = []
    for row in read_rows("demo_records.tsv"):
        path = folder / row["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(build(row))
        written.append(path)
    return written


def main() -> None:
    """Write the documents and say how many there are."""
    parser = argparse.ArgumentParser(description="Write the documents of the demo source.")
    parser.add_argument("--folder", type=Path, default=FOLDER / "demo-source")
    sys.stdout.write(f"{len(write(parser.parse_args().folder))} documents\n")


if __name__ == "__main__":
    main()
