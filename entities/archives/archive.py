"""An archive as a whole: its tables, its metadata document, its constituents, and what kind of dataset it holds."""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from entities.archives.containers import Container, SingleFile, TarContainer, ZipContainer
from entities.archives.descriptor import DWC, DataFile, Descriptor, infer_descriptor, read_descriptor
from entities.archives.exceptions import ArchiveInvalid
from entities.archives.limits import Limits
from entities.archives.rows import Rows, marked_encoding
from entities.vocabulary import DatasetType

_DATA_SUFFIXES = (".csv", ".txt", ".tsv", ".tab", ".text", ".data")
_METADATA_NAMES = ("eml.xml", "metadata.xml")
_CONSTITUENTS = "dataset/"
_HEAD = 64 * 1024
_TAR_MAGIC_AT = 257
_TYPES = {
    f"{DWC}Taxon": DatasetType.CHECKLIST,
    f"{DWC}Occurrence": DatasetType.OCCURRENCE,
    f"{DWC}Event": DatasetType.SAMPLING_EVENT,
}


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive. `core` is None for a metadata document that came alone. `metadata_url`: where the document is
    that it names outside itself, and does not hold."""

    container: Container
    core: DataFile | None = None
    extensions: tuple[DataFile, ...] = ()
    metadata_name: str = ""
    metadata_url: str = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.container.close()

    @property
    def dataset_type(self) -> DatasetType | None:
        """What the core holds; None for a core of a kind that no dataset has."""
        return DatasetType.METADATA if self.core is None else _TYPES.get(self.core.row_type)

    def rows(self, table: DataFile) -> Rows:
        """The rows of a table."""
        return Rows(self.container, table)

    def metadata(self) -> bytes | None:
        """The metadata document, if the archive has one; one that it names by a URL is not fetched here."""
        return self.container.read(self.metadata_name) if self.metadata_name else None

    def constituents(self) -> dict[str, bytes]:
        """The documents of constituent datasets by their id."""
        names = [name for name in self.container.names if name.startswith(_CONSTITUENTS) and name.endswith(".xml")]
        return {name.removeprefix(_CONSTITUENTS).removesuffix(".xml"): self.container.read(name) for name in names}


def open_archive(path: Path, limits: Limits | None = None) -> Archive:
    """The archive in a file: a zip, a tar, a table of data, or a metadata document. ArchiveInvalid where it is none."""
    container = _container(path, limits or Limits())
    try:
        return _read(container)
    except ArchiveInvalid:
        container.close()
        raise


def _container(path: Path, limits: Limits) -> Container:
    with path.open("rb") as file:
        head = file.read(1024)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return ZipContainer(path, limits)
    if head.startswith(b"\x1f\x8b") or head[_TAR_MAGIC_AT : _TAR_MAGIC_AT + 5] == b"ustar":
        return TarContainer(path, limits)
    if start[:14].lower().startswith((b"<!doctype html", b"<html")):
        raise ArchiveInvalid("this is an HTML page, not an archive")
    if not start:
        raise ArchiveInvalid("the file is empty")
    return SingleFile(path, limits, "eml.xml" if start.startswith(b"<") else "data.txt")


def _read(container: Container) -> Archive:
    descriptor = _descriptor(container)
    named = descriptor.metadata if descriptor else ""
    url = named if named.lower().startswith(("http://", "https://")) else ""
    by_lower_case = {name.lower(): name for name in container.names if name != "meta.xml"}
    metadata = next(
        filter(None, (by_lower_case.get(name.lower()) for name in (named.removeprefix("./"), *_METADATA_NAMES))), ""
    )
    if descriptor is None:
        return Archive(container, metadata_name=metadata)
    _check_files(container, (descriptor.core,))
    extensions = tuple(table for table in descriptor.extensions if table.id_index is not None)
    _check_files(container, extensions)
    return Archive(container, descriptor.core, extensions, metadata, url)


def _descriptor(container: Container) -> Descriptor | None:
    """The descriptor; None where there is nothing but a metadata document."""
    described = [name for name in container.names if name.rpartition("/")[2] == "meta.xml"]
    if len(described) > 1:
        raise ArchiveInvalid(f"the archive has {len(described)} files named meta.xml")
    if described == ["meta.xml"]:
        return read_descriptor(container.read("meta.xml"))
    data = [name for name in container.names if name.lower().endswith(_DATA_SUFFIXES)]
    if len(data) == 1:
        with container.open(data[0]) as file:
            head = file.read(_HEAD)
        return infer_descriptor(data[0], head.decode(marked_encoding(head) or "utf-8", "replace"))
    if not data and any(name.lower() in _METADATA_NAMES for name in container.names):
        return None
    raise ArchiveInvalid(f"the archive has no meta.xml, and {len(data)} data files instead of one")


def _check_files(container: Container, tables: tuple[DataFile, ...]) -> None:
    for table in tables:
        for location in table.locations:
            if location not in container.names:
                raise ArchiveInvalid(f"meta.xml names the file {location!r}, which the archive does not have")
