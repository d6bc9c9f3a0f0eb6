"""Import and export of entities in the form that the API serves."""

import io
import json
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

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


def written(folder: Path, *bodies: Any) -> Path:
    """A file of datasets."""
    (folder / "dataset.json").write_text(json.dumps(bodies))
    return folder / "dataset.json"


def refused(path: Path) -> list[str]:
    """What the import says of each entity that it refuses."""
    output = io.StringIO()
    with pytest.raises(CommandError, match="refused"):
        call_command("import_registry", path, stdout=output, stderr=output)
    return [line for line in output.getvalue().splitlines() if ", entity " in line]


def fresh(body: dict[str, Any], **values: Any) -> dict[str, Any]:
    """Another dataset like it, without components."""
    components = {name: [] for name in ("contacts", "endpoints", "machineTags", "tags", "identifiers", "comments")}
    return body | components | {"key": str(uuid.uuid4()), "doi": None} | values


def elsewhere(work: Callable[[], Any]) -> None:
    """Do the work in this thread, through a connection of its own."""
    try:
        work()
    finally:
        connection.close()


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


def test_it_keeps_the_doi_of_an_entity_that_comes_without_one(registry: Dataset, tmp_path: Path) -> None:
    body = orjson.loads(rendering.served(Dataset.objects.get(pk=registry.pk).rendered))
    del body["doi"]

    imported(written(tmp_path, body | {"title": "Kelp renamed"}))

    assert Dataset.objects.get(pk=registry.pk).doi == registry.doi


def test_it_never_takes_a_component_of_another_entity(registry: Dataset, tmp_path: Path) -> None:
    body = orjson.loads(rendering.served(Dataset.objects.get(pk=registry.pk).rendered))
    thief = body | {"key": str(uuid.uuid4())}

    said = refused(written(tmp_path, thief, fresh(body)))

    contact = body["contacts"][0]["key"]
    assert said == [f"dataset.json, entity 1: dataset contact: Key (key)=({contact}) already exists."]
    assert registry.contacts.count() == 1
    assert Dataset.objects.count() == 4


def test_it_gives_a_key_to_the_first_that_claims_it(registry: Dataset, tmp_path: Path) -> None:
    body = orjson.loads(rendering.served(Dataset.objects.get(pk=registry.pk).rendered))
    tag = {"key": 7_000_000, "value": "kelp", "created": body["created"], "createdBy": "ann"}
    child = fresh(body, tags=[tag]) | {"parentDatasetKey": body["key"]}

    said = refused(
        written(
            tmp_path,
            fresh(body, tags=[tag]),
            child,
            fresh(body, parentDatasetKey=child["key"]),
            fresh(body, tags=[tag | {"key": 7_000_001}, tag | {"key": 7_000_001}]),
        )
    )

    assert said == [
        "dataset.json, entity 2: dataset tag: Key (key)=(7000000) already exists.",
        f"dataset.json, entity 3: parentDatasetKey: dataset {child['key']} is not in the registry; import it first, "
        "or use --create-missing",
        "dataset.json, entity 4: dataset tag: Key (key)=(7000001) already exists.",
    ]
    assert list(rendering.differences(Dataset)) == []


def test_it_shows_the_title_that_a_publisher_got_meanwhile(registry: Dataset) -> None:
    body = orjson.loads(rendering.served(Dataset.objects.get(pk=registry.pk).rendered))
    publisher = Organization.objects.get(pk=registry.publishing_organization_id)

    def rename(count: int) -> None:
        with ThreadPoolExecutor(1) as other:
            renamed = partial(lifecycle.change, publisher, {"title": "Renamed meanwhile"}, actor=factories.actor())
            other.submit(elsewhere, renamed).result()

    exchange.import_entities(Dataset, [fresh(body)], actor=factories.actor(), on_progress=rename)

    assert list(rendering.differences(Dataset)) == []


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
