"""Metadata documents of datasets: the bytes as they came, one for each format."""

from typing import ClassVar

from django.db import models

from entities.models.dataset import Dataset
from entities.models.fields import ConstantField
from entities.vocabulary import MetadataType

PREFERENCE: tuple[str, ...] = tuple(MetadataType.values)
"""Formats, best first: the first that a dataset has decides its fields, if nobody chose (metadata contract A.2)."""


class MetadataDocument(models.Model):
    """A stored document; `digest` is the SHA-256 of `content`, hexadecimal.

    is_chosen: a curator wants it to decide about the dataset's fields, whatever its format.
    """

    key = models.BigAutoField(primary_key=True)
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="documents")
    type = ConstantField(vocabulary=MetadataType)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    is_chosen = models.BooleanField(default=False)
    created_by = models.CharField(max_length=255)
    modified_by = models.CharField(max_length=255)
    created = models.DateTimeField()
    modified = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dataset", "type"], name="metadata_document_once_per_type"),
            models.UniqueConstraint(
                fields=["dataset"], condition=models.Q(is_chosen=True), name="metadata_document_chosen_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} of {self.dataset_id}"
