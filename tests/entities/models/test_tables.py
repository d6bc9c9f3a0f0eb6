"""Which tables the declarations make, and what the database itself keeps."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.db.models import Model, ProtectedError
from django.utils import timezone

from entities.models import ENTITIES, WORDS, Contact, Dataset, DirectoryContact, Editor, Endpoint, MachineTag, Node
from tests import factories

pytestmark = pytest.mark.django_db

COMPONENTS = ("Contact", "Endpoint", "Identifier", "Tag", "MachineTag", "Comment", "Editor")


def test_it_has_one_table_per_entity_and_kind_of_component() -> None:
    expected = {f"{model.__name__}{kind}" for model in ENTITIES for kind in (*COMPONENTS, "EndpointMachineTag")}
    expected = (expected - {"NodeContact"}) | {"NodeDirectoryContact"}

    made = {table.__name__ for model in ENTITIES for table in model.components.values()}
    made |= {model.components[Endpoint].components[MachineTag].__name__ for model in ENTITIES}

    assert made == expected
    assert expected <= {model.__name__ for model in apps.get_app_config("entities").get_models()}


@pytest.mark.parametrize("model", ENTITIES)
def test_it_calls_the_relation_entity_in_every_component_table(model: type) -> None:
    relations = {table._meta.get_field("entity").related_model for table in model.components.values()}

    assert relations == {model}


def test_it_keeps_node_contacts_in_a_directory_where_one_person_serves_two_nodes() -> None:
    nodes = [factories.node(), factories.node()]

    for node in nodes:
        Node.components[DirectoryContact].objects.create(entity=node, key=311, last_name="Lund")

    assert [contact.key for node in nodes for contact in node.contacts.all()] == [311, 311]


def test_it_refuses_a_second_primary_contact_of_a_type_behind_the_services_back() -> None:
    contact = factories.component(factories.dataset(), Contact, primary=True)

    contact.pk = None
    with pytest.raises(IntegrityError):
        contact.save(force_insert=True)


def test_it_refuses_to_remove_the_row_of_an_entity_that_others_refer_to() -> None:
    dataset = factories.dataset()

    with pytest.raises(ProtectedError):
        dataset.publishing_organization.delete()


def test_it_gives_an_editor_one_right_on_an_entity_only() -> None:
    dataset = factories.dataset()
    user = factories.editor_user(dataset)

    with pytest.raises(IntegrityError):
        Dataset.components[Editor].objects.create(entity=dataset, user=user, created=timezone.now(), created_by="x")


def test_it_tracks_every_table_of_the_registry_by_triggers() -> None:
    tracked = [*ENTITIES, *(table for model in ENTITIES for table in model.components.values())]
    with connection.cursor() as cursor:
        cursor.execute("SELECT event_object_table, count(DISTINCT event_manipulation) FROM information_schema.triggers"
                       " WHERE trigger_name LIKE 'pgtrigger_%' GROUP BY 1")  # fmt: skip
        triggers = dict(cursor.fetchall())

    assert {model._meta.db_table: triggers.get(model._meta.db_table) for model in tracked} == {
        model._meta.db_table: 3 for model in tracked
    }


@pytest.mark.parametrize("model", [*ENTITIES, *WORDS.values()])
def test_its_pages_are_swept_when_a_fiftieth_changed(model: type[Model]) -> None:
    """Else counts of lists read rows instead of indexes after each large change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE oid = %s::regclass", [model._meta.db_table])
        (options,) = cursor.fetchone()

    assert "autovacuum_vacuum_scale_factor=0.02" in options
