"""A small client of `/v1`: bodies as JSON, callers by account, answers as they are."""

import base64
import json
from typing import Any

import orjson
from django.http import HttpResponse
from django.test import Client

from entities.api import authentication
from entities.models import Entity, User
from tests.factories import PASSWORD

ROOT = "/v1"


class Api:
    """Calls the API as anybody; an error of ours is an answer with status 500, not an exception."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)

    def __call__(self, method: str, path: str, body: Any = None, *, user: User | None = None, **options: Any) -> Any:
        """The answer to one request; `body` is sent as JSON unless it is bytes already."""
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        headers = dict(options.pop("headers", {}))
        if user is not None:
            # As if verified within the last minute: the slow hash has tests of its own.
            authentication._remembered.add(authentication._mark(user, PASSWORD))
            headers["Authorization"] = basic(user.user_name)
        options.setdefault("content_type", "application/json")
        return self.client.generic(method, ROOT + path, content, headers=headers, **options)

    def get(self, path: str, **options: Any) -> Any:
        """The value of a successful read."""
        answer = self("GET", path, **options)
        assert answer.status_code == 200, answer.content
        return orjson.loads(answer.content)

    def create(self, model: type[Entity], body: Any, user: User) -> str:
        """The key of a new entity."""
        answer = self("POST", f"/{model.slug}", body, user=user)
        assert answer.status_code == 201, answer.content
        return str(orjson.loads(answer.content))

    def add(self, entity: Entity, slug: str, body: Any, user: User) -> int:
        """The number of a new component."""
        answer = self("POST", f"{path_of(entity)}/{slug}", body, user=user)
        assert answer.status_code == 201, answer.content
        return int(answer.content)


def basic(name: str, password: str = PASSWORD) -> str:
    """An Authorization header."""
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def path_of(entity: Entity) -> str:
    """The path of an entity below the API root."""
    return f"/{entity.slug}/{entity.pk}"


def text_of(answer: HttpResponse) -> str:
    """The text of an error, which is never anything but plain text."""
    assert answer.headers["Content-Type"].startswith("text/plain"), answer.headers
    return answer.content.decode()
