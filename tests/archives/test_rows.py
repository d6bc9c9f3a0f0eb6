"""Rows as the description says: separators, quotes, encodings, line ends, defaults, missing columns."""

from pathlib import Path

import pytest

from entities.archives import open_archive, validate
from entities.archives.rows import UnreadableRow, core_id_reader, reader_of
from entities.vocabulary import DatasetType
from tests.archives.building import DWC, GBIF, packed, table, text

COLUMNS = ("id", "scientificName", "taxonRank")


def archive_with(tmp_path: Path, content: str | bytes, **attributes: str) -> Path:
    """An archive whose core file has the given content."""
    meta = f"<archive>{table('core', f'{DWC}Taxon', 'taxa.txt', COLUMNS, **attributes)}</archive>"
    return packed(tmp_path / "x.zip", {"meta.xml": meta, "taxa.txt": content})


def names_of(path: Path) -> list[tuple[str, str, str]]:
    """Id, name and rank of each row."""
    with open_archive(path) as archive:
        core = archive.core
        assert core is not None
        readers = (core_id_reader(core), reader_of(core, "scientificName"), reader_of(core, "taxonRank"))
        return [
            tuple(read(row) for read in readers) for row in archive.rows(core) if not isinstance(row, UnreadableRow)
        ]


@pytest.mark.parametrize(
    ("content", "attributes"),
    [
        ("id\tname\trank\n1\tPuma  concolor \tspecies\n", {}),
        ("id\tname\trank\r\n1\tPuma  concolor\tspecies\r\n\r\n", {}),
        ("id\tname\trank\r1\tPuma  concolor\tspecies\r", {}),
        ("\ufeff1\tPuma  concolor\tspecies", {"ignoreHeaderLines": "0"}),
        (
            '1,"Puma  concolor",species\n',
            {"ignoreHeaderLines": "0", "fieldsTerminatedBy": ",", "fieldsEnclosedBy": "&quot;"},
        ),
        ("1|Puma  concolor|species\n", {"ignoreHeaderLines": "0", "fieldsTerminatedBy": "|"}),
        ("1;;Puma  concolor;;species\n", {"ignoreHeaderLines": "0", "fieldsTerminatedBy": ";;"}),
        ("1\tPuma  concolor\tspecies\textra\n", {"ignoreHeaderLines": "0"}),
    ],
)
def test_it_reads_the_same_row_in_every_dress(tmp_path: Path, content: str, attributes: dict[str, str]) -> None:
    assert names_of(archive_with(tmp_path, content, **attributes)) == [("1", "Puma  concolor", "species")]


def test_quotes_are_text_where_nothing_is_enclosed(tmp_path: Path) -> None:
    path = archive_with(tmp_path, 'h\n1\t"Puma" concolor\tspecies\n')

    assert names_of(path) == [("1", '"Puma" concolor', "species")]


def test_an_enclosed_value_may_hold_separators_line_ends_and_doubled_quotes(tmp_path: Path) -> None:
    path = archive_with(tmp_path, 'h\n1\t"a\tb\nc ""d"""\tspecies\n', fieldsEnclosedBy="&quot;")

    assert names_of(path) == [("1", 'a\tb\nc "d"', "species")]


def test_missing_columns_are_empty(tmp_path: Path) -> None:
    assert names_of(archive_with(tmp_path, "h\n1\n2\tPuma\n")) == [("1", "", ""), ("2", "Puma", "")]


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1", "windows-1252", "UTF-16"])
def test_it_reads_the_encoding_that_is_named(tmp_path: Path, encoding: str) -> None:
    path = archive_with(tmp_path, "h\n1\tPümä\tspecies\n".encode(encoding), encoding=encoding)

    assert names_of(path) == [("1", "Pümä", "species")]


@pytest.mark.parametrize("encoding", ["UTF-8-sig", "UTF-16"])
@pytest.mark.parametrize("named", ["ISO-8859-1", "UTF-8"])
def test_a_byte_order_mark_is_believed_more_than_the_description(tmp_path: Path, named: str, encoding: str) -> None:
    content = "1\tPümä\tspecies\n".encode(encoding)
    path = archive_with(tmp_path, content, encoding=named, ignoreHeaderLines="0")

    assert names_of(path) == [("1", "Pümä", "species")]


