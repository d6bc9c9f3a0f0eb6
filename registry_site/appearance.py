"""How the admin looks: title, colours, icons and the sidebar of the theme (django-unfold)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse

from registry_site import environment

PORTAL_NAME = environment.text("PORTAL_NAME", "Dataset Registry")
DEPLOYMENT = environment.text("DEPLOYMENT", "development")

Item = dict[str, Any]


def address(view: str) -> Callable[[HttpRequest], str]:
    """The address of an admin page, found when the sidebar is drawn."""
    return lambda request: reverse(f"admin:{view}")


def for_administrators(request: HttpRequest) -> bool:
    """Whether the person may manage accounts and vocabularies."""
    return bool(getattr(request.user, "is_administrator", False))


def _item(
    title: str,
    icon: str,
    view: str,
    permission: Callable[[HttpRequest], bool] | None = None,
) -> Item:
    item: Item = {"title": title, "icon": icon, "link": address(view)}
    return item | ({"permission": permission} if permission else {})


def environment_label(request: HttpRequest) -> list[str] | None:
    """A coloured label at the top of every page, wherever this is not the real thing."""
    return None if DEPLOYMENT == "production" else [DEPLOYMENT.capitalize(), "warning"]


_REGISTRY = (
    _item("Work queue", "checklist", "index"),
    _item("Organizations", "apartment", "entities_organization_changelist"),
    _item("Datasets", "dataset", "entities_dataset_changelist"),
    _item("Installations", "dns", "entities_installation_changelist"),
    _item("Networks", "hub", "entities_network_changelist"),
    _item("Nodes", "public", "entities_node_changelist"),
    _item("Dataset categories", "category", "entities_datasetcategory_changelist", for_administrators),
)
_HARVESTING = (
    _item("Sources", "cloud_download", "harvesting_harvestsource_changelist"),
    _item("Runs", "sync", "harvesting_harvestrun_changelist"),
    _item("Documents", "description", "harvesting_harvesteddocument_changelist"),
    _item("Differences", "difference", "entities_fieldprovenance_changelist"),
    _item("Synchronisations", "sync_alt", "entities_synchronization_changelist"),
)
_PEOPLE = (
    _item("Accounts", "person", "entities_user_changelist", for_administrators),
    _item("Who may edit what", "key", "entities_rights", for_administrators),
    _item("Failed logins", "lock", "entities_failedlogin_changelist", for_administrators),
)
_HISTORY = (_item("Changes", "history", "entities_changes"),)
_SECTIONS = (("Registry", _REGISTRY), ("Harvesting", _HARVESTING), ("People", _PEOPLE), ("History", _HISTORY))


def _navigation(request: HttpRequest) -> list[Item]:
    """The sections of the sidebar, with the pages that exist and that the person may open."""
    shown = ((title, [found for item in items if (found := _for(request, item))]) for title, items in _SECTIONS)
    return [{"title": title, "separator": True, "items": items} for title, items in shown if items]


def _for(request: HttpRequest, item: Item) -> Item | None:
    if "permission" in item and not item["permission"](request):
        return None
    try:
        return item | {"link": item["link"](request)}
    except NoReverseMatch:
        return None


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": PORTAL_NAME,
    "SITE_HEADER": PORTAL_NAME,
    "SITE_SUBHEADER": "Registry administration",
    "SITE_URL": "/",
    "SITE_SYMBOL": "hub",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "sizes": "any", "href": lambda request: static("img/mark.svg")}
    ],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": False,
    "BORDER_RADIUS": "6px",
    "ENVIRONMENT": "registry_site.appearance.environment_label",
    "DASHBOARD_CALLBACK": "entities.admin.dashboard.start_page",
    "LOGIN": {"image": lambda request: static("img/login.svg")},
    "STYLES": [lambda request: static("css/admin.css")],
    "COLORS": {
        "primary": {
            "50": "oklch(97.5% .018 220)",
            "100": "oklch(94.5% .035 220)",
            "200": "oklch(89% .06 221)",
            "300": "oklch(81% .09 222)",
            "400": "oklch(70% .11 224)",
            "500": "oklch(60% .115 228)",
            "600": "oklch(51% .105 231)",
            "700": "oklch(44% .09 233)",
            "800": "oklch(38% .075 235)",
            "900": "oklch(33% .06 237)",
            "950": "oklch(25% .05 239)",
        }
    },
    "SIDEBAR": {
        "show_search": False,
        "command_search": False,
        "show_all_applications": False,
        "navigation": _navigation,
    },
}
