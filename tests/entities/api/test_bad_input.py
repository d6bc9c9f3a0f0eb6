"""Whatever is sent, the answer is the contract's and never a server error (reliability 3.2)."""

import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entities.api.bodies import LARGEST_BODY, parse
from entities.exceptions import MalformedValue
from entities.models import ENTITIES, Dataset, Entity, Organization, User
from entities.representation import columns
from tests.entities.api.client import Api, path_of, text_of
from tests.factories import FACTORIES, body, body_of

pytestmark = pytest.mark.django_db


def nested(depth: int) -> bytes:
    """Lists within lists."""
    return b'{"x":' + b"[" * depth + b"]" * depth + b"}"


MALFORMED = {
    "empty": b"",
    "blank": b"  ",
    "cut": b'{"title": "x"',
    "trailing text": b'{"title": "Kelp"} x',
    "two values": b"{}{}",
    "single quotes": b"{'title': 'Kelp'}",
    "trailing comma": b'{"title": "Kelp",}',
    "comment": b'{/* */"title": "Kelp"}',
    "NaN": b'{"latitude": NaN}',
    "Infinity": b'{"latitude": -Infinity}',
    "overflow": b'{"latitude": 1e400}',
    "long integer": b'{"x": ' + b"1" * 5000 + b"}",
    "long fraction": b'{"x": 0.' + b"1" * 5000 + b"}",
    "leading zero": b'{"x": 01}',
    "invalid UTF-8": b'{"title": "\xff\xfe"}',
    "UTF-16": '{"title": "Kelp"}'.encode("utf-16"),
    "byte order mark": b"\xef\xbb\xbf{}",
    "control character": b'{"title": "Ke\nlp"}',
    "list": b"[]",
    "text": b'"x"',
    "number": b"1",
    "null": b"null",
    "deep": nested(1000),
    "deeper": nested(100_000),
    "just too deep": nested(64),
    "NUL": b'{"title": "Kelp\\u0000"}',
    "NUL in an unknown field": b'{"x": [{"y": "\\u0000"}]}',
    "NUL in a key": b'{"x\\u0000": 1}',
    "lone surrogate": b'{"title": "Kelp\\ud800"}',
    "lone surrogate in a key": b'{"a": {"\\udfff": 1}}',
    "duplicate key": b'{"title": "Kelp", "title": "Seals"}',
    "nested duplicate key": b'{"x": [{"a": 1, "a": 2}]}',
    "many keys": json.dumps({str(number): 1 for number in range(10_001)}).encode(),
}


@pytest.mark.parametrize("content", MALFORMED.values(), ids=MALFORMED.keys())
@pytest.mark.parametrize("path", ["/dataset", "/network", "/network/{key}", "/network/{key}/contact"])
def test_it_refuses_malformed_bodies(api: Api, admin: User, content: bytes, path: str) -> None:
    """A23, and the catalogue"""
    network = FACTORIES[ENTITIES[4]]()
    method = "PUT" if path.endswith("{key}") else "POST"
    answer = api(method, path.format(key=network.pk), content, user=admin)

    assert answer.status_code == 400
    assert 0 < len(text_of(answer)) < 200


def test_it_accepts_what_is_just_allowed(api: Api, admin: User) -> None:
    """The bounds themselves are inside."""
    sent = body(Dataset) | {"x": json.loads(nested(62))["x"], "y": "a \U0001f419 \x7f", "n": 10**999}

    assert api("POST", "/dataset", sent, user=admin).status_code == 201


WRONG_TYPES: list[tuple[type[Entity], str, Any]] = [
    (Dataset, "title", {"de": "Tang"}),
    (Dataset, "title", ["Kelp"]),
    (Dataset, "external", "perhaps"),
    (Dataset, "external", 10**40),
    (Dataset, "publishingOrganizationKey", "x"),
    (Dataset, "publishingOrganizationKey", 5),
    (Dataset, "installationKey", {"key": "x"}),
    (Dataset, "doi", "foo"),
    (Dataset, "doi", 10.5),
    (Dataset, "category", "CitizenScience"),
    (Dataset, "category", ["no such concept"]),
    (Dataset, "citation", "Berg (2023)"),
    (Dataset, "citation", {"text": ["x"]}),
    (Dataset, "key", "x"),
    (Dataset, "created", "yesterday"),
    (Dataset, "contacts", {}),
    (Dataset, "homepage", "a b"),
    (Dataset, "createdBy", ["x"]),
    (Organization, "latitude", "north"),
    (Organization, "latitude", True),
    (Organization, "email", "one@example.org"),
    (Organization, "email", [{"x": 1}]),
    (Organization, "homepage", ["a b"]),
    (Organization, "endorsementApproved", "yes"),
]


@pytest.mark.parametrize(("model", "name", "value"), WRONG_TYPES)
def test_it_refuses_values_of_a_wrong_type(api: Api, admin: User, model: type[Entity], name: str, value: Any) -> None:
    """Contract 1.3: 400, before any rule"""
    answer = api("POST", f"/{model.slug}", body(model, **{name: value}), user=admin)

    assert answer.status_code == 400
    assert "<ul>" not in text_of(answer)


