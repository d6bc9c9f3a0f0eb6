"""Paths of the interface of harvest clients, below /api/."""

from django.urls import path

from harvesting.api import v1

urlpatterns = [
    path("v1/Harvests", v1.harvests, name="harvests"),
    path("v1/Harvests/<str:identifier>", v1.harvest, name="harvest"),
]
