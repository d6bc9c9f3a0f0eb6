"""Darwin Core Archives: what is in the file, read as a stream and within limits (checklist contract B); no database."""

from entities.archives.archive import Archive, open_archive
from entities.archives.exceptions import ArchiveInvalid
from entities.archives.limits import Limits
from entities.archives.validation import Report, validate

__all__ = ["Archive", "ArchiveInvalid", "Limits", "Report", "open_archive", "validate"]