@pytest.mark.parametrize(
    ("headers", "content_type", "status"),
    [
        ({}, "application/json; charset=utf-8", 201),
        ({}, 'application/json; charset="UTF-8"', 201),
        ({}, "APPLICATION/JSON", 201),
        ({}, "application/json; charset=latin-1", 415),
        ({}, "application/json-patch+json", 415),
        ({}, "application/x-www-form-urlencoded", 415),
        ({}, "text/html", 415),
        ({}, "", 415),
        ({"Content-Encoding": "gzip"}, "application/json", 415),
        ({"Content-Encoding": "identity"}, "application/json", 201),
        ({"X-HTTP-Method-Override": "DELETE"}, "application/json", 201),
    ],
)
def test_it_reads_one_media_type(
    api: Api, admin: User, headers: dict[str, str], content_type: str, status: int
) -> None:
    """A29, and the catalogue"""
    answer = api("POST", "/node", body(ENTITIES[0]), user=admin, headers=headers, content_type=content_type)

    assert answer.status_code == status


def test_it_refuses_large_bodies(api: Api, admin: User) -> None:
    """Reliability 3.1: 2 MB"""
    answer = api("POST", "/network", b'{"title":"' + b"x" * LARGEST_BODY + b'"}', user=admin)

    assert answer.status_code == 413
    assert text_of(answer)


@pytest.mark.parametrize(("title", "status"), [("Kelp", 201), ("x" * LARGEST_BODY, 413)])
def test_it_reads_bodies_in_chunks(api: Api, admin: User, title: str, status: int) -> None:
    """A body whose length is not told beforehand is read all the same, and no further than the bound."""
    content = io.BytesIO(json.dumps({"title": title, "language": "eng"}).encode())
    options = {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": content}
    asked = api("POST", "/network?checkPermissionsOnly=true", b"x", user=admin, **options)
    answer = api("POST", "/network", b"x", user=admin, **options)

    assert (asked.status_code, answer.status_code) == (200, status)


@pytest.mark.parametrize("method", ["PATCH", "TRACE", "CONNECT", "FOO", "PROPFIND"])
@pytest.mark.parametrize("path", ["/dataset", "/dataset/titles", "/dataset/{key}", "/dataset/{key}/tag"])
def test_it_refuses_other_methods(api: Api, method: str, path: str) -> None:
    """Contract 1.1"""
    answer = api(method, path.format(key=FACTORIES[Dataset]().pk), {})

    assert answer.status_code == 405
    assert text_of(answer)


@pytest.mark.parametrize(
    "path",
    ["", "/", "/foo", "/Dataset", "/datasets", "/dataset/{key}/foo", "/dataset/{key}/contacts", "/dataset/x/y/z/a"],
)
def test_it_knows_no_other_paths(api: Api, path: str) -> None:
    """404 as text"""
    answer = api("GET", path.format(key=FACTORIES[Dataset]().pk))

    assert answer.status_code == 404
    assert "html" not in text_of(answer).lower()


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "%2e%2e", "%5c", "%00", "%ff", "1' OR '1'='1", "{{7*7}}", "x" * 8000]
)
def test_it_refuses_hostile_keys(api: Api, key: str) -> None:
    """Neither found nor a server error"""
    assert api("GET", f"/dataset/{key}").status_code in (400, 404)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["eng", "NO", "http://x"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = sorted(
    {column.json_name for model in ENTITIES for column in columns(model).values()}
    | {"contacts", "endpoints", "citation", "endorsementApproved", "metadata", "dwca", "networkKeys"}
)
ENTITY_BODIES = st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), JSON, max_size=8)
COMPONENT_NAMES = sorted(
    {column.json_name for model in Dataset.components.values() for column in columns(model).values()} | {"machineTags"}
)
COMPONENT_BODIES = st.dictionaries(st.sampled_from(COMPONENT_NAMES), JSON, max_size=6)
RELAXED = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
EXPECTED = {200, 201, 204, 400, 403, 404, 409, 415, 422}


@RELAXED
@given(change=ENTITY_BODIES, model=st.sampled_from(ENTITIES), stored=st.booleans())
def test_it_answers_any_entity_body(
    api: Api, admin: User, change: dict[str, Any], model: type[Entity], stored: bool
) -> None:
    """No random body is a server error, and each refusal is text."""
    if stored:
        entity = FACTORIES[model]()
        answer = api("PUT", path_of(entity), body_of(entity) | change, user=admin)
    else:
        answer = api("POST", f"/{model.slug}", body(model) | change, user=admin)

    assert answer.status_code in EXPECTED, (change, answer.content)
    assert answer.status_code < 300 or text_of(answer)


@RELAXED
@given(
    sent=COMPONENT_BODIES | JSON,
    slug=st.sampled_from(["contact", "endpoint", "identifier", "tag", "machineTag", "comment"]),
)
def test_it_answers_any_component_body(api: Api, admin: User, sent: Any, slug: str) -> None:
    """The same for components."""
    answer = api("POST", f"{path_of(FACTORIES[ENTITIES[4]]())}/{slug}", json.dumps(sent).encode(), user=admin)

    assert answer.status_code in EXPECTED, (sent, answer.content)


@settings(max_examples=300)
@given(
    content=st.binary(max_size=40) | st.text(alphabet='{}[]",:0129eE+-.ntrfalsu\\ \x00é', max_size=30).map(str.encode)
)
def test_it_parses_or_refuses_any_bytes(content: bytes) -> None:
    """What is read equals what Python reads; all else is one kind of refusal."""
    try:
        value = parse(content)
    except MalformedValue:
        return
    assert value == json.loads(content)
