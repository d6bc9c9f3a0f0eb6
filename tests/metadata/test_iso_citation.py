"""Identifiers, dates and relations of ISO documents, and their links."""

from datetime import UTC, datetime

import pytest

from entities.metadata.record import Citation, EndpointRecord, ServiceRecord
from tests.metadata.iso_documents import coded, inside, record, said

_UUID = "5a3b0d0e-4f0c-4b6d-9a57-0d6f5c2d7e11"


def _identifier(code: str, space: str = "", kind: str = "MD_Identifier") -> str:
    spaced = said("codeSpace", space) if space else ""
    return inside(f"identifier/{kind}", said("code", code) + spaced)


def _anchored(address: str, text: str) -> str:
    return inside("identifier/MD_Identifier/code", f'<gmx:Anchor xlink:href="{address}">{text}</gmx:Anchor>')


DOIS = {
    "text": _identifier("doi:10.99999/Tide.4"),
    "reference identifier": _identifier("https://doi.org/10.99999/tide.4", kind="RS_Identifier"),
    "link of an anchor": _anchored("https://doi.org/10.99999/tide.4", "Tide gauge"),
    "code space with slash": _identifier("10.99999/tide.4", "https://doi.org/"),
    "code space": _identifier("10.99999/tide.4", "doi.org"),
    "after another": _identifier("tide-4") + _identifier("10.99999/tide.4"),
}


@pytest.mark.parametrize("identifiers", DOIS.values(), ids=DOIS)
def test_it_finds_the_doi_of_the_citation(identifiers: str) -> None:
    found = record(citation=identifiers)

    assert found.doi == "10.99999/tide.4"
    assert all(kind != "DOI" for kind, _ in found.identifiers)


def test_other_names_are_identifiers_in_the_order_of_the_contract() -> None:
    found = record(
        citation=_identifier("10.99999/tide.4") + _identifier("10.99999/tide.4.v1") + _identifier("7", "org.example"),
        root=said("dataSetURI", "https://example.org/tides/4") + said("fileIdentifier", _UUID),
    )

    assert found.doi == "10.99999/tide.4"
    assert found.identifiers == (
        ("DOI", "10.99999/tide.4.v1"),
        ("UNKNOWN", "org.example:7"),
        ("URL", "https://example.org/tides/4"),
        ("UUID", _UUID),
    )
    assert found.homepage == "https://example.org/tides/4"


@pytest.mark.parametrize(
    ("name", "text"),
    [("dataSetURI", "https://doi.org/10.99999/tide.4"), ("fileIdentifier", "doi:10.99999/TIDE.4")],
)
def test_the_doi_may_stand_outside_the_citation(name: str, text: str) -> None:
    assert record(root=said(name, text)).doi == "10.99999/tide.4"


def test_the_file_identifier_is_kept_even_where_it_is_no_identifier() -> None:
    found = record(root=said("fileIdentifier", "org.example/tide 4") + said("parentIdentifier", "tides"))

    assert found.file_identifier == "org.example/tide 4"
    assert found.identifiers == ()
    assert found.parent_identifier == "tides"


def _date(kind: str, day: str) -> str:
    return inside("date/CI_Date", inside("date", f"<gco:Date>{day}</gco:Date>") + coded("dateType", kind))


DATES = {
    "publication before all": (["creation 2001", "issued 2003-01-01", "publication 2002-01-01"], 2002),
    "released before issued": (["issued 2003-01-01", "released 2004-01-01"], 2004),
    "issued before distribution": (["distribution 2003-01-01", "issued 2004-01-01"], 2004),
    "distribution before revision": (["revision 2003-01-01", "distribution 2004-01-01"], 2004),
    "the latest revision": (["revision 2003-01-01", "lastRevision 2005-01-01", "revision 2004-01-01"], 2005),
    "revision before creation": (["creation 2003-01-01", "revision 2004-01-01"], 2004),
    "creation": (["expiry 2009-01-01", "creation 2003-01-01"], 2003),
    "a readable one": (["publication soon", "publication 2003-01-01"], 2003),
    "none that counts": (["expiry 2009-01-01"], None),
}  # fmt: skip


@pytest.mark.parametrize(("dates", "year"), DATES.values(), ids=DATES)
def test_it_finds_when_the_resource_came_out(dates: list[str], year: int | None) -> None:
    found = record(citation="".join(_date(*date.split()) for date in dates)).pub_date

    assert found == (datetime(year, 1, 1, tzinfo=UTC) if year else None)


def _aggregate(title: str = "", code: str = "", association: str = "", initiative: str = "") -> str:
    parts = [
        inside("aggregateDataSetName/CI_Citation", said("title", title)) if title else "",
        inside("aggregateDataSetIdentifier/MD_Identifier", said("code", code)) if code else "",
        coded("associationType", association) if association else "",
        coded("initiativeType", initiative) if initiative else "",
    ]
    return inside("aggregationInfo/MD_AggregateInformation", "".join(parts))


