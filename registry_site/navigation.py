"""What every page of the portal shows around its content: the portal's name, and where one can go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

_ITEMS = (
    ("Datasets", "/dataset"),
    ("Organizations", "/organization"),
    ("Networks", "/network"),
    ("Nodes", "/node"),
    ("Harvests", "/harvests"),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """The context of all pages; the item of the section that the page belongs to is marked."""
    path = request.path_info
    items = [
        {"title": title, "address": address, "is_current": path == address or path.startswith(f"{address}/")}
        for title, address in _ITEMS
    ]
    return {"portal_name": settings.PORTAL_NAME, "site_navigation": items}
