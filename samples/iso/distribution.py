"""Links and services: online resources of the distribution, and identifications of services."""

from samples.iso.elements import Element, absent, code, leaf, node, text, url
from samples.iso.extents import extent
from samples.iso.identification import citation, constraints, keywords
from samples.iso.parties import parties
from samples.reading import Row

SERVER = "https://data.pelagia.example"
# name of the link: protocol, function, path, name, format and its version
LINKS = {
    "information": ("WWW:LINK-1.0-http--link", "information", "/records/{stem}", "Landing page", None),
    "csv": ("WWW:DOWNLOAD-1.0-http--download", "download", "/files/{stem}.csv", "Table", ("CSV", "1.0")),
    "nc": ("", "download", "/files/{stem}.nc", "NetCDF file", ("NetCDF", "4")),
    "zip": ("", "", "/files/{stem}.zip", "All files", ("ZIP", "")),
    "tif": ("", "download", "/files/{stem}.tif", "Grid", ("GeoTIFF", "1.8.2")),
    "json": ("", "download", "/files/{stem}.json", "List of scenes", ("JSON", "")),
    "erddap": ("ERDDAP:tabledap", "download", "/erddap/tabledap/{stem}.html", "Data access form", None),
    "wms": ("OGC:WMS-1.3.0-http-get-map", "", "/ows/{stem}?service=WMS&request=GetCapabilities", "{stem}", None),
    "wfs": ("OGC:WFS", "", "/ows/{stem}?service=WFS&request=GetCapabilities", "{stem}", None),
    "wcs": ("OGC:WCS", "", "/ows/{stem}?service=WCS&request=GetCapabilities", "{stem}", None),
    "feed": ("", "information", "/feeds/{stem}.rss", "RSS feed of readings", None),
    "dwca": ("", "download", "/archives/archive.do?r={stem}", "Darwin Core Archive", ("Darwin Core Archive", "1.0")),
    "eml": ("", "", "/archives/eml.do?r={stem}", "EML", None),
}
# name of the service: its identifier, service type, operation and path
SERVICES = {
    "opendap": ("OPeNDAP", "THREDDS OPeNDAP", "OPeNDAP Client Access", "/thredds/dodsC/{stem}"),
    "wms": (
        "OGC-WMS",
        "Open Geospatial Consortium Web Map Service (WMS)",
        "GetCapabilities",
        "/thredds/wms/{stem}?service=WMS",
    ),
    "wcs": (
        "OGC-WCS",
        "Open Geospatial Consortium Web Coverage Service (WCS)",
        "GetCapabilities",
        "/thredds/wcs/{stem}",
    ),
    "ncss": ("NetCDFSubset", "THREDDS NetCDF Subset Service", "NetCDF Subset Service", "/thredds/ncss/{stem}"),
}


def stem(row: Row) -> str:
    """Name of a record in addresses."""
    return row["file"].rpartition("/")[2].removesuffix(".xml")


def distribution(row: Row, flags: dict[str, str]) -> Element:
    """Formats, distributor and links of a record."""
    links = [LINKS[name] for name in row["links"].split(";") if name in LINKS]
    formats = [_format(*link[4]) for link in links if link[4]]
    distributors = [
        node("gmd:distributor", node("gmd:MD_Distributor", contact))
        for contact in parties(row["parties"], "distributor", "gmd:distributorContact", flags)
    ]
    online = [node("gmd:onLine", _online(stem(row), *link[:4])) for link in links]
    transfer = node("gmd:transferOptions", node("gmd:MD_DigitalTransferOptions", *online))
    return node("gmd:distributionInfo", node("gmd:MD_Distribution", *formats, *distributors, transfer))


def _format(name: str, version: str) -> Element:
    stated = text("gmd:version", version) if version else absent("gmd:version", "unknown")
    return node("gmd:distributionFormat", node("gmd:MD_Format", text("gmd:name", name), stated))


def _online(record: str, protocol: str, function: str, path: str, name: str) -> Element:
    return node(
        "gmd:CI_OnlineResource",
        url("gmd:linkage", SERVER + path.format(stem=record)),
        text("gmd:protocol", protocol) if protocol else None,
        text("gmd:name", name.format(stem=record)),
        text("gmd:description", f"{name.format(stem=record)} of the record {record}"),
        code("gmd:function", "CI_OnLineFunctionCode", function) if function else None,
    )


def services(row: Row, flags: dict[str, str]) -> list[Element]:
    """Identifications of the services over the data, which repeat title, parties and extent as THREDDS servers do."""
    return [_service(row, flags, *SERVICES[name]) for name in row["services"].split(";") if name in SERVICES]


def _service(row: Row, flags: dict[str, str], identity: str, kind: str, operation: str, path: str) -> Element:
    return node(
        "gmd:identificationInfo",
        node(
            "srv:SV_ServiceIdentification",
            citation(row, flags),
            text("gmd:abstract", row["abstract"].replace("\\n", "\n")),
            node("srv:serviceType", leaf("gco:LocalName", kind)),
            extent(row | {"period": ""}, "srv:extent", identity),
            code("srv:couplingType", "srv:SV_CouplingType", "tight"),
            _operation(operation, SERVER + path.format(stem=stem(row)), identity),
            node("srv:operatesOn", xlink_href="#DataIdentification"),
            id=identity,
        ),
    )


def _operation(name: str, address: str, shown: str) -> Element:
    connect = node("gmd:CI_OnlineResource", url("gmd:linkage", address), text("gmd:name", shown))
    return node(
        "srv:containsOperations",
        node(
            "srv:SV_OperationMetadata",
            text("srv:operationName", name),
            code("srv:DCP", "srv:DCPList", "WebServices"),
            node("srv:connectPoint", connect),
        ),
    )


def map_service(row: Row, flags: dict[str, str]) -> Element:
    """The only identification of a record that describes a service and no data."""
    capabilities = f"{SERVER}/ows?service=WMS&version=1.3.0&request=GetCapabilities"
    return node(
        "gmd:identificationInfo",
        node(
            "srv:SV_ServiceIdentification",
            citation(row, flags),
            text("gmd:abstract", row["abstract"]),
            *parties(row["parties"], "point", "gmd:pointOfContact", flags),
            *keywords(row["keywords"], flags),
            *constraints(row["license"]),
            node("srv:serviceType", leaf("gco:LocalName", "view")),
            text("srv:serviceTypeVersion", "1.3.0"),
            extent(row, "srv:extent", "service"),
            code("srv:couplingType", "srv:SV_CouplingType", "loose"),
            _operation("GetCapabilities", capabilities, "Capabilities"),
            _operation("GetMap", f"{SERVER}/ows?service=WMS&version=1.3.0&request=GetMap", "Map"),
            _operation("GetFeatureInfo", f"{SERVER}/ows?", "Feature info"),
        ),
    )
