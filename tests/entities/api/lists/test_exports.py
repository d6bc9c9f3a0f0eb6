"""Lists as tables (reliability 3.2, exports)."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entities.api import exports
from entities.models import ENTITIES, Contact, Entity
from tests.entities.api.client import Api
from tests.entities.api.lists.keys import keys_of
from tests.factories import FACTORIES, component, dataset, network

pytestmark = pytest.mark.django_db


def table(api: Api, path: str, separator: str = ",") -> list[dict[str, str]]:
    """The lines of an export by the names of its columns."""
    answer = api("GET", path)
    assert answer.status_code == 200, answer.content
    content = b"".join(answer.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(content, newline=""), delimiter=separator))


@pytest.mark.parametrize("model", ENTITIES, ids=lambda model: model.slug)
def test_it_exports_all_kinds(api: Api, model: type[Entity]) -> None:
    """Whatever page is asked for."""
    FACTORIES[model]()
    shown = [entity["key"] for entity in api.get(f"/{model.slug}")["results"]]

    for name, separator in (("CSV", ","), ("tsv", "\t")):
        lines = table(api, f"/{model.slug}?format={name}&limit=1&offset=5", separator)
        assert [line["key"] for line in lines] == shown
        assert "contacts" not in lines[0]
        assert lines[0]["title"].startswith(model.__name__)


def test_it_exports_what_the_filters_leave_in_their_order(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """In batches"""
    monkeypatch.setattr(exports, "BATCH", 2)
    found = [network(title=f"Kelp {number}") for number in range(5)]
    network(title="Sand")

    assert [line["key"] for line in table(api, "/network?q=kelp&format=CSV")] == keys_of(*found)


@pytest.mark.parametrize("count", [1, 7])
def test_it_needs_one_statement_for_a_batch(api: Api, count: int) -> None:
    """However many entities there are."""
    for _ in range(count):
        network()
    with CaptureQueriesContext(connection) as queries:
        assert len(table(api, "/network?format=TSV", "\t")) == count

    assert len(queries) == 2


def test_it_names_the_file_and_the_form(api: Api) -> None:
    """For browsers"""
    answer = api("GET", "/network?format=CSV")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="network.csv"'


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""), (True, "true"), (-5, "-5"), (60.5, "60.5"), ("-5.5", "-5.5"), ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"), ("+47 55", "'+47 55"), ("-", "'-"), ("\tx", "' x"), ("a\r\nb", "a  b"),
        ([], ""), (["a", "b"], "a; b"), (["=a"], "'=a"), ({"text": "x"}, '{"text":"x"}'), ([{"a": 1}], '[{"a":1}]'),
    ],
)  # fmt: skip
def test_it_lets_no_spreadsheet_run_a_text(value: Any, shown: str) -> None:
    """Reliability 3.2"""
    assert exports.cell(value) == shown


def test_it_guards_what_people_wrote(api: Api) -> None:
    """End to end, with the citation's day put in."""
    entity = dataset(title="=HYPERLINK(1)", description='He said "no",\nand left')
    component(entity, Contact)
    line = table(api, "/dataset?format=CSV")[0]

    assert line["title"] == "'=HYPERLINK(1)"
    assert line["description"] == 'He said "no", and left'
    assert "\x01" not in line["citation"]
