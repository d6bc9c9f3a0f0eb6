"""The bounds of an archive; passing one makes it invalid (checklist contract B)."""

from dataclasses import dataclass

GIGABYTE = 1024**3


@dataclass(frozen=True, slots=True)
class Limits:
    """packed, unpacked: bytes; ratio: unpacked to packed, of archives that unpack to more than `ratio_from` bytes;
    entries: files and folders; metadata: bytes of a metadata document or of `meta.xml`.
    """

    packed: int = 2 * GIGABYTE
    unpacked: int = 20 * GIGABYTE
    ratio: int = 200
    ratio_from: int = 64 * 1024**2
    entries: int = 1_000
    metadata: int = 10 * 1024**2
