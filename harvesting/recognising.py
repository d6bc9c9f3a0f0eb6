"""Tells what kind of source stands behind a URL, from its address and from what it answers to one request."""

import re
from urllib.parse import urlsplit

from lxml import etree

from entities import metadata
from entities.metadata import RefusedDocument
from harvesting.exceptions import FetchFailed, ListingFailed
from harvesting.http import FetchedDocument, HttpClient
from harvesting.vocabulary import HarvestType

_IPT_ADDRESS = re.compile(r"/(rss|eml)\.do$|/inventory(/v2)?/dataset$")
_ARCHIVE_ADDRESS = re.compile(r"\.(zip|tgz|tar\.gz)$|/archive\.do$", re.IGNORECASE)
_IPT = "http://ipt.gbif.org/"
_IPT_PAGE = (re.compile(rb"integrated publishing toolkit", re.IGNORECASE), re.compile(rb"""["'/]rss\.do["']"""))
"""What stands on every page of a toolkit: its name, and the address of its feed."""
_CSW_ADDRESS = re.compile(r"(^|[/?&=._-])csw([/?&=._-]|$)|service=csw", re.IGNORECASE)
_ERDDAP_ADDRESS = re.compile(r"/erddap/|/metadata/iso19115/xml/?$", re.IGNORECASE)
_ERDDAP_PAGE = re.compile(rb"erddap", re.IGNORECASE)
_CSW_ROOTS = frozenset({"Capabilities", "GetRecordsResponse", "ExceptionReport", "GetRecordByIdResponse"})
_CSW_NAMESPACES = ("http://www.opengis.net/cat/csw", "http://www.opengis.net/ows", "http://www.opengis.net/csw")
_HTML = re.compile(rb"<html|<!doctype html")
_BEGINNING = 2_000
_LOOKED_AT = 200_000
"""Bytes of a page in which its server's name is looked for."""


def recognise(url: str, http: HttpClient) -> HarvestType:
    """The kind of source at the URL; ListingFailed says what is there instead, FetchFailed why nothing is.

    A catalogue may refuse a request without parameters, so its address counts where it answers with an error; those of
    archives and of a toolkit's lists tell enough by themselves.
    """
    path = urlsplit(url).path
    if _ARCHIVE_ADDRESS.search(path):
        return HarvestType.DWC_ARCHIVE
    if _IPT_ADDRESS.search(path):
        return HarvestType.IPT
    try:
        answer = http.get(url)
    except FetchFailed as failure:
        if failure.status and _CSW_ADDRESS.search(url):
            return HarvestType.CSW
        raise
    return _kind_of_xml(answer) if _is_xml(answer) else _kind_of_page(answer)


def _is_xml(answer: FetchedDocument) -> bool:
    """By its beginning, and by what the server says of it: XML that is no web page."""
    start = answer.content[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    says_so = start.startswith(b"<?xml") or answer.content_type.endswith(("/xml", "+xml"))
    return says_so and not _HTML.search(start)


def _kind_of_page(answer: FetchedDocument) -> HarvestType:
    if all(sign.search(answer.content[:_LOOKED_AT]) for sign in _IPT_PAGE):
        return HarvestType.IPT
    is_erddap = _ERDDAP_ADDRESS.search(answer.final_url) and _ERDDAP_PAGE.search(answer.content[:_LOOKED_AT])
    return HarvestType.ERDDAP_WAF if is_erddap else HarvestType.WAF


def _kind_of_xml(answer: FetchedDocument) -> HarvestType:
    try:
        root = metadata.read_xml(answer.content)
    except RefusedDocument as refusal:
        raise ListingFailed(f"not a listing: {refusal}", url=answer.url) from refusal
    name = etree.QName(root)
    if name.localname in _CSW_ROOTS and (name.namespace or "").startswith(_CSW_NAMESPACES):
        return HarvestType.CSW
    if any(known.matches(root) for known in metadata.FORMATS):
        raise ListingFailed("is one metadata document; give the folder that lists it", url=answer.url)
    if name.localname == "OAI-PMH":
        return HarvestType.OAI_PMH
    if name.localname == "rss" and _IPT in root.nsmap.values():
        return HarvestType.IPT
    if name.localname == "catalog":
        raise ListingFailed("is a catalogue for programs; give the page that people see", url=answer.url)
    raise ListingFailed(f"is an XML document ({name.localname}), no listing of documents", url=answer.url)
