"""Checks a row against the rules of its model, and says what is broken in the JSON's words."""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, models
from psycopg.errors import UniqueViolation

from entities.exceptions import RuleViolation
from entities.representation import columns

_NULL_CODES = frozenset({"null", "blank", "required"})


def validate(row: models.Model, failures: Mapping[str, str], skip: Iterable[str] = ()) -> None:
    """Raise RuleViolation with every broken rule of the row, together with `failures` found while reading it."""
    found = dict(failures)
    try:
        row.full_clean(exclude={*skip}, validate_unique=False)
    except ValidationError as error:
        found = sentences(type(row), error) | found
    if found:
        raise RuleViolation(found)


def sentences(model: type[models.Model], error: ValidationError) -> dict[str, str]:
    """The first broken rule of each field, by its JSON name."""
    return {_json_name(model, name): _sentence(problems[0]) for name, problems in error.error_dict.items()}


def refusal(error: DatabaseError) -> str:
    """What the database says against a row, and which kind of row it is."""
    said = error.__cause__.diag  # type: ignore[union-attr]
    kinds = {model._meta.db_table: model._meta.verbose_name for model in apps.get_models()}
    is_duplicate = isinstance(error.__cause__, UniqueViolation)
    return f"{kinds.get(said.table_name, 'value')}: {said.message_detail if is_duplicate else said.message_primary}"


def _json_name(model: type[models.Model], name: str) -> str:
    if name == NON_FIELD_ERRORS:
        return model.__name__.lower()
    known = columns(model)
    if name.startswith("citation_"):
        return "citation"
    return known[name].json_name if name in known else name


def _sentence(problem: ValidationError) -> str:
    if problem.code in _NULL_CODES:
        return "must not be null"
    if problem.code == "invalid" and problem.params and "pk" in problem.params:
        return "refers to nothing that exists"
    return problem.messages[0]
