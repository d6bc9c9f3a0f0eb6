"""Reads: as few statements as possible, conditional requests, and what happens while the database does not answer."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
import time_machine
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date, parse_http_date

from entities.api import reading
from entities.models import ENTITIES, Contact, Dataset, Entity, Tag, User
from entities.services import lifecycle, rendering
from tests.entities.api.client import Api, path_of, text_of
from tests.factories import FACTORIES, actor, admin_user, body_of, component, dataset, network

each_entity = pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)


@pytest.fixture
def other_session(transactional_db: None) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the same database that is not the portal's."""
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"], port=settings["PORT"] or None, user=settings["USER"], password=settings["PASSWORD"],
        dbname=settings["NAME"], autocommit=True,
    ) as session:  # fmt: skip
        yield session


def written_long_ago(entity: Entity) -> Entity:
    """The entity, and all above it, as if nothing had changed lately."""
    for model in ENTITIES:
        model.objects.update(rendered_at=timezone.now() - timedelta(days=3))  # type: ignore[attr-defined]
    return entity


@pytest.mark.django_db
@each_entity
def test_it_reads_with_few_statements(api: Api, model: type[Entity]) -> None:
    """One for an entity or a list of components, two for a list, however long it is."""
    entities = [FACTORIES[model]() for _ in range(5)]
    component(entities[0], Tag)
    budgets = {
        path_of(entities[0]): 1,
        f"{path_of(entities[0])}/tag": 1,
        f"/{model.slug}": 2,
        f"/{model.slug}?limit=1000&offset=1": 2,
        f"/{model.slug}?limit=0": 1,
    }
    for path, budget in budgets.items():
        with CaptureQueriesContext(connection) as queries:
            api.get(path)
        assert len(queries) == budget, (path, queries.captured_queries)


@pytest.mark.django_db
def test_it_asks_for_the_account_with_one_statement(api: Api) -> None:
    """Basic with each request costs one statement more."""
    user = admin_user()
    api.get("/network", user=user)
    with CaptureQueriesContext(connection) as queries:
        api.get("/network?limit=0", user=user)

    assert len(queries) == 2


@pytest.mark.django_db
@each_entity
def test_it_serves_the_stored_text(api: Api, model: type[Entity]) -> None:
    """Nothing is computed on a read but today's date."""
    entity = FACTORIES[model]()
    entity.refresh_from_db()

    assert api("GET", path_of(entity)).content.decode() == rendering.served(entity.rendered)
    assert api("GET", f"/{model.slug}?limit=1").content.decode().endswith(rendering.served(entity.rendered) + "]}")


@pytest.mark.django_db
def test_it_sanitises_the_description_of_a_single_dataset(api: Api) -> None:
    """Contract 3.6; lists show the stored text."""
    stored = '<p onclick="x()">Kelp</p><script>x()</script>'
    entity = dataset(description=stored)

    assert api.get(path_of(entity))["description"] == "<p>Kelp</p>"
    assert api.get("/dataset")["results"][0]["description"] == stored


@pytest.mark.django_db
@each_entity
def test_it_sends_a_known_text_only_once(api: Api, model: type[Entity]) -> None:
    """If-None-Match"""
    path = path_of(FACTORIES[model]())
    first = api("GET", path)
    tag = first.headers["ETag"]
    again = api("GET", path, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert (again.headers["ETag"], again.headers["Last-Modified"]) == (tag, first.headers["Last-Modified"])
    for known in ('"x"', f'"x", W/{tag}', "*", "nonsense"):
        answer = api("GET", path, headers={"If-None-Match": known})
        assert answer.status_code == (304 if known not in ('"x"', "nonsense") else 200), known


@pytest.mark.django_db
@each_entity
def test_it_sends_a_changed_text_again(api: Api, model: type[Entity]) -> None:
    """A component changes the tag, though not the stamp of the entity."""
    entity = FACTORIES[model]()
    tag = api("GET", path_of(entity)).headers["ETag"]
    component(entity, Tag)
    answer = api("GET", path_of(entity), headers={"If-None-Match": tag})

    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag


@pytest.mark.django_db
def test_it_compares_dates_where_there_is_no_tag(api: Api) -> None:
    """If-Modified-Since; a tag goes first, and a date that cannot be read is ignored."""
    path = path_of(written_long_ago(network()))
    date = api("GET", path).headers["Last-Modified"]
    earlier = http_date(parse_http_date(date) - 1)

    assert api("GET", path, headers={"If-Modified-Since": date}).status_code == 304
    assert api("GET", path, headers={"If-Modified-Since": earlier}).status_code == 200
    assert api("GET", path, headers={"If-Modified-Since": "yesterday"}).status_code == 200
    assert api("GET", path, headers={"If-Modified-Since": date, "If-None-Match": '"x"'}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "?q=", "?limit=0"])
