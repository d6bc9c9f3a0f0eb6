"""Reading and writing of JSON values (registry contract 2)."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as some

from entities.exceptions import MalformedValue
from entities.models import ENTITIES, Contact, Dataset, Node, Organization
from entities.models.fields import instant_text, is_uri, read_doi
from entities.representation import columns, json_name, read_instant, read_uuid, read_values

ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("title", "title"), ("logo_url", "logoUrl"), ("date_signed_mou", "dateSignedMOU"), ("user_id", "userId")],
)
def test_it_writes_names_in_camel_case(name: str, expected: str) -> None:
    assert json_name(name) == expected


def test_it_names_a_reference_by_its_key() -> None:
    assert columns(Dataset)["publishing_organization"].json_name == "publishingOrganizationKey"
    assert columns(Organization)["endorsing_node"].attribute == "endorsing_node_id"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2012-09-04T16:03:55.000+0000", "2012-09-04T16:03:55.000+00:00"),
        ("2012-09-04T18:03:55+02:00", "2012-09-04T16:03:55.000+00:00"),
        ("2012-09-04T16:03:55Z", "2012-09-04T16:03:55.000+00:00"),
        ("2024-09-26", "2024-09-26T00:00:00.000+00:00"),
        (1346774635000, "2012-09-04T16:03:55.000+00:00"),
        (0, "1970-01-01T00:00:00.000+00:00"),
    ],
)
def test_it_reads_a_moment_in_every_form_and_writes_it_in_one(value: Any, text: str) -> None:
    assert instant_text(read_instant(value)) == text


@given(some.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)))  # noqa: DTZ001 - made aware below
def test_it_reads_back_the_moment_that_it_wrote(moment: datetime) -> None:
    moment = moment.replace(tzinfo=UTC, microsecond=moment.microsecond // 1000 * 1000)

    assert read_instant(instant_text(moment)) == moment


@pytest.mark.parametrize("value", ["", "yesterday", "2012-13-01", 10**40, float("nan"), True, [], {}])
def test_it_refuses_what_is_no_moment(value: Any) -> None:
    with pytest.raises(MalformedValue):
        read_instant(value)


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.99999/H4KZ7W", "10.99999/h4kz7w"),
        ("doi:10.1234/a b", None),
        ("https://doi.org/10.1234%2Fabc", "10.1234/abc"),
        ("http://dx.doi.org/10.1234/abc", "10.1234/abc"),
        ("10.12/abc", None),
        ("abc", None),
    ],
)
def test_it_reads_a_doi_in_every_notation(text: str, doi: str | None) -> None:
    assert read_doi(text) == doi


@pytest.mark.parametrize(
    ("text", "valid"),
    [("https://a.example.org/x?y=%20", True), ("mailto:a@example.org", True), ("a b", False), ("http://[x", False),
     ('http://x/"onmouseover="', False), ("http://x:port/", False)],
)  # fmt: skip
def test_it_tells_a_uri(text: str, valid: bool) -> None:
    assert is_uri(text) == valid


@pytest.mark.parametrize(
    "value", ["x", "6f1c4c1e9a3f4d0e8b642f6f0a2f7a10", 7, None, {}, "6f1c4c1e-9a3f-4d0e-8b64-2f6f0a2f7a1g"]
)
def test_it_refuses_what_is_no_key(value: Any) -> None:
    with pytest.raises(MalformedValue):
        read_uuid(value)


def test_it_takes_blanks_for_nothing_and_trims_the_rest() -> None:
    values, failures = read_values(
        DATASET_CONTACT, {"firstName": "  ", "lastName": " Berg "}, ["first_name", "last_name"]
    )

    assert (values, failures) == ({"first_name": None, "last_name": "Berg"}, {})


def test_it_calls_an_unknown_language_a_broken_rule_and_an_unknown_constant_a_wrong_type() -> None:
    _, failures = read_values(Organization, {"language": "Klingon"}, ["language"])
    assert failures == {"language": "must be a known language"}

    with pytest.raises(MalformedValue, match="type: Cannot parse 'PLANET' into a known NodeType"):
        read_values(Node, {"type": "PLANET"}, ["type"])


def test_it_keeps_five_decimals_of_coordinates() -> None:
    values, _ = read_values(Organization, {"latitude": 42.4799912, "longitude": "-7.000005"}, ["latitude", "longitude"])

    assert (values["latitude"], values["longitude"]) == (Decimal("42.47999"), Decimal("-7.00000"))


@pytest.mark.parametrize(
    ("name", "value"),
    [("latitude", 90.000001), ("latitude", "-90.000000001"), ("longitude", 180.000004), ("longitude", 1e300)],
)
def test_it_rounds_no_coordinate_into_its_range(name: str, value: Any) -> None:
    _, failures = read_values(Organization, {name: value}, [name])

    assert set(failures) == {name}


@pytest.mark.parametrize("model", ENTITIES)
@given(body=some.dictionaries(some.sampled_from([*"abc", "title", "type", "email", "latitude", "created", "license",
       "endorsingNodeKey", "country", "homepage", "doi", "disabled", "participantSince"]), ANYTHING))  # fmt: skip
def test_it_reads_any_json_or_says_what_is_wrong(model: type, body: dict[str, Any]) -> None:
    try:
        values, failures = read_values(model, body, columns(model))
    except (MalformedValue, ValidationError):
        return
    assert set(values) == {column.attribute for column in columns(model).values()}
    assert all(isinstance(sentence, str) for sentence in failures.values())


DATASET_CONTACT = Dataset.components[Contact]
