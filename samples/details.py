"""What a metadata document would say about a dataset, and how the dataset is kept up (metadata contract B.3)."""

import random
from datetime import datetime
from typing import Any

from samples import authorship, coverage, prose, publication
from samples.identity import midnight, write_stamp
from samples.reading import Row, read_by_code

Json = dict[str, Any]
LICENSES = {
    "CC0_1_0": "http://creativecommons.org/publicdomain/zero/1.0/legalcode",
    "CC_BY_4_0": "http://creativecommons.org/licenses/by/4.0/legalcode",
    "CC_BY_NC_4_0": "http://creativecommons.org/licenses/by-nc/4.0/legalcode",
    "UNSPECIFIED": "unspecified",
    "UNSUPPORTED": "unsupported",
}
FREQUENCIES = ("", "", "UNKNOWN", "AS_NEEDED", "NOT_PLANNED", "IRREGULAR")


def coverages(row: Row, flags: dict[str, str], rng: random.Random) -> Json:
    """What the dataset is about: taxa, places, times, keywords, project, sampling and collections."""
    sampled = row["type"] == "SAMPLING_EVENT" or rng.random() < 0.2
    return {
        "bibliographicCitations": _literature(flags, row),
        "curatorialUnits": [],
        "taxonomicCoverages": coverage.taxonomic_coverages(row) if rng.random() < 0.9 else [],
        "geographicCoverages": coverage.geographic_coverages(row) if rng.random() < 0.94 else [],
        "temporalCoverages": coverage.temporal_coverages(row, rng),
        "keywordCollections": prose.keyword_collections(row, flags, rng),
        "project": _project(flags),
        "samplingDescription": prose.sampling_description(row, rng) if sampled else None,
        "countryCoverage": coverage.countries(row) if row["type"] == "CHECKLIST" else [],
        "collections": _collections(row, flags, rng),
    }


def _literature(flags: dict[str, str], row: Row) -> list[Json]:
    if "biblio" not in flags:
        return []
    text = f"{row['title']}: methods and first results. Journal of Invented Field Studies 12: 1-28."
    linked = {
        "text": text,
        "identifier": f"https://doi.org/10.5072/jifs.{row['code']}",
        "citationProvidedBySource": False,
    }
    return [linked, {"text": f"Field manual of {row['code']}, third edition.", "citationProvidedBySource": False}]


def _project(flags: dict[str, str]) -> Json | None:
    if "project" not in flags:
        return None
    row = read_by_code("projects.tsv")[flags["project"]]
    award = {
        "funderName": row["funder"],
        "funderIdentifiers": [f"https://doi.org/10.5072/funder.{row['code']}"],
        "awardNumber": row["award"],
        "title": row["title"],
        "awardUrl": f"https://grants.example.org/{row['code']}",
    }
    contacts = authorship.project_contacts(row["organization"])
    return {
        "title": row["title"],
        "identifier": row["identifier"],
        "contacts": contacts,
        "funding": row["funding"],
        "awards": [award],
        "studyAreaDescription": row["studyArea"],
        "designDescription": row["design"],
        "relatedProjects": [],
        "abstract": row["abstract"],
    }


def _collections(row: Row, flags: dict[str, str], rng: random.Random) -> list[Json]:
    if "collection" not in flags:
        return []
    count = rng.randrange(200, 90_000)
    method = {"herbarium": "DRIED_AND_PRESSED", "museum": "ALCOHOL", "fossil": "NO_TREATMENT"}.get(
        row["topic"], "PINNED"
    )
    unit = {"typeVerbatim": "specimens", "count": count, "deviation": count // 50, "lower": 0, "upper": 0}
    return [
        {
            "name": row["title"],
            "identifier": f"https://id.example.org/collection/{row['code']}",
            "parentIdentifier": f"https://id.example.org/institution/{row['publisher']}",
            "specimenPreservationMethod": method,
            "curatorialUnits": [unit],
        }
    ]


def document(
    flags: dict[str, str], organization: Row, installation: Row, row: Row, modified: datetime, rng: random.Random
) -> Json:
    """Language, date and free texts of the metadata document."""
    thanks = f"We thank the crew, the volunteers and the neighbours of {organization['title']}."
    dated = rng.random() < 0.7
    return {
        "dataDescriptions": _downloads(flags, installation, row),
        "dataLanguage": flags.get("lang", "eng") if dated else None,
        "purpose": "Long-term monitoring and a baseline for management."
        if "purpose" in flags or rng.random() < 0.1
        else None,
        "introduction": "Read the manual first: methods changed twice." if rng.random() < 0.04 else None,
        "gettingStarted": "Begin with the event table; counts refer to its sample size."
        if rng.random() < 0.03
        else None,
        "acknowledgements": thanks if rng.random() < 0.08 else None,
        "additionalInfo": "Raw field sheets can be seen on request." if rng.random() < 0.08 else None,
        "pubDate": write_stamp(midnight(f"{modified:%Y-%m-%d}")) if dated else None,
    }


def _downloads(flags: dict[str, str], installation: Row, row: Row) -> list[Json]:
    if "dataurl" not in flags:
        return []
    base = f"https://{installation['host']}/{row['code']}"
    table = {"name": "Counts as one table", "charset": "UTF-8", "url": f"{base}/counts.csv", "format": "CSV"}
    grid = {"name": "Monthly grid", "url": f"{base}/grid.nc", "format": "NetCDF", "formatVersion": "4"}
    return [table, grid]


def upkeep(row: Row, flags: dict[str, str], installation: Row, modified: datetime, rng: random.Random) -> Json:
    """Maintenance, licence, archive facts and category."""
    frequency = flags.get("freq") or rng.choice(FREQUENCIES)
    archived = publication.has_archive(row, installation, flags) and rng.random() < 0.7
    regular = frequency in ("DAILY", "WEEKLY", "MONTHLY", "ANNUALLY")
    return {
        "maintenanceUpdateFrequency": frequency,
        "maintenanceDescription": "A new version follows each season's validation." if regular else None,
        "license": LICENSES[row["license"]],
        "dwca": publication.archive_facts(row, modified, rng) if archived else None,
        "category": [flags["cat"]] if "cat" in flags else None,
    }
