"""How far a word may be from the one that was meant (dataset-search 3.3). Pure."""

FEWEST_LETTERS = 3
_SHORT = 5


def tolerated(word: str) -> int:
    """By how many letters a word may be misspelt: none of two letters, one of up to five, two of longer ones."""
    if len(word) < FEWEST_LETTERS:
        return 0
    return 1 if len(word) <= _SHORT else 2


def is_near(word: str, other: str, edits: int) -> bool:
    """Whether one becomes the other by so many letters put in, left out, replaced, or swapped with their neighbour."""
    if abs(len(word) - len(other)) > edits:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(word, start=1):
        last, before, row = before, row, [place]
        for column, its in enumerate(other, start=1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != its))
            if place > 1 and column > 1 and letter == other[column - 2] and its == word[place - 2]:
                cost = min(cost, last[column - 2] + 1)
            row.append(cost)
        if min(row) > edits:
            return False
    return row[-1] <= edits