@pytest.mark.parametrize("initiative", ["project", "campaign", "program", "Project"])
def test_an_association_names_the_project(initiative: str) -> None:
    found = record(
        identification=_aggregate("Platform", "P", "largerWorkCitation", "platform")
        + _aggregate("", "unnamed", "largerWorkCitation", initiative)
        + _aggregate("Tide Watch", "TW", "largerWorkCitation", initiative)
        + _aggregate("Later Watch", "LW", "largerWorkCitation", initiative)
    )

    assert found.project is not None
    assert (found.project.title, found.project.identifier) == ("Tide Watch", "TW")


def test_a_keyword_names_the_project_where_no_association_does() -> None:
    keywords = said("keyword", "Tide Watch") + said("keyword", "Second") + coded("type", "project")

    found = record(identification=inside("descriptiveKeywords/MD_Keywords", keywords))

    assert found.project is not None
    assert found.project.title == "Tide Watch"
    assert record().project is None


@pytest.mark.parametrize(
    ("aggregate", "citations"),
    [
        (_aggregate("Method", "doi:10.99999/METHOD", "crossReference"),
         (Citation("Method", "https://doi.org/10.99999/method"),)),
        (_aggregate("Source", "https://example.org/source", "source"), (Citation("Source", "https://example.org/source"),)),
        (_aggregate("", "10.99999/part", "isComposedOf"),
         (Citation("https://doi.org/10.99999/part", "https://doi.org/10.99999/part"),)),
        (_aggregate("Method", "page 7", "crossReference"), ()),
        (_aggregate("Series", "10.99999/series", "largerWorkCitation"), ()),
    ],
)  # fmt: skip
def test_references_with_an_address_are_cited(aggregate: str, citations: tuple[Citation, ...]) -> None:
    assert record(identification=aggregate * 2).bibliographic_citations == citations


def _online(url: str, name: str = "", function: str = "", protocol: str = "") -> str:
    parts = [
        f"<gmd:linkage><gmd:URL>{url}</gmd:URL></gmd:linkage>",
        said("protocol", protocol) if protocol else "",
        said("name", name) if name else "",
        coded("function", function) if function else "",
    ]
    return inside("CI_OnlineResource", "".join(parts))


def _format(name: str, version: str) -> str:
    return inside("MD_Format", said("name", name) + said("version", version))


def test_links_of_distribution_and_distributors_keep_their_order_and_formats() -> None:
    options = "MD_DigitalTransferOptions/onLine"
    distributor = inside("distributorFormat", _format("netCDF", "4")) + inside(
        f"distributorTransferOptions/{options}", _online("https://example.org/b", "File", "download")
    )
    distribution = (
        inside("distributionFormat", _format("CSV", "1"))
        + inside("distributor/MD_Distributor", distributor)
        + inside(f"transferOptions/{options}", _online("https://example.org/a", "Table", protocol="WWW:DOWNLOAD"))
        + inside(f"transferOptions/{options}", _online("https://example.org/about", "About", "information"))
    )

    found = record(root=inside("distributionInfo/MD_Distribution", distribution))

    assert {(each.url[-1], each.name, each.format, each.format_version) for each in found.data_descriptions} == {
        ("b", "File", "netCDF", "4"),
        ("a", "Table", "CSV", "1"),
    }
    assert found.homepage == "https://example.org/about"


def _service(kind: str, *urls: str, identity: str = "") -> str:
    operations = "".join(
        inside("srv:containsOperations/srv:SV_OperationMetadata/srv:connectPoint", _online(url, "Tides"))
        for url in urls
    )
    named = f"<srv:SV_ServiceIdentification id='{identity}'>" if identity else "<srv:SV_ServiceIdentification>"
    typed = f"<srv:serviceType>{kind}</srv:serviceType>"
    return inside("identificationInfo", f"{named}{typed}{operations}</srv:SV_ServiceIdentification>")


@pytest.mark.parametrize(
    ("written", "identity", "kind"),
    [
        ("<gco:LocalName>THREDDS OPeNDAP</gco:LocalName>", "dap", "THREDDS OPeNDAP"),
        ("<gco:ScopedName>OGC:WMS</gco:ScopedName>", "", "OGC:WMS"),
        ("<gco:CharacterString>ERDDAP</gco:CharacterString>", "", "ERDDAP"),
        ("", "OPeNDAP", "OPeNDAP"),
        ("", "", ""),
    ],
)
def test_a_service_has_the_type_that_it_or_its_name_says(written: str, identity: str, kind: str) -> None:
    found = record(services=_service(written, "https://example.org/dap", identity=identity))

    assert found.services == (ServiceRecord(kind, "https://example.org/dap"),)


def test_every_operation_with_an_address_is_a_service_and_an_endpoint() -> None:
    local = "<gco:LocalName>{}</gco:LocalName>"
    found = record(
        services=_service(
            local.format("ERDDAP tabledap"), "https://example.org/t", "https://example.org/t", "mailto:a@b.c"
        )
        + _service(local.format("OGC:WMS"), "www.example.org/wms")
    )

    assert found.services == (
        ServiceRecord("ERDDAP tabledap", "https://example.org/t"),
        ServiceRecord("OGC:WMS", "http://www.example.org/wms"),
    )
    assert found.endpoints == (
        EndpointRecord("OTHER", "https://example.org/t", "ERDDAP: Tides"),
        EndpointRecord("WMS", "http://www.example.org/wms", "WMS: Tides"),
    )
    assert found.title == "Tide gauge 4"
