"""The addresses of `/v1`; a trailing slash is equal to none everywhere, without a redirect (contract 1.1)."""

from django.urls import URLPattern, URLResolver, include, re_path

from entities.api import (
    accounts,
    archives,
    constituents,
    crawling,
    documents,
    endorsement,
    enumerations,
    metrics,
    places,
    synchronization,
    user,
)
from entities.api.components import component_paths
from entities.api.lists import part_paths
from entities.api.oai_pmh.views import oai_pmh
from entities.api.openapi import views as openapi
from entities.api.viewsets import VIEWSETS, EntityViewSet
from entities.models import Dataset, Installation, Network, Node, Organization

_OWN_PATHS: dict[type, list[URLPattern]] = {
    Node: places.NODE_PATHS,
    Organization: [*places.ORGANIZATION_PATHS, *endorsement.ORGANIZATION_PATHS],
    Installation: [*places.INSTALLATION_PATHS, *synchronization.INSTALLATION_PATHS, *crawling.INSTALLATION_PATHS],
    Dataset: [
        *crawling.DATASET_PATHS,
        *archives.DATASET_PATHS,
        *metrics.DATASET_PATHS,
        *documents.DATASET_PATHS,
        *places.DATASET_PATHS,
    ],
    Network: constituents.NETWORK_PATHS,
}
"""What only one kind of entity has; before its keys, which any word could be."""


def _entity_paths(viewset: type[EntityViewSet]) -> list[URLPattern]:
    return [
        re_path(r"^$", viewset.as_view({"get": "list", "post": "create"})),
        re_path(r"^titles/?$", viewset.as_view({"post": "titles"})),
        *([] if viewset.model is Dataset else [re_path(r"^suggest/?$", viewset.as_view({"get": "suggest"}))]),
        *part_paths(viewset.model, below=False),
        *_OWN_PATHS.get(viewset.model, ()),
        re_path(r"^(?P<key>[^/]+)/?$", viewset.as_view({"get": "retrieve", "put": "update", "delete": "destroy"})),
        *part_paths(viewset.model, below=True),
        *component_paths(viewset.model),
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    *(re_path(rf"^{viewset.model.slug}(?:/|$)", include(_entity_paths(viewset))) for viewset in VIEWSETS),
    re_path(r"^user/", include(user.urlpatterns)),
    re_path(r"^admin/user(?:/|$)", include(accounts.urlpatterns)),
    re_path(r"^enumeration/", include(enumerations.PATHS)),
    re_path(r"^oai-pmh/registry/?$", oai_pmh),
    re_path(r"^openapi\.json$", openapi.openapi),
    re_path(r"^docs/?$", openapi.docs),
]
