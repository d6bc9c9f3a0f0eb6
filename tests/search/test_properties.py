"""Search agrees with a plain evaluation in Python, over random datasets and requests (dataset-search 1.5, 3.6, 4)."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import documents, facets, index, query, suggesting
from search.facts import Facts, Organization, Totals
from search.index import Writer, reader
from search.request import SearchRequest

COUNT = 500
_WORDS = ["alder", "birch", "cedar", "frog", "frogs", "moss", "fern", "the", "of", "kelp"]
_KEYWORDS = ("Marine", "marine", "MARINE", "Bird Atlas", "bird", "Käfer", "käfer", "x" * 50)
_ORGANIZATIONS = [
    Organization(str(UUID(int=number)), f"Org {number}", code) for number, code in enumerate(["NO", "SE", "DE"])
]
_START = datetime(2020, 1, 1, tzinfo=UTC)

ANYWHERE: dict[str, Any] = {
    "type": lambda shape, facts: [shape["type"]],
    "subtype": lambda shape, facts: [shape["subtype"]] if shape.get("subtype") else [],
    "keyword": lambda shape, facts: [row["value"].lower() for row in shape["tags"]],
    "publishingOrg": lambda shape, facts: [facts.publisher.key],
    "hostingCountry": lambda shape, facts: [facts.host.country],
    "license": lambda shape, facts: [facts.license],
    "networkKey": lambda shape, facts: [key for key, _ in facts.networks],
    "decade": lambda shape, facts: shape["decades"],
    "recordCount": lambda shape, facts: [facts.record_count],
    "machineTagNamespace": lambda shape, facts: [row["namespace"] for row in shape["machineTags"]],
    "category": lambda shape, facts: shape["category"],
}
"""What each parameter looks at, evaluated without an index."""

VALUES: dict[str, list[str]] = {
    "type": ["OCCURRENCE", "CHECKLIST"],
    "subtype": ["SPECIMEN", "*"],
    "keyword": ["marine", "BIRD", "käfer", "none"],
    "publishingOrg": [_ORGANIZATIONS[0].key, _ORGANIZATIONS[1].key],
    "hostingCountry": ["NO", "DE"],
    "license": ["CC0_1_0", "CC_BY_4_0"],
    "networkKey": [str(UUID(int=71)), str(UUID(int=72)), "*"],
    "decade": ["1980", "1990", "1970,1985", "*,1980"],
    "recordCount": ["0", "5,*", "1,10"],
    "machineTagNamespace": ["a", "b", "*"],
    "category": ["eDNA", "Ecology"],
}


def _facts(number: int, chance: random.Random) -> Facts:
    decades = sorted(chance.sample([1960, 1970, 1980, 1990, 2000], chance.randrange(3)))
    shape = {
        "key": str(UUID(int=1000 + number)),
        "doi": f"10.1234/{min(int(chance.paretovariate(0.8)), 90)}",
        "title": " ".join(chance.choices(_WORDS, k=chance.randrange(1, 6))),
        "type": chance.choice(["OCCURRENCE", "CHECKLIST", "METADATA"]),
        "subtype": chance.choice([None, "SPECIMEN", "OBSERVATION"]),
        "tags": [{"value": value} for value in chance.sample(_KEYWORDS, chance.randrange(4))],
        "temporalCoverages": [{"@type": "single", "date": f"{decade + 3}-01-01"} for decade in decades],
        "decades": decades,
        "machineTags": [
            {"namespace": name, "name": "n", "value": "v"} for name in chance.sample("abc", chance.randrange(3))
        ],
        "category": chance.sample(["eDNA", "Ecology", "Biodiversity"], chance.randrange(3)),
        "license": "unspecified",
    }
    return Facts(
        key=UUID(int=1000 + number),
        created=_START + timedelta(hours=number // 7),
        modified=_START + timedelta(days=number),
        license=chance.choice(["CC0_1_0", "CC_BY_4_0", "UNSPECIFIED"]),
        shape=shape,
        publisher=chance.choice(_ORGANIZATIONS),
        endorsing_node=str(UUID(int=5)),
        installation=str(UUID(int=6)),
        installation_title="Tool",
        host=chance.choice(_ORGANIZATIONS),
        networks=tuple((str(UUID(int=70 + n)), f"Net {n}") for n in chance.sample(range(3), chance.randrange(2))),
        record_count=chance.choice([0, 0, 0, 1, 5, 10, 500]),
    )


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[list[Facts]]:
    """So many random datasets, in an index of several parts."""
    chance = random.Random(7)
    found = [_facts(number, chance) for number in range(COUNT)]
    totals = Totals(records=sum(facts.record_count for facts in found))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "folder", lambda: Path(home))
        home = tmp_path_factory.mktemp("search")
        writer = Writer.new()
        for start in range(0, COUNT, 200):
            writer.add(documents.build(facts, totals) for facts in found[start : start + 200])
            writer.commit()
        writer.close()
        index.serve(writer.name)
        yield found
        reader.forget()


def _matches(name: str, values: list[str], facts: Facts) -> bool:
    held = ANYWHERE[name](facts.shape, facts)
    return any(_holds(name, value, held) for value in values)


def _holds(name: str, value: str, held: list[Any]) -> bool:
    if value == "*":
        return bool(held)
    if name in ("decade", "recordCount"):
        low, _, high = value.partition(",")
        low, high = low, high or low
        return any((low == "*" or item >= int(low)) and (high == "*" or item <= int(high)) for item in held)
    return (value.lower() if name == "keyword" else value) in held


requests = st.dictionaries(st.sampled_from(sorted(VALUES)), st.integers(0, 2**30), max_size=3).map(
    lambda chosen: {name: random.Random(seed).sample(VALUES[name], 1 + seed % 2) for name, seed in chosen.items()}
)
quiet = settings(max_examples=80, suppress_health_check=list(HealthCheck))


def _asked(filters: dict[str, list[str]], **more: Any) -> SearchRequest:
    given = QueryDict(mutable=True)
    for name, values in (filters | more).items():
        given.setlist(name, values if isinstance(values, list) else [str(values)])
    return SearchRequest.of(given)


@quiet
@given(filters=requests, facet=st.sampled_from(sorted(VALUES)), is_multiselect=st.booleans())
def test_it_filters_and_counts_as_a_plain_loop_does(
    registry: list[Facts], filters: dict[str, list[str]], facet: str, is_multiselect: bool
) -> None:
    """1.5, 4.2, 4.3."""
    page = query.search(_asked(filters, facet=facet, facetLimit=1000, limit=1000, facetMultiselect=str(is_multiselect)))
    matching = [facts for facts in registry if all(_matches(name, values, facts) for name, values in filters.items())]
    assert page.count == len(matching)
    assert {result["key"] for result in page.results} == {str(facts.key) for facts in matching}
    others = {name: values for name, values in filters.items() if not (is_multiselect and name == facet)}
    counted = [facts for facts in registry if all(_matches(name, values, facts) for name, values in others.items())]
    expected = Counter(value for facts in counted for value in set(ANYWHERE[facet](facts.shape, facts)))
    rows = sorted(expected.items(), key=lambda row: (-row[1], row[0]))
    counts = page.facets[0].counts
    assert [(name.lower() if facet == "keyword" else name, number) for name, number in counts] == [
        (str(value), number) for value, number in rows
    ]


@quiet
@given(filters=requests, facet=st.sampled_from(["keyword", "doi", "decade", "recordCount"]), first=st.integers(1, 4),
       offset=st.integers(0, 3), limit=st.integers(1, 4), cost=st.sampled_from([0, 3, 10**9]))  # fmt: skip
def test_its_counts_are_exact_where_no_part_knows_all_values(
    registry: list[Facts],
    filters: dict[str, list[str]],
    facet: str,
    first: int,
    offset: int,
    limit: int,
    cost: int,
) -> None:
    """4.2: the most frequent values of each part of the index are looked at first; the answer is as if all were."""
    asked = _asked(filters, facet=facet, facetLimit=limit, facetOffset=offset, limit=0)
    expected = query.search(asked).facets
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facets, "_FIRST_VALUES", first)
        patch.setattr(facets, "_SPARE", 1)
        patch.setattr(facets, "_COST_ALONE", cost)
        assert query.search(asked).facets == expected


@quiet
@given(filters=requests, q=st.sampled_from(["", "frog", "alder birch", "the frog", "*ed*", "moss fern kelp cedar"]),
       size=st.integers(1, 120))  # fmt: skip
def test_it_visits_each_match_once(registry: list[Facts], filters: dict[str, list[str]], q: str, size: int) -> None:
    """3.6: the order is total, whatever the size of pages."""
    whole = query.search(_asked(filters, q=q, limit=1000))
    keys = [result["key"] for result in whole.results]
    assert len(set(keys)) == len(keys) == whole.count
    paged = [
        result["key"]
        for offset in range(0, whole.count, size)
        for result in query.search(_asked(filters, q=q, limit=size, offset=offset)).results
    ]
    assert paged == keys


def test_it_orders_by_volume_then_date_then_key(registry: list[Facts]) -> None:
    """3.6."""
    found = [result["key"] for result in query.search(_asked({}, limit=1000)).results]
    by_rule = sorted(registry, key=lambda facts: (-facts.record_count, -facts.created.timestamp(), str(facts.key)))
    assert found == [str(facts.key) for facts in by_rule]


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(q=st.one_of(st.text(max_size=80), st.text(alphabet='ab*?"()+-~:\\/ .10漢字é', max_size=60)))
def test_it_answers_any_q(registry: list[Facts], q: str) -> None:
    """3.2, 8: no text is an error; only a NUL and half a character are no text."""
    is_text = "\0" not in q and not any("\ud800" <= character <= "\udfff" for character in q)
    address = quote(q.encode(errors="surrogatepass"))
    for path in (f"search?hl=true&facet=type&limit=5&q={address}", f"suggest?limit=5&q={address}"):
        answer = Client().get(f"/v1/dataset/{path}")
        assert answer.status_code in ((200,) if is_text else (200, 400))


@pytest.mark.parametrize(("given", "count"), [("", 20), ("-1", 20), ("x", 20), ("0", 10), ("100", 100), ("5000", 100)])
def test_suggestions_are_at_most_a_hundred(registry: list[Facts], given: str, count: int) -> None:
    """6.1."""
    assert len(Client().get(f"/v1/dataset/suggest?limit={given}").json()) == count


@quiet
@given(q=st.sampled_from(["f", "fr", "al", "frog", "kelp m", "b c"]), limit=st.integers(1, 60))
def test_it_suggests_as_a_plain_loop_does(registry: list[Facts], q: str, limit: int) -> None:
    """6.1."""
    found = [result["key"] for result in suggesting.suggest(_asked({}, q=q), limit)]
    typed = q.split()
    matching = [
        facts for facts in registry
        if all(any(word.startswith(part) for word in facts.shape["title"].split()) for part in typed)
    ]  # fmt: skip
    matching.sort(
        key=lambda facts: (
            not facts.shape["title"].startswith(q), len(facts.shape["title"]), -facts.record_count,
            facts.shape["title"], str(facts.key),
        )
    )  # fmt: skip
    assert found == [str(facts.key) for facts in matching][:limit]
