"""The description of the API is whole, and what is described is what is answered (contract 1 to 9)."""

import os
import re
from typing import Any

import orjson
import pytest
import schemathesis
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from entities.api.openapi import examples
from entities.api.openapi.document import declaration, described_routes, document
from entities.api.openapi.operations import OPERATIONS
from entities.models import ENTITIES, Contact, Entity, User
from tests.entities.api.client import Api, basic
from tests.factories import FACTORIES, body, component, dataset

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "2"))
"""How many requests are made up for each operation: few, the same each time; set more to look further."""
BOUNDED = settings(
    max_examples=EXAMPLES,
    phases=[Phase.generate],
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
NOT_OFFERED = 501
ROUTES = list(described_routes())
schema = schemathesis.openapi.from_dict(document())


def test_it_describes_every_address(api: Api) -> None:
    answer = api("GET", "/openapi.json")
    described = orjson.loads(answer.content)

    assert answer.headers["Content-Type"] == "application/json"
    assert set(described["paths"]) == {route.path for route in ROUTES}
    for route in ROUTES:
        assert not set("^$?()[]\\|") & set(route.path), route.path
        assert set(described["paths"][route.path]) >= set(route.actions)


@pytest.mark.parametrize("route", [route for route in ROUTES if route.path != "/docs"], ids=lambda route: route.path)
def test_it_refuses_other_methods_in_plain_text(route: Any) -> None:
    """Contract 1.1, 1.4: browsers' rules for forms hold nowhere here, and no error is a page."""
    answer = Client(enforce_csrf_checks=True).patch("/v1" + re.sub(r"{\w+}", "1", route.path))

    assert answer.status_code == 405
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert {method.upper() for method in route.actions} <= set(answer.headers["Allow"].split(", "))


def test_it_is_valid_and_names_no_operation_twice() -> None:
    schema.validate()
    operations = [operation for path in document()["paths"].values() for operation in path.values()]

    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation["summary"] for operation in operations)


def test_it_refers_to_what_is_there() -> None:
    text = orjson.dumps(document()).decode()
    known = {f"#/components/{kind}/{name}" for kind, named in document()["components"].items() for name in named}

    assert {part.split('"')[0] for part in text.split('"$ref":"')[1:]} <= known


def test_it_says_what_is_in_every_body() -> None:
    """No request or answer is "some object" but the description itself."""
    bodies = {
        path
        for path, operations in document()["paths"].items()
        for operation in operations.values()
        for body in (operation.get("requestBody", {}), *operation["responses"].values())
        for content in body.get("content", {}).values()
        if content.get("schema") in ({}, {"type": "object"}, {"type": "array", "items": {"type": "object"}})
    }

    assert bodies == {"/openapi.json"}


def _shown(schema: dict[str, Any]) -> bool:
    """Whether an example of it is given, of itself or of what it is made of."""
    if "$ref" in schema:
        return _shown(document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    parts = [schema["items"]] if "items" in schema else schema.get("oneOf", [])
    return "example" in schema or any(_shown(part) for part in parts)


def test_it_gives_an_example_of_every_body_that_is_sent_and_of_all_that_has_a_name() -> None:
    without = [
        (path, method)
        for path, operations in document()["paths"].items()
        for method, operation in operations.items()
        for content in operation.get("requestBody", {}).get("content", {}).values()
        if not _shown(content["schema"])
    ]

    assert without == []
    assert [name for name, schema in document()["components"]["schemas"].items() if not _shown(schema)] == []


def test_it_tells_of_the_tables_that_lists_are_exported_as() -> None:
    for path in ("/dataset", "/dataset/deleted", "/organization/{key}/publishedDataset"):
        operation = document()["paths"][path]["get"]
        assert "format" in {parameter["name"] for parameter in operation["parameters"]}
        assert set(operation["responses"]["200"]["content"]) >= {"text/csv", "text/tab-separated-values"}


def test_it_declares_nothing_that_is_gone() -> None:
    used = {id(declaration(route, method, action)) for route in ROUTES for method, action in route.actions.items()}

    assert [name for name, operation in OPERATIONS.items() if id(operation) not in used] == []


@pytest.mark.parametrize("model", ENTITIES)
def test_it_gives_examples_that_are_accepted(api: Api, admin: User, model: type[Entity]) -> None:
    sent = examples.ENTITIES[model.__name__]
    references = {name: value for name, value in body(model).items() if name.endswith("Key")}

    key = api.create(model, sent | references, admin)
    stored = api.get(f"/{model.slug}/{key}")

    assert stored | references == stored | references | (sent | references)
    assert {name: stored[name] for name in sent if name not in references} == {
        name: value for name, value in sent.items() if name not in references
    }


def test_it_gives_examples_of_components_that_are_accepted(api: Api, admin: User) -> None:
    entity = dataset()
    for name, sent in examples.COMPONENTS.items():
        assert api.add(entity, name[0].lower() + name[1:], sent, admin)


def test_it_shows_pages_whose_parts_are_served_here(api: Api) -> None:
    answer = api("GET", "/docs/")
    text = answer.content.decode()

    assert answer.status_code == 200
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "//" not in text.replace("https://", "//") or "http" not in text
    addresses = [part.split('"')[0] for part in text.split("/static/")[1:]]
    assert len(addresses) == 5
    assert all(finders.find(address) for address in addresses)


@pytest.fixture(scope="module")
def known(kept: None) -> dict[str, Any]:
    """An entity of each kind, for the addresses that need one."""
    made = {model.slug: FACTORIES[model]() for model in ENTITIES}
    component(made["dataset"], Contact)
    return made


@schema.include(method="GET").parametrize()
@BOUNDED
def test_it_reads_as_described(case: Any, known: dict[str, Any]) -> None:
    """Random parameters, on keys that exist and on keys that do not."""
    _call(case, known)


@schema.exclude(method="GET").parametrize()
@BOUNDED
def test_it_writes_as_described(case: Any, known: dict[str, Any], admin: User) -> None:
    """Random bodies, by an administrator."""
    _call(case, known, {"Authorization": basic(admin.user_name)})


class Handler(WSGIHandler):
    """The portal within the test's own transaction: the signals around a request would close its connection."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        response = self.get_response(WSGIRequest(environ))
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return [b"".join(response)]  # type: ignore[arg-type]


def _call(case: Any, known: dict[str, Any], headers: dict[str, str] | None = None) -> None:
    slug = case.path.split("/")[1]
    if "key" in case.path_parameters and slug in known and len(case.path_parameters["key"]) % 2 == 0:
        case.path_parameters["key"] = str(known[slug].pk)
    answer = case.call_and_validate(
        app=Handler(),
        base_url="http://localhost/v1",
        headers=headers,
        checks=[status_code_conformance, content_type_conformance, response_schema_conformance],
    )
    is_prepared = b"being prepared" not in answer.content  # search has no index in these tests
    assert answer.status_code < 500 or answer.status_code == NOT_OFFERED or not is_prepared, answer.content
