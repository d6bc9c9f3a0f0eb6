"""Rules of datasets that a single column cannot keep: licence, DOI, categories (registry contract 8.6, 8.7, 3.6)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from entities.exceptions import MalformedValue
from entities.models import Dataset, DatasetCategory, Identifier
from entities.models.fields import read_doi
from entities.permissions import Actor
from entities.services import doi
from entities.vocabulary import IdentifierType, License


def complete_new(dataset: Dataset) -> None:
    """A new dataset gets a DOI where it has none; without licence it has the default (CC-BY 4.0)."""
    _check_categories(dataset)
    if dataset.doi is None:
        dataset.doi = doi.mint()[0]


def complete_changed(dataset: Dataset, actor: Actor, now: datetime) -> set[str]:
    """Apply the rules to a dataset whose values were replaced; answers the columns that they set."""
    _check_categories(dataset)
    change_doi(dataset, Dataset.objects.values_list("doi", flat=True).get(pk=dataset.pk), actor, now)
    return {"doi"}


def without_vague_license(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The changes, without a licence that names no legal text: the stored one stays then (8.6)."""
    named = values.get("license")
    if "license" not in values or (named is not None and License(named).is_concrete):
        return values
    return {name: value for name, value in values.items() if name != "license"}


def change_doi(dataset: Dataset, former: str | None, actor: Actor, now: datetime) -> None:
    """Keep the former DOI as an identifier where another one, or none, takes its place (8.7)."""
    if dataset.doi is None and doi.is_own(former):
        dataset.doi = former
    if dataset.doi == former and former is not None:
        return
    known = Dataset.components[Identifier]._default_manager.filter(entity=dataset, type=IdentifierType.DOI)
    if former is not None:
        known.create(entity=dataset, type=IdentifierType.DOI, identifier=former, created=now, created_by=actor.name)
    named = {pk: read_doi(text) for pk, text in known.values_list("pk", "identifier")}  # people write them in many ways
    if dataset.doi is None:
        own = [name for name in named.values() if doi.is_own(name)]
        dataset.doi = own[0] if own else doi.mint()[0]
    known.filter(pk__in=[pk for pk, name in named.items() if name == dataset.doi]).delete()


def _check_categories(dataset: Dataset) -> None:
    """Categories are concepts of the managed vocabulary, in any case; exact duplicates collapse (3.6)."""
    if dataset.category is None:
        return
    dataset.category = list(dict.fromkeys(dataset.category))
    known = {
        name.casefold() for name in DatasetCategory.objects.filter(is_deprecated=False).values_list("name", flat=True)
    }
    for name in dataset.category:
        if name.casefold() not in known:
            raise MalformedValue(f"category: {name!r} is no concept of the vocabulary DatasetCategory")
