"""The acceptance cases by group, and where those are tested that belong to other rooms."""

from pathlib import Path

HERE = Path(__file__).resolve().parent

GROUPS = {
    "A": 32, "B": 10, "C": 19, "D": 35, "E": 25, "F": 14, "G": 32, "H": 12, "I": 11, "J": 13, "K": 9, "L": 16, "M": 32,
    "N": 8,
}  # fmt: skip
"""How many cases each group has; 268 in all."""

CASES = [f"{group}{number:02}" for group, count in GROUPS.items() for number in range(1, count + 1)]

ELSEWHERE = {
    **{f"H{number:02}": "entities/api/test_documents.py" for number in range(1, 13)},
    **{f"L{number:02}": "search" for number in range(1, 13)},
    "L16": "entities/api/test_metrics.py",
}
"""Cases of other rooms, by the file or folder of tests where they belong."""
