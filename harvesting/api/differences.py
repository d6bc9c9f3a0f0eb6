"""`/v1/harvest/difference`: what people wrote in harvested datasets, and what their sources would say instead."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse

from entities import permissions
from entities.api.conventions import empty_answer, value_answer
from entities.api.openapi.operations import PAGING, Operation
from entities.api.openapi.shapes import array
from entities.api.paging import Page, parameters, values_page
from entities.api.views import RegistryViewSet
from entities.models import Dataset
from entities.representation import columns, json_name, read_uuid
from entities.services import differences, lifecycle
from harvesting.api import described, filters
from harvesting.api.representation import difference_json


class DifferenceViewSet(RegistryViewSet):
    """Where harvested datasets hold what a person wrote, and what their sources would say."""

    operations: ClassVar[Mapping[str, Operation]] = {
        "list": Operation(described.PAGE, query={"harvestKey": {"type": "string"}, **PAGING}),
        "list_of": Operation(array(described.DIFFERENCE)),
    }
    model = Dataset

    def list(self, request: HttpRequest) -> HttpResponse:
        """Datasets whose differences wait for a decision, with what the source says; `harvestKey` narrows the list."""
        given = parameters(request)
        rows = filters.waiting(given).select_related("dataset")
        return values_page(Page.of(given), rows, _waiting_json)

    def list_of(self, request: HttpRequest, key: str) -> HttpResponse:
        """All differences of a dataset."""
        return value_answer([difference_json(each) for each in differences.of_dataset(self._dataset(key))])

    def accept(self, request: HttpRequest, key: str, field: str) -> HttpResponse:
        """Take over what the source says."""
        differences.accept(self._dataset(key), _column(field), actor=self.actor)
        return empty_answer()

    def keep(self, request: HttpRequest, key: str, field: str) -> HttpResponse:
        """Keep ours."""
        differences.keep(self._dataset(key), _column(field), actor=self.actor)
        return empty_answer()

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """The right on the dataset."""
        permissions.require_change(self.actor, self._dataset(kwargs["key"]))

    def _dataset(self, key: str) -> Dataset:
        return lifecycle.find(Dataset, read_uuid(key))


def _waiting_json(row: Any) -> dict[str, Any]:
    found = [difference_json(each) for each in differences.of_dataset(row.dataset) if each.waits]
    return {"datasetKey": str(row.dataset_id), "datasetTitle": row.dataset.title, "harvestKey": row.source,
            "url": row.url, "differences": found}  # fmt: skip


def _column(field: str) -> str:
    """The column that a field of the JSON stands for; the field itself where it is none."""
    named = {column.json_name: name for name, column in columns(Dataset).items()}
    others = {json_name(name): name for name in ("citation_text", "citation_identifier")}
    return (named | others).get(field, field)
