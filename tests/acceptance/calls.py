"""What the acceptance cases say again and again: the five entities, keys of a page, a status."""

import re
import uuid
from typing import Any

import pytest

from entities.models import ENTITIES, Entity, User
from tests.entities.api.client import Api, path_of
from tests.factories import body_of

each_entity = pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)
"""`{e}` of the cases: organization, dataset, installation, node, network."""


def keys(api: Api, path: str) -> list[str]:
    """The keys of a page's results, which are as many as its count."""
    page = api.get(path)
    assert page["count"] == len(page["results"]) or page["count"] > page["limit"], page["count"]
    return [result["key"] for result in page["results"]]


def is_listed(api: Api, path: str, *entities: Entity) -> bool:
    """Whether a page holds exactly the given entities, in any order."""
    return sorted(keys(api, path)) == sorted(str(entity.pk) for entity in entities)


def count(api: Api, path: str) -> int:
    """The count of a page."""
    return int(api.get(path)["count"])


def status(answer: Any) -> int:
    """The status of an answer; an error is a short text."""
    if answer.status_code >= 400:
        assert answer.headers["Content-Type"].startswith("text/plain"), answer.headers
    return int(answer.status_code)


def put(api: Api, entity: Entity, user: User, *without: str, **values: Any) -> int:
    """The status of a PUT of the entity as it is stored, but for the given properties."""
    entity.refresh_from_db()
    sent = {name: value for name, value in (body_of(entity) | values).items() if name not in without}
    return status(api("PUT", path_of(entity), sent, user=user))


def delete(api: Api, entity: Entity, user: User) -> int:
    """The status of a DELETE."""
    return status(api("DELETE", path_of(entity), user=user))


def broken(answer: Any) -> list[str]:
    """The properties that a 422 names, in its order."""
    assert answer.status_code == 422, answer.content
    assert answer.headers["Content-Type"].startswith("text/plain")
    return re.findall(r"<li>Validation of \[(\w+)] failed: [^<]+</li>", answer.content.decode())


def unknown() -> str:
    """A key that nothing has."""
    return str(uuid.uuid4())
