"""Marks: facts that stand among the words of an entity, so that lists find and count by them as they do by words.

"Has a machine tag of this namespace" is one word that no text can hold. Whatever lists ask for together is then one
question to one index, however many entities have it; to look for the rows of components takes several times as long.
"""

import hashlib
from functools import lru_cache

SIGN = "#"
UNREACHABLE = "unreachable"
"""The mark of datasets that are neither external nor part of another one, and have no endpoint (contract 5.5)."""
_DIGITS = 24
"""Digits of a digest that no two facts share, whoever chooses their texts."""


@lru_cache(maxsize=20_000)
def mark(kind: str, *values: str) -> str:
    """The word of a fact; the lengths of its values keep them apart."""
    fact = kind + "".join(f" {len(value)}:{value}" for value in values)
    return SIGN + hashlib.sha256(fact.encode()).hexdigest()[:_DIGITS]
