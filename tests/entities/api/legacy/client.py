"""Publishing software: forms in, XML or JSON out."""

from typing import Any
from urllib.parse import urlencode

import orjson
from django.test import Client
from lxml import etree

from entities.models import Installation, Organization
from entities.services import passwords
from tests.entities.api.client import basic

FORM = "application/x-www-form-urlencoded"
REGISTRATION = {
    "name": "Kelp toolkit", "primaryContactName": "Kari Lund", "primaryContactEmail": "lund@example.org",
    "primaryContactType": "technical", "serviceTypes": "RSS", "serviceURLs": "https://ipt.example.org/rss.do",
    "wsPassword": "seaweed",
}  # fmt: skip
RESOURCE = {
    "name": "Kelp transects", "description": "By divers", "primaryContactName": "Ole Berg",
    "primaryContactEmail": "berg@example.org", "primaryContactType": "administrative",
    "serviceTypes": "EML|DWC-ARCHIVE-OCCURRENCE",
    "serviceURLs": "https://ipt.example.org/eml.do?r=kelp|https://ipt.example.org/archive.do?r=kelp",
}  # fmt: skip


class Software:
    """Calls `/registry` with the credentials of an organization or installation, or without."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)

    def __call__(
        self, method: str, path: str, form: dict[str, str] | None = None, *, owner: Any = None, **options: Any
    ) -> Any:
        """The answer; `password` is the owner's own unless given."""
        headers = dict(options.pop("headers", {}))
        password = options.pop("password", None)
        if owner is not None:
            name = options.pop("name", str(owner.pk))
            headers["Authorization"] = basic(name, passwords.read(owner) if password is None else password)
        options.setdefault("content_type", FORM)
        return self.client.generic(method, f"/registry{path}", urlencode(form or {}), headers=headers, **options)

    def json(self, path: str) -> Any:
        """The value of a successful read."""
        answer = self("GET", path)
        assert answer.status_code == 200, answer.content
        return orjson.loads(answer.content)

    def register(self, organization: Organization, **form: str) -> Installation:
        """A new installation of the organization."""
        sent = REGISTRATION | {"organisationKey": str(organization.pk)} | form
        answer = self("POST", "/ipt/register", sent, owner=organization)
        assert answer.status_code == 201, answer.content
        return Installation.objects.get(pk=key_in(answer))


def key_in(answer: Any) -> str:
    """The key that an answer in XML holds."""
    assert answer.headers["Content-Type"] == "application/xml"
    return str(etree.fromstring(answer.content).findtext("key"))
