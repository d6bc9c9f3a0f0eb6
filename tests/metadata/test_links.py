"""Links: which become endpoints, which the homepage, which describe a download."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.metadata.links import Link, endpoint_type, read_url, read_web_address, sort_links

_PAGE = "https://data.example.org/page"

KINDS = {
    "OGC:WMS": (Link(_PAGE, protocol="OGC:WMS"), "WMS"),
    "long protocol": (Link(_PAGE, protocol="OGC:WMS-1.3.0-http-get-map"), "WMS"),
    "urn of a service type": (Link(_PAGE, protocol="urn:x-esri:specification:ServiceType:wms:url"), "WMS"),
    "service type in words": (Link(_PAGE, service_type="Open Geospatial Consortium Web Map Service (WMS)"), "WMS"),
    "WMS by name": (Link(_PAGE, name="charts_WMS", functions=("information",)), "WMS"),
    "WMS by query": (Link("https://data.example.org/ows?SERVICE=WMS&x=1"), "WMS"),
    "WMTS is no WMS": (Link(_PAGE, protocol="OGC:WMTS"), None),
    "WFS": (Link(_PAGE, protocol="OGC:WFS"), "WFS"),
    "WFS by query": (Link("https://data.example.org/ows?request=x&service=wfs"), "WFS"),
    "archive by name": (Link(_PAGE, name="Darwin Core Archive", functions=("download",)), "DWC_ARCHIVE"),
    "archive by short name": (Link(_PAGE, protocol="DwC-A"), "DWC_ARCHIVE"),
    "archive by path": (Link("https://ipt.example.org/archive.do?r=kelp"), "DWC_ARCHIVE"),
    "EML by name": (Link(_PAGE, name="EML"), "EML"),
    "EML by format": (Link(_PAGE, formats=(("EML", "2.1.1"),)), "EML"),
    "EML by path": (Link("https://ipt.example.org/eml.do?r=kelp"), "EML"),
    "EML by file": (Link("https://data.example.org/a/eml.xml"), "EML"),
    "OAI-PMH": (Link(_PAGE, protocol="OAI-PMH"), "OAI_PMH"),
    "RSS": (Link(_PAGE, protocol="RSS"), "FEED"),
    "Atom": (Link(_PAGE, protocol="INSPIRE Atom"), "FEED"),
    "operation of a service": (Link(_PAGE, is_operation=True), "OTHER"),
    "function download": (Link(_PAGE, functions=("download",)), "OTHER"),
    "function only in the text": (Link(_PAGE, functions=("function", "download")), "OTHER"),
    "offline access": (Link(_PAGE, functions=("offlineAccess",)), "OTHER"),
    "download protocol": (Link(_PAGE, protocol="WWW:DOWNLOAD-1.0-http--download"), "OTHER"),
    "FTP protocol": (Link(_PAGE, protocol="FTP"), "OTHER"),
    "FTP address": (Link("ftp://data.example.org/a"), "OTHER"),
    "OPeNDAP": (Link(_PAGE, protocol="OPeNDAP:OPeNDAP"), "OTHER"),
    "WCS": (Link(_PAGE, protocol="OGC:WCS"), "OTHER"),
    "SOS": (Link(_PAGE, protocol="OGC:SOS"), "OTHER"),
    "ERDDAP": (Link(_PAGE, protocol="ERDDAP:tabledap"), "OTHER"),
    "THREDDS": (Link(_PAGE, protocol="THREDDS"), "OTHER"),
    "file ending": (Link("https://data.example.org/a.NC?x=1", functions=("information",)), "OTHER"),
    "file ending in a query": (Link("https://data.example.org/show?file=a.nc"), None),
    "information": (Link(_PAGE, functions=("information",)), None),
    "search": (Link(_PAGE, functions=("search",), protocol="HTTP"), None),
    "link protocol": (Link(_PAGE, protocol="WWW:LINK-1.0-http--link"), None),
    "nothing said": (Link(_PAGE), None),
}

ADDRESSES = {
    " https://data.example.org/a b|c?x={1} ": "https://data.example.org/a%20b%7Cc?x=%7B1%7D",
    "HTTP://Data.Example.org": "HTTP://Data.Example.org",
    "ftp://data.example.org/a": "ftp://data.example.org/a",
    "www.example.org/a": "http://www.example.org/a",
    "https://data.example.org/a?b=%20c&d=é": "https://data.example.org/a?b=%20c&d=é",
    "https://data.example.org:8080/": "https://data.example.org:8080/",
}
NO_ADDRESSES = [
    None, "", "data.example.org/a", "/a", "mailto:a@example.org", "javascript:alert(1)", "file:///etc/passwd",
    "\\\\server\\share", "https://", "https:///a", "https://data.example.org:port/", "https://[::1/a",
    "https://a b.example.org/", "urn:uuid:1",
]  # fmt: skip


@pytest.mark.parametrize(("link", "kind"), KINDS.values(), ids=KINDS)
def test_it_finds_the_kind_of_endpoint(link: Link, kind: str | None) -> None:
    assert endpoint_type(link) == kind


@pytest.mark.parametrize(("text", "url"), ADDRESSES.items())
def test_it_reads_an_address(text: str, url: str) -> None:
    assert read_url(text) == url


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_it_reads_no_address_from_anything_else(text: str | None) -> None:
    assert read_url(text) is None


@pytest.mark.parametrize("text", ["www.example.org", "ftp://data.example.org/logo.png", "logo.png", None])
def test_a_web_address_is_complete_and_http(text: str | None) -> None:
    assert read_web_address(text) is None
    assert read_web_address("https://data.example.org/logo.png") == "https://data.example.org/logo.png"


def test_the_first_page_is_the_homepage() -> None:
    pages = [Link(f"{_PAGE}/1", protocol="OGC:WMS"), Link(f"{_PAGE}/2"), Link(f"{_PAGE}/3", functions=("information",))]

    found = sort_links(pages)

    assert found.homepage == f"{_PAGE}/2"
    assert [(endpoint.type, endpoint.url) for endpoint in found.endpoints] == [("WMS", f"{_PAGE}/1")]
    assert found.data_descriptions == ()


def test_an_address_is_one_endpoint_of_a_type() -> None:
    operation = Link(_PAGE, name="Charts", service_type="WMS", is_operation=True)
    download = Link(_PAGE, name="Everything", functions=("download",))

    found = sort_links([operation, operation, download, download])

    assert [(endpoint.type, endpoint.description) for endpoint in found.endpoints] == [
        ("WMS", "WMS: Charts"),
        ("OTHER", "Download: Everything"),
    ]
    assert len(found.data_descriptions) == 1


@pytest.mark.parametrize(
    ("link", "description"),
    [
        (Link(_PAGE, name="NS", service_type="THREDDS OPeNDAP", is_operation=True), "OPeNDAP: NS"),
        (Link(_PAGE, name="OPeNDAP", service_type="THREDDS OPeNDAP", is_operation=True), "OPeNDAP"),
        (Link(_PAGE, service_type="Sensor feed", is_operation=True), "Sensor feed"),
        (Link(_PAGE, is_operation=True), None),
        (Link("ftp://data.example.org/a", name="All years"), "FTP: All years"),
        (Link(_PAGE, description="Tables by year", functions=("download",)), "Download: Tables by year"),
    ],
)
def test_it_describes_an_endpoint_by_type_and_name(link: Link, description: str | None) -> None:
    assert [endpoint.description for endpoint in sort_links([link]).endpoints] == [description]


def test_a_download_is_described_with_its_format() -> None:
    formats = (("netCDF", "4"), ("CSV", None))
    alone = Link("https://data.example.org/a", functions=("download",), formats=formats[:1])
    named = Link("https://data.example.org/b.csv", formats=formats)
    unclear = Link("https://data.example.org/c", functions=("download",), formats=formats)

    found = sort_links([alone, named, unclear]).data_descriptions

    assert [(each.url[-5:], each.format, each.format_version) for each in found] == [
        ("org/a", "netCDF", "4"),
        ("b.csv", "CSV", None),
        ("org/c", None, None),
    ]


@given(st.text())
def test_it_never_fails(text: str) -> None:
    for url in (read_url(text), read_url(f"https://data.example.org/{text}")):
        assert url is None or not any(character.isspace() for character in url)


def test_the_picture_of_a_legend_is_no_homepage() -> None:
    legend = Link("https://data.example.org/legend?format=png", protocol="image/png")

    assert sort_links([legend, Link(_PAGE)]).homepage == _PAGE
    assert sort_links([legend]).homepage is None


def test_an_endpoint_is_described_on_one_line() -> None:
    wrapped = Link(_PAGE, protocol="OPeNDAP", description="Tide\n\t\tgauge  4")

    assert sort_links([wrapped]).endpoints[0].description == "OPeNDAP: Tide gauge 4"
