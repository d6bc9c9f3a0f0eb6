"""Addresses of the public pages about entities."""

from django.urls import URLPattern, path

from entities.models import Installation, Network, Node, Organization
from entities.pages import figures  # noqa: F401 - importing registers its boxes on the pages of datasets
from entities.pages.datasets import dataset_page
from entities.pages.home import home
from entities.pages.lists import entity_list
from entities.pages.others import entity_page

urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("dataset/<str:key>", dataset_page, name="dataset-page"),
]
for model in (Organization, Installation, Node, Network):
    urlpatterns += [
        path(model.slug, entity_list, {"model": model}, name=f"{model.slug}-list"),
        path(f"{model.slug}/<str:key>", entity_page, {"model": model}, name=f"{model.slug}-page"),
    ]
