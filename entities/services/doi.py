"""DOIs of the registry's own: minted here; registering them with an agency is a matter of its own."""

import secrets
from collections.abc import Iterable

from django.conf import settings

from entities.models import Dataset

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def is_own(doi: str | None) -> bool:
    """Whether the DOI carries the prefix of this deployment (registry contract 8.7)."""
    return bool(doi) and doi.startswith(f"{settings.DOI_PREFIX}/")  # type: ignore[union-attr]


def mint(count: int = 1) -> list[str]:
    """So many new DOIs: the prefix and six characters without look-alikes, used by no dataset."""
    minted: set[str] = set()
    while len(minted) < count:
        candidates = {_candidate() for _ in range(count - len(minted))}
        minted |= candidates - _taken(candidates)
    return list(minted)


def _candidate() -> str:
    return f"{settings.DOI_PREFIX}/" + "".join(secrets.choice(_ALPHABET) for _ in range(6))


def _taken(dois: Iterable[str]) -> set[str]:
    return {doi for doi in Dataset.objects.filter(doi__in=list(dois)).values_list("doi", flat=True) if doi}
