"""Import of datasets with their components, in datasets a second of one process.

DATASETS (5,000) and ROUNDS (3) may be set.
"""

import itertools
import json
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")

import django
from django.core.management import call_command

DATASETS = int(os.environ.get("DATASETS", "5000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
GOAL = 1000
"""Datasets a second on a quiet core."""


def main() -> None:
    """Import new datasets in each round, and print the median."""
    django.setup()
    from benchmarks.support.content import SAMPLES, copies, fill
    from entities.models import Dataset
    from entities.permissions import Actor, Channel
    from entities.services.exchange import count_anew, import_entities

    call_command("migrate", verbosity=0)
    fill(0)
    endless = copies(json.loads((SAMPLES / "dataset.json").read_text()))
    rates = []
    for _ in range(ROUNDS):
        bodies = list(itertools.islice(endless, DATASETS))
        start = time.perf_counter()
        report = import_entities(Dataset, bodies, actor=Actor("benchmark", Channel.IMPORT))
        count_anew([Dataset])
        rates.append(report.created / (time.perf_counter() - start))
        if report.created != DATASETS:
            raise RuntimeError(f"{len(report.refused)} refused, first: {report.refused[:1]}")
    median = statistics.median(rates)
    print(
        f"{DATASETS:,} datasets a round: {median:,.0f} a second (rounds: {', '.join(f'{rate:,.0f}' for rate in rates)})"
    )
    sys.exit(median < GOAL)


if __name__ == "__main__":
    main()
