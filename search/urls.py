"""The addresses of search below `/v1`; a trailing slash is equal to none."""

from django.urls import URLPattern, re_path

from search.api import DatasetSearchViewSet

urlpatterns: list[URLPattern] = [
    re_path(r"^dataset/search/?$", DatasetSearchViewSet.as_view({"get": "search"}), name="dataset-search"),
    re_path(r"^dataset/suggest/?$", DatasetSearchViewSet.as_view({"get": "suggest"}), name="dataset-suggest"),
    re_path(r"^dataset/search/export/?$", DatasetSearchViewSet.as_view({"get": "export"}), name="dataset-export"),
]
