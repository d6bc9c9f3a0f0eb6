"""The managed vocabulary of categories."""

import pytest
from django.core.management import call_command

from entities.apps import FIRST_CATEGORIES
from entities.models import DatasetCategory

pytestmark = pytest.mark.django_db


def test_it_starts_with_some_concepts() -> None:
    assert list(DatasetCategory.objects.values_list("name", flat=True)) == sorted(FIRST_CATEGORIES)


def test_it_leaves_a_vocabulary_that_curators_have_changed_as_it_is() -> None:
    DatasetCategory.objects.exclude(name="Ecology").delete()

    call_command("migrate", verbosity=0)

    assert list(DatasetCategory.objects.values_list("name", flat=True)) == ["Ecology"]
