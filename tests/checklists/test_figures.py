"""The figures of a checklist: each rule of A.3 to A.6 of the checklist contract on a few names."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entities.archives import open_archive
from entities.checklists import Figures, measure
from tests.archives.building import GBIF, checklist

TERMS = (
    "id", "scientificName", "scientificNameAuthorship", "taxonRank", "taxonomicStatus", "acceptedNameUsageID",
    "acceptedNameUsage", "parentNameUsageID", "parentNameUsage", "originalNameUsageID", "originalNameUsage", "kingdom",
    "family", "genus", "specificEpithet", "nomenclaturalStatus", "datasetID",
)  # fmt: skip


def figures_of(tmp_path: Path, *records: dict[str, str], extensions: Any = None, **options: Any) -> Figures:
    """The figures of a checklist with the given records; ids are 1, 2, 3 … where none is given."""
    rows = [
        tuple({"id": str(number), **record}.get(term, "") for term in TERMS)
        for number, record in enumerate(records, start=1)
    ]
    with open_archive(checklist(tmp_path / "x.zip", TERMS, rows, extensions or {})) as archive:
        assert archive.core is not None
        return measure(archive, archive.core, **options)


def name(text: str, **values: str) -> dict[str, str]:
    """A record with a name."""
    return {"scientificName": text, **values}


# --- A.4.1 and A.4.8: names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "issues"),
    [
        (name("Puma concolor (Linnaeus, 1771)"), []),
        (name("Puma concolor (Linnaeus, 1771)", scientificNameAuthorship="(Linnaeus, 1771)"), []),
        (name("Puma concolor", scientificNameAuthorship="(Linnaeus, 1771)"), ["SCIENTIFIC_NAME_ASSEMBLED"]),
        ({"genus": "Puma", "specificEpithet": "concolor"}, ["SCIENTIFIC_NAME_ASSEMBLED"]),
        ({"family": "Felidae"}, ["SCIENTIFIC_NAME_ASSEMBLED"]),
        (name("unknown"), ["UNPARSABLE"]),
        (name("?"), ["UNPARSABLE"]),
        (name("Puma concolor = nobody knows #3"), ["PARTIALLY_PARSABLE"]),
        (name("×Cuprocyparis leylandii (A.B.Jacks. & Dallim.) Farjon"), []),
        (name("Puma concolor", nomenclaturalStatus="nom. nud."), []),
        (name("Puma concolor", nomenclaturalStatus="misspelling"), ["NOMENCLATURAL_STATUS_INVALID"]),
        (name("Puma concolor", taxonRank="thing"), ["RANK_INVALID"]),
        (name("Puma concolor", taxonomicStatus="thing"), ["TAXONOMIC_STATUS_INVALID"]),
    ],
)
def test_it_notes_what_is_wrong_with_a_name(tmp_path: Path, record: dict[str, str], issues: list[str]) -> None:
    figures = figures_of(tmp_path, record)

    assert list(figures.by_issue) == issues


def test_a_record_without_any_name_is_skipped_and_counted(tmp_path: Path) -> None:
    figures = figures_of(tmp_path, name("Puma"), {"taxonRank": "genus"})

    assert (figures.usages, figures.skipped) == (1, 1)


# --- A.4.2: ranks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "given", "rank"),
    [
        ("Puma concolor", "Species", "SPECIES"),
        ("Puma concolor", "sp.", "SPECIES"),
        ("Puma concolor costaricensis", "ssp.", "SUBSPECIES"),
        ("Asteraceae", "fam.", "FAMILY"),
        ("Tracheophyta", "divisio", "PHYLUM"),
        ("Tracheophyta", "DIVISION", "PHYLUM"),
        ("Poa annua var. supina", "", "VARIETY"),
        ("Poa annua L. var. supina (Schrad.) Link", "", "VARIETY"),
        ("Poa annua f. alpina", "", "FORM"),
        ("Poa annua L. f.", "", "SPECIES"),
        ("Puma concolor costaricensis", "", "INFRASPECIFIC_NAME"),
        ("Puma concolor (Linnaeus, 1771)", "", "SPECIES"),
        ("Felidae", "", "FAMILY"),
        ("Asteraceae Giseke", "", "FAMILY"),
        ("Puma", "", None),
        ("Puma concolor", "thing", "SPECIES"),
    ],
)
def test_it_finds_the_rank(tmp_path: Path, text: str, given: str, rank: str | None) -> None:
    figures = figures_of(tmp_path, name(text, taxonRank=given))

    assert figures.by_rank == ({rank: 1} if rank else {})


# --- A.4.3 and A.4.4: synonyms ---------------------------------------------------------------------------------------

ACCEPTED = name("Puma concolor", taxonomicStatus="accepted")


@pytest.mark.parametrize(
    ("values", "is_synonym", "issues"),
    [
        ({"taxonomicStatus": "heterotypic synonym", "acceptedNameUsageID": "1"}, True, []),
        ({"acceptedNameUsageID": "1"}, True, []),
        ({"taxonomicStatus": "valid", "acceptedNameUsageID": "1"}, True, ["TAXONOMIC_STATUS_MISMATCH"]),
        ({"taxonomicStatus": "valid", "acceptedNameUsageID": "2"}, False, []),
        ({"taxonomicStatus": "doubtful"}, False, []),
        ({"acceptedNameUsageID": "99"}, False, ["ACCEPTED_NAME_USAGE_ID_INVALID"]),
        ({"acceptedNameUsage": "Puma concolor"}, True, []),
    ],
)
def test_it_tells_synonyms(tmp_path: Path, values: dict[str, str], is_synonym: bool, issues: list[str]) -> None:
    figures = figures_of(tmp_path, ACCEPTED, name("Felis concolor", **values))

    assert (figures.usages, figures.synonyms) == (2, int(is_synonym))
    assert list(figures.by_issue) == issues


def test_synonyms_of_nothing_share_one_placeholder(tmp_path: Path) -> None:
    figures = figures_of(
        tmp_path, name("Felis a", taxonomicStatus="synonym"), name("Felis b", taxonomicStatus="misapplied")
    )

    assert figures.by_origin == {"SOURCE": 2, "MISSING_ACCEPTED": 1}
    assert figures.by_issue == {"ACCEPTED_NAME_MISSING": 2}
    assert figures.synonyms == 2


def test_a_synonym_of_several_is_one_usage_for_each(tmp_path: Path) -> None:
    figures = figures_of(
        tmp_path,
        name("Puma a"),
        name("Puma b"),
        name("Felis c", taxonomicStatus="pro parte", acceptedNameUsageID="1|2"),
    )

    assert figures.by_origin == {"SOURCE": 3, "PROPARTE": 1}
    assert figures.synonyms == 2


def test_an_id_that_looks_like_several_is_one(tmp_path: Path) -> None:
    figures = figures_of(tmp_path, name("Puma a", id="x|1"), name("Felis b", acceptedNameUsageID="x|1"))

    assert figures.by_origin == {"SOURCE": 2}
    assert figures.synonyms == 1


def test_an_accepted_name_that_is_not_there_is_added_once(tmp_path: Path) -> None:
    figures = figures_of(
        tmp_path,
        name("Felis a", taxonomicStatus="synonym", acceptedNameUsage="Puma concolor"),
        name("Felis b", taxonomicStatus="synonym", acceptedNameUsage="Puma concolor"),
    )

    assert figures.by_origin == {"SOURCE": 2, "VERBATIM_ACCEPTED": 1}


def test_an_accepted_name_of_two_usages_is_not_unique(tmp_path: Path) -> None:
    figures = figures_of(
        tmp_path, name("Puma"), name("Puma"), name("Felis", taxonomicStatus="synonym", acceptedNameUsage="Puma")
    )

    assert figures.by_issue == {"ACCEPTED_NAME_MISSING": 1, "ACCEPTED_NAME_NOT_UNIQUE": 1}
    assert figures.distinct_names == 3


def test_chains_of_synonyms_end_at_the_accepted_usage(tmp_path: Path) -> None:
    figures = figures_of(
        tmp_path,
        name("Felis a", acceptedNameUsageID="2"),
        name("Felis b", acceptedNameUsageID="3"),
        name("Puma c"),
    )

    assert (figures.synonyms, figures.by_issue) == (2, {"CHAINED_SYNOYM": 1})


def test_of_a_ring_of_synonyms_the_first_is_accepted(tmp_path: Path) -> None:
    figures = figures_of(
        tmp_path,
        name("A a", acceptedNameUsageID="2"),
        name("A b", acceptedNameUsageID="3"),
        name("A c", acceptedNameUsageID="1"),
    )

    assert figures.synonyms == 2
    assert figures.by_issue == {"CHAINED_SYNOYM": 2}


# --- A.4.5: parents --------------------------------------------------------------------------------------------------


def test_columns_of_higher_names_add_what_is_missing_once(tmp_path: Path) -> None:
    higher = {"kingdom": "Animalia", "family": "Felidae", "genus": "Puma"}
    figures = figures_of(
        tmp_path,
        name("Felidae", taxonRank="family", kingdom="Animalia"),
        name("Puma concolor", taxonRank="species", **higher),
        name("Puma yagouaroundi", taxonRank="species", **higher),
    )

    assert figures.by_origin == {"SOURCE": 3, "DENORMED_CLASSIFICATION": 2}
    assert figures.by_rank == {"SPECIES": 2, "KINGDOM": 1, "FAMILY": 1, "GENUS": 1}
    assert figures.by_kingdom == {"ANIMALIA": 5}


@pytest.mark.parametrize(
    ("records", "issues"),
    [
        ([name("Puma concolor", parentNameUsageID="9")], {"PARENT_NAME_USAGE_ID_INVALID": 1}),
        (
            [name("A", taxonRank="genus", parentNameUsageID="2"), name("B", taxonRank="family", parentNameUsageID="1")],
            {"PARENT_CYCLE": 1},
        ),
        ([name("A", taxonRank="genus", parentNameUsageID="1")], {"PARENT_CYCLE": 1}),
        (
            [name("A", taxonRank="genus"), name("B", taxonRank="family", parentNameUsageID="1")],
            {"CLASSIFICATION_RANK_ORDER_INVALID": 1},
        ),
        ([name("A"), name("A"), name("B", parentNameUsage="A")], {"PARENT_NAME_NOT_UNIQUE": 1}),
        ([name("A", originalNameUsageID="9")], {"ORIGINAL_NAME_USAGE_ID_INVALID": 1}),
    ],
)
def test_it_notes_what_is_wrong_with_the_tree(
    tmp_path: Path, records: Sequence[dict[str, str]], issues: dict[str, int]
) -> None:
    assert figures_of(tmp_path, *records).by_issue == issues


def test_parents_and_original_names_that_are_not_there_are_added(tmp_path: Path) -> None:
    figures = figures_of(tmp_path, name("Puma concolor", parentNameUsage="Puma", originalNameUsage="Felis concolor"))

    assert figures.by_origin == {"SOURCE": 1, "VERBATIM_PARENT": 1, "VERBATIM_BASIONYM": 1}


def test_the_parent_of_a_name_whose_parent_is_a_synonym_is_the_accepted_usage(tmp_path: Path) -> None:
    figures = figures_of(
        tmp_path,
        name("Animalia", taxonRank="kingdom"),
        name("Metazoa", acceptedNameUsageID="1"),
        name("Felidae", taxonRank="family", parentNameUsageID="2"),
    )

    assert figures.by_kingdom == {"ANIMALIA": 2}


# --- A.5 and A.3 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "column", "kingdom"),
    [
        ("Metazoa", "", "ANIMALIA"),
        ("Puma", "viridiplantae", "PLANTAE"),
        ("Puma", "incertae sedis", "INCERTAE_SEDIS"),
        ("Puma", "Atlantis", None),
        ("Fungi", "Plantae", "FUNGI"),
    ],
)
def test_it_finds_the_kingdom(tmp_path: Path, text: str, column: str, kingdom: str | None) -> None:
    figures = figures_of(tmp_path, name(text, taxonRank="kingdom", kingdom=column))

    assert figures.by_kingdom == ({kingdom: 1} if kingdom else {})


def test_usages_are_counted_by_the_constituent_they_come_from(tmp_path: Path) -> None:
    key = UUID("00000000-0000-4000-8000-000000000001")
    figures = figures_of(tmp_path, name("A", datasetID="a"), name("B", datasetID="b"), constituents={"a": key})

    assert figures.by_constituent == {str(key): 1}


def test_maps_go_by_count_and_then_by_their_enumeration(tmp_path: Path) -> None:
    figures = figures_of(
        tmp_path, name("A b", taxonRank="species"), name("C", taxonRank="genus"), name("D", taxonRank="family"),
        name("E", taxonRank="genus"),
    )  # fmt: skip

    assert list(figures.by_rank) == ["GENUS", "FAMILY", "SPECIES"]


# --- A.6: extensions -------------------------------------------------------------------------------------------------

LANGUAGE = "http://purl.org/dc/terms/language"


@pytest.mark.parametrize(
    ("row_type", "columns", "row", "constant", "issue"),
    [
        ("VernacularName", ("id", "vernacularName"), ("1", "puma"), "VERNACULAR_NAME", ""),
        ("VernacularName", ("id", "vernacularName"), ("1", ""), "VERNACULAR_NAME", "VERNACULAR_NAME_INVALID"),
        ("Distribution", ("id", "countryCode"), ("1", "CL"), "DISTRIBUTION", ""),
        ("Distribution", ("id", "threatStatus"), ("1", "LC"), "DISTRIBUTION", "DISTRIBUTION_INVALID"),
        ("Description", ("id", "description"), ("1", ""), "DESCRIPTION", "DESCRIPTION_INVALID"),
        ("Identifier", ("id", "identifier"), ("1", ""), "IDENTIFIER", "ALT_IDENTIFIER_INVALID"),
        ("Multimedia", ("id", "identifier"), ("1", "https://x.example/a.jpg"), "MULTIMEDIA", ""),
        ("Multimedia", ("id", "identifier"), ("1", "a.jpg"), "MULTIMEDIA", "MULTIMEDIA_INVALID"),
        ("Image", ("id", "identifier"), ("1", "https://x.example/a.jpg"), "MULTIMEDIA", ""),
        ("Reference", ("id", "title"), ("1", "Systema"), "REFERENCE", ""),
        ("Reference", ("id", "title"), ("1", " "), "REFERENCE", "BIB_REFERENCE_INVALID"),
        ("SpeciesProfile", ("id", "isMarine"), ("1", "true"), "SPECIES_PROFILE", ""),
        ("SpeciesProfile", ("id", "isMarine"), ("1", ""), "SPECIES_PROFILE", "SPECIES_PROFILE_INVALID"),
        ("TypesAndSpecimen", ("id", "typeStatus"), ("1", ""), "TYPES_AND_SPECIMEN", None),
    ],
)
def test_a_record_counts_where_it_says_something(
    tmp_path: Path, row_type: str, columns: tuple[str, ...], row: tuple[str, ...], constant: str, issue: str | None
) -> None:
    orphan = ("99", *row[1:])
    figures = figures_of(tmp_path, name("Puma"), extensions={f"{GBIF}{row_type}": (columns, [row, orphan])})

    assert len(figures.records_by_extension) == 8
    assert figures.records_by_extension[constant] == int(issue == "")
    assert list(figures.by_issue) == ([issue] if issue else [])


def test_vernacular_names_are_counted_by_language(tmp_path: Path) -> None:
    rows = [("1", "puma", language) for language in ("en", "eng", "English", "en-GB", "spa", "klingon", "")]
    figures = figures_of(
        tmp_path, name("Puma"), extensions={f"{GBIF}VernacularName": (("id", "vernacularName", LANGUAGE), rows)}
    )

    assert figures.names_by_language == {"ENGLISH": 4, "SPANISH": 1}
    assert figures.records_by_extension["VERNACULAR_NAME"] == 7


# --- A.3: identities -------------------------------------------------------------------------------------------------

IDS = st.sampled_from(["", "1", "2", "3", "4", "9", "1|2", "2;9"])
NAMES = st.sampled_from(["", "Puma", "Puma concolor", "Felidae", "unknown", "Poa annua var. b"])
RECORDS = st.fixed_dictionaries(
    {
        "scientificName": NAMES | st.text(max_size=30).map(lambda text: " ".join(text.split())),
        "taxonRank": st.sampled_from(["", "genus", "species", "family", "thing"]),
        "taxonomicStatus": st.sampled_from(["", "accepted", "synonym", "doubtful", "thing"]),
        "acceptedNameUsageID": IDS,
        "parentNameUsageID": IDS,
        "acceptedNameUsage": NAMES,
        "parentNameUsage": NAMES,
        "originalNameUsage": NAMES,
        "family": st.sampled_from(["", "Felidae", "Poaceae"]),
        "genus": st.sampled_from(["", "Puma", "Poa"]),
    }
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RECORDS, max_size=6))
def test_the_figures_add_up_for_any_checklist(tmp_path: Path, records: list[dict[str, str]]) -> None:
    figures = figures_of(tmp_path, *records)

    assert sum(figures.by_origin.values()) == figures.usages
    assert sum(figures.by_rank.values()) <= figures.accepted
    assert sum(figures.by_kingdom.values()) <= figures.accepted
    assert figures.by_origin.get("SOURCE", 0) + figures.skipped == len(records)
    assert figures.synonyms < max(figures.usages, 1)
