"""Every list of datasets at 120,000 rows: milliseconds that its count and its page take in the database.

The plans are executed by EXPLAIN ANALYZE, so that neither the network nor Python is measured. DATASETS (120,000) and
ROUNDS (5) may be set; PLANS=1 prints the plan of what is too slow. The registry must be empty, or filled by an
earlier run.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")

import django
from django.core.management import call_command
from django.test import RequestFactory

DATASETS = int(os.environ.get("DATASETS", "120000"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
GOAL = 50.0
"""Milliseconds of count and page together, on a quiet machine."""
DEEPER = 10
"""How many times a page after 5/6 of the list may take the first one's time."""


def main() -> None:
    """Fill, measure each list, print a table; exit code 1 where one is too slow."""
    django.setup()
    from benchmarks.support.generator import generate
    from entities.models import Dataset

    call_command("migrate", verbosity=0)
    if not Dataset.objects.exists():
        start = time.perf_counter()
        generate(DATASETS)
        print(f"generated {DATASETS:,} datasets in {time.perf_counter() - start:.0f} s")
    _vacuum()
    print(f"{Dataset.objects.count():,} datasets; milliseconds, medians of {ROUNDS}")
    print(f"{'list':60} {'rows':>8} {'count':>7} {'page':>7}")
    slow, times = [], {}
    for name, query in queries().items():
        count, page, rows = _measured(query)
        times[name] = count + page
        print(f"{name:60} {rows:8,} {count:7.1f} {page:7.1f}")
        if count + page > GOAL:
            slow.append(name)
    print("over the goal:", ", ".join(slow) or "none")
    sys.exit(bool(slow) or times["deep page"] > DEEPER * times["first page"])


def queries() -> dict[str, tuple[Any, int]]:
    """What is listed, and the offset of the page, by name."""
    from entities.api.filters import filtered
    from entities.models import Dataset, Installation, Node, Organization

    def with_filters(model: Any, query: str) -> Any:
        return filtered(model.live(), RequestFactory().get(f"/?{query}"))

    publisher = Organization.objects.order_by("-datasets__created").first()
    biggest = _biggest()
    titles = Dataset.live().newest_first().values_list("title", flat=True)[:200]
    words = [title.lower().split()[0] for title in titles]
    live = Dataset.live()
    found = {
        "first page": (live, 0),
        "deep page": (live, DATASETS * 5 // 6),
        "deleted": (Dataset.objects.gone(), 0),
        "duplicate": (live.duplicates(), 0),
        "constituents": (live.having_parent(), 0),
        "withNoEndpoint": (live.without_endpoint(), 0),
        "publishedDataset": (live.published_by(biggest), 0),
        "hostedDataset": (live.hosted_by(biggest), 0),
        "node's datasets": (live.endorsed_by(publisher.endorsing_node_id), 0),
        "organizations": (Organization.live(), 0),
        "organization nonPublishing": (Organization.live().never_publishing(), 0),
        "organization?numPublishedDatasets=5,15": (Organization.live().publishing((5, 15)), 0),
        "installation nonPublishing": (Installation.live().never_publishing(), 0),
        "node": (Node.live(), 0),
    }  # fmt: skip
    for query in (
        "type=OCCURRENCE", "type=METADATA", "country=US", "country=US&type=CHECKLIST", "identifier=10.5072/old7",
        "identifierType=DOI", "identifierType=URL", "machineTagNamespace=crawler.example.org",
        "machineTagNamespace=review.example.org", "machineTagName=name3", "machineTagValue=17",
        "machineTagNamespace=crawler.example.org&machineTagName=name3&machineTagValue=17", "created=2012",
        "modified=2012-04", "modified=2010,2020", "category=Marine", f"q={words[0]}", f"q={words[1]}",
        f"q={words[2][:3]}",
        f"q={words[3]}+{words[4]}", "contactEmail=nobody@data.example",
    ):  # fmt: skip
        found[f"dataset?{query}"] = (with_filters(Dataset, query), 0)
    return found


def _biggest() -> Any:
    """The publisher of most datasets."""
    from django.db.models import Count

    from entities.models import Dataset

    rows = Dataset.live().order_by().values("publishing_organization").annotate(count=Count("pk"))
    return rows.order_by("-count").first()["publishing_organization"]


def _measured(query: tuple[Any, int]) -> tuple[float, float, int]:
    from entities.api.listings import DEEP, listing, live_listing
    from entities.api.reading import rows

    found, offset = query
    listed: Any = live_listing(found.model) if str(found.query) == str(found.model.live().query) else listing(found)
    page = listed.deep_page if offset >= DEEP else listed.page
    count = rows(listed.count, listed.counted_by)[0][0]
    return _time(listed.count, listed.counted_by), _time(page, (*listed.paged_by, 20, offset)), count


def _time(statement: str, parameters: tuple[Any, ...]) -> float:
    """Milliseconds of a statement, planning included."""
    from django.db import connection

    spent, plan = [], ""
    with connection.cursor() as cursor:
        for _ in range(ROUNDS):
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", parameters)
            (found,) = cursor.fetchone()[0]
            spent.append(found["Planning Time"] + found["Execution Time"])
            plan = json.dumps(found["Plan"], indent=1)
    if os.environ.get("PLANS") and statistics.median(spent) > GOAL:
        print(statement, parameters, plan)
    return statistics.median(spent)


def _vacuum() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
