"""Paths of the interface of harvest clients, below /api/."""

from django.urls import path, re_path

from harvesting.api import v1, v2

urlpatterns = [
    path("v1/Harvests", v1.harvests, name="harvests"),
    path("v1/Harvests/", v1.harvests),
    path("v1/Harvests/<str:identifier>", v1.harvest, name="harvest"),
    re_path(r"^v2/harvests?/(?P<identifier>[^/]+)/harvest/?$", v2.harvest_now, name="harvest-now"),
    re_path(r"^v[12](?:/.*)?$", v1.nothing),  # the last: what no address above is
]
