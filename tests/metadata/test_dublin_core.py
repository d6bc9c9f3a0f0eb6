"""Dublin Core as catalogues and OAI-PMH write it: parties in one text, boxes beside the elements (contract D, E)."""

import pytest

from entities.metadata import parse
from entities.metadata.record import MetadataRecord

_CSW = "http://www.opengis.net/cat/csw/2.0.2"


def _record(inside: str) -> MetadataRecord:
    namespaces = f'xmlns="{_CSW}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ows="http://www.opengis.net/ows"'
    return parse(f"<Record {namespaces}><dc:title>Kelp</dc:title>{inside}</Record>".encode())


@pytest.mark.parametrize(
    ("written", "first", "last", "organization"),
    [
        ("Lund, Kari", "Kari", "Lund", None),
        ("Kari Lund", None, "Kari Lund", None),
        ("Ann Berg, Bo Lund, Cy Dahl,", None, "Ann Berg, Bo Lund, Cy Dahl,", None),
        ("Coordinating Office, Environment of the North", None, None, "Coordinating Office, Environment of the North"),
        ("Museum of Kelp", None, None, "Museum of Kelp"),
    ],
)
def test_a_party_is_a_person_or_an_organization(
    written: str, first: str | None, last: str | None, organization: str | None
) -> None:
    (contact,) = _record(f"<dc:creator>{written}</dc:creator>").contacts

    assert (contact.first_name, contact.last_name, contact.organization) == (first, last, organization)


@pytest.mark.parametrize(
    ("system", "lower", "upper"),
    [
        ("urn:x-ogc:def:crs:EPSG:6.11:4326", "60.5 -7.25", "62 -6"),
        ("EPSG:4326", "60.5 -7.25", "62 -6"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "-7.25 60.5", "-6 62"),
        ("", "-7.25 60.5", "-6 62"),
    ],
)
def test_the_box_of_a_catalogue_is_read_in_the_order_of_its_system(system: str, lower: str, upper: str) -> None:
    corners = f"<ows:LowerCorner>{lower}</ows:LowerCorner><ows:UpperCorner>{upper}</ows:UpperCorner>"

    (place,) = _record(f'<ows:BoundingBox crs="{system}">{corners}</ows:BoundingBox>').geographic_coverages

    assert place.box is not None
    assert (place.box.west, place.box.east, place.box.south, place.box.north) == (-7.25, -6.0, 60.5, 62.0)


def test_corners_that_fit_one_order_only_are_read_in_it() -> None:
    corners = "<ows:LowerCorner>-170 10</ows:LowerCorner><ows:UpperCorner>170 20</ows:UpperCorner>"

    (place,) = _record(f'<ows:BoundingBox crs="EPSG:4326">{corners}</ows:BoundingBox>').geographic_coverages

    assert place.box is not None
    assert (place.box.west, place.box.north) == (-170.0, 20.0)


@pytest.mark.parametrize("corner", ["", "north", "1", "200 300"])
def test_a_corner_that_cannot_be_read_makes_no_box(corner: str) -> None:
    corners = f"<ows:LowerCorner>{corner}</ows:LowerCorner><ows:UpperCorner>1 2</ows:UpperCorner>"

    assert _record(f"<ows:BoundingBox>{corners}</ows:BoundingBox>").geographic_coverages == ()
