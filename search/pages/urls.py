"""Addresses of the public search."""

from django.urls import path

from search.pages.views import search_page, suggestions

urlpatterns = [
    path("dataset", search_page, name="search"),
    path("dataset/suggestions", suggestions, name="search-suggestions"),
]
