"""The words of each entity, in a narrow table beside it, for which no other read pays."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from entities.models.dataset import Dataset
from entities.models.entity import Entity
from entities.models.installation import Installation
from entities.models.network import Network
from entities.models.node import Node
from entities.models.organization import Organization


class Words(models.Model):
    """What lists find an entity by (contract 6.3-6.7): words of its texts and names, and marks of facts.

    `entities.words` says what a word is, `entities.marks` what a mark. `created` and `is_live` are the entity's, so
    that a list is counted and sorted here. Written by `entities.services.wording` in the transaction of the change.
    """

    lexemes = SearchVectorField(editable=False)
    created = models.DateTimeField(editable=False)
    is_live = models.BooleanField(editable=False)

    class Meta:
        abstract = True
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["lexemes"], name="%(class)s_lexemes"),
        ]

    def __str__(self) -> str:
        return f"words of {self.pk}"


def _table(owner: type[Entity]) -> type[Words]:
    """The concrete table of one kind of entity, whose key is the entity's."""
    entity = models.OneToOneField(owner, on_delete=models.CASCADE, primary_key=True, related_name="words")
    attributes: dict[str, Any] = {"__module__": __name__, "__doc__": f"Words of {owner.__name__}.", "entity": entity}
    attributes["Meta"] = type("Meta", (Words.Meta,), {"abstract": False, "verbose_name_plural": f"{owner.slug} words"})
    return type(f"{owner.__name__}Words", (Words,), attributes)


WORDS: dict[type[Entity], type[Words]] = {
    owner: _table(owner) for owner in (Node, Organization, Installation, Dataset, Network)
}
"""The table of words of each kind of entity."""
