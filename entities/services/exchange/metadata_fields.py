"""Reads the fields of a dataset that come from metadata documents out of a file of JSON (contract 3.6).

They are stored as JSON and served, drawn, searched and written as EML as they are, so that only what has the
contract's shape may come in: properties that it does not name are left out, null ones too, a value of another type
raises MalformedValue with its place.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

from entities.exceptions import MalformedValue
from entities.models.fields import instant_text
from entities.representation import read_boolean, read_instant, read_text, read_texts

Json = Any
Reader = Callable[[Json], Json]


class _Misplaced(MalformedValue):
    """A value of another type, with its place below the dataset."""

    def __init__(self, place: str, sentence: str) -> None:
        super().__init__(f"{place.removeprefix('.')}: {sentence}")
        self.place, self.sentence = place, sentence


def read_metadata(body: Mapping[str, Json]) -> dict[str, Json]:
    """What the JSON of a dataset says of these fields, in the contract's order; empty ones are left out."""
    return {name: value for name, value in _dataset(body).items() if value}


def _object(members: Mapping[str, Reader]) -> Reader:
    readers = tuple(members.items())

    def read(value: Json) -> Json:
        if not isinstance(value, dict):
            raise MalformedValue("must be an object")
        given = {}
        for name, reader in readers:
            if name in value and (item := value[name]) is not None:
                try:
                    found = reader(item)
                except MalformedValue as error:
                    raise _misplaced(f".{name}", error) from error
                if found is not None:
                    given[name] = found
        return given

    return read


def _list(item: Reader) -> Reader:
    def read(value: Json) -> Json:
        if not isinstance(value, list):
            raise MalformedValue("must be a list")
        given = []
        for number, each in enumerate(value):
            if each is not None:
                try:
                    given.append(item(each))
                except MalformedValue as error:
                    raise _misplaced(f"[{number}]", error) from error
        return given

    return read


def _misplaced(place: str, error: MalformedValue) -> _Misplaced:
    if isinstance(error, _Misplaced):
        return _Misplaced(place + error.place, error.sentence)
    return _Misplaced(place, str(error))


def _date(value: Json) -> str:
    return instant_text(read_instant(value))


def _number(value: Json) -> Json:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise MalformedValue("must be a number")
    return value


def _texts(*names: str) -> dict[str, Reader]:
    return dict.fromkeys(names, read_text)


def _lists(*names: str) -> dict[str, Reader]:
    return dict.fromkeys(names, read_texts)


def _numbers(*names: str) -> dict[str, Reader]:
    return dict.fromkeys(names, _number)


def _dates(*names: str) -> dict[str, Reader]:
    return dict.fromkeys(names, _date)


_contact = _object(
    _numbers("key")
    | _texts("type")
    | {"primary": read_boolean}
    | _lists("userId")
    | _texts("salutation", "firstName", "lastName")
    | _lists("position")
    | _texts("description")
    | _lists("email", "phone", "homepage")
    | _texts("organization")
    | _lists("address")
    | _texts("city", "province", "country", "postalCode")
)
_contacts = {"contacts": _list(_contact)}
_units = {
    "curatorialUnits": _list(_object(_texts("type", "typeVerbatim") | _numbers("count", "deviation", "lower", "upper")))
}
_citation = _object(_texts("text", "identifier") | {"citationProvidedBySource": read_boolean})
_taxon = _object(_texts("scientificName", "commonName") | {"rank": _object(_texts("verbatim", "interpreted"))})
_box = _object(
    _numbers("minLatitude", "maxLatitude", "minLongitude", "maxLongitude") | {"globalCoverage": read_boolean}
)
_award = _object(_texts("funderName") | _lists("funderIdentifiers") | _texts("awardNumber", "title", "awardUrl"))
_related_project = _object(_texts("title", "identifier") | _contacts | _texts("abstract"))
_project = _object(
    _texts("title", "identifier", "description")
    | _contacts
    | _texts("funding")
    | {"awards": _list(_award)}
    | _texts("studyAreaDescription", "designDescription")
    | {"relatedProjects": _list(_related_project)}
    | _texts("abstract")
)
_dataset = _object(
    {"bibliographicCitations": _list(_citation)}
    | _units
    | {"taxonomicCoverages": _list(_object(_texts("description") | {"coverages": _list(_taxon)}))}
    | _texts("geographicCoverageDescription")
    | {"geographicCoverages": _list(_object(_texts("description") | {"boundingBox": _box}))}
    | {"temporalCoverages": _list(_object(_texts("@type") | _dates("start", "end", "date") | _texts("period", "type")))}
    | {"keywordCollections": _list(_object(_texts("thesaurus") | _lists("keywords")))}
    | {"project": _project}
    | {"samplingDescription": _object(_texts("studyExtent", "sampling", "qualityControl") | _lists("methodSteps"))}
    | _lists("countryCoverage")
    | {
        "collections": _list(
            _object(_texts("name", "identifier", "parentIdentifier", "specimenPreservationMethod") | _units)
        ),
        "dataDescriptions": _list(_object(_texts("name", "charset", "url", "format", "formatVersion"))),
    }
    | _texts("dataLanguage", "purpose", "introduction", "gettingStarted", "acknowledgements", "additionalInfo")
    | _dates("pubDate")
)
