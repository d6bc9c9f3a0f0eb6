"""The portal's routes, and beside them those of the nested viewset."""

from django.urls import path

from benchmarks.support.nested import NestedDatasetViewSet
from registry_site.urls import *  # noqa: F403 - the handlers of errors too
from registry_site.urls import urlpatterns as portal

urlpatterns = [
    *portal,
    path("nested/dataset", NestedDatasetViewSet.as_view({"get": "list"})),
    path("nested/dataset/<uuid:pk>", NestedDatasetViewSet.as_view({"get": "retrieve"})),
]
