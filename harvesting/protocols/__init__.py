"""How each kind of source lists and delivers its documents; the table is all that the pipeline knows of them."""

from harvesting.http import FetchedDocument, NotModified, Validators
from harvesting.protocols.base import Protocol, Reference
from harvesting.protocols.csw import CswProtocol
from harvesting.protocols.dwc_archive import DwcArchiveProtocol
from harvesting.protocols.erddap import ErddapProtocol
from harvesting.protocols.ipt import IptProtocol
from harvesting.protocols.oai_pmh import OaiPmhProtocol
from harvesting.protocols.resources import Resource
from harvesting.protocols.waf import WafProtocol

PROTOCOLS: dict[str, type[Protocol]] = {
    protocol.harvest_type: protocol
    for protocol in (WafProtocol, ErddapProtocol, CswProtocol, OaiPmhProtocol, IptProtocol, DwcArchiveProtocol)
}

__all__ = [
    "PROTOCOLS",
    "CswProtocol",
    "DwcArchiveProtocol",
    "ErddapProtocol",
    "FetchedDocument",
    "IptProtocol",
    "NotModified",
    "OaiPmhProtocol",
    "Protocol",
    "Reference",
    "Resource",
    "Validators",
]
