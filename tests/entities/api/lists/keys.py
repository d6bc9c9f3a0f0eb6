"""What a page shows."""

from typing import Any

from tests.entities.api.client import Api


def keys_at(api: Api, path: str) -> list[str]:
    """The keys on the page of a list; its count must be theirs."""
    page: dict[str, Any] = api.get(path)
    keys = [found["key"] for found in page["results"]]
    assert page["count"] == len(keys) == len(set(keys)), page["count"]
    return keys


def keys_of(*entities: Any) -> list[str]:
    """The keys of entities, made one after the other, in the order of lists."""
    return [str(entity.pk) for entity in reversed(entities)]
