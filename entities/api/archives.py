"""What was found in the data of a dataset: facts about its archive, and how regular its coordinates are (5.5)."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from entities import permissions
from entities.api.bodies import read_object
from entities.api.conventions import empty_answer, value_answer
from entities.api.serializers import MUST_NOT_BE_NULL
from entities.api.views import RegistryViewSet
from entities.exceptions import MalformedValue, RuleViolation
from entities.models import Dataset, GriddedDataset
from entities.models.fields import is_uri
from entities.representation import read_instant, read_text, read_uuid, write_values
from entities.services import archives


class ArchiveViewSet(RegistryViewSet):
    """Facts about the archive that was read last."""

    model = Dataset

    def replace(self, request: HttpRequest, key: str) -> HttpResponse:
        """Keep the row types of core and extensions, and when the archive was read (now, where it is not said)."""
        permissions.require_administrator(self.actor)
        dataset, body = cast(Dataset, self.stored(read_uuid(key))), read_object(request)
        core, extensions = read_text(body.get("coreType")), body.get("extensions")
        if core is None:
            raise RuleViolation({"coreType": MUST_NOT_BE_NULL})
        if extensions is None:
            extensions = []
        if not isinstance(extensions, list):
            raise MalformedValue("extensions: must be a list of URIs")
        modified = body.get("modified")
        archives.describe(
            dataset,
            _uri("coreType", core),
            [_uri("extensions", extension) for extension in extensions],
            None if modified is None else read_instant(modified),
            actor=self.actor,
        )
        return empty_answer()

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """Administrators only."""
        permissions.require_administrator(self.actor)


class GridViewSet(RegistryViewSet):
    """How far the coordinates of a dataset stand in a grid."""

    model = Dataset

    def list(self, request: HttpRequest, key: str) -> HttpResponse:
        """The findings; none where nobody looked."""
        dataset = self.existing(read_uuid(key))
        return value_answer([write_values(GriddedDataset, row) for row in dataset.grids.all()])  # type: ignore[attr-defined]


def _uri(name: str, value: object) -> str:
    text = read_text(value)
    if text is None or not is_uri(text):
        raise MalformedValue(f"{name}: Cannot parse {str(value)[:60]!r} into a URI")
    return text


DATASET_PATHS = [
    re_path(r"^(?P<key>[^/]+)/dwca/?$", ArchiveViewSet.as_view({"post": "replace", "put": "replace"})),
    re_path(r"^(?P<key>[^/]+)/gridded/?$", GridViewSet.as_view({"get": "list"})),
]
"""Below `/dataset`."""
