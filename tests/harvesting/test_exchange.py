"""Sources are carried between registries as one file; importing twice is importing once."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from harvesting import exchange
from harvesting.models import HarvestSource
from tests import factories
from tests.harvesting.conftest import MakeSource
from tests.servers import WafServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(make_source: MakeSource, waf: WafServer, tmp_path: Path) -> Path:
    """The export of two sources, which are gone from this registry."""
    organization = factories.organization(title="Kelp Institute")
    for number in range(2):
        make_source(url=f"{waf.url}{number}/", organization=organization, interval=7, delay=0.5)
    path = tmp_path / "sources.json"
    call_command("export_sources", str(path))
    HarvestSource.objects.all().delete()
    return path


def test_what_was_exported_is_imported_with_all_settings(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_sources", str(file))

    assert (
        list(HarvestSource.objects.values_list("interval", "delay", "organization__title"))
        == [(7, 0.5, "Kelp Institute")] * 2
    )
    assert list(exchange.exported()) == json.loads(file.read_text())
    call_command("import_sources", str(file))
    assert "0 created, 0 changed, 2 unchanged, 0 refused." in capsys.readouterr().out


def test_a_dry_run_tells_and_writes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_sources", str(file), dry_run=True)

    assert "2 created, 0 changed, 0 unchanged, 0 refused. Nothing was written." in capsys.readouterr().out
    assert not HarvestSource.objects.exists()


def test_an_organization_with_another_key_is_found_by_its_title(file: Path) -> None:
    entries = json.loads(file.read_text())
    entries[0]["organization"] = "0b4b7c2e-5f67-4b4e-9a36-3f0d5a1f7c11"

    counts, reasons = exchange.import_all(entries, actor=factories.actor())

    assert (counts["created"], reasons) == (2, [])


@pytest.mark.parametrize("change", [{"organization": "x"}, {"url": "ftp://x.example/"}, {"url": 7}, {"interval": 0}])
def test_an_entry_that_is_refused_stops_no_other(file: Path, change: dict[str, object]) -> None:
    entries = json.loads(file.read_text())
    entries[0] |= change

    counts, reasons = exchange.import_all([*entries, "nonsense"], actor=factories.actor())

    assert (counts["created"], counts["refused"], len(reasons)) == (1, 2, 2)


@pytest.mark.parametrize("content", ["", "{}", "["])
def test_what_is_no_export_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)

    with pytest.raises(CommandError):
        call_command("import_sources", str(path))
