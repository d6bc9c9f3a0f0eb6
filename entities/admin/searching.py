"""The one search box of each list: title, key, DOI, identifier or e-mail address, told apart by their looks."""

import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from entities.models import Contact, Dataset, DirectoryContact, Entity, Identifier
from entities.models.fields import read_doi


def search(queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
    """The entities that the text names; words must all occur in the title, or in one of the other names."""
    text = text.strip()
    if not text:
        return queryset
    key = _key(text)
    if key is not None:
        return queryset.filter(Q(pk=key) | _identified(queryset.model, str(key)))
    doi = read_doi(text)
    if doi is not None:
        own = Q(doi=doi) if queryset.model is Dataset else Q()
        return queryset.filter(own | _identified(queryset.model, doi, text))
    if "@" in text:
        return queryset.filter(_mailed(queryset.model, text))
    return queryset.filter(_titled(queryset.model, text.split()) | _identified(queryset.model, text))


def _key(text: str) -> uuid.UUID | None:
    """A key, alone or at the end of an address such as /v1/dataset/<key>."""
    try:
        return uuid.UUID(text.rstrip("/").rpartition("/")[2])
    except ValueError:
        return None


def _titled(model: type[Entity], words: list[str]) -> Q:
    found = Q()
    for word in words:
        found &= Q(title__icontains=word)
    for name in ("abbreviation", "alias"):
        if name in model.json_fields:
            found |= Q(**{f"{name}__iexact": " ".join(words)})
    return found


def _identified(model: type[Entity], *values: str) -> Q:
    rows = model.components[Identifier]._default_manager.filter(entity=OuterRef("pk"), identifier__in=values)
    return Q(Exists(rows))


def _mailed(model: type[Entity], address: str) -> Q:
    """Lists of addresses are compared as text, since part of an address is often all that somebody has."""
    kind = Contact if Contact in model.components else DirectoryContact
    rows = model.components[kind]._default_manager.filter(entity=OuterRef("pk"), email__icontains=address)
    return Q(Exists(rows)) | (Q(email__icontains=address) if "email" in model.json_fields else Q())
