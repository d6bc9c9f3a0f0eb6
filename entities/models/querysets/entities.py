"""What can be asked of all five kinds of entities.

Every condition on what hangs on an entity is one `Exists` on one row, so that it neither multiplies entities nor mixes
rows (contract 6.2, 6.3).
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower

from entities import words
from entities.marks import mark
from entities.models.components import Contact, Identifier, MachineTag

if TYPE_CHECKING:
    from entities.models.account import User

Period = tuple[datetime | None, datetime | None]
"""From the first moment to before the second; None is open."""


class EntityQuerySet(models.QuerySet):
    """Querysets of the five entities."""

    model: Any

    def live(self) -> Self:
        """Entities that are not deleted."""
        return self.filter(deleted=None)

    def gone(self) -> Self:
        """Entities that are deleted."""
        return self.exclude(deleted=None)

    def newest_first(self) -> Self:
        """The order of lists: created descending, then key (contract 6.2); a total order."""
        return self.order_by("-created", "key")

    def as_listed(self) -> Self:
        """In the order of lists: with a search the most relevant first, then as always."""
        if "relevance" in self.query.annotations:
            return self.order_by("-relevance", "-created", "key")
        return self.newest_first()

    def matching(self, text: str) -> Self:
        """Entities whose texts hold all the words, annotated with `relevance` (contract 6.7).

        2 where the names alone hold all words, 1 where words of the names begin with them, 0 elsewhere. A text
        without any word is found nowhere.
        """
        wanted = words.query(text)
        if wanted is None:
            return self.none()
        relevance = Case(
            When(self._having(words.exactly(text, words.NAME_MARK)), then=Value(2)),
            When(self._having(words.query(text, words.NAME_MARK)), then=Value(1)),
            default=Value(0),
            output_field=models.SmallIntegerField(),
        )
        return self.filter(self._having(wanted)).annotate(relevance=relevance)

    def named_like(self, title: str) -> Self:
        """Entities whose names hold all words of a title."""
        wanted = words.exactly(title, words.NAME_MARK)
        return self.none() if wanted is None else self.filter(self._having(wanted))

    def titled(self, part: str) -> Self:
        """Entities whose title contains the text in any case, those first that begin with it (contract 7.3)."""
        begins = Case(When(title__istartswith=part, then=Value(0)), default=Value(1))
        return self.filter(title__icontains=part).order_by(begins, Lower("title"), "key")

    def created_within(self, period: Period) -> Self:
        """Entities created in a period."""
        return self._within("created", period)

    def modified_within(self, period: Period) -> Self:
        """Entities whose last change is in a period."""
        return self._within("modified", period)

    def editable_by(self, user: "User") -> Self:
        """Entities that the user's rights reach, each way up as one subquery (contract 9.3)."""
        reach = Q()
        for path in self.model.editor_paths:
            reach |= Q(pk__in=self.model.objects.filter(**{f"{path}__user": user.pk}).values("pk"))
        return self.filter(reach)

    def modifiable_by(self, user_name: str) -> Self:
        """Entities that the account of that name may change: all, those that its rights reach, or none (6.4)."""
        account = get_user_model().objects.filter(user_name=user_name.lower(), deleted=None).first()
        if account is None or not account.is_editor:
            return self.none()
        return self if account.is_administrator else self.editable_by(account)

    def with_identifier(self, **parts: str) -> Self:
        """Entities with at least one identifier that matches all the given parts."""
        return self._with(Identifier, **parts)

    def with_machine_tag(self, **parts: str) -> Self:
        """Entities with at least one machine tag that matches all the given parts."""
        return self._with(MachineTag, **parts)

    def with_contact(self, **parts: Any) -> Self:
        """Entities with at least one contact that matches all the given parts."""
        return self._with(Contact, **parts)

    def with_contact_item(self, **items: str) -> Self:
        """Entities with at least one contact that has each text as an item of its list, e.g. `email="a@b.c"`."""
        rows = self
        for name, item in items.items():
            rows = rows.filter(self._having(f"'{mark(name, item)}'"))
        if len(items) == 1:
            return rows
        return rows.with_contact(**{f"{name}__contains": [item] for name, item in items.items()})

    def _within(self, field: str, period: Period) -> Self:
        start, end = period
        limits = {f"{field}__gte": start, f"{field}__lt": end}
        return self.filter(**{name: moment for name, moment in limits.items() if moment is not None})

    def _with(self, kind: type, **parts: Any) -> Self:
        rows = self.model.components[kind]._default_manager.filter(entity=OuterRef("pk"), **parts)
        return self.filter(Exists(rows))

    def _having(self, wanted: str | None) -> Q:
        """Entities whose words and marks are those of a `tsquery`; see `entities.models.words`."""
        table = self.model._meta.get_field("words").related_model._meta.db_table
        return Q(pk__in=RawSQL("SELECT entities_keys_of_words(%s, %s)", (table, wanted)))

    def _related(self, relation: str) -> Any:
        """All rows of the other side of a relation, whose class cannot be imported here."""
        return self.model._meta.get_field(relation).related_model.objects.all()
