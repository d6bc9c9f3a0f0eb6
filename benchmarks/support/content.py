"""Fills the registry with many datasets: the samples, copied under new keys."""

import itertools
import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from entities.models import ENTITIES, Dataset
from entities.permissions import Actor, Channel
from entities.services.exchange import count_anew, import_entities

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "registry"
_NAMESPACE = uuid.UUID("6f1c4c1e-9a3f-4d0e-8b64-2f6f0a2f7a10")
_KEYED = ("contacts", "endpoints", "machineTags", "tags", "identifiers", "comments")
_CHUNK = 5000
_ACTOR = Actor("benchmark", Channel.IMPORT)


def fill(datasets: int) -> None:
    """Import the sample registry, and copies of its datasets until there are so many."""
    for model in sorted(ENTITIES, key=lambda model: model is Dataset):
        import_entities(model, json.loads((SAMPLES / f"{model.slug}.json").read_text()), actor=_ACTOR)
    endless = copies(json.loads((SAMPLES / "dataset.json").read_text()))
    wanted = datasets - Dataset.objects.count()
    while wanted > 0:
        chunk = list(itertools.islice(endless, min(_CHUNK, wanted)))
        import_entities(Dataset, chunk, actor=_ACTOR)
        wanted -= len(chunk)
    count_anew(ENTITIES)


def copies(originals: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each original once more with other keys and DOIs, for ever; no parents and no duplicates."""
    keys = itertools.count(10_000_000)
    for round_ in itertools.count(1):
        for original in originals:
            copy = json.loads(json.dumps(original))
            copy["key"] = str(uuid.uuid5(_NAMESPACE, f"{original['key']} {round_}"))
            copy["title"] = f"{original['title']} ({round_})"
            copy["doi"] = f"10.5072/copy{next(keys)}"
            for name in ("parentDatasetKey", "duplicateOfDatasetKey"):
                copy.pop(name, None)
            for row in itertools.chain.from_iterable(copy[name] for name in _KEYED):
                row["key"] = next(keys)
                for tag in row.get("machineTags", ()):
                    tag["key"] = next(keys)
            yield copy
