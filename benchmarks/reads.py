"""Reads of the API against the floor (a bare function with the same statements) and an ordinary nested viewset.

One granian process serves all three; they are measured in turns, so that a noisy machine is noisy for all.
DATASETS (default 20,000) and ROUNDS (3) may be set in the environment.
"""

import os
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.support.settings")

import django
from django.core.management import call_command

from benchmarks.support.load import throughput
from benchmarks.support.server import serving

DATASETS = int(os.environ.get("DATASETS", "20000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
GOALS = {"one": (0.50, 20), "20": (0.50, 20), "1000": (0.50, 25)}
"""What share of the floor, and how many times the nested viewset, a read must reach."""


def main() -> None:
    """Fill, measure, print a table; exit code 1 where a goal is missed."""
    django.setup()
    from django.db import connection

    from benchmarks.support.content import fill
    from entities.models import Dataset

    call_command("migrate", verbosity=0)
    fill(DATASETS)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    # An average text: neither the longest nor the shortest of the samples.
    sizes = sorted(Dataset.objects.live().values_list("pk", "rendered")[:500], key=lambda row: len(row[1]))
    key = sizes[len(sizes) // 2][0]
    paths = {"one": f"/{key}", "20": "?limit=20", "1000": "?limit=1000"}
    print(f"{Dataset.objects.count():,} datasets; answers a second, medians of {ROUNDS} rounds; one process")
    print(f"{'read':>6} {'portal':>9} {'floor':>9} {'nested':>9} {'of floor':>9} {'x nested':>9}")
    missed = False
    with serving("benchmarks.support.application:application") as port:
        for name, path in paths.items():
            missed |= _measure(port, name, path)
    sys.exit(missed)


def _measure(port: int, name: str, path: str) -> bool:
    """Print one line; whether a goal was missed."""
    found: dict[str, list[float]] = {"/v1": [], "/floor": [], "/nested": []}
    for prefix in found:
        throughput(port, f"{prefix}/dataset{path}", seconds=1)
    for _ in range(ROUNDS):
        for prefix, values in found.items():
            values.append(throughput(port, f"{prefix}/dataset{path}", seconds=6 if prefix == "/nested" else 3))
    portal, floor, nested = (statistics.median(values) for values in found.values())
    print(f"{name:>6} {portal:9.1f} {floor:9.1f} {nested:9.2f} {portal / floor:9.0%} {portal / nested:9.1f}")
    share, times = GOALS[name]
    return portal / floor < share or portal / nested < times


if __name__ == "__main__":
    main()
