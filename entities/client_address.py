"""From which address a request came."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest | None) -> str | None:
    """The client's address as the outermost of our own proxies saw it; what clients claim themselves is ignored.

    None where there is none, such as on a Unix socket without proxy.
    """
    if request is None:
        return None
    proxies = settings.NUM_PROXIES
    found = request.META.get("REMOTE_ADDR", "")
    if proxies:
        passed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        found = passed[-min(proxies, len(passed))] or found
    try:
        return str(ipaddress.ip_address(found.strip()))
    except ValueError:
        return None
