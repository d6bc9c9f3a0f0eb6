"""The acceptance cases by group."""

GROUPS = {
    "A": 32, "B": 10, "C": 19, "D": 35, "E": 25, "F": 14, "G": 32, "H": 12, "I": 11, "J": 13, "K": 9, "L": 16, "M": 32,
    "N": 8,
}  # fmt: skip
"""How many cases each group has; 268 in all."""

CASES = [f"{group}{number:02}" for group, count in GROUPS.items() for number in range(1, count + 1)]
