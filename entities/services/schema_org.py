"""A dataset in the words of schema.org, for search engines."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.conf import settings
from django.utils.safestring import SafeString

from entities.metadata.writing import day, degrees
from entities.services.plain_text import plain

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def described(record: Mapping[str, Any], publisher: str) -> dict[str, Any]:
    """The schema.org Dataset of a dataset's public JSON; what is unknown is left out."""
    address = f"{settings.PORTAL_URL}/dataset/{record['key']}"
    organization = {
        "@type": "Organization",
        "name": publisher,
        "url": f"{settings.PORTAL_URL}/organization/{record['publishingOrganizationKey']}",
    }
    license_url = str(record.get("license") or "")
    found = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"https://doi.org/{record['doi']}" if record.get("doi") else address,
        "url": address,
        "name": record["title"],
        "description": plain(record.get("description") or "")[:5000],
        "identifier": f"https://doi.org/{record['doi']}" if record.get("doi") else record["key"],
        "license": license_url if license_url.startswith("http") else None,
        "inLanguage": record.get("language"),
        "datePublished": day(record.get("pubDate")),
        "dateModified": (record.get("modified") or "")[:10],
        "keywords": [word for group in record["keywordCollections"] for word in group.get("keywords") or ()],
        "publisher": organization,
        "creator": [_person(each) for each in record["contactsCitation"]] or organization,
        "spatialCoverage": [place for each in record["geographicCoverages"] if (place := _place(each))],
    }
    return {name: value for name, value in found.items() if value}


def script_of(record: Mapping[str, Any], publisher: str) -> SafeString:
    """The same as text for a script element: no character of it can end the element."""
    return SafeString(orjson.dumps(described(record, publisher)).decode().translate(_ESCAPES))


def _person(author: Mapping[str, Any]) -> dict[str, Any]:
    parts = {"@type": "Person", "givenName": author.get("firstName"), "familyName": author.get("lastName")}
    return {name: value for name, value in parts.items() if value}


def _place(coverage: Mapping[str, Any]) -> dict[str, Any] | None:
    """A box as schema.org writes it: south west north east."""
    box = coverage.get("boundingBox") or {}
    told = (box.get(name) for name in ("minLatitude", "minLongitude", "maxLatitude", "maxLongitude"))
    corners = [degrees(corner) for corner in told if isinstance(corner, int | float)]
    return {"@type": "Place", "geo": {"@type": "GeoShape", "box": " ".join(corners)}} if len(corners) == 4 else None
