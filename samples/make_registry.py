"""Write the sample registry: ``python -m samples.make_registry``.

Reads ``samples/tables`` and writes the five files of ``samples/registry``, one entity a line, in the form in which
the API serves entities and ``import_registry`` reads them. The same tables give the same bytes.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from samples.components import Counters
from samples.datasets import datasets, read_shelf
from samples.institutions import installations, networks, nodes, organizations
from samples.reading import FOLDER

Json = dict[str, Any]


def build() -> dict[str, list[Json]]:
    """All entities by the name of their kind, in the order in which they can be imported."""
    shelf, counters = read_shelf(), Counters()
    return {
        "node": nodes(counters),
        "organization": organizations(counters, shelf.count_by_publisher()),
        "installation": installations(counters),
        "network": networks(counters, shelf.count_by_network()),
        "dataset": datasets(shelf, counters),
    }


def write(folder: Path) -> dict[str, int]:
    """Write one file for each kind; returns how many entities each has."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = build()
    for kind, entities in kinds.items():
        lines = (json.dumps(entity, ensure_ascii=False, separators=(",", ":")) for entity in entities)
        (folder / f"{kind}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8", newline="\n")
    return {kind: len(entities) for kind, entities in kinds.items()}


def main() -> None:
    """Write the files and say how many entities they have."""
    parser = argparse.ArgumentParser(description="Write the sample registry.")
    parser.add_argument("--folder", type=Path, default=FOLDER / "registry")
    counts = write(parser.parse_args().folder)
    sys.stdout.write(", ".join(f"{count} {kind}" for kind, count in counts.items()) + "\n")


if __name__ == "__main__":
    main()
