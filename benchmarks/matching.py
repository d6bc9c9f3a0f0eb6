"""A checklist matched with a large backbone: seconds with and without, and the most memory that the process took.

`python matching.py [USAGES] [NAMES]`: a checklist of so many usages (100,000), a backbone of so many names (1,000,000),
half of which the checklist has. Nothing stays in the database.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")

import django
from django.core.management import call_command
from django.db import connection, transaction

from benchmarks.checklists import write
from entities.archives import open_archive
from entities.checklists import Lookup, Name, measure


def main() -> None:
    """Keep the backbone, measure the checklist alone and against it."""
    usages, names = (int(given) for given in (*sys.argv[1:], 100_000, 1_000_000)[:2])
    django.setup()
    from benchmarks.support.content import fill
    from entities.models import Dataset
    from entities.services import backbones

    call_command("migrate", verbosity=0)
    fill(1)
    dataset = Dataset.objects.values_list("pk", flat=True)[0]
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        path = Path(folder) / "checklist.zip"
        write(path, usages)
        started = time.perf_counter()
        backbones.keep(dataset, backbone(usages, names))
        print(f"{names:,} names kept in {time.perf_counter() - started:.1f} s")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE entities_backbonename")
        alone = figures(path, None)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        matched = figures(path, backbones.lookup(dataset))
        transaction.set_rollback(True)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{usages:,} usages in {alone[0]:.1f} s; matched in {matched[0]:.1f} s, {matched[1]:,} of them found")
    print(f"memory at most {most / 1024:,.0f} MB ({before / 1024:,.0f} MB without a backbone)")


def backbone(usages: int, names: int) -> Iterator[Name]:
    """Names of which the checklist has every second, as far as it goes."""
    for number in range(names):
        genus = number // 67 * 67
        epithet = f"species{number}" if number % 2 and number < usages else f"other{number}"
        yield Name(f"Genus{genus} {epithet}", "SPECIES", "PLANTAE")


def figures(path: Path, lookup: Lookup | None) -> tuple[float, int]:
    """Seconds, and how many usages match."""
    started = time.perf_counter()
    with open_archive(path) as archive:
        found = measure(archive, archive.core, backbone=lookup) if archive.core else None
    return time.perf_counter() - started, found.backbone_matches if found else 0


if __name__ == "__main__":
    main()
