"""Paths of `/v1/harvest`; a trailing slash is equal to none, as everywhere below `/v1`."""

from django.urls import re_path

from harvesting.api.differences import DifferenceViewSet
from harvesting.api.harvests import (
    NotificationViewSet,
    RecordViewSet,
    RunViewSet,
    SourceViewSet,
)

_HARVEST = r"^harvest/(?P<harvest>[^/]+)"
_RUN = rf"{_HARVEST}/run/(?P<run>[^/]+)"
_DIFFERENCE = r"^harvest/difference/(?P<key>[^/]+)"

urlpatterns = [
    re_path(r"^harvest/?$", SourceViewSet.as_view({"get": "list", "post": "create"})),
    re_path(r"^harvest/check/?$", SourceViewSet.as_view({"post": "check"})),
    re_path(r"^harvest/difference/?$", DifferenceViewSet.as_view({"get": "list"})),
    re_path(rf"{_DIFFERENCE}/?$", DifferenceViewSet.as_view({"get": "list_of"})),
    re_path(rf"{_DIFFERENCE}/(?P<field>\w+)/accept/?$", DifferenceViewSet.as_view({"post": "accept"})),
    re_path(rf"{_DIFFERENCE}/(?P<field>\w+)/keep/?$", DifferenceViewSet.as_view({"post": "keep"})),
    re_path(rf"{_HARVEST}/?$", SourceViewSet.as_view({"get": "retrieve", "put": "update", "delete": "destroy"})),
    re_path(rf"{_HARVEST}/pause/?$", SourceViewSet.as_view({"post": "pause", "delete": "resume"})),
    re_path(rf"{_HARVEST}/stop/?$", SourceViewSet.as_view({"post": "stop"})),
    re_path(rf"{_HARVEST}/errors/?$", SourceViewSet.as_view({"get": "errors"}), name="harvest-errors"),
    re_path(rf"{_HARVEST}/run/?$", RunViewSet.as_view({"get": "list", "post": "create"})),
    re_path(rf"{_RUN}/?$", RunViewSet.as_view({"get": "retrieve"})),
    re_path(rf"{_RUN}/record/?$", RunViewSet.as_view({"get": "documents"})),
    re_path(rf"{_RUN}/confirmation/?$", RunViewSet.as_view({"post": "confirm"})),
    re_path(rf"{_HARVEST}/record/?$", RecordViewSet.as_view({"get": "list"})),
    re_path(rf"{_HARVEST}/record/(?P<record>\d{{1,18}})/?$", RecordViewSet.as_view({"get": "retrieve"})),
    re_path(rf"{_HARVEST}/notification/?$", NotificationViewSet.as_view({"get": "retrieve", "put": "update"})),
]
