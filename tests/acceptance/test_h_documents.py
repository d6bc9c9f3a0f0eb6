"""H: metadata documents."""

from typing import Any

import pytest

from entities.metadata import parse
from entities.models import Dataset, User
from entities.services import lifecycle
from tests.acceptance.calls import put, status, unknown
from tests.entities.api.client import Api, path_of
from tests.factories import account, actor, dataset, editor_user
from tests.metadata.eml_schema import errors

pytestmark = pytest.mark.django_db

_EML = """<eml:eml xmlns:eml="https://eml.ecoinformatics.org/eml-2.2.0" packageId="kelp">
<dataset><title>{title}</title>
<creator><individualName><surName>{creator}</surName></individualName></creator>
<pubDate>2024-05-17</pubDate>
<intellectualRights><para><ulink url="{license}"/></para></intellectualRights>
<coverage>
<geographicCoverage><geographicDescription>Fjord</geographicDescription><boundingCoordinates>
<westBoundingCoordinate>5</westBoundingCoordinate><eastBoundingCoordinate>6</eastBoundingCoordinate>
<northBoundingCoordinate>61</northBoundingCoordinate><southBoundingCoordinate>60</southBoundingCoordinate>
</boundingCoordinates></geographicCoverage>
<temporalCoverage><rangeOfDates><beginDate><calendarDate>2001</calendarDate></beginDate>
<endDate><calendarDate>2003</calendarDate></endDate></rangeOfDates></temporalCoverage>
<taxonomicCoverage><taxonomicClassification><taxonRankName>genus</taxonRankName>
<taxonRankValue>Laminaria</taxonRankValue></taxonomicClassification></taxonomicCoverage>
</coverage>
<project><title>Kelp watch</title>
<personnel><individualName><surName>Vik</surName></individualName></personnel></project>
</dataset></eml:eml>"""
_CC_BY = "http://creativecommons.org/licenses/by/4.0/legalcode"
_CC_BY_NC = "http://creativecommons.org/licenses/by-nc/4.0/legalcode"
_DUBLIN_CORE = b'<dc xmlns:t="http://purl.org/dc/terms/"><t:title>By Dublin Core</t:title></dc>'


def _eml(title: str = "Kelp of the fjord", creator: str = "Vik", license_url: str = _CC_BY) -> bytes:
    return _EML.format(title=title, creator=creator, license=license_url).encode()


@pytest.fixture
def found() -> Dataset:
    """A dataset that somebody typed in."""
    return dataset(title="Typed in", license="CC_BY_NC_4_0")  # type: ignore[no-any-return]


def _post(api: Api, found: Dataset, content: bytes, user: User, media_type: str = "application/xml") -> Any:
    return api("POST", f"{path_of(found)}/document", content, user=user, content_type=media_type)


def _documents(api: Api, found: Dataset, query: str = "") -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = api.get(f"{path_of(found)}/metadata{query}")
    return listed


def test_H01_the_dataset_follows_a_posted_document(api: Api, admin: User, found: Dataset) -> None:
    answer = _post(api, found, _eml(), admin)

    assert status(answer) == 201
    entry = answer.json()
    assert isinstance(entry["key"], int)
    assert (entry["datasetKey"], entry["type"]) == (str(found.pk), "EML")
    shown = api.get(path_of(found))
    assert (shown["title"], shown["license"]) == ("Kelp of the fjord", _CC_BY)
    assert {contact["lastName"] for contact in shown["contacts"]} == {"Vik"}


def test_H02_a_second_kind_is_kept_behind_the_first(api: Api, admin: User, found: Dataset) -> None:
    _post(api, found, _eml(), admin)
    before = api.get(path_of(found))

    assert status(_post(api, found, _DUBLIN_CORE, admin)) == 201

    assert [entry["type"] for entry in _documents(api, found)] == ["EML", "DC"]
    assert api.get(path_of(found)) == before


def test_H03_a_changed_document_takes_the_place_of_the_former(api: Api, admin: User, found: Dataset) -> None:
    first = _post(api, found, _eml(), admin).json()["key"]
    second = _post(api, found, _eml("Kelp of all fjords", "Moe"), admin).json()["key"]

    assert second != first
    assert [entry["key"] for entry in _documents(api, found)] == [second]
    shown = api.get(path_of(found))
    assert shown["title"] == "Kelp of all fjords"
    assert {contact["lastName"] for contact in shown["contacts"]} == {"Moe"}


