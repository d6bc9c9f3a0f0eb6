"""Promises about migrations: they agree with the models, stand in one line, and can be taken back."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

APPS = ("entities", "harvesting")


@pytest.mark.django_db
def test_it_has_a_migration_for_every_change_of_the_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


@pytest.mark.parametrize("app", APPS)
def test_it_gives_every_migration_a_number_and_a_name_of_its_own(app: str, project: Path) -> None:
    names = sorted(path.stem for path in (project / app / "migrations").glob("[0-9]*.py"))

    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert not any(re.search("_auto_|_alter_|_remove_", name) for name in names)


@pytest.mark.parametrize("app", APPS)
def test_it_can_take_every_migration_back(app: str) -> None:
    loader = MigrationLoader(None)
    migrations = [migration for key, migration in loader.disk_migrations.items() if key[0] == app]

    assert migrations
    assert [
        str(operation) for migration in migrations for operation in migration.operations if not operation.reversible
    ] == []


@pytest.mark.django_db(transaction=True)
def test_it_comes_back_after_the_last_migration_was_taken_back() -> None:
    executor = MigrationExecutor(connection)
    last = executor.loader.graph.leaf_nodes("entities")[0]
    before = executor.loader.graph.node_map[last].parents
    executor.migrate([sorted(parent.key for parent in before if parent.key[0] == "entities")[0]])
    executor.loader.build_graph()

    executor.migrate(executor.loader.graph.leaf_nodes())

    assert MigrationExecutor(connection).migration_plan([last]) == []
