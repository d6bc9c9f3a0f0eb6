"""The addresses of the portal: each room's own table is mounted here."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from registry_site import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("metrics", health.metrics, name="metrics"),
    path("v1/", include("search.urls")),
    path("v1/", include("entities.api.urls")),
    path("registry/", include("entities.api.legacy.urls")),
    path("v1/", include("harvesting.api.registry_urls")),
    path("api/", include("entities.api.harvest_urls")),
    path("api/", include("harvesting.api.urls")),
    path("waf/", include("harvesting.api.waf_urls")),
    path("admin/", admin.site.urls),
    path("", include("harvesting.pages.urls")),
    path("", include("entities.pages.account_urls")),
    path("", include("search.pages.urls")),
    path("", include("entities.pages.urls")),
]

handler400 = "registry_site.errors.bad_request"
handler403 = "registry_site.errors.forbidden"
handler404 = "registry_site.errors.not_found"
handler500 = "registry_site.errors.server_error"
