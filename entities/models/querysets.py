"""Which rows: reads that compose, and say so when they leave something out."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from entities.models.components import Contact, Identifier, MachineTag

if TYPE_CHECKING:
    from entities.models.account import User


class EntityQuerySet(models.QuerySet):
    """Querysets of the five entities."""

    model: Any

    def live(self) -> Self:
        """Entities that are not deleted."""
        return self.filter(deleted=None)

    def newest_first(self) -> Self:
        """The order of lists: created descending, then key (contract 6.2); a total order."""
        return self.order_by("-created", "key")

    def editable_by(self, user: "User") -> Self:
        """Entities that the user's rights reach, each way up as one subquery (contract 9.3)."""
        reach = Q()
        for path in self.model.editor_paths:
            reach |= Q(pk__in=self.model.objects.filter(**{f"{path}__user": user.pk}).values("pk"))
        return self.filter(reach)

    def with_identifier(self, **parts: str) -> Self:
        """Entities with at least one identifier that matches all the given parts."""
        return self._with(Identifier, **parts)

    def with_machine_tag(self, **parts: str) -> Self:
        """Entities with at least one machine tag that matches all the given parts."""
        return self._with(MachineTag, **parts)

    def with_contact(self, **parts: Any) -> Self:
        """Entities with at least one contact that matches all the given parts."""
        return self._with(Contact, **parts)

    def _with(self, kind: type, **parts: Any) -> Self:
        rows = self.model.components[kind]._default_manager.filter(entity=OuterRef("pk"), **parts)
        return self.filter(Exists(rows))
