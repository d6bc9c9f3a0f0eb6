"""The files of an archive by name: of a zip, a tar.gz, or a single file. Nothing is ever unpacked to the disk.

Names are only compared, never used as paths. Entries that lead out of the archive make it invalid; what macOS adds is
passed over; a folder that holds everything is entered.
"""

import io
import tarfile
import zipfile
import zlib
from abc import ABC, abstractmethod
from pathlib import Path
from typing import IO

from entities.archives.exceptions import ArchiveInvalid
from entities.archives.limits import Limits

_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db")
_ENCRYPTED = 0x1
_READ_ERRORS = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, OSError)


class Container(ABC):
    """Files by their names, in the order in which they are packed."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        self._packed = path.stat().st_size
        self._read = 0
        if self._packed > limits.packed:
            raise ArchiveInvalid(f"the file is larger than {limits.packed:,} bytes")
        self._entries: dict[str, str] = {}

    @property
    def names(self) -> list[str]:
        """The files, without the folder that holds them all."""
        return list(self._entries)

    def open(self, name: str) -> io.BufferedReader:
        """The bytes of a file; ArchiveInvalid where there is no such file, or it cannot be unpacked."""
        try:
            return io.BufferedReader(_Counted(self._open(self._entries[name]), self))
        except KeyError as error:
            raise ArchiveInvalid(f"the archive has no file {name!r}") from error
        except _READ_ERRORS as error:
            raise ArchiveInvalid(f"{name!r} cannot be unpacked: {error}") from error

    def read(self, name: str) -> bytes:
        """A whole small file, such as a metadata document."""
        with self.open(name) as file:
            content = file.read(self.limits.metadata + 1)
        if len(content) > self.limits.metadata:
            raise ArchiveInvalid(f"{name!r} is larger than {self.limits.metadata:,} bytes")
        return content

    @abstractmethod
    def close(self) -> None:
        """Let go of the file."""

    @abstractmethod
    def _open(self, entry: str) -> IO[bytes]:
        """The bytes of an entry, by the name that the container itself uses."""

    def _take(self, entries: list[str]) -> None:
        """Keep the entries by clean names."""
        if len(entries) > self.limits.entries:
            raise ArchiveInvalid(f"the archive has more than {self.limits.entries:,} entries")
        named = {clean_name(entry): entry for entry in entries}
        named = {name: entry for name, entry in named.items() if name and not _is_litter(name)}
        folder = {name.partition("/")[0] for name in named}
        if len(folder) == 1 and all("/" in name for name in named):
            named = {name.partition("/")[2]: entry for name, entry in named.items()}
        self._entries = named

    def count(self, size: int) -> None:
        """Note that so many bytes came out; a header may lie about the size of what it packs."""
        self._read += size
        self.check_size(self._read)

    def check_size(self, unpacked: int) -> None:
        """ArchiveInvalid where so many bytes are too many, as a whole or for what they were packed into."""
        if unpacked > self.limits.unpacked:
            raise ArchiveInvalid(f"the archive unpacks to more than {self.limits.unpacked:,} bytes")
        if unpacked > self.limits.ratio_from and unpacked > self.limits.ratio * self._packed:
            raise ArchiveInvalid(f"the archive unpacks to more than {self.limits.ratio} times its size")


class _Counted(io.RawIOBase):
    """A file of an archive that counts what is read, and names every way in which it can be damaged alike."""

    def __init__(self, file: IO[bytes], container: Container) -> None:
        self._file = file
        self._container = container

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            piece = self._file.read(len(buffer))
        except _READ_ERRORS as error:
            raise ArchiveInvalid(f"the archive is damaged: {error}") from error
        self._container.count(len(piece))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._file.close()
        super().close()


class ZipContainer(Container):
    """A zip file."""

    def __init__(self, path: Path, limits: Limits) -> None:
        super().__init__(path, limits)
        try:
            self._zip = zipfile.ZipFile(path)
        except _READ_ERRORS as error:
            raise ArchiveInvalid(f"the zip file is damaged: {error}") from error
        files = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        if any(entry.flag_bits & _ENCRYPTED for entry in files):
            raise ArchiveInvalid("the archive is encrypted")
        if any((entry.external_attr >> 16) & 0o170000 == 0o120000 for entry in files):
            raise ArchiveInvalid("the archive holds a link")
        _check_overlap(files)
        self.check_size(sum(entry.file_size for entry in files))
        self._take([entry.filename for entry in files])

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def _open(self, entry: str) -> IO[bytes]:
        return self._zip.open(entry)


class TarContainer(Container):
    """A tar file, packed or not; its members are read one after the other."""

    def __init__(self, path: Path, limits: Limits) -> None:
        super().__init__(path, limits)
        try:
            self._tar = tarfile.open(path)  # noqa: SIM115 - it lives as long as the container
            files = self._files()
        except _READ_ERRORS as error:
            raise ArchiveInvalid(f"the tar file is damaged: {error}") from error
        self._take(files)

    def close(self) -> None:
        """Let go of the file."""
        self._tar.close()

    def _files(self) -> list[str]:
        names, size = [], 0
        for member in self._tar:
            if not (member.isfile() or member.isdir()):
                raise ArchiveInvalid("the archive holds a link or a device")
            size += member.size
            self.check_size(size)
            if member.isfile():
                names.append(member.name)
            if len(names) > self.limits.entries:
                raise ArchiveInvalid(f"the archive has more than {self.limits.entries:,} entries")
        return names

    def _open(self, entry: str) -> IO[bytes]:
        file = self._tar.extractfile(entry)
        if file is None:
            raise KeyError(entry)
        return file


class SingleFile(Container):
    """A file that is not packed: a table of data, or a metadata document."""

    def __init__(self, path: Path, limits: Limits, name: str = "") -> None:
        super().__init__(path, limits)
        self._path = path
        self._take([name or path.name])

    def close(self) -> None:
        """Nothing is held between reads."""

    def _open(self, entry: str) -> IO[bytes]:
        return self._path.open("rb")


def clean_name(entry: str) -> str:
    """The name of an entry with `/` between folders and none in front; ArchiveInvalid where it leaves the archive."""
    parts = [part for part in entry.replace("\\", "/").split("/") if part not in ("", ".")]
    if ".." in parts or (parts and parts[0].endswith(":")):
        raise ArchiveInvalid(f"the entry {entry[:100]!r} leads out of the archive")
    return "/".join(parts)


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER[0]) or name.rpartition("/")[2].startswith("._") or name.endswith(_LITTER[1:])


def _check_overlap(files: list[zipfile.ZipInfo]) -> None:
    """Entries that share bytes are how a small file becomes a huge one."""
    end = 0
    for entry in sorted(files, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise ArchiveInvalid("entries of the archive overlap")
        end = entry.header_offset + entry.compress_size