def test_H04_the_same_document_changes_nothing(api: Api, admin: User, found: Dataset) -> None:
    first = _post(api, found, _eml(), admin).json()
    before = api.get(path_of(found))

    assert _post(api, found, _eml(), admin).json()["key"] == first["key"]

    assert _documents(api, found) == [first]
    assert api.get(path_of(found)) == before


def test_H05_an_unknown_licence_leaves_the_known_one(api: Api, admin: User, found: Dataset) -> None:
    _post(api, found, _eml(license_url="https://example.org/ask-me"), admin)

    shown = api.get(path_of(found))
    assert (shown["title"], shown["license"]) == ("Kelp of the fjord", _CC_BY_NC)


def test_H06_a_locked_dataset_keeps_its_core_fields(api: Api, admin: User, found: Dataset) -> None:
    put(api, found, admin, lockedForAutoUpdate=True)

    assert status(_post(api, found, _eml(), admin)) == 201

    assert len(_documents(api, found)) == 1
    shown = api.get(path_of(found))
    assert (shown["title"], shown["license"], shown["contacts"]) == ("Typed in", _CC_BY_NC, [])


def test_H07_documents_are_listed_by_type(api: Api, admin: User, found: Dataset) -> None:
    _post(api, found, _eml(), admin)
    _post(api, found, _DUBLIN_CORE, admin)

    assert [entry["type"] for entry in _documents(api, found, "?type=DC")] == ["DC"]


def test_H08_the_bytes_come_back_as_they_were(api: Api, admin: User, found: Dataset) -> None:
    key = _post(api, found, _eml("Tång och skräp"), admin).json()["key"]

    answer = api("GET", f"/dataset/metadata/{key}/document")

    assert (status(answer), answer.content) == (200, _eml("Tång och skräp"))
    assert answer.headers["Content-Type"] == "application/xml"
    assert status(api("GET", f"/dataset/metadata/{key + 1}/document")) == 404


def test_H09_a_removed_document_leaves_the_fields(api: Api, admin: User, found: Dataset) -> None:
    key = _post(api, found, _eml(), admin).json()["key"]

    assert status(api("DELETE", f"/dataset/metadata/{key}", user=account())) == 403
    assert status(api("DELETE", f"/dataset/metadata/{key}", user=admin)) == 204

    assert _documents(api, found) == []
    assert api.get(path_of(found))["title"] == "Kelp of the fjord"


def test_H10_every_dataset_is_written_as_valid_eml(api: Api, admin: User, found: Dataset) -> None:
    documented = dataset()
    _post(api, documented, _eml(), admin)

    for each in (found, documented):
        answer = api("GET", f"{path_of(each)}/document")
        assert (status(answer), answer.headers["Content-Type"]) == (200, "application/xml")
        assert errors(answer.content) == []
        record, shown = parse(answer.content), api.get(path_of(each))
        assert (record.title, record.doi) == (shown["title"], shown["doi"])


def test_H11_what_is_no_document_is_refused(api: Api, admin: User, found: Dataset) -> None:
    assert status(_post(api, found, b"kelp and wrack", admin)) == 400
    assert status(api("POST", f"/dataset/{unknown()}/document", _eml(), user=admin)) == 404
    lifecycle.delete(found, actor=actor())
    assert status(_post(api, found, _eml(), admin)) == 404


def test_H12_what_the_document_covers_is_part_of_the_dataset(api: Api, admin: User, found: Dataset) -> None:
    _post(api, found, _eml(), editor_user(found))

    shown = api.get(path_of(found))
    assert shown["pubDate"].startswith("2024-05-17")
    assert shown["project"]["title"] == "Kelp watch"
    (area,) = shown["geographicCoverages"]
    assert area["boundingBox"] | {"globalCoverage": False} == {
        "minLatitude": 60.0, "maxLatitude": 61.0, "minLongitude": 5.0, "maxLongitude": 6.0, "globalCoverage": False,
    }  # fmt: skip
    (period,) = shown["temporalCoverages"]
    assert period["@type"] == "range"
    (taxa,) = shown["taxonomicCoverages"]
    assert taxa["coverages"][0]["scientificName"] == "Laminaria"
