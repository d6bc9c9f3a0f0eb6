"""Figures of the same lists in registries of different sizes, side by side: kept in a folder, a file for each size."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

Figures = Sequence[tuple[str, float, float, float]]
"""Of each list its address, and milliseconds first, after a change, and again; in the same order for each size."""


def keep(folder: Path, datasets: int, found: Mapping[str, tuple[float, float, float]]) -> None:
    """Write the figures of a registry of so many datasets."""
    folder.mkdir(parents=True, exist_ok=True)
    figures = [(path, *times) for path, times in found.items()]
    (folder / f"{datasets}.json").write_text(json.dumps(figures, indent=1))


def show(folder: Path) -> None:
    """Print all sizes that are kept, of lists that were measured in each; addresses are those of the largest."""
    sizes = {int(file.stem): json.loads(file.read_text()) for file in folder.glob("*.json")}
    if len({len(figures) for figures in sizes.values()}) > 1:
        print("the sizes were measured with different lists")
        return
    order = sorted(sizes)
    print(f"{'first / changed / again':52}" + "".join(f"{size:>20,}" for size in order))
    for place, (path, *_) in enumerate(sizes[order[-1]]):
        cells = (" / ".join(f"{each:.1f}" for each in sizes[size][place][1:]) for size in order)
        print(f"{path[:52]:52}" + "".join(f"{cell:>20}" for cell in cells))
