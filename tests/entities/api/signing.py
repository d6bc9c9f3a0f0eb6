"""Requests that an application signs (contract 9.5)."""

import base64
import hashlib
import hmac
from typing import Any

from tests.entities.api.client import Api


def headers_of(
    method: str, path: str, user: str, body: bytes = b"", secret: str = "", key: str = "site.example.org"
) -> dict[str, str]:
    """The headers of a signed request; `path` has no query."""
    lines, headers = [method, f"/v1{path}"], {"x-gbif-user": user}
    if body:
        digest = base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode()
        lines += ["application/json", digest]
        headers["Content-MD5"] = digest
    signature = base64.b64encode(
        hmac.digest((secret or "laver").encode(), "\n".join([*lines, user]).encode(), "sha1")
    ).decode()
    return headers | {"Authorization": f"GBIF {key}:{signature}"}


def signed(api: Api, method: str, path: str, user: str, body: bytes = b"", **changes: str) -> Any:
    """The answer to a request that an application signed; `changes` are another secret or key, or spoilt headers."""
    credentials = {name: changes.pop(name) for name in ("secret", "key") if name in changes}
    headers = headers_of(method, path, user, body, **credentials) | changes
    return api(method, path, body or None, headers=headers)
