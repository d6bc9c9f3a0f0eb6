"""Addresses of the public pages about harvests."""

from django.urls import path

from harvesting.pages import provenance  # noqa: F401 - importing registers its box on the pages of datasets
from harvesting.pages.changing import add, confirm, delete, edit, news, pause, resume, run, stop
from harvesting.pages.checking import check
from harvesting.pages.dashboard import about, dashboard
from harvesting.pages.organizations import suggestions
from harvesting.pages.sources import records_page, served_copy, source_page, source_status

urlpatterns = [
    path("about", about, name="about"),
    path("harvests", dashboard, name="harvest-dashboard"),
    path("harvests/check", check, name="harvest-check"),
    path("harvests/new", add, name="harvest-add"),
    path("harvests/organizations", suggestions, name="harvest-organizations"),
    path("harvests/<str:identifier>", source_page, name="harvest-source"),
    path("harvests/<str:identifier>/records", records_page, name="harvest-records"),
    path("harvests/<str:identifier>/records/<int:pk>/copy", served_copy, name="harvest-copy"),
    path("harvests/<str:identifier>/status", source_status, name="harvest-status"),
    path("harvests/<str:identifier>/edit", edit, name="harvest-edit"),
    path("harvests/<str:identifier>/run", run, name="harvest-run"),
    path("harvests/<str:identifier>/stop", stop, name="harvest-stop"),
    path("harvests/<str:identifier>/pause", pause, name="harvest-pause"),
    path("harvests/<str:identifier>/resume", resume, name="harvest-resume"),
    path("harvests/<str:identifier>/news", news, name="harvest-news"),
    path("harvests/<str:identifier>/delete", delete, name="harvest-delete"),
    path("harvests/<str:identifier>/confirm", confirm, name="harvest-confirm"),
]
