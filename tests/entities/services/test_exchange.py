"""Import and export of entities in the form that the API serves."""

import io
import json
import uuid
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.core.management import CommandError, call_command

from entities.models import ENTITIES, Contact, Dataset, Endpoint, Entity, Identifier, MachineTag, Network, Organization
from entities.services import constituents, exchange, lifecycle, rendering
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def registry() -> Dataset:
    """A small registry with everything: components, endpoint tags, a network, a constituent, a deleted one."""
    dataset = factories.dataset(description="<b>Kelp</b>", category=None, citation_identifier="10.1234/c")
    factories.component(dataset, Contact, primary=True, email=["a@example.org"])
    factories.component(dataset, Endpoint, machine_tags=[{"namespace": "n", "name": "b", "value": "1"}])
    for name in ("b", "A", "a"):
        factories.component(dataset, MachineTag, name=name)
    factories.component(dataset, Identifier)
    publisher, server = dataset.publishing_organization, dataset.installation
    factories.dataset(publishing_organization=publisher, installation=server, parent_dataset=dataset)
    constituents.join(factories.network(), dataset, actor=factories.actor())
    lifecycle.delete(factories.dataset(publishing_organization=publisher, installation=server), actor=factories.actor())
    return dataset


def exported(folder: Path) -> dict[str, bytes]:
    """All files of an export."""
    call_command("export_registry", folder, stdout=io.StringIO())
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def imported(*paths: Path, **options: Any) -> str:
    """What the import says."""
    output = io.StringIO()
    call_command("import_registry", *paths, stdout=output, stderr=output, **options)
    return output.getvalue()


def empty() -> None:
    """Remove every entity."""
    for model in reversed(ENTITIES):
        if model is Dataset:
            Dataset.objects.update(parent_dataset=None)
        model.objects.all().delete()


def test_it_imports_its_own_export_as_the_identity(registry: Dataset, tmp_path: Path) -> None:
    before = exported(tmp_path / "before")
    empty()

    said = imported(*sorted((tmp_path / "before").iterdir()))

    assert "0 refused" in said
    assert exported(tmp_path / "after") == before
    assert [list(rendering.differences(model)) for model in ENTITIES] == [[]] * 5


def test_it_changes_nothing_the_second_time(registry: Dataset, tmp_path: Path) -> None:
    exported(tmp_path)
    events = Dataset.events.rel.related_model.objects.count()

    said = imported(*tmp_path.iterdir())

    assert "dataset.json: dataset: 0 created, 0 updated, 3 unchanged" in said
    assert Dataset.events.rel.related_model.objects.count() == events


def test_it_updates_an_entity_that_differs_and_keeps_its_stamps(registry: Dataset, tmp_path: Path) -> None:
    body = orjson.loads(rendering.served(Dataset.objects.get(pk=registry.pk).rendered))
    body |= {"title": "Kelp renamed", "contacts": [], "modified": "2020-02-03T04:05:06.789+00:00"}
    (tmp_path / "dataset.json").write_text(json.dumps([body]))

    said = imported(tmp_path / "dataset.json")

    registry.refresh_from_db()
    assert "0 created, 1 updated" in said
    assert (registry.title, registry.contacts.count()) == ("Kelp renamed", 0)
    assert '"modified":"2020-02-03T04:05:06.789+00:00"' in registry.rendered
    assert list(rendering.differences(Dataset)) == []


def test_it_reports_a_bad_entity_with_its_position_and_brings_in_the_rest(tmp_path: Path) -> None:
    good = orjson.loads(factories.node().rendered) | {"key": str(uuid.uuid4())}
    bad = [
        good | {"key": str(uuid.uuid4()), "type": "PLANET"},
        "a text",
        good | {"title": "x", "key": str(uuid.uuid4())},
    ]
    (tmp_path / "nodes.json").write_text(json.dumps([bad[0], good, *bad[1:], good]))
    output = io.StringIO()

    with pytest.raises(CommandError, match="4 entities were refused") as refusal:
        call_command("import_registry", tmp_path / "nodes.json", stdout=output, stderr=output)

    assert refusal.value.returncode == 1
    assert [line for line in output.getvalue().splitlines() if ", entity " in line] == [
        "nodes.json, entity 1: type: Cannot parse 'PLANET' into a known NodeType",
        "nodes.json, entity 3: an entity must be an object",
        "nodes.json, entity 4: title: size must be at least 2",
        f"nodes.json, entity 5: key: {good['key']} stands in the file twice",
    ]
    assert lifecycle.find(type(factories.node()), uuid.UUID(good["key"])).title == good["title"]


