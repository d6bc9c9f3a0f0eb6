"""Counts, maps and countries: the reads that are no lists of entities (contract 5.3-5.6)."""

from typing import Any

import orjson
from django.db.models import Count, F
from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from entities.api import parameters as read
from entities.api.conditional import item_answer
from entities.api.conventions import empty_answer, value_answer
from entities.api.filters import filtered
from entities.api.lists import Answer, list_answer
from entities.api.reading import item
from entities.api.views import RegistryViewSet
from entities.exceptions import MalformedValue
from entities.models import Dataset, Installation, Node, Organization
from entities.models.fields import read_doi
from entities.vocabulary import InstallationType, read_country_parameter

ALWAYS_ACTIVE = "TW"
"""A country that takes part though its node stands for no country (5.6)."""


class OrganizationMapViewSet(RegistryViewSet):
    """Organizations as a number, and as points on a map."""

    model = Organization

    def count(self, request: HttpRequest) -> HttpResponse:
        """How many live, endorsed organizations publish a live dataset."""
        return value_answer(Organization.live().endorsed().publishing().count())

    def geojson(self, request: HttpRequest) -> HttpResponse:
        """The live organizations that have coordinates, with the filters of lists."""
        rows = Organization.live().located()
        found = filtered(rows, request)
        shown = (rows if found is None else found).as_listed().values_list("longitude", "latitude", "rendered")
        return value_answer(_collection(_point(east, north, _described(text)) for east, north, text in shown))


class InstallationMapViewSet(RegistryViewSet):
    """Installations as points on a map."""

    model = Installation

    def located(self, request: HttpRequest, kind: str) -> HttpResponse:
        """The live organizations that have coordinates and live installations of a type, with their number."""
        rows = Installation.live().of_type(read.constant(InstallationType)(kind)).order_by()
        hosts = rows.filter(organization__in=Organization.live().located()).values("organization")
        shown = hosts.annotate(
            count=Count("pk"),
            title=F("organization__title"),
            longitude=F("organization__longitude"),
            latitude=F("organization__latitude"),
        ).order_by("title", "organization")
        return value_answer(
            _collection(
                _point(
                    host["longitude"],
                    host["latitude"],
                    {"key": host["organization"], "title": host["title"], "count": host["count"]},
                )
                for host in shown
            )
        )


class CountryViewSet(RegistryViewSet):
    """Nodes by the country that they stand for."""

    model = Node

    def countries(self, request: HttpRequest) -> HttpResponse:
        """The countries that have a live node of their own, sorted by code."""
        return value_answer(sorted(set(Node.live().of_countries().values_list("country", flat=True))))

    def active(self, request: HttpRequest) -> HttpResponse:
        """The countries whose nodes vote or are associated, sorted by code."""
        return value_answer(sorted({*Node.live().active().values_list("country", flat=True), ALWAYS_ACTIVE}))

    def of_country(self, request: HttpRequest, code: str) -> HttpResponse:
        """The node of a country; 204 where it has none, or the code is unknown."""
        country = read_country_parameter(code) if len(code) in (2, 3) else None
        key = country and Node.live().of_country(country).newest_first().values_list("pk", flat=True).first()
        found = item(Node, key) if key else None
        return item_answer(request, *found) if found else empty_answer()


class DoiViewSet(RegistryViewSet):
    """Datasets by DOI."""

    model = Dataset

    def list(self, request: HttpRequest, doi: str) -> Answer:
        """A page of live datasets that have the DOI, as theirs or among their identifiers."""
        bare = read_doi(doi)
        if bare is None:
            raise MalformedValue(f"Cannot parse {doi[:60]!r} into a DOI")
        return list_answer(request, Dataset.live().with_doi(bare))


def _described(text: str) -> dict[str, Any]:
    values = orjson.loads(text)
    return {name: values[name] for name in ("key", "title", "numPublishedDatasets")}


def _point(longitude: Any, latitude: Any, properties: dict[str, Any]) -> dict[str, Any]:
    place = {"type": "Point", "coordinates": [float(longitude), float(latitude)]}
    return {"type": "Feature", "geometry": place, "properties": properties}


def _collection(features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


ORGANIZATION_PATHS = [
    re_path(r"^count/?$", OrganizationMapViewSet.as_view({"get": "count"})),
    re_path(r"^geojson/?$", OrganizationMapViewSet.as_view({"get": "geojson"})),
]
INSTALLATION_PATHS = [re_path(r"^location/(?P<kind>[^/]+)/?$", InstallationMapViewSet.as_view({"get": "located"}))]
NODE_PATHS = [
    re_path(r"^country/?$", CountryViewSet.as_view({"get": "countries"})),
    re_path(r"^activeCountries/?$", CountryViewSet.as_view({"get": "active"})),
    re_path(r"^country/(?P<code>[^/]+)/?$", CountryViewSet.as_view({"get": "of_country"})),
]
DATASET_PATHS = [re_path(r"^doi/(?P<doi>.+?)/?$", DoiViewSet.as_view({"get": "list"}))]
