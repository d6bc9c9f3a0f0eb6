"""Bodies that would be accepted, but for the keys of what they refer to."""

from typing import Any

_NODE = "7d1f3a52-8a5e-4c11-9b0e-6b3f0a9c2d10"
_ORGANIZATION = "0b8c2f7e-5a44-4d7c-8f3b-1d2e6a9b4c20"
_INSTALLATION = "c3e5a7d9-1b2c-4f6a-9d8e-7a5b3c1d0e30"

ENTITIES: dict[str, dict[str, Any]] = {
    "Node": {
        "title": "Ocean Data Node",
        "type": "COUNTRY",
        "participationStatus": "VOTING",
        "country": "PT",
        "continent": "EUROPE",
    },
    "Organization": {
        "endorsingNodeKey": _NODE,
        "title": "Harbour Observatory",
        "description": "Watches the water of an estuary.",
        "language": "por",
        "email": ["data@harbour.example"],
        "homepage": ["https://harbour.example/"],
        "city": "Porto",
        "country": "PT",
        "latitude": 41.14961,
        "longitude": -8.61099,
    },
    "Installation": {
        "organizationKey": _ORGANIZATION,
        "type": "HTTP_INSTALLATION",
        "title": "Web folder of the observatory",
    },
    "Dataset": {
        "installationKey": _INSTALLATION,
        "publishingOrganizationKey": _ORGANIZATION,
        "type": "OCCURRENCE",
        "title": "Seabirds of the estuary",
        "description": "Counts from the breakwater, every month.",
        "language": "eng",
        "homepage": "https://harbour.example/seabirds",
        "license": "http://creativecommons.org/licenses/by/4.0/legalcode",
    },
    "Network": {
        "title": "Estuaries of the Atlantic",
        "language": "eng",
        "email": ["hello@estuaries.example"],
        "homepage": ["https://estuaries.example/"],
    },
}
COMPONENTS: dict[str, dict[str, Any]] = {
    "Contact": {
        "type": "POINT_OF_CONTACT",
        "primary": True,
        "firstName": "Ines",
        "lastName": "Duarte",
        "email": ["ines@harbour.example"],
        "userId": ["https://orcid.org/0000-0002-1825-0097"],
    },
    "Endpoint": {"type": "DWC_ARCHIVE", "url": "https://harbour.example/seabirds.zip"},
    "Identifier": {"type": "DOI", "identifier": "10.5072/seabirds"},
    "Tag": {"value": "estuary"},
    "MachineTag": {"namespace": "quality.example.org", "name": "reviewed", "value": "2025"},
    "Comment": {"content": "Contact confirmed by telephone."},
}
