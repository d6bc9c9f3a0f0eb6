"""Stored JSON is what would be computed, whatever was done (architecture: reads serve stored JSON)."""

from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from entities.models import ENTITIES, Contact, Dataset, Endpoint, Entity, Identifier, Network, Organization, Tag
from entities.services import components, constituents, endorsement, lifecycle, rendering
from entities.services.citation import ACCESS_DATE
from tests import factories

pytestmark = pytest.mark.django_db


def differences() -> dict[str, list[Any]]:
    """Keys of all entities whose stored JSON is false, by kind."""
    return {model.slug: found for model in ENTITIES if (found := list(rendering.differences(model)))}


@pytest.mark.parametrize("model", ENTITIES)
def test_it_writes_no_null_and_all_component_lists(model: type[Entity]) -> None:
    values = orjson.loads(factories.FACTORIES[model]().rendered.replace(ACCESS_DATE, ""))

    assert None not in values.values()
    lists = ("contacts", "endpoints", "machineTags", "tags", "identifiers", "comments")
    assert {name: values[name] for name in lists} == {name: [] for name in lists}


def test_it_writes_properties_in_the_contracts_order() -> None:
    values = list(orjson.loads(factories.organization(latitude=60, longitude=5).rendered))

    assert values[:6] == ["key", "endorsingNodeKey", "endorsementApproved", "endorsementStatus", "title", "language"]
    assert values[-7:] == ["modified", "contacts", "endpoints", "machineTags", "tags", "identifiers", "comments"]


def test_it_generates_the_citation_out_of_authors_publisher_and_doi() -> None:
    dataset = factories.dataset(title="Kelp transects", doi="10.5072/abc", type="SAMPLING_EVENT", version="1.2")
    for values in (
        {"type": "METADATA_AUTHOR", "first_name": "Mia", "last_name": "Lund"},
        {"type": "ORIGINATOR", "first_name": "Ole Petter", "last_name": "Berg"},
        {"type": "METADATA_AUTHOR", "first_name": "ole petter", "last_name": "BERG"},
    ):
        factories.component(dataset, Contact, **values)
    dataset.refresh_from_db()

    values = orjson.loads(rendering.served(dataset.rendered))

    publisher = dataset.publishing_organization.title
    assert values["citation"]["text"].startswith(
        f"Berg O P, Lund M. Kelp transects. Version 1.2. {publisher}. Sampling event dataset "
        "https://doi.org/10.5072/abc accessed via Dataset Registry on 2"
    )
    assert [(person["abbreviatedName"], person["roles"]) for person in values["contactsCitation"]] == [
        ("Berg O P", ["ORIGINATOR", "METADATA_AUTHOR"]),
        ("Lund M", ["METADATA_AUTHOR"]),
    ]


def test_it_serves_a_sanitised_description_to_a_single_read_only() -> None:
    dataset = factories.dataset(description="<script>alert(1)</script><p onclick='x()'>Kelp</p>")

    assert "<script>" in dataset.rendered
    dataset.refresh_from_db()
    assert dataset.rendered_item is not None
    assert orjson.loads(rendering.served(dataset.rendered_item))["description"] == "<p>Kelp</p>"


@pytest.mark.parametrize("text", ["{access-date", "\\u0001", "\x7f", "“quotes” \\ \n\t", "\U0001f41f"])
def test_it_stores_any_text_as_valid_json(text: str) -> None:
    dataset = factories.dataset(title=f"Title {text}")

    assert orjson.loads(rendering.served(dataset.rendered))["title"] == f"Title {text}"


OPERATIONS = some.lists(
    some.tuples(
        some.sampled_from(
            ["rename publisher", "move", "delete", "restore", "join", "leave", "contact", "endpoint", "tag", "remove",
             "parent", "endorse", "delete network", "restore network", "identifier"]
        ),
        some.integers(0, 2),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(operations=OPERATIONS)
def test_it_stays_true_under_any_sequence_of_changes(operations: list[tuple[str, int]]) -> None:
    datasets = [factories.dataset() for _ in range(3)]
    network = factories.network()

    for name, index in operations:
        _do(name, Dataset.objects.get(pk=datasets[index].pk), datasets, Network.objects.get(pk=network.pk))

    assert differences() == {}


def _do(name: str, dataset: Dataset, datasets: list[Dataset], network: Network) -> None:
    """One operation; those that the present state does not allow change nothing."""
    actor, others = factories.actor(), [other for other in datasets if other.pk != dataset.pk]
    publisher = Organization.objects.get(pk=dataset.publishing_organization_id)
    belongs = network.constituents.filter(dataset=dataset).exists()
    match name:
        case "rename publisher":
            lifecycle.change(publisher, {"title": f"{publisher.title} renamed"}, actor=actor)
        case "move":
            lifecycle.change(dataset, {"publishing_organization_id": others[0].publishing_organization_id}, actor=actor)
        case "parent":
            lifecycle.change(dataset, {"parent_dataset_id": others[0].pk}, actor=actor)
        case "delete" if not dataset.is_deleted:
            lifecycle.delete(dataset, actor=actor)
        case "restore" if dataset.is_deleted:
            lifecycle.restore(dataset, actor=actor)
        case "delete network" if not network.is_deleted:
            lifecycle.delete(network, actor=actor)
        case "restore network" if network.is_deleted:
            lifecycle.restore(network, actor=actor)
        case "join" if not belongs:
            constituents.join(network, dataset, actor=actor)
        case "leave" if belongs:
            constituents.leave(network, dataset, actor=actor)
        case "endorse" if not publisher.is_endorsed:
            endorsement.endorse(publisher, actor=actor)
        case "remove":
            components.remove(dataset, Contact, actor=actor)
        case "contact" | "endpoint" | "tag" | "identifier":
            kind = {"contact": Contact, "endpoint": Endpoint, "tag": Tag, "identifier": Identifier}[name]
            factories.component(dataset, kind)
