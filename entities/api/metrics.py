"""The figures of checklists, newest and all (checklist contract A.1)."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from entities.api.conventions import value_answer
from entities.api.views import RegistryViewSet
from entities.models import ChecklistMetrics, Dataset
from entities.models.fields import instant_text
from entities.representation import read_uuid


class MetricsViewSet(RegistryViewSet):
    """Figures of one checklist; they come with its archive and are never changed by hand."""

    model = Dataset

    def retrieve(self, request: HttpRequest, key: str) -> HttpResponse:
        """The newest figures; nothing is found where there are none."""
        newest = ChecklistMetrics.objects.filter(dataset=read_uuid(key)).first()
        if newest is None:
            raise self.unknown_uri()
        return value_answer(metrics_json(newest))

    def history(self, request: HttpRequest, key: str) -> HttpResponse:
        """All figures, newest first."""
        rows = ChecklistMetrics.objects.filter(dataset=self.existing(read_uuid(key)).pk)
        return value_answer([metrics_json(row) for row in rows])


def metrics_json(row: ChecklistMetrics) -> dict[str, Any]:
    """The figures as clients know them."""
    figures = orjson.loads(row.figures)
    return {
        "key": row.key, "datasetKey": str(row.dataset_id), **figures, "downloaded": instant_text(row.downloaded),
    }  # fmt: skip


DATASET_PATHS = [
    re_path(r"^(?P<key>[^/]+)/metrics/?$", MetricsViewSet.as_view({"get": "retrieve"})),
    re_path(r"^(?P<key>[^/]+)/metrics/history/?$", MetricsViewSet.as_view({"get": "history"})),
]
"""Below `/dataset`."""
