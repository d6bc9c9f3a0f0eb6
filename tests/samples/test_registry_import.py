"""The sample registry is read by the import without a refusal, and served as it is written."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from samples.reading import FOLDER
from tests.samples.conftest import Kinds

Json = dict[str, Any]
ACCESS = " accessed via "


@pytest.fixture
def exported(db: None, tmp_path: Path) -> Kinds:
    """What the registry exports after an import of the sample."""
    files = sorted(str(path) for path in (FOLDER / "registry").glob("*.json"))
    call_command("import_registry", *files, create_missing=True, verbosity=0)
    call_command("export_registry", str(tmp_path), verbosity=0)
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in tmp_path.glob("*.json")}


def served(entity: Json) -> Json:
    """An entity without what a portal adds (day of access) or removes (white space around a text)."""
    changed = dict(entity)
    if "citation" in entity:
        changed["citation"] = entity["citation"] | {"text": entity["citation"]["text"].partition(ACCESS)[0]}
    if "description" in entity:
        changed["description"] = entity["description"].strip()
    return changed


def test_it_is_served_field_by_field_as_it_is_written(registry: Kinds, exported: Kinds) -> None:
    assert set(exported) == set(registry)
    for kind, entities in registry.items():
        written = {entity["key"]: served(entity) for entity in entities}
        read = {entity["key"]: served(entity) for entity in exported[kind]}

        assert read == written
        assert all(list(read[key]) == list(entity) for key, entity in written.items())


def test_it_gets_the_citation_that_the_portal_would_generate(registry: Kinds, exported: Kinds) -> None:
    written = {dataset["key"]: dataset["citation"]["text"] for dataset in registry["dataset"]}

    generated = {dataset["key"]: dataset["citation"]["text"] for dataset in exported["dataset"]}

    assert all(ACCESS in text for text in generated.values())
    assert {key: text.partition(ACCESS)[0] for key, text in generated.items()} == written
