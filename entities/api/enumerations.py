"""The vocabularies, as clients ask for them (contract 7.5)."""

from collections.abc import Callable
from functools import cache
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from entities.api.conditional import fixed_answer
from entities.api.views import RegistryViewSet
from entities.vocabulary import COUNTRIES, LANGUAGES, LICENSE_URLS, License
from entities.vocabulary.enumerations import ENUMERATIONS, EXTENSIONS, REMARKS


class EnumerationViewSet(RegistryViewSet):
    """Vocabularies with what is known of their values, or as bare names."""

    def list(self, request: HttpRequest) -> HttpResponse:
        """The names of all vocabularies."""
        return fixed_answer(request, orjson.dumps(list(ENUMERATIONS)))

    def retrieve(self, request: HttpRequest, name: str) -> HttpResponse:
        """The values of one vocabulary."""
        if name not in ENUMERATIONS:
            raise self.unknown_uri()
        return fixed_answer(request, orjson.dumps(ENUMERATIONS[name]))

    def describe(self, request: HttpRequest, name: str) -> HttpResponse:
        """The values of one vocabulary with what is known of them."""
        if name not in _DESCRIBED:
            raise self.unknown_uri()
        return fixed_answer(request, _description(name))


@cache
def _description(name: str) -> bytes:
    return orjson.dumps(_DESCRIBED[name]())


def _countries() -> list[dict[str, str]]:
    """Officially assigned ones only."""
    return [
        {
            "iso2": entry.iso2,
            "iso3": entry.iso3,
            "isoNumerical": str(entry.iso_numerical),
            "title": entry.title,
            **({"gbifRegion": entry.region} if entry.region else {}),
            "enumName": entry.name,
        }
        for entry in COUNTRIES
        if entry.official
    ]


def _languages() -> list[dict[str, str]]:
    return [
        {"iso2": entry.iso2, "iso3": entry.iso3, "title": entry.title, "titleNative": entry.title_native}
        for entry in LANGUAGES
    ]


def _licenses() -> list[str]:
    return [LICENSE_URLS.get(constant, constant) for constant in License.values]


def _remarks() -> list[dict[str, Any]]:
    return [{"id": remark.name, "severity": remark.severity, "relatedTerms": remark.terms} for remark in REMARKS]


def _extensions() -> list[dict[str, str]]:
    return [{"id": extension.name, "rowType": extension.row_type} for extension in EXTENSIONS]


_DESCRIBED: dict[str, Callable[[], list[Any]]] = {
    "country": _countries,
    "language": _languages,
    "license": _licenses,
    "interpretationRemark": _remarks,
    "extension": _extensions,
}

PATHS = [
    re_path(r"^basic/?$", EnumerationViewSet.as_view({"get": "list"})),
    re_path(r"^basic/(?P<name>[^/]+)/?$", EnumerationViewSet.as_view({"get": "retrieve"})),
    re_path(r"^(?P<name>[^/]+)/?$", EnumerationViewSet.as_view({"get": "describe"})),
]
"""Below `/enumeration`."""
