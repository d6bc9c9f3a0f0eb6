"""How good the order of results is: NDCG over judged queries, on the corpus of real datasets.

Judged queries are made from the datasets themselves: what somebody would type who looks for a certain one (its title,
part of the title, two of its words, its DOI), and which datasets answer that. Recorded suggestions are judged by the
order in which they were recorded, over the datasets of all recordings. Prints one line a kind.
"""

import json
import math
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")
django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from benchmarks.support import recorded
from entities.models import ENTITIES
from entities.permissions import Actor, Channel
from entities.services.exchange.importing import import_entities
from search import building, query, suggesting
from search.request import SearchRequest
from search.words import STOP_WORDS, words

CORPUS = Path(os.environ.get("REGISTRY_CORPUS", Path(__file__).resolve().parents[2] / "shared" / "fixtures")) / "gbif"
DEPTH = 10
SAMPLE = 150

Judgement = dict[str, int]
"""Keys of datasets with the gain that each brings; others bring none."""


def ndcg(found: list[str], gains: Judgement) -> float:
    """Discounted gain of an order, as a share of the best order's."""
    best = sum(gain / math.log2(place + 2) for place, gain in enumerate(sorted(gains.values(), reverse=True)[:DEPTH]))
    got = sum(gains.get(key, 0) / math.log2(place + 2) for place, key in enumerate(found[:DEPTH]))
    return got / best if best else 1.0


def judged(datasets: list[dict[str, Any]]) -> Iterator[tuple[str, str, Judgement]]:
    """Kind of query, query, judgement."""
    chance = random.Random(3)
    for dataset in chance.sample(datasets, min(SAMPLE, len(datasets))):
        key, title = dataset["key"], dataset["title"]
        telling = [word for word in words(title) if word not in STOP_WORDS and len(word) > 2]
        same = {other["key"]: 3 for other in datasets if other["title"] == title}
        yield "whole title", title, same
        if len(telling) >= 4:
            part, longest = telling[: len(telling) // 2 + 1], max(telling, key=len)
            yield "half of the title", " ".join(part), _holding(datasets, part, key)
            yield "two words", f"{telling[0]} {longest}", {key: 3}
            yield "two words, misspelt", f"{telling[0]} {_misspelt(longest)}", {key: 3}
        if dataset.get("doi"):
            yield "DOI", f"https://doi.org/{dataset['doi']}", {key: 3}


def _holding(datasets: list[dict[str, Any]], part: list[str], key: str) -> Judgement:
    """All datasets whose title has the words, the one that is meant above all."""
    found = {other["key"]: 2 for other in datasets if set(part) <= set(words(other["title"]))}
    return found | {key: 3}


def _misspelt(word: str) -> str:
    middle = len(word) // 2
    return word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]


def main() -> None:
    """Import the corpus into a transaction that is taken back, index it, and print the figures."""
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as home, transaction.atomic():
        settings.SEARCH_DIR = Path(home)
        bodies: dict[str, list[dict[str, Any]]] = {}
        for model in ENTITIES:
            bodies[model.slug] = json.loads((CORPUS / f"{model.slug}.json").read_text())
            import_entities(model, bodies[model.slug], actor=Actor("benchmark", Channel.IMPORT), create_missing=True)
        building.rebuild()
        live = [dataset for dataset in bodies["dataset"] if not dataset.get("deleted")]
        _print(live)
        transaction.set_rollback(True)


def _print(live: list[dict[str, Any]]) -> None:
    scores: dict[str, list[float]] = {}
    for kind, q, gains in judged(live):
        page = query.search(SearchRequest(q=q, limit=DEPTH))
        scores.setdefault(kind, []).append(ndcg([result["key"] for result in page.results], gains))
    scores["recorded suggestion"] = list(_of_recordings())
    print(f"NDCG@{DEPTH} over {len(live)} datasets")
    for kind, values in scores.items():
        print(f"  {kind:24} {sum(values) / len(values):.3f}  ({len(values)} queries)")


def _of_recordings() -> Iterator[float]:
    """The figure of each recorded suggestion, among those datasets that were suggested then."""
    recordings = list(recorded.suggestions(CORPUS / "suggest"))
    with tempfile.TemporaryDirectory() as home:
        settings.SEARCH_DIR = Path(home)
        recorded.serve_index(row for _, rows in recordings for row in rows)
        for q, rows in recordings:
            gains = {row["key"]: len(rows) - place for place, row in enumerate(rows)}
            found = suggesting.suggest(SearchRequest(q=q), suggesting.LARGEST_LIMIT)
            yield ndcg([row["key"] for row in found if row["key"] in gains], gains)


if __name__ == "__main__":
    if CORPUS.is_dir():
        main()
    else:
        print(f"No corpus in {CORPUS}: set REGISTRY_CORPUS.")
