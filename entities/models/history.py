"""Change history: database triggers keep a snapshot of each row that comes, changes or goes.

Triggers, so that nothing bypasses them: bulk writes, upserts and plain SQL are recorded too. They run once a
statement, which keeps bulk writes fast. Who changed it, through which channel and why stands in the context that
`entities.services.history` sets for the transaction.
"""

from typing import Any, TypeVar

import pghistory
from django.db import models

Model = TypeVar("Model", bound=models.Model)

OWNER = "entity"


def tracked(model: type[Model], exclude: tuple[str, ...] = ()) -> type[Model]:
    """Record every insert, update and delete of the model's rows; `exclude` names wide or derived columns.

    Snapshots are looked up by the entity: of an entity by its own key, of a component by its `entity`. Only these
    columns have an index, since each further one costs every write.
    """
    is_component = any(field.name == OWNER for field in model._meta.fields)
    track = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        level=pghistory.Statement,
        exclude=list(exclude),
        model_name=f"{model.__name__}Event",
        obj_field=pghistory.ObjForeignKey(
            related_name="events", related_query_name="events", db_index=not is_component
        ),
        context_field=pghistory.ContextForeignKey(null=True, db_index=False),
        attrs={field.name: _reference(field) for field in model._meta.fields if field.is_relation},
    )
    return track(model)


def _reference(field: Any) -> models.ForeignKey:
    """A snapshot's copy of a foreign key: unconstrained, as its goal may be gone."""
    return models.ForeignKey(
        field.remote_field.model,
        models.DO_NOTHING,
        null=field.null,
        db_constraint=False,
        db_index=field.name == OWNER,
        related_name="+",
    )