def test_it_compares_a_list_by_tag_and_date(api: Api, path: str) -> None:
    """A list is dated by the last change of anything, as lists look through other entities."""
    entity = written_long_ago(network())
    first = api("GET", f"/network{path}")
    known = {"If-None-Match": first.headers["ETag"]}
    since = {"If-Modified-Since": first.headers["Last-Modified"]}

    assert [api("GET", f"/network{path}", headers=headers).status_code for headers in (known, since)] == [304, 304]

    lifecycle.delete(entity, actor=actor())
    assert [api("GET", f"/network{path}", headers=headers).status_code for headers in (known, since)] == [200, 200]


@pytest.mark.django_db
def test_it_tells_versions_of_one_second_apart(api: Api) -> None:
    """A component's change moves no stamp of the entity, and may come within the second of the read."""
    entity = network()
    for _ in range(3):
        date = api("GET", path_of(entity)).headers["Last-Modified"]
        component(entity, Tag)
        assert api("GET", path_of(entity), headers={"If-Modified-Since": date}).status_code == 200


@pytest.mark.django_db
def test_it_sends_a_citation_anew_on_another_day(api: Api) -> None:
    """It names the day, so that the text of yesterday is another one."""
    entity = written_long_ago(dataset())
    date = api("GET", path_of(entity)).headers["Last-Modified"]

    assert parse_http_date(date) % 86400 == 0
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert api("GET", path_of(entity), headers={"If-Modified-Since": date}).status_code == 200


@pytest.mark.django_db
@each_entity
def test_it_changes_only_what_the_caller_has_seen(api: Api, admin: User, model: type[Entity]) -> None:
    """If-Match on PUT and DELETE: 412 where somebody else was faster, a component's change included."""
    entity = FACTORIES[model]()
    path, body = path_of(entity), body_of(entity)
    seen = api("GET", path).headers["ETag"]
    component(entity, Tag)

    for method, content in (("PUT", body), ("DELETE", None)):
        assert api(method, path, content, user=admin, headers={"If-Match": seen}).status_code == 412
        assert api(method, path, content, user=admin, headers={"If-Match": "nonsense"}).status_code == 400
    entity.refresh_from_db()
    assert entity.deleted is None

    for method, content in (("PUT", body), ("DELETE", None)):
        now = api("GET", path).headers["ETag"]
        assert api(method, path, content, user=admin, headers={"If-Match": f'"x", {now}'}).status_code == 204
    assert api("DELETE", path, user=admin, headers={"If-Match": "*"}).status_code == 400


@pytest.mark.django_db
def test_it_shows_today_in_citations(api: Api) -> None:
    """Contract 8.8"""
    entity = dataset()
    component(entity, Contact)
    for path in (path_of(entity), "/dataset"):
        assert b"\x01" not in api("GET", path).content
        assert b" accessed via " in api("GET", path).content


def test_it_survives_a_restart_of_the_database(api: Api, other_session: psycopg.Connection[Any]) -> None:
    """Reliability 2, row 18: the first read after it is answered, without asking before every read."""
    api.get("/network")
    own = reading.rows("SELECT pg_backend_pid()", ())[0][0]
    other_session.execute("SELECT pg_terminate_backend(%s)", (own,))

    assert api.get("/network")["count"] == 0


def test_it_answers_503_while_a_table_is_locked(api: Api, other_session: psycopg.Connection[Any]) -> None:
    """Reliability 2, row 19"""
    with connections["default"].cursor() as cursor:
        cursor.execute("SET lock_timeout = '50ms'")
    try:
        with other_session.transaction():
            other_session.execute(f"LOCK TABLE {Dataset._meta.db_table} IN ACCESS EXCLUSIVE MODE")
            answer = api("GET", "/dataset")
    finally:
        connections["default"].close()

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert text_of(answer)
