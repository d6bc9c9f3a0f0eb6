"""What may be in an archive, and what makes it invalid (checklist contract B; nothing is ever unpacked)."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from entities.archives import ArchiveInvalid, Limits, open_archive
from tests.archives.building import DWC, packed, table, text

COLUMNS = ("id", "scientificName")
META = f"<archive metadata='eml.xml'>{table('core', f'{DWC}Taxon', 'taxa.txt', COLUMNS)}</archive>"
FILES = {"meta.xml": META, "taxa.txt": text(COLUMNS, [("1", "Puma concolor")]), "eml.xml": "<eml/>"}


def rows_of(path: Path) -> list[list[str]]:
    """All rows of the core."""
    with open_archive(path) as archive:
        assert archive.core is not None
        return [list(row) for row in archive.rows(archive.core)]


@pytest.mark.parametrize("prefix", ["", "folder/", "\\", "./"])
def test_it_finds_the_files_in_the_only_folder_or_behind_a_slash(tmp_path: Path, prefix: str) -> None:
    path = packed(tmp_path / "x.zip", {f"{prefix}{name}": content for name, content in FILES.items()})

    assert rows_of(path) == [["1", "Puma concolor"]]


def test_it_passes_over_what_a_mac_adds(tmp_path: Path) -> None:
    litter = {"__MACOSX/x/._meta.xml": b"\0", "x/.DS_Store": b"\0", "x/._taxa.txt": b"\0"}
    path = packed(tmp_path / "x.zip", {**litter, **{f"x/{name}": content for name, content in FILES.items()}})

    with open_archive(path) as archive:
        assert archive.metadata() == b"<eml/>"
    assert rows_of(path) == [["1", "Puma concolor"]]


def test_it_reads_tar_files(tmp_path: Path) -> None:
    path = tmp_path / "x.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, content in FILES.items():
            member = tarfile.TarInfo(f"./{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content.encode()))

    assert rows_of(path) == [["1", "Puma concolor"]]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({**FILES, "../taxa.txt": "x"}, "leads out"),
        ({**FILES, "..\\..\\etc\\passwd": "x"}, "leads out"),
        ({**FILES, "C:/windows/x.txt": "x"}, "leads out"),
        ({**FILES, "copy/meta.xml": META}, "2 files named meta.xml"),
        ({"meta.xml": META}, "'taxa.txt', which the archive does not have"),
        ({"meta.xml": "<archive/>"}, "names 0 cores"),
        ({"meta.xml": "<archive><core/></archive>"}, "names no file of the core"),
        ({"meta.xml": "<html/>"}, "root html"),
        ({"meta.xml": "<archive>"}, "cannot be read"),
        ({"meta.xml": '<!DOCTYPE a [<!ENTITY x "y">]><archive/>'}, "DOCTYPE"),
        ({"a.txt": "taxonID\n1", "b.txt": "taxonID\n1"}, "2 data files"),
        ({"a.txt": "name\nPuma"}, "none of the columns"),
        ({"picture.png": b"x"}, "no meta.xml"),
        ({f"{number}.txt": "x" for number in range(1001)}, "more than 1,000 entries"),
        ({**FILES, "meta.xml": META.replace('rowType="', 'encoding="klingon" rowType="')}, "encoding 'klingon'"),
        ({**FILES, "meta.xml": META.replace('rowType="', 'encoding="base64" rowType="')}, "not one of text"),
        ({**FILES, "meta.xml": META.replace('rowType="', 'encoding="undefined" rowType="')}, "cannot be read as"),
    ],
)
def test_it_refuses_what_is_no_archive_and_says_why(tmp_path: Path, files: dict[str, str], reason: str) -> None:
    path = packed(tmp_path / "x.zip", files)

    with pytest.raises(ArchiveInvalid, match=reason):
        rows_of(path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  <!DOCTYPE html><p>Log in</p>", "HTML page"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"\x1f\x8b\x08 and no more", "damaged"),
    ],
)
def test_it_refuses_a_file_that_is_something_else(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)

    with pytest.raises(ArchiveInvalid, match=reason):
        open_archive(path)


def test_a_file_that_is_cut_off_is_damaged(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {**FILES, "taxa.txt": "id\tscientificName\n" + "1\tPuma\n" * 9999})
    damaged = path.read_bytes().replace(b"taxa.txt", b"taxa.txt", 1)
    middle = damaged.index(b"taxa.txt") + 40
    path.write_bytes(damaged[:middle] + bytes(30) + damaged[middle + 30 :])

    with pytest.raises(ArchiveInvalid, match="damaged"):
        rows_of(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {**FILES, "taxa.txt": "id\tscientificName\n" + "0" * 5_000_000})
    limits = Limits(ratio_from=1_000_000)

    with pytest.raises(ArchiveInvalid, match="more than 200 times its size"):
        open_archive(path, limits)


def test_a_bomb_that_lies_about_its_size_is_refused_while_it_is_read(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {**FILES, "taxa.txt": "id\tscientificName\n" + "1\tx\n" * 1_000_000})
    size = (1_000_000 * 4 + 18).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (100).to_bytes(4, "little")))

    with pytest.raises(ArchiveInvalid):
        rows_of(path)


def test_links_and_encrypted_entries_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    link = zipfile.ZipInfo("taxa.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")

    with pytest.raises(ArchiveInvalid, match="link"):
        open_archive(path)


def test_links_in_a_tar_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        member = tarfile.TarInfo("taxa.txt")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(member)

    with pytest.raises(ArchiveInvalid, match="link"):
        open_archive(path)
