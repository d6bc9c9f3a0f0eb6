"""L: dataset search, and the figures of a checklist."""

import csv
import io
from pathlib import Path

import pytest

from entities.models import Contact, Dataset, Identifier, MachineTag, User
from entities.services import lifecycle
from tests.acceptance.calls import put, status
from tests.entities.api.client import Api, path_of
from tests.entities.services.test_archive_contents import names, take
from tests.factories import actor, component, dataset, organization
from tests.search.conftest import SearchClient

pytestmark = pytest.mark.django_db


def _published_in(*countries: str, **values: str) -> list[Dataset]:
    """A dataset for each country."""
    return [dataset(publishing_organization=organization(country=country), **values) for country in countries]


def test_L01_without_parameters_it_finds_live_datasets(search: SearchClient) -> None:
    live, gone = dataset(), dataset()
    lifecycle.delete(gone, actor=actor())

    envelope = search.search()

    assert list(envelope) == ["offset", "limit", "endOfRecords", "count", "results", "facets"]
    assert ([found["key"] for found in envelope["results"]], envelope["facets"]) == ([str(live.pk)], [])


def test_L02_it_finds_long_titles_and_accents(search: SearchClient) -> None:
    title = "Zostères, laminaires et autres végétaux marins " * 7 + "Müller"
    assert len(title) > 255
    dataset(title="Something else")
    found = dataset(title=title)

    for q in (title, "laminaires", "végétaux", "vegetaux", "Müller", "muller"):
        assert search.keys(q) == [str(found.pk)], q


def test_L03_one_parameter_joins_and_two_narrow(search: SearchClient) -> None:
    checklist, occurrences = _published_in("DE", "NO", type="CHECKLIST")[0], dataset(type="OCCURRENCE")
    dataset(type="METADATA")

    assert search.search(type=["CHECKLIST", "OCCURRENCE"])["count"] == 3
    assert str(occurrences.pk) in search.keys(type=["CHECKLIST", "OCCURRENCE"])
    assert search.keys(type="CHECKLIST", publishingCountry="DE") == [str(checklist.pk)]
    assert status(search.get(type="FOO")) == 400


def test_L04_a_facet_can_leave_its_own_filter_out(search: SearchClient) -> None:
    _published_in("DE", "NO", "FR", "ES")

    assert search.facet("publishingCountry", publishingCountry="DE") == [("DE", 1)]
    several = search.facet("publishingCountry", publishingCountry="DE", facetMultiselect="true")
    assert sorted(several) == [("DE", 1), ("ES", 1), ("FR", 1), ("NO", 1)]


def test_L05_a_facet_of_nothing_is_empty(search: SearchClient) -> None:
    dataset(type="CHECKLIST")

    envelope = search.search(type="METADATA", facet="license")

    assert (envelope["count"], envelope["results"]) == (0, [])
    assert envelope["facets"] == [{"field": "LICENSE", "counts": []}]


def test_L06_it_counts_facets_downwards(search: SearchClient) -> None:
    for kind, licence in (("CHECKLIST", "CC0_1_0"), ("OCCURRENCE", "CC0_1_0"), ("OCCURRENCE", "CC_BY_4_0")):
        dataset(type=kind, license=licence)

    facets = search.search(facet=["type", "license"])["facets"]

    assert [facet["field"] for facet in facets] == ["TYPE", "LICENSE"]
    assert [[row["count"] for row in facet["counts"]] for facet in facets] == [[2, 1], [2, 1]]
    assert facets[0]["counts"][0]["name"] == "OCCURRENCE"


def test_L07_rare_values_and_long_lists_are_cut(search: SearchClient) -> None:
    for kind in ("CHECKLIST", "OCCURRENCE", "OCCURRENCE"):
        dataset(type=kind)

    assert search.facet("type", facetMincount=2) == [("OCCURRENCE", 2)]
    assert search.facet("type", facetLimit=1) == [("OCCURRENCE", 2)]
    assert len(search.facet("type")) == 2


def test_L08_it_marks_what_matches(search: SearchClient) -> None:
    dataset(title="Giant kelp of the coast")

    (found,) = search.search("kelp", hl="true")["results"]

    assert found["title"] == 'Giant <em class="gbifHl">kelp</em> of the coast'


def test_L09_it_follows_changes(search: SearchClient, api: Api, admin: User) -> None:
    publisher = organization(title="Harbour office")
    found = dataset(title="Wrack", publishing_organization=publisher)
    assert search.keys("wrack") == [str(found.pk)]

    put(api, found, admin, title="Dulse")
    assert (search.keys("wrack"), search.keys("dulse")) == ([], [str(found.pk)])

    put(api, publisher, admin, title="Lighthouse office")
    assert search.search("lighthouse")["results"][0]["publishingOrganizationTitle"] == "Lighthouse office"
    assert search.keys("harbour") == []

    api("DELETE", path_of(found), user=admin)
    assert search.search()["count"] == 0


def test_L10_it_filters_by_components(search: SearchClient) -> None:
    found, other = dataset(category=["eDNA"]), dataset()
    contact = component(found, Contact, user_id=["https://orcid.org/0000-0002-1825-0097"])
    component(found, Identifier, type="URL", identifier="https://example.org/kelp")
    component(found, Identifier, type="LSID", identifier="urn:lsid:example.org:kelp:1")
    component(found, MachineTag, namespace="kelp.example", name="depth", value="12")
    component(other, Identifier, type="URL", identifier="urn:lsid:example.org:kelp:1")

    for given in (
        {"contactUserId": contact.user_id[0]},
        {"category": "eDNA"},
        {"identifier": "https://example.org/kelp"},
        {"identifierType": "LSID", "identifier": "urn:lsid:example.org:kelp:1"},
        {"machineTagNamespace": "kelp.example", "machineTagName": "depth", "machineTagValue": "12"},
    ):
        assert search.keys(**given) == [str(found.pk)], given
    assert search.keys(identifierType="LSID", identifier="https://example.org/kelp") == []


def test_L11_it_suggests_a_bare_array(search: SearchClient) -> None:
    for number in range(25):
        dataset(title=f"Kelp transect {number}", description="Counts.", subtype="OBSERVATION")

    suggested = search.suggest(q="kelp")

    assert 0 < len(suggested) <= 20
    assert all(list(found) == ["key", "title", "description", "type", "subtype"] for found in suggested)


def test_L12_it_exports_every_match(search: SearchClient) -> None:
    for number in range(3):
        dataset(title=f"Kelp transect {number}")
    dataset(title="Moss")

    answer = search.get("search/export", format="CSV", q="kelp")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert sorted(row["title"] for row in rows) == [f"Kelp transect {number}" for number in range(3)]


def test_L16_a_measured_checklist_shows_its_figures(api: Api, tmp_path: Path) -> None:
    measured, other = dataset(type="CHECKLIST"), dataset(type="CHECKLIST")
    take(measured, names(tmp_path, "1", "2"))

    assert api.get(f"{path_of(measured)}/metrics")["usagesCount"] == 2
    assert status(api("GET", f"{path_of(other)}/metrics")) == 404
