"""How each kind of source lists and delivers its documents; the table is all that the pipeline knows of them."""

from harvesting.http import FetchedDocument, NotModified, Validators
from harvesting.protocols.base import Protocol, Reference
from harvesting.protocols.csw import CswProtocol
from harvesting.protocols.erddap import ErddapProtocol
from harvesting.protocols.oai_pmh import OaiPmhProtocol
from harvesting.protocols.waf import WafProtocol

PROTOCOLS: dict[str, type[Protocol]] = {
    protocol.harvest_type: protocol for protocol in (WafProtocol, ErddapProtocol, CswProtocol, OaiPmhProtocol)
}

__all__ = [
    "PROTOCOLS",
    "CswProtocol",
    "ErddapProtocol",
    "FetchedDocument",
    "NotModified",
    "OaiPmhProtocol",
    "Protocol",
    "Reference",
    "Validators",
]
