"""What an archive does to its dataset (checklist contract C.2, C.3), through the service and the command."""

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import orjson
import pytest
from django.core.management import CommandError, call_command

from entities.archives import ArchiveInvalid
from entities.exceptions import NotPermitted
from entities.models import ChecklistMetrics, Dataset, DatasetArchive
from entities.services import archive_contents, rendering
from entities.services.archive_contents import Download
from tests import factories
from tests.archives.building import DWC, GBIF, checklist, packed, table, text

pytestmark = pytest.mark.django_db
DOWNLOAD = Download(datetime(2026, 3, 1, tzinfo=UTC), "0" * 64, 1000)
TAXA = ("id", "scientificName", "taxonRank")
OCCURRENCE = f"{DWC}Occurrence"


def names(tmp_path: Path, *ids: str) -> Path:
    """A checklist of as many species, with an extension of one occurrence and an empty one."""
    extensions = {
        OCCURRENCE: (("id", "occurrenceID"), [("1", "o1")]),
        f"{GBIF}Reference": (("id", "title"), []),
    }
    return checklist(tmp_path / "names.zip", TAXA, [(key, f"Puma s{key}", "species") for key in ids], extensions)


def occurrences(tmp_path: Path) -> Path:
    """An archive of two occurrences."""
    columns = ("id", "occurrenceID")
    meta = f"<archive>{table('core', OCCURRENCE, 'a.txt', columns)}</archive>"
    return packed(tmp_path / "o.zip", {"meta.xml": meta, "a.txt": text(columns, [("1", "1"), ("2", "2")])})


def take(dataset: Dataset, path: Path) -> DatasetArchive:
    """Read and apply an archive."""
    return archive_contents.apply(dataset, archive_contents.read(path), DOWNLOAD, actor=factories.actor())


def test_a_checklist_gets_its_facts_and_figures(tmp_path: Path) -> None:
    dataset = factories.dataset(type="CHECKLIST")

    archive = take(dataset, names(tmp_path, "1", "2"))

    shown = orjson.loads(rendering.served(Dataset.objects.get(pk=dataset.pk).rendered))
    assert shown["dwca"] == {
        "coreType": f"{DWC}Taxon",
        "extensions": [OCCURRENCE],
        "modified": "2026-03-01T00:00:00.000+00:00",
    }
    assert (archive.record_count, archive.core_rows, archive.problem) == (1, 2, "")
    assert ChecklistMetrics.objects.get(dataset=dataset).usages == 2


def test_an_occurrence_dataset_counts_its_core(tmp_path: Path) -> None:
    dataset = factories.dataset(type="OCCURRENCE")

    archive = take(dataset, occurrences(tmp_path))

    assert archive.record_count == 2
    assert not ChecklistMetrics.objects.exists()


@pytest.mark.parametrize(("ids", "problem"), [(("1", "1"), "1 ids are repeated"), (("", "2"), "1 are missing")])
def test_data_with_bad_ids_changes_nothing_and_says_why(tmp_path: Path, ids: tuple[str, ...], problem: str) -> None:
    dataset = factories.dataset(type="CHECKLIST")
    take(dataset, names(tmp_path, "1", "2", "3"))
    before = Dataset.objects.get(pk=dataset.pk).rendered

    archive = take(dataset, names(tmp_path, *ids))

    assert problem in archive.problem
    assert archive.core_rows == 3
    assert len(archive.examples) == 1
    assert Dataset.objects.get(pk=dataset.pk).rendered == before
    assert ChecklistMetrics.objects.count() == 1


def test_data_of_another_kind_than_the_dataset_is_not_taken(tmp_path: Path) -> None:
    dataset = factories.dataset(type="CHECKLIST")

    assert "type OCCURRENCE, the registry has one of type CHECKLIST" in take(dataset, occurrences(tmp_path)).problem


def test_figures_are_added_never_replaced(tmp_path: Path) -> None:
    dataset = factories.dataset(type="CHECKLIST")

    for ids in (("1",), ("1", "2")):
        take(dataset, names(tmp_path, *ids))

    assert list(ChecklistMetrics.objects.values_list("usages", flat=True)) == [2, 1]


def test_who_may_not_change_the_dataset_may_not_apply_its_archive(tmp_path: Path) -> None:
    dataset, stranger = factories.dataset(type="CHECKLIST"), factories.editor_user()

    with pytest.raises(NotPermitted):
        archive_contents.apply(
            dataset, archive_contents.read(names(tmp_path, "1")), DOWNLOAD, actor=factories.actor(user=stranger)
        )


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"<html>Not found</html>")

    with pytest.raises(ArchiveInvalid, match="HTML"):
        archive_contents.read(path)


def test_the_command_says_what_it_found(tmp_path: Path) -> None:
    dataset, output = factories.dataset(type="CHECKLIST"), StringIO()

    call_command("read_archive", str(dataset.key), names(tmp_path, "1", "2"), stdout=output)

    assert "2 usages, 0 of them synonyms" in output.getvalue()
    assert "Nothing was kept" in output.getvalue()
    assert not ChecklistMetrics.objects.exists()


def test_the_command_takes_all_of_an_archive_where_it_is_told_to(tmp_path: Path) -> None:
    dataset, path = factories.dataset(type="CHECKLIST", title="As it was"), tmp_path / "a.zip"
    columns = ("id", "scientificName")
    meta = f'<archive metadata="eml.xml">{table("core", f"{DWC}Taxon", "taxa.txt", columns)}</archive>'
    eml = (
        '<eml:eml xmlns:eml="eml://ecoinformatics.org/eml-2.1.1"><dataset><title>Pumas of the coast</title>'
        "</dataset></eml:eml>"
    )
    packed(path, {"meta.xml": meta, "taxa.txt": text(columns, [("1", "Puma concolor")]), "eml.xml": eml})

    call_command("read_archive", str(dataset.key), path, apply=True, stdout=StringIO())

    dataset.refresh_from_db()
    assert (dataset.title, ChecklistMetrics.objects.get().usages) == ("Pumas of the coast", 1)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [("missing.zip", "cannot be read: No such file"), ("page.zip", "HTML page"), ("bad.zip", "1 ids are repeated")],
)
def test_the_command_says_why_it_took_nothing(tmp_path: Path, file: str, sentence: str) -> None:
    dataset = factories.dataset(type="CHECKLIST")
    (tmp_path / "page.zip").write_bytes(b"<html/>")
    names(tmp_path, "1", "1").rename(tmp_path / "bad.zip")

    with pytest.raises(CommandError, match=sentence):
        call_command("read_archive", str(dataset.key), tmp_path / file)