def test_a_lone_table_may_be_what_spreadsheets_call_unicode(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("taxonID\tscientificName\ttaxonRank\r\n1\tPümä\tspecies\r\n".encode("utf-16"))

    assert names_of(path) == [("1", "Pümä", "species")]


@pytest.mark.parametrize("delimiter", ["\\t", ";;"])
def test_lines_of_white_space_are_no_rows(tmp_path: Path, delimiter: str) -> None:
    content = "h\n  \n1\tPuma\tspecies\n \n".replace("\t", delimiter if delimiter == ";;" else "\t")

    assert names_of(archive_with(tmp_path, content, fieldsTerminatedBy=delimiter)) == [("1", "Puma", "species")]


@pytest.mark.parametrize("location", ["./taxa.txt", "/taxa.txt", ".\\taxa.txt"])
def test_a_location_is_found_however_it_is_written(tmp_path: Path, location: str) -> None:
    meta = f"<archive>{table('core', f'{DWC}Taxon', location, COLUMNS)}</archive>"

    assert names_of(packed(tmp_path / "x.zip", {"meta.xml": meta, "taxa.txt": "h\n1\ta\tb\n"})) == [("1", "a", "b")]


def test_an_endless_line_is_not_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entities.archives.rows.LONGEST_VALUE", 1000)
    path = archive_with(tmp_path, "h" * 5000 + "\n1\tPuma\tspecies\n", ignoreHeaderLines="0")

    with open_archive(path) as archive:
        assert archive.core is not None
        rows = list(archive.rows(archive.core))

    assert max(len(row[0]) for row in rows) == 1000


@pytest.mark.parametrize("enclosed", ["\\t", "\\n"])
def test_what_cannot_enclose_encloses_nothing(tmp_path: Path, enclosed: str) -> None:
    path = archive_with(tmp_path, 'h\n1\t"Puma\tspecies\n', fieldsEnclosedBy=enclosed)

    assert names_of(path) == [("1", '"Puma', "species")]


def test_a_default_stands_where_the_column_is_empty_or_missing(tmp_path: Path) -> None:
    meta = f"""<archive><core rowType="{DWC}Taxon" fieldsTerminatedBy="\\t"><files><location>a.txt</location></files>
        <id index="0"/><field index="1" term="{DWC}scientificName" default="unknown"/>
        <field term="{DWC}taxonRank" default="species"/></core></archive>"""
    path = packed(tmp_path / "x.zip", {"meta.xml": meta, "a.txt": "1\tPuma\n2\t\n"})

    assert names_of(path) == [("1", "Puma", "species"), ("2", "unknown", "species")]


def test_several_files_are_read_one_after_the_other(tmp_path: Path) -> None:
    core = table("core", f"{DWC}Taxon", "a.txt</location><location>b.txt", COLUMNS)
    files = {"meta.xml": f"<archive>{core}</archive>", "a.txt": "h\n1\tA\tx\n", "b.txt": "h\n2\tB\ty\n"}

    assert names_of(packed(tmp_path / "x.zip", files)) == [("1", "A", "x"), ("2", "B", "y")]


def test_an_extension_without_core_id_is_left_out(tmp_path: Path) -> None:
    core = table("core", f"{DWC}Taxon", "a.txt", COLUMNS)
    extension = table("extension", f"{GBIF}Reference", "b.txt", ("id", "title")).replace('<coreid index="0"/>', "")
    path = packed(tmp_path / "x.zip", {"meta.xml": f"<archive>{core}{extension}</archive>", "a.txt": "h\n"})

    with open_archive(path) as archive:
        assert archive.extensions == ()


@pytest.mark.parametrize(
    ("header", "dataset_type"),
    [
        ("taxonID,scientificName", DatasetType.CHECKLIST),
        ("TAXONID;scientificName", DatasetType.CHECKLIST),
        ("occurrenceID|taxonID", DatasetType.OCCURRENCE),
        ("eventID\teventDate", DatasetType.SAMPLING_EVENT),
    ],
)
def test_a_lone_table_is_known_by_its_first_line(tmp_path: Path, header: str, dataset_type: DatasetType) -> None:
    path = tmp_path / "data.csv"
    path.write_text(f"{header}\n1{header[next(i for i, c in enumerate(header) if not c.isalpha())]}x\n")

    with open_archive(path) as archive:
        assert archive.dataset_type == dataset_type
        assert validate(archive).rows == 1


def test_a_metadata_document_alone_is_a_dataset_of_metadata(tmp_path: Path) -> None:
    path = tmp_path / "eml"
    path.write_bytes(b"<eml/>")

    with open_archive(path) as archive:
        assert archive.dataset_type == DatasetType.METADATA
        assert archive.metadata() == b"<eml/>"


def test_ids_must_be_there_and_unique(tmp_path: Path) -> None:
    path = archive_with(tmp_path, text(COLUMNS, [("1", "A"), ("", "B"), ("1", "C")]))

    with open_archive(path) as archive:
        report = validate(archive)

    assert (report.rows, report.empty_ids, report.duplicate_ids, report.is_valid) == (3, 1, 1, False)
    assert report.examples == ["taxa.txt, line 3: no id", "taxa.txt, line 4: the id '1' stands above already"]


def test_an_occurrence_without_id_is_known_by_institution_collection_and_number(tmp_path: Path) -> None:
    columns = ("id", "institutionCode", "collectionCode", "catalogNumber")
    meta = f"<archive>{table('core', f'{DWC}Occurrence', 'a.txt', columns)}</archive>"
    rows = [("1", "A", "B", "1"), ("1", "A", "B", "2"), ("3", "A", "B", "2"), ("4", "A", "", "3")]
    path = packed(tmp_path / "x.zip", {"meta.xml": meta, "a.txt": text(columns, rows)})

    with open_archive(path) as archive:
        report = validate(archive)

    assert (report.duplicate_ids, report.empty_ids) == (1, 1)
