"""Reads of the API against the floor (a bare function with the same statements) and an ordinary nested viewset; writes,
and how long a read takes right after one.

One granian process serves all three; they are measured in turns, so that a noisy machine is noisy for all. The
registry is that of `lists.py`: filled where it is empty, else used as it is. DATASETS (120,000) and ROUNDS (3) may be
set in the environment; NESTED=no leaves out the nested viewset, ONLY=text measures the reads whose names hold the text.
"""

import os
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.support.settings")

import django
import orjson
from django.core.management import call_command

from benchmarks.support.load import throughput
from benchmarks.support.server import serving
from benchmarks.support.writes import NAME, PASSWORD, milliseconds, reads_after, writes

DATASETS = int(os.environ.get("DATASETS", "120000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
OF_FLOOR = 0.50
"""What share of the floor a read must reach."""
TIMES_NESTED = {"one": 20.0, "list of 20": 20.0, "list of 100": 20.0, "list of 1,000": 25.0}
"""How many times the nested viewset a read must reach; it has no filters."""


def main() -> None:
    """Fill, measure, print two tables; exit code 1 where a goal is missed."""
    django.setup()
    from entities.models import Dataset

    _fill()
    # An average text: neither the longest nor the shortest.
    sizes = sorted(Dataset.live().values_list("pk", "rendered")[:500], key=lambda row: len(row[1]))
    key, text = sizes[len(sizes) // 2]
    print(f"{Dataset.objects.count():,} datasets; answers a second, medians of {ROUNDS} rounds; one process;"
          f" load {os.getloadavg()[0]:.1f}")  # fmt: skip
    print(f"{'read':>24} {'portal':>9} {'floor':>9} {'nested':>9} {'of floor':>9} {'x nested':>9}")
    missed = False
    with serving("benchmarks.support.application:application") as port:
        for name, path in _reads(str(key)):
            if os.environ.get("ONLY", "") in name:
                missed |= _measure(port, name, path)
        known = writes(orjson.loads(text.replace("\x01", "")))
        for name, write in known.items():
            print(f"{name:>24} {milliseconds(port, write):9.1f} milliseconds")
        print(f"{'read':>24} {'changed':>9} {'again':>9} milliseconds, after a PUT and once more")
        for name, path in _reads(str(key)):
            after, again = reads_after(port, known["PUT dataset"], _address("/v1", path))
            print(f"{name:>24} {after:9.1f} {again:9.1f}", flush=True)
    _clean()
    sys.exit(missed)


def _fill() -> None:
    from django.contrib.auth.hashers import make_password
    from django.db import connection

    from benchmarks.support.generator import generate
    from entities.models import Dataset, User
    from entities.services import list_upkeep

    call_command("migrate", verbosity=0)
    if not Dataset.objects.exists():
        generate(DATASETS)
    roles = ["USER", "REGISTRY_ADMIN"]
    known = {"email": "benchmark@example.org", "email_verified": True, "approved": True, "roles": roles}
    User.objects.update_or_create(user_name=NAME, defaults=known | {"password": make_password(PASSWORD)})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    list_upkeep.keep()  # as a worker does every half minute


def _clean() -> None:
    """Take away what was written; tags of the dataset that was changed, too."""
    from entities.models import Dataset, MachineTag

    Dataset.objects.filter(created_by=NAME).delete()
    Dataset.components[MachineTag]._default_manager.filter(namespace="benchmark.example.org").delete()


def _reads(key: str) -> Iterator[tuple[str, str]]:
    """What is read: a name, and the address below that of datasets."""
    from entities.models import Dataset

    publisher = Dataset.objects.get(pk=key).publishing_organization_id
    word = Dataset.objects.get(pk=key).title.split()[-1]
    yield "one", f"/{key}"
    yield "list of 20", "?limit=20"
    yield "list of 100", "?limit=100"
    yield "list of 1,000", "?limit=1000"
    yield "deep page", f"?limit=20&offset={Dataset.objects.count() * 5 // 6}"
    yield "by machine tag", "?limit=20&machineTagNamespace=crawler.example.org"
    yield "by identifier", "?limit=20&identifier=10.5072/old7"
    yield "by type and country", "?limit=20&type=OCCURRENCE&country=US"
    yield "by q", f"?limit=20&q={word}"
    yield "of a publisher", f"../organization/{publisher}/publishedDataset?limit=20"


def _measure(port: int, name: str, path: str) -> bool:
    """Print one line; whether a goal was missed."""
    found: dict[str, list[float]] = {prefix: [] for prefix in _measured_with(name, path)}
    for prefix in found:
        throughput(port, _address(prefix, path), seconds=1)
    for _ in range(ROUNDS):
        for prefix, values in found.items():
            values.append(throughput(port, _address(prefix, path), seconds=6 if prefix == "/nested" else 3))
    rates: dict[str, Any] = {prefix: statistics.median(values) for prefix, values in found.items()}
    portal, floor, nested = (rates.get(prefix) for prefix in ("/v1", "/floor", "/nested"))
    share, times = floor and portal / floor, nested and portal / nested
    shown = [f"{value:9.1f}" if value else " " * 9 for value in (portal, floor, nested)]
    print(f"{name:>24} {' '.join(shown)} {share or 0:9.0%} {times or 0:9.1f}", flush=True)
    return (share or 1) < OF_FLOOR or (times or 1000) < TIMES_NESTED.get(name, 0)


def _measured_with(name: str, path: str) -> Iterator[str]:
    yield "/v1"
    if not path.startswith(".."):
        yield "/floor"
    if name in TIMES_NESTED and os.environ.get("NESTED") != "no":
        yield "/nested"


def _address(prefix: str, path: str) -> str:
    return f"{prefix}/{path.removeprefix('../')}" if path.startswith("..") else f"{prefix}/dataset{path}"


if __name__ == "__main__":
    main()
