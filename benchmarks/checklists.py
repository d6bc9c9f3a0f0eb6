"""A checklist of a million usages: seconds, and the most memory that the process took.

`python checklists.py [COUNT]` writes an archive of COUNT names (1,000,000) with vernacular names into a temporary
folder, measures it, and says how long reading its rows alone takes.
"""

import os
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")

from entities.archives import open_archive
from entities.checklists import measure

_META = """<archive xmlns="http://rs.tdwg.org/dwc/text/">
<core rowType="http://rs.tdwg.org/dwc/terms/Taxon" fieldsTerminatedBy="\\t" fieldsEnclosedBy="" ignoreHeaderLines="1">
<files><location>taxa.txt</location></files><id index="0"/>{core}</core>
<extension rowType="http://rs.gbif.org/terms/1.0/VernacularName" fieldsTerminatedBy="\\t" fieldsEnclosedBy="">
<files><location>names.txt</location></files><coreid index="0"/>
<field index="1" term="http://rs.tdwg.org/dwc/terms/vernacularName"/>
<field index="2" term="http://purl.org/dc/terms/language"/></extension></archive>"""
_COLUMNS = (
    "taxonID", "parentNameUsageID", "acceptedNameUsageID", "scientificName", "scientificNameAuthorship", "taxonRank",
    "taxonomicStatus", "kingdom",
)  # fmt: skip


def rows(count: int) -> Iterator[str]:
    """A header and so many names: genera of 50 species, a third of these with a synonym."""
    yield "\t".join(_COLUMNS)
    genus = 0
    for number in range(count):
        place = number % 67
        if place == 0:
            genus = number
            values = (number, "", "", f"Genus{number}", "L.", "genus", "accepted", "Plantae")
        elif place > 50:
            name = f"Genus{genus} synonymus{number}"
            values = (number, "", number - 30, name, "(Mill.) Torr. & Gray", "species", "synonym", "Plantae")
        else:
            values = (
                number,
                genus,
                "",
                f"Genus{genus} species{number}",
                "Mill., 1768",
                "species",
                "accepted",
                "Plantae",
            )
        yield "\t".join(map(str, values))


def write(path: Path, count: int) -> None:
    """The archive."""
    fields = "".join(
        f'<field index="{index}" term="http://rs.tdwg.org/dwc/terms/{term}"/>' for index, term in enumerate(_COLUMNS)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("meta.xml", _META.format(core=fields))
        archive.writestr("taxa.txt", "\n".join(rows(count)))
        archive.writestr("names.txt", "\n".join(f"{number}\tname of {number}\ten" for number in range(0, count, 4)))


def main() -> None:
    """Write, read, measure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "checklist.zip"
        write(path, count)
        with open_archive(path) as archive:
            started = time.perf_counter()
            read = sum(1 for _ in archive.rows(archive.core)) if archive.core else 0
            alone = time.perf_counter() - started
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            started = time.perf_counter()
            figures = measure(archive, archive.core) if archive.core else None
            seconds = time.perf_counter() - started
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{read:,} rows read in {alone:.1f} s; measured in {seconds:.1f} s, {seconds / alone:.1f} times as long")
    print(
        f"{figures and figures.usages:,} usages; memory at most {most / 1024:,.0f} MB ({before / 1024:,.0f} MB before)"
    )


if __name__ == "__main__":
    main()
