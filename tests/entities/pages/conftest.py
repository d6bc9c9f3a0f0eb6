"""Datasets that say something: with metadata as a document would have given them."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from entities.models import Dataset
from entities.services import rendering
from tests import factories

Describe = Callable[..., Dataset]


@pytest.fixture
def described() -> Describe:
    """Makes a dataset with the given fields of its metadata; `values` are those of the dataset itself."""

    def make(metadata: dict[str, Any] | None = None, **values: Any) -> Dataset:
        dataset = factories.dataset(**values)
        Dataset.objects.filter(pk=dataset.pk).update(metadata=orjson.dumps(metadata or {}).decode())
        rendering.refresh({Dataset: [dataset.pk]})
        return dataset

    return make
