"""How a request is read, and the shape of answers (dataset-search 1, 2, 8)."""

from pathlib import Path

import pytest
from django.test import Client

from entities.models import Organization, Tag
from search.values import ANYTHING, DATE_KIND, Range, instant
from tests import factories
from tests.search.conftest import SearchClient


def test_it_answers_the_envelope_with_its_keys_in_order(search: SearchClient) -> None:
    """2."""
    factories.dataset()
    assert list(search.search()) == ["offset", "limit", "endOfRecords", "count", "results", "facets"]
    assert search.search(limit=0) | {"results": []} == {
        "offset": 0, "limit": 0, "endOfRecords": False, "count": 1, "results": [], "facets": [],
    }  # fmt: skip
    assert search.search("zzzz", limit=0)["endOfRecords"] is True


@pytest.mark.parametrize(
    ("given", "effective"),
    [
        ({}, (0, 20)),
        ({"limit": "-1", "offset": "-5"}, (0, 20)),
        ({"limit": "x", "offset": "y"}, (0, 20)),
        ({"limit": "5000"}, (0, 1000)),
        ({"limit": "0"}, (0, 0)),
        ({"limit": "3", "offset": "12000000"}, (12000000, 3)),
        ({"limit": "9" * 40}, (0, 20)),
    ],
)
def test_it_echoes_the_effective_page(search: SearchClient, given: dict[str, str], effective: tuple[int, int]) -> None:
    """1.2: no bound on the offset, an odd number is no error."""
    answer = search.search(**given)
    assert (answer["offset"], answer["limit"]) == effective


@pytest.mark.parametrize("name", ["publishingOrg", "publishing_org", "PUBLISHING-ORG", "Publishing.Org"])
def test_it_takes_filter_names_in_any_spelling(search: SearchClient, name: str) -> None:
    """1.1."""
    dataset = factories.dataset()
    factories.dataset()
    assert search.keys(**{name: str(dataset.publishing_organization_id)}) == [str(dataset.key)]


@pytest.mark.parametrize("parameters", [{"nonsense": "x"}, {"facet": "nonsense"}, {"hl": "maybe"}, {"Q": "zzzz"}])
def test_it_ignores_what_nobody_knows(search: SearchClient, parameters: dict[str, str]) -> None:
    """1.1, 8; `q` is matched exactly."""
    factories.dataset()
    answer = search.search(**parameters)
    assert (answer["count"], answer["facets"]) == (1, [])


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ({"type": "FOO"}, "Cannot parse FOO into a known DatasetType"),
        ({"subtype": "FOO"}, "Cannot parse FOO into a known DatasetSubtype"),
        ({"continent": "FOO"}, "Cannot parse FOO into a known Continent"),
        ({"endpointType": "FOO"}, "Cannot parse FOO into a known EndpointType"),
        ({"license": "X"}, "Cannot parse X into a known License"),
        ({"country": "X"}, "Value X invalid for filter parameter COUNTRY"),
        ({"publishingCountry": "Nowhere"}, "Value Nowhere invalid for filter parameter PUBLISHING_COUNTRY"),
        ({"publishingOrg": "xyz"}, "Invalid UUID string: xyz"),
        ({"decade": "X"}, "Value X invalid for filter parameter DECADE"),
        ({"decade": "1990,1890"}, "Value 1990,1890 invalid for filter parameter DECADE"),
        ({"decade": "1,2,3"}, "Value 1,2,3 invalid for filter parameter DECADE"),
        ({"recordCount": "1,"}, "Value 1, invalid for filter parameter RECORD_COUNT"),
        ({"modifiedDate": "2020-1"}, "Value 2020-1 invalid for filter parameter MODIFIED_DATE"),
        ({"modifiedDate": "2021-02-29"}, "Value 2021-02-29 invalid for filter parameter MODIFIED_DATE"),
        ({"year": "1990-2000"}, "Value 1990-2000 invalid for filter parameter YEAR"),
        ({"modifiedDate": "2020-13"}, "Value 2020-13 invalid for filter parameter MODIFIED_DATE"),
        ({"createdDate": "2021,2020"}, "Value 2021,2020 invalid for filter parameter CREATED_DATE"),
        ({"facetLimit": "x"}, None),
        ({"facetOffset": "x"}, None),
        ({"facetMincount": "x"}, None),
        ({"facet": "type", "facetOffset": "1200000", "facetLimit": "1"}, None),
        ({"facetOffset": "1200000", "facetLimit": "1"}, None),
        (
            {f"machineTag{part}": [*"abcdefghijklmnopqrstuv"] for part in ("Namespace", "Name", "Value")},
            None,
        ),
        ({"q": "x" * 10_001}, None),
        ({"q": "a\0b"}, None),
        ({"keyword": "a\0"}, None),
    ],
)
def test_it_refuses_values_that_do_not_fit(search: SearchClient, parameters: dict[str, str], text: str | None) -> None:
    """1.3, 8: 400 and a short text, for suggest and export as well."""
    for path in ("search", "suggest", "search/export"):
        answer = search.get(path, **parameters)
        assert answer.status_code == 400
        assert answer.headers["Content-Type"].startswith("text/plain")
        if text is not None:
            assert answer.content.decode() == text


