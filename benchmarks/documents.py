"""Metadata documents a second of the processor: reading each format, and writing EML.

`python documents.py FOLDER [SECONDS]`: FOLDER is a corpus with `metadata/<format>/*.xml` and `gbif/dataset.json`.
Behind each format stands how many times as long as the XML parser alone it takes: a busy machine changes that little.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")

import orjson
from lxml import etree

from entities.metadata import RefusedDocument, parse
from entities.metadata.eml_writer import Surroundings, eml

FORMATS = ("iso19139", "iso19115-3", "eml", "dublin-core")
TARGETS = {"iso19139": 700, "eml": 500, "written EML": 300}
_SURROUNDINGS = Surroundings("Publisher", "http://example.org")


def main() -> None:
    """Measure each and print a table."""
    corpus = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("REGISTRY_CORPUS", ""))
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 5.0
    if not (corpus / "metadata").is_dir():
        print("documents: no corpus given, nothing measured")
        return
    for name in FORMATS:
        contents = [path.read_bytes() for path in sorted((corpus / "metadata" / name).glob("*.xml"))]
        parsed = rate(parse_only, contents, seconds / 2)
        found = rate(read, contents, seconds)
        report(name, found, f"{parsed / found:.2f} times as long as parsing ({parsed:,.0f} a second)")
    datasets = orjson.loads((corpus / "gbif" / "dataset.json").read_bytes())
    report("written EML", rate(write, datasets, seconds))


def read(content: bytes) -> None:
    """One document, whatever comes of it."""
    try:
        parse(content)
    except RefusedDocument:
        return


def parse_only(content: bytes) -> None:
    """The tree of one document, if it has one."""
    try:
        etree.fromstring(content)
    except etree.XMLSyntaxError:
        return


def write(dataset: dict[str, Any]) -> None:
    """One dataset as EML."""
    etree.tostring(eml(dataset, _SURROUNDINGS), xml_declaration=True, encoding="UTF-8")


def rate(work: Callable[[Any], None], items: Sequence[Any], seconds: float) -> float:
    """How many of the items, all of them again and again, are done in a second of the processor."""
    done, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        for item in items:
            work(item)
        done += len(items)
    return done / (time.process_time() - start)


def report(name: str, found: float, compared: str = "") -> None:
    """One line of the table."""
    target = f"(target {TARGETS[name]})" if name in TARGETS else ""
    print(f"{name:12} {found:8,.0f} a second {target:13}", compared)


if __name__ == "__main__":
    main()
