"""Where, when and what: the coverages of a dataset out of the codes in its row (metadata contract B.4)."""

import random
from datetime import date
from typing import Any

from samples.identity import midnight, write_stamp
from samples.reading import Row, read_by_code

Json = dict[str, Any]
PLACES = read_by_code("places.tsv")
TAXA = read_by_code("taxa.tsv")


def codes(cell: str) -> list[str]:
    """Codes that a cell joins with plus signs; a dash is none."""
    return [] if cell in ("", "-") else cell.split("+")


def geographic_coverages(row: Row) -> list[Json]:
    """One box for each place of the row."""
    return [_box(PLACES[code]) for code in codes(row["place"])]


def _box(place: Row) -> Json:
    south, north, west, east = (float(place[side]) for side in ("south", "north", "west", "east"))
    return {
        "description": place["phrase"][0].upper() + place["phrase"][1:],
        "boundingBox": {
            "minLatitude": south,
            "maxLatitude": north,
            "minLongitude": west,
            "maxLongitude": east,
            "globalCoverage": (south, north, west, east) == (-90, 90, -180, 180),
        },
    }


def countries(row: Row) -> list[str]:
    """Countries of the row's places, each once, in alphabetical order."""
    named = {country for code in codes(row["place"]) for country in PLACES[code]["countries"].split(",") if country}
    return sorted(named)


def taxonomic_coverages(row: Row) -> list[Json]:
    """One coverage for each group of the row, with ranks as written and as understood."""
    return [_taxa(TAXA[code]) for code in codes(row["taxa"])]


def _taxa(group: Row) -> Json:
    coverages = []
    for entry in group["names"].split(";"):
        rank, name, common = entry.split(":")
        coverage: Json = {"scientificName": name}
        if common:
            coverage["commonName"] = common
        coverage["rank"] = {"verbatim": rank, "interpreted": rank.upper()}
        coverages.append(coverage)
    return {"description": group["label"][0].upper() + group["label"][1:], "coverages": coverages}


def temporal_coverages(row: Row, rng: random.Random) -> list[Json]:
    """Ranges, single days and verbatim periods in the order of the row."""
    return [_period(part, "living" in row["flags"], rng) for part in codes(row["years"])]


def _period(part: str, living: bool, rng: random.Random) -> Json:
    if part.startswith("v:"):
        kind = "LIVING_TIME_PERIOD" if living else "FORMATION_PERIOD"
        return {"@type": "verbatim", "period": part[2:], "type": kind}
    if "/" not in part:
        day = part if len(part) == 10 else f"{part}-01-01"
        return {"@type": "single", "date": write_stamp(midnight(day))}
    start, _, end = part.partition("/")
    first = date(int(start), rng.choice((1, 1, 3, 4, 5, 6)), 1)
    period: Json = {"@type": "range", "start": write_stamp(midnight(first.isoformat()))}
    if end:
        last = date(int(end), 12, rng.choice((1, 15, 31)))
        period["end"] = write_stamp(midnight(last.isoformat()))
    return period
