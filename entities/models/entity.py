"""What the five entities share: key, title, stamps, soft delete, components, stored JSON."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from entities.models.components import Component
from entities.models.fields import StringField
from entities.models.querysets import EntityQuerySet

UNTRACKED = ("rendered", "rendered_at")
"""Columns that are derived: no part of the change history."""


class Entity(models.Model):
    """One thing of the registry.

    slug: its name in paths; json_fields: its fields in the order of the contract's JSON; writable_fields: those a
    create or a PUT stores; editor_paths: the relations along which a right to edit reaches it; created_below: the
    relation to the entity on which an editor needs a right to create one, None where only administrators do (9.3);
    names and texts: the fields that `q` searches, of which a find in the names weighs more (6.7).

    `rendered_at` is when the stored JSON was last written: a component's change moves it, but not `modified` (4.1).
    """

    slug: ClassVar[str]
    json_fields: ClassVar[tuple[str, ...]]
    writable_fields: ClassVar[tuple[str, ...]]
    editor_paths: ClassVar[tuple[str, ...]] = ("editors",)
    created_below: ClassVar[str | None] = None
    components: ClassVar[dict[type[Component], type[Component]]] = {}
    names: ClassVar[tuple[str, ...]] = ("title",)
    texts: ClassVar[tuple[str, ...]] = ("description",)

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = StringField(shortest=2)
    description = StringField(null=True, blank=True)
    created_by = models.CharField(max_length=255, editable=False)
    modified_by = models.CharField(max_length=255, editable=False)
    created = models.DateTimeField(editable=False)
    modified = models.DateTimeField(editable=False)
    deleted = models.DateTimeField(null=True, blank=True, editable=False)
    rendered = models.TextField(editable=False, default="")
    rendered_at = models.DateTimeField(editable=False, default=timezone.now)

    objects = EntityQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["-created", "key"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-created", "key"], condition=models.Q(deleted=None), name="%(class)s_live"),
            models.Index(fields=["-created", "key"], condition=~models.Q(deleted=None), name="%(class)s_gone"),
            models.Index(fields=["modified"], include=["created", "key", "deleted"], name="%(class)s_changed"),
            models.Index(fields=["rendered_at"], name="%(class)s_rendered"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_deleted(self) -> bool:
        """Whether it was deleted; it stays readable and can be restored (8.3)."""
        return self.deleted is not None

    @classmethod
    def embedded(cls) -> dict[type[Component], type[Component]]:
        """The component tables that are part of the entity's JSON."""
        return {kind: model for kind, model in cls.components.items() if kind.in_json}

    @classmethod
    def live(cls) -> Any:
        """Entities that are not deleted, as the queryset of their own kind."""
        return cls.objects.live()  # type: ignore[attr-defined]