def test_it_refuses_what_refers_to_nothing_and_whoever_refers_to_that(registry: Dataset, tmp_path: Path) -> None:
    body = orjson.loads(rendering.served(Dataset.objects.get(pk=registry.pk).rendered))
    fresh = {"contacts": [], "endpoints": [], "machineTags": [], "identifiers": [], "networkKeys": []}
    lost = body | fresh | {"key": str(uuid.uuid4()), "publishingOrganizationKey": str(uuid.uuid4())}
    child = body | fresh | {"key": str(uuid.uuid4()), "parentDatasetKey": lost["key"]}
    (tmp_path / "dataset.json").write_text(json.dumps([child, lost]))

    with pytest.raises(CommandError, match="2 entities were refused"):
        imported(tmp_path / "dataset.json")

    assert Dataset.objects.filter(pk__in=[lost["key"], child["key"]]).count() == 0


def test_it_makes_placeholders_for_what_is_missing(registry: Dataset, tmp_path: Path) -> None:
    before = exported(tmp_path)
    empty()

    said = imported(tmp_path / "dataset.json", create_missing=True)

    assert "3 created" in said
    assert Organization.objects.get(datasets=registry.pk).tags.get().value == "placeholder"
    assert imported(*tmp_path.iterdir()).count("0 refused") == 5
    assert exported(tmp_path / "again")["dataset.json"] == before["dataset.json"]


def test_it_never_takes_a_component_of_another_entity(registry: Dataset, tmp_path: Path) -> None:
    body = orjson.loads(rendering.served(Dataset.objects.get(pk=registry.pk).rendered))
    thief = body | {"key": str(uuid.uuid4())}
    (tmp_path / "dataset.json").write_text(json.dumps([thief]))

    with pytest.raises(CommandError):
        imported(tmp_path / "dataset.json")

    assert registry.contacts.count() == 1
    assert not Dataset.objects.filter(pk=thief["key"]).exists()


def test_it_gives_later_components_keys_beyond_the_imported_ones(registry: Dataset, tmp_path: Path) -> None:
    body = orjson.loads(rendering.served(Dataset.objects.get(pk=registry.pk).rendered))
    body["contacts"][0]["key"] = 5_000_000
    (tmp_path / "dataset.json").write_text(json.dumps([body]))
    imported(tmp_path / "dataset.json")

    assert factories.component(registry, Contact).pk > 5_000_000


@pytest.mark.parametrize(
    ("content", "said"),
    [("{", "no JSON"), ("{}", "expected a JSON array"), ('["x"]', "holds no entities"), (None, "No such file")],
)
def test_it_says_which_file_it_cannot_use(content: str | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    if content is not None:
        path.write_text(content)

    with pytest.raises(CommandError, match=said):
        imported(path)


@pytest.mark.parametrize("model", ENTITIES)
def test_it_tells_a_file_of_each_kind(model: type[Entity]) -> None:
    body = orjson.loads(rendering.served(factories.FACTORIES[model]().rendered))

    assert exchange.kind_of([body]) is model


def test_it_finds_stored_json_that_is_false_and_mends_it(registry: Dataset) -> None:
    Network.objects.update(rendered="{}")

    with pytest.raises(CommandError, match="1 differences"):
        call_command("render", check=True, stdout=io.StringIO())
    call_command("render", stdout=io.StringIO())

    call_command("render", check=True, stdout=io.StringIO())
