"""Filters and facets (dataset-search 1.4, 1.5, 4)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import orjson
import pytest
from pytest_django.fixtures import Settings

from entities.models import Contact, Dataset, Endpoint, Identifier, MachineTag, Tag
from entities.services import constituents, rendering
from entities.vocabulary import LICENSE_URLS
from search import building
from search.parameters import PARAMETERS
from tests import factories
from tests.search.conftest import SearchClient

Make = Callable[[], tuple[Dataset, str]]


def _tagged(kind: Any, parameter: Callable[[Any], str], **values: Any) -> Make:
    def make() -> tuple[Dataset, str]:
        dataset = factories.dataset()
        return dataset, parameter(factories.component(dataset, kind, **values))

    return make


def _networked() -> tuple[Dataset, str]:
    dataset, network = factories.dataset(), factories.network()
    constituents.join(network, dataset, actor=factories.actor())
    return dataset, str(network.key)


def _made(value: Callable[[Dataset], Any], **values: Any) -> Make:
    def make() -> tuple[Dataset, str]:
        dataset = factories.dataset(**values)
        return dataset, str(value(dataset))

    return make


CASES: dict[str, tuple[str, Make]] = {
    "type": ("type", _made(lambda dataset: "check.list", type="CHECKLIST")),
    "subtype": ("subtype", _made(lambda dataset: "specimen", subtype="SPECIMEN")),
    "keyword": ("keyword", _tagged(Tag, lambda tag: " MARINE birds ", value="Marine Birds")),
    "publisher": ("publishingOrg", _made(lambda dataset: str(dataset.publishing_organization_id).upper())),
    "host": ("hostingOrg", _made(lambda dataset: dataset.installation.organization_id)),
    "country of publisher": ("publishingCountry", lambda: _of_country("deu")),
    "country of host": ("hostingCountry", lambda: _of_country("GERMANY")),
    "license": ("license", _made(lambda dataset: "cc0 1.0", license="CC0_1_0")),
    "license by address": ("license", _made(lambda dataset: LICENSE_URLS["CC0_1_0"], license="CC0_1_0")),
    "title": ("datasetTitle", _made(lambda dataset: "ROSE water", title="Water of a rose")),
    "doi": ("doi", _made(lambda dataset: "https://doi.org/10.1234/ABC", doi="10.1234/abc")),
    "network": ("networkKey", _networked),
    "node": ("endorsingNodeKey", _made(lambda dataset: dataset.publishing_organization.endorsing_node_id)),
    "installation": ("installationKey", _made(lambda dataset: dataset.installation_id)),
    "endpoint": ("endpointType", _tagged(Endpoint, lambda row: "dwc-archive", type="DWC_ARCHIVE")),
    "category": ("category", _made(lambda dataset: "eDNA", category=["eDNA"])),
    "contact": ("contactUserId", _tagged(Contact, lambda row: "orcid:1", user_id=["orcid:1"])),
    "e-mail": ("contactEmail", _tagged(Contact, lambda row: "ANNA@example.org", email=["anna@Example.org"])),
    "identifier": ("identifier", _tagged(Identifier, lambda row: "abc-1", type="UUID", identifier="abc-1")),
    "identifier type": ("identifierType", _tagged(Identifier, lambda row: "url", type="URL")),
    "namespace": ("machineTagNamespace", _tagged(MachineTag, lambda row: "n", namespace="n")),
    "name": ("machineTagName", _tagged(MachineTag, lambda row: "m", name="m")),
    "value": ("machineTagValue", _tagged(MachineTag, lambda row: "v", value="v")),
}  # fmt: skip


def _of_country(text: str) -> tuple[Dataset, str]:
    return factories.dataset(publishing_organization=factories.organization(country="DE")), text


@pytest.mark.parametrize("case", CASES)
def test_it_finds_exactly_the_datasets_of_a_value(search: SearchClient, case: str) -> None:
    """1.4."""
    parameter, make = CASES[case]
    factories.dataset(title="Another")
    dataset, value = make()
    assert search.keys(**{parameter: value}) == [str(dataset.key)]


def test_it_joins_values_by_or_and_parameters_by_and(search: SearchClient) -> None:
    """1.5."""
    for kind, license_ in (("OCCURRENCE", "CC0_1_0"), ("CHECKLIST", "CC0_1_0"), ("METADATA", "CC_BY_4_0")):
        factories.dataset(type=kind, license=license_)
    assert search.search(type=["OCCURRENCE", "CHECKLIST"])["count"] == 2
    assert search.search(type=["OCCURRENCE", "METADATA"], license="CC0_1_0")["count"] == 1


def test_it_wants_one_machine_tag_to_meet_all_parts(search: SearchClient) -> None:
    """1.4."""
    one, mixed = factories.dataset(), factories.dataset()
    factories.component(one, MachineTag, namespace="a", name="b", value="c")
    factories.component(mixed, MachineTag, namespace="a", name="x", value="y")
    factories.component(mixed, MachineTag, namespace="z", name="b", value="c")
    assert search.keys(machineTagNamespace="a", machineTagName="b") == [str(one.key)]
    assert search.keys(machineTagNamespace=["a", "z"], machineTagName="b", limit=5) == [str(mixed.key), str(one.key)]
    assert search.search(machineTagName="b", machineTagValue="y")["count"] == 0


def test_it_wants_one_identifier_to_meet_type_and_value(search: SearchClient) -> None:
    """1.4."""
    dataset = factories.dataset()
    factories.component(dataset, Identifier, type="UUID", identifier="one")
    factories.component(dataset, Identifier, type="URL", identifier="http://two.example")
    assert search.search(identifier="one", identifierType="UUID")["count"] == 1
    assert search.search(identifier="one", identifierType="URL")["count"] == 0


def test_it_takes_periods_of_creation(search: SearchClient) -> None:
    """1.3: both ends are whole periods."""
    year = factories.dataset().created.year
    for value, count in ((f"{year}", 1), (f"{year},*", 1), (f"*,{year - 1}", 0), (f"{year - 1},{year}", 1), ("*,*", 1)):
        assert (value, search.search(createdDate=value)["count"]) == (value, count)
        assert (value, search.search(modifiedDate=value)["count"]) == (value, count)


def test_it_compares_keywords_as_a_whole(search: SearchClient) -> None:
    """3.5: `bird` is not `Bird Atlas`; spellings that differ in case are one, shown as most write it."""
    for values in (["Bird", "bird"], ["Bird Atlas"], ["BIRD"], ["Bird"]):
        dataset = factories.dataset()
        for value in values:
            factories.component(dataset, Tag, value=value)
    assert search.search(keyword="bird")["count"] == 3
    assert search.facet("keyword") == [("Bird", 3), ("Bird Atlas", 1)]


def test_it_counts_facets_most_frequent_first(search: SearchClient) -> None:
    """4.1, 4.2."""
    for kind in ("CHECKLIST", "OCCURRENCE", "OCCURRENCE", "METADATA"):
        factories.dataset(type=kind)
    assert search.facet("type") == [("OCCURRENCE", 2), ("CHECKLIST", 1), ("METADATA", 1)]
    assert search.facet("type", facetMincount=2) == [("OCCURRENCE", 2)]
    assert search.facet("type", FACETMINCOUNT=2) == [("OCCURRENCE", 2)]
    assert search.facet("type", facetLimit=1, facetOffset=1) == [("CHECKLIST", 1)]
    assert search.facet("type", facetLimit=1) == [("OCCURRENCE", 2)]
    assert search.facet("Type", **{"type.facetLimit": 2}) == [("OCCURRENCE", 2), ("CHECKLIST", 1)]
    assert search.facet("type", **{"type.facetOffset": 1, "facetLimit": 1}) == [("CHECKLIST", 1), ("METADATA", 1)]
    facets = search.search(facet=["publishing_country", "TYPE", "type", "decade"], type="CHECKLIST")["facets"]
    assert [facet["field"] for facet in facets] == ["PUBLISHING_COUNTRY", "TYPE", "DECADE"]
    assert facets[2]["counts"] == []


def test_each_facet_may_have_a_page_of_its_own(search: SearchClient) -> None:
    """1.2, 4.2: values of the same count by their number; where only the offset is given the limit is the default."""
    dataset = factories.dataset()
    period = {"@type": "range", "start": "1800-01-01", "end": "1999-12-31"}
    Dataset.objects.filter(pk=dataset.pk).update(metadata=orjson.dumps({"temporalCoverages": [period]}).decode())
    rendering.refresh({Dataset: [dataset.pk]})
    building.rebuild()
    years = [(str(year), 1) for year in range(1800, 2000)]
    for offset in (0, 3, 60, 150, 195):
        for limit in (1, 7, 101):
            assert search.facet("year", facetLimit=limit, facetOffset=offset) == years[offset : offset + limit]
    assert search.facet("YEAR", **{"YEAR.facetOffset": 9, "YEAR.facetLimit": 2, "facetOffset": 50}) == years[9:11]
    assert search.facet("year", **{"year.facetLimit": 2, "facetOffset": 50}) == years[50:52]
    assert search.facet("year", **{"year.facetOffset": 50, "facetLimit": 3}) == years[50:60]
    assert search.facet("year", **{"type.facetLimit": "x"}) == years[:10]


def test_values_of_facets_are_texts_that_work_as_filters(search: SearchClient) -> None:
    """4.1: constants, ISO2, keys, digits, plain DOI, ISO 8601; 4.2: each parameter can be a facet."""
    network, dataset = factories.network(), factories.dataset(doi="10.1234/Abc", subtype="SPECIMEN", category=["eDNA"])
    constituents.join(network, dataset, actor=factories.actor())
    factories.component(dataset, Endpoint, type="DWC_ARCHIVE")
    factories.component(dataset, Tag, value="Kelp")
    factories.component(dataset, Identifier, type="URL", identifier="http://two.example")
    factories.component(dataset, MachineTag, namespace="space")
    organization = str(dataset.publishing_organization_id)
    answer = search.search(facet=[parameter.name for parameter in PARAMETERS], limit=0)
    facets = {facet["field"]: [(row["name"], row["count"]) for row in facet["counts"]] for facet in answer["facets"]}
    moments = [facets.pop(name)[0][0] for name in ("MODIFIED_DATE", "CREATED_DATE")]
    assert all(datetime.fromisoformat(moment).utcoffset() == timedelta(0) for moment in moments)
    assert {name: counts[0] for name, counts in facets.items() if counts} == {
        "TYPE": ("OCCURRENCE", 1), "SUBTYPE": ("SPECIMEN", 1), "KEYWORD": ("Kelp", 1), "LICENSE": ("CC_BY_4_0", 1),
        "PUBLISHING_ORG": (organization, 1), "HOSTING_ORG": (organization, 1), "PUBLISHING_COUNTRY": ("NO", 1),
        "HOSTING_COUNTRY": ("NO", 1), "RECORD_COUNT": ("0", 1), "DOI": ("10.1234/abc", 1),
        "NETWORK_KEY": (str(network.pk), 1), "INSTALLATION_KEY": (str(dataset.installation_id), 1),
        "ENDORSING_NODE_KEY": (str(dataset.publishing_organization.endorsing_node_id), 1), "CATEGORY": ("eDNA", 1),
        "ENDPOINT_TYPE": ("DWC_ARCHIVE", 1), "IDENTIFIER_TYPE": ("URL", 1), "MACHINE_TAG_NAMESPACE": ("space", 1),
    }  # fmt: skip
    for name, counts in facets.items():
        for value, count in counts:
            assert (name, search.search(**{name: value}, limit=0)["count"]) == (name, count)


def test_a_doi_that_several_datasets_share_finds_them_all(search: SearchClient) -> None:
    """1.4: with or without prefix, in any case."""
    for _ in range(2):
        factories.dataset(doi="10.1234/shared")
    for value in ("10.1234/SHARED", "doi:10.1234/shared", "https://doi.org/10.1234/shared"):
        assert (value, search.search(doi=value)["count"]) == (value, 2)


def test_a_title_holds_all_the_words_in_some_form(search: SearchClient) -> None:
    """1.4, 3.1: words are compared without case, accents and English inflection."""
    factories.dataset(title="Frogs of the Élbe")
    assert [search.search(datasetTitle=text)["count"] for text in ("elbe frog", "frogs", "frog rhine", "+")] == [
        1, 1, 0, 0,
    ]  # fmt: skip


def test_it_shows_as_many_values_as_the_setting_says(search: SearchClient, settings: Settings) -> None:
    """4.2."""
    dataset = factories.dataset()
    for number in range(12):
        factories.component(dataset, Tag, value=f"word {number}")
    assert len(search.facet("keyword")) == 10
    settings.SEARCH_FACET_LIMIT = 11
    assert len(search.facet("keyword")) == 11


def test_it_leaves_a_facets_own_filter_out_for_multiselect(search: SearchClient) -> None:
    """4.3."""
    for kind, subtype in (("CHECKLIST", "SPECIMEN"), ("OCCURRENCE", "SPECIMEN"), ("OCCURRENCE", "OBSERVATION")):
        factories.dataset(type=kind, subtype=subtype)
    assert search.facet("type", type="CHECKLIST") == [("CHECKLIST", 1)]
    answer = search.search(facet=["type", "subtype"], facetMultiselect="TRUE", type="CHECKLIST", limit=0)
    assert answer["count"] == 1
    assert answer["facets"] == [
        {"field": "TYPE", "counts": [{"name": "OCCURRENCE", "count": 2}, {"name": "CHECKLIST", "count": 1}]},
        {"field": "SUBTYPE", "counts": [{"name": "SPECIMEN", "count": 1}]},
    ]


@pytest.mark.parametrize(
    "name",
    ["identifier", "machineTagName", "machineTagValue", "contactUserId", "contactEmail", "datasetTitle",
     "collectionKey", "institutionKey"],
)  # fmt: skip
def test_it_counts_no_personal_data_and_no_free_text(search: SearchClient, name: str) -> None:
    """4.2."""
    dataset = factories.dataset()
    factories.component(dataset, Contact, email=["a@example.org"], user_id=["x"])
    factories.component(dataset, MachineTag)
    factories.component(dataset, Identifier)
    assert search.facet(name) == []