def test_it_checks_values_before_it_asks_anything(client: Client, search_folder: Path) -> None:
    """1.3: without any index, a wrong value is still a wrong value."""
    assert client.get("/v1/dataset/search?type=FOO").status_code == 400


def test_it_trims_values(search: SearchClient) -> None:
    """1.1: those of control parameters too."""
    for number in range(3):
        factories.dataset(title=f"Kelp {number}")
    answer = search.search(" kelp ", limit=" 1 ", offset=" 1 ", hl=" TRUE ", facet=" type ", facetMincount=" 2 ")
    assert (answer["offset"], answer["limit"], answer["count"]) == (1, 1, 3)
    assert answer["results"][0]["title"] == '<em class="gbifHl">Kelp</em> 1'
    assert answer["facets"] == [{"field": "TYPE", "counts": [{"name": "OCCURRENCE", "count": 3}]}]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", "2020-01-01T00:00:00.000+00:00", "2020-12-31T23:59:59.999+00:00"),
        ("2020-02", "2020-02-01T00:00:00.000+00:00", "2020-02-29T23:59:59.999+00:00"),
        ("2020-03,2021", "2020-03-01T00:00:00.000+00:00", "2021-12-31T23:59:59.999+00:00"),
        ("2020-03-05,2020-03-05", "2020-03-05T00:00:00.000+00:00", "2020-03-05T23:59:59.999+00:00"),
        ("*,9999-12-31", None, "9999-12-31T23:59:59.999+00:00"),
        ("1969,*", "1969-01-01T00:00:00.000+00:00", None),
    ],
)
def test_it_takes_whole_days_months_and_years(text: str, first: str | None, last: str | None) -> None:
    """1.3: in UTC, from the start of the lower bound to the end of the upper one."""
    found = DATE_KIND.read(text, "CREATED_DATE")
    assert isinstance(found, Range)
    ends = (None if end is None else instant(end) for end in (found.low, found.high))
    assert tuple(ends) == (first, last)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["search", "suggest", "search/export"])
def test_it_is_read_only(client: Client, method: str, path: str) -> None:
    """8."""
    assert getattr(client, method)(f"/v1/dataset/{path}").status_code == 405


@pytest.mark.parametrize("path", ["search/", "suggest/", "search/export/"])
def test_it_tolerates_a_trailing_slash(search: SearchClient, path: str) -> None:
    """The paths."""
    assert search.get(path).status_code == 200


def test_it_says_that_it_is_not_ready(client: Client, search_folder: Path) -> None:
    """Without an index the rest of the portal goes on; search answers 503."""
    answer = client.get("/v1/dataset/search")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_it_shows_a_result_in_the_contracts_order(search: SearchClient) -> None:
    """2.1: what is empty is left out, the license is an address, recordCount always there."""
    dataset = factories.dataset(
        title="Kelp", description="<p>Forest</p>", subtype="OBSERVATION", category=["eDNA"], doi="10.1234/x"
    )
    factories.component(dataset, Tag, value="marine")
    (result,) = search.search()["results"]
    assert list(result) == [
        "key", "title", "doi", "description", "type", "subtype", "hostingOrganizationKey", "hostingOrganizationTitle",
        "hostingCountry", "publishingCountry", "publishingOrganizationKey", "publishingOrganizationTitle", "modified",
        "endorsingNodeKey", "license", "keywords", "recordCount", "category",
    ]  # fmt: skip
    assert result["license"] == "http://creativecommons.org/licenses/by/4.0/legalcode"
    assert (result["recordCount"], result["keywords"], result["doi"]) == (0, ["marine"], "10.1234/x")
    assert result["publishingCountry"] == result["hostingCountry"] == "NO"


@pytest.mark.parametrize(("constant", "shown"), [("UNSPECIFIED", "unspecified"), ("UNSUPPORTED", "unsupported")])
def test_a_license_without_an_address_is_a_word(search: SearchClient, constant: str, shown: str) -> None:
    """2.1; the facet says the constant (4.1)."""
    factories.dataset(license=constant)
    assert search.search()["results"][0]["license"] == shown
    assert search.facet("license") == [(constant, 1)]
    assert search.search(license=shown)["count"] == 1


def test_it_counts_names_of_checklists_and_calls_an_unknown_country_zz(search: SearchClient) -> None:
    """2.1."""
    publisher = factories.organization()
    Organization.objects.filter(pk=publisher.pk).update(country=None)  # as old rows have it
    factories.dataset(type="CHECKLIST", publishing_organization=publisher)
    (result,) = search.search()["results"]
    assert (result["nameUsagesCount"], result["publishingCountry"]) == (0, "ZZ")
    assert search.search(publishingCountry="zz")["count"] == 1


def test_it_reads_any_value(search: SearchClient) -> None:
    """1.3: `*`."""
    factories.dataset(subtype="SPECIMEN")
    factories.dataset()
    assert search.search(subtype=ANYTHING)["count"] == 1
    assert search.search(publishingOrg=ANYTHING)["count"] == 2
    assert search.search(contactUserId=ANYTHING)["count"] == 0
    assert search.search(machineTagName=ANYTHING)["count"] == 0
