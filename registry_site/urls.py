"""The addresses of the portal: each room's own table is mounted here."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from entities import pages
from registry_site import health


def _mount(prefix: str, module: str) -> list[URLResolver]:
    """The table of a room, once the room has one."""
    file = settings.BASE_DIR.joinpath(*module.split(".")).with_suffix(".py")
    return [path(prefix, include(module))] if file.exists() else []


urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("v1/", include("entities.api.urls")),
    *_mount("api/", "harvesting.api.urls"),
    path("admin/", admin.site.urls),
    path("", pages.home, name="home"),
]

handler400 = "registry_site.errors.bad_request"
handler403 = "registry_site.errors.forbidden"
handler404 = "registry_site.errors.not_found"
handler500 = "registry_site.errors.server_error"
