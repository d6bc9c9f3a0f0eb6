"""Records as JSON, as golden files hold them."""

import dataclasses
from datetime import datetime
from typing import Any


def as_json(value: Any) -> Any:
    """A record or a part of it as JSON, without fields that say nothing."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {name: as_json(said) for name, said in pairs if said not in (None, (), False)}
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    return value.isoformat(timespec="milliseconds") if isinstance(value, datetime) else value
