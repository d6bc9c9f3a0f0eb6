"""Darwin Core Archives: one archive, one metadata document, or a page that links archives (checklist contract C).

What an archive says in its metadata document makes the dataset; its data is read by the crawl that follows.
"""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from entities.archives import ArchiveInvalid, open_archive
from harvesting.exceptions import AddressRefused, FetchFailed, ListingFailed
from harvesting.http import ARCHIVE_LIMITS, FetchedDocument, NotModified, SavedFile, Validators, normalise, read_url
from harvesting.protocols.base import Protocol, Reference
from harvesting.protocols.links import Scope
from harvesting.protocols.pages import read_page
from harvesting.protocols.resources import Resource

_PACKED = (".zip", ".tar.gz", ".tgz", ".tar")
_TABLES = (".csv", ".txt", ".tsv", ".tab")
_ARCHIVE_PAGE = re.compile(r"/(?:archive|dwca)(?:\.do)?/?$", re.IGNORECASE)
_SNIFFED = 2_000


class DwcArchiveProtocol(Protocol):
    """Archives, by the address of one or of a page that links them.

    1. An address that names an archive or a document is one.
    2. Any other is asked for: a page is read for links to archives of the same host, one level deep; what else comes
       is one archive, or one document.
    3. An archive is fetched into a file, and its metadata document is taken out.
    """

    harvest_type = "DWC_ARCHIVE"
    finds_resources = True

    def discover(self) -> Iterator[Reference]:
        """Every archive once; ListingFailed where nothing can be fetched, or a page links none."""
        if _names_archive(self.url) or _names_document(self.url):
            yield _reference(self.url)
            return
        with tempfile.TemporaryDirectory(prefix="archive-") as folder:
            page = self._page(Path(folder) / "answer")
        if page is None:
            yield _reference(self.url)
            return
        seen: set[str] = set()
        for url in self._linked(page):
            if url not in seen:
                seen.add(url)
                self.check_count(len(seen))
                yield _reference(url)
        if not seen:
            raise ListingFailed("is a page that links no archive", url=self.url)

    def fetch(self, reference: Reference, known: Validators | None = None) -> FetchedDocument | NotModified:
        """The metadata document of the archive; FetchFailed where it has none, or is no archive."""
        if _is_document(reference):
            return self.http.get(reference.url, known)
        with tempfile.TemporaryDirectory(prefix="archive-") as folder:
            file = self._download(reference.url, Path(folder) / "archive", known)
            if isinstance(file, NotModified):
                return file
            try:
                with open_archive(file.path) as archive:
                    content = archive.metadata()
            except ArchiveInvalid as error:
                raise FetchFailed(str(error), url=reference.url) from error
        if content is None:
            raise FetchFailed("the archive has no metadata document, so nothing tells its title", url=reference.url)
        return FetchedDocument(reference.url, reference.url, content, validators=file.validators)

    def _download(self, url: str, path: Path, known: Validators | None) -> SavedFile | NotModified:
        return self.http.download(url, path, known, ARCHIVE_LIMITS)

    def _page(self, path: Path) -> FetchedDocument | None:
        """What is at the address, where it is a page."""
        try:
            self._download(self.url, path, None)
        except FetchFailed as failure:
            raise ListingFailed(f"cannot be fetched: {failure}", status=failure.status) from failure
        with path.open("rb") as content:
            start = content.read(_SNIFFED).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if not start.startswith((b"<!doctype html", b"<html")):
            return None
        return self.fetch_listing(self.url)

    def _linked(self, answer: FetchedDocument) -> Iterator[str]:
        page = read_page(answer)
        scope = Scope((self.url, answer.final_url), self.http.allowed_hosts)
        for link in page.links:
            if not _names_archive(link.url, among_links=True):
                continue
            try:
                is_ours = scope.covers(read_url(link.url).origin)
            except AddressRefused as refusal:
                self.skipped[refusal.reason] += 1
                continue
            if is_ours:
                yield normalise(link.url)
            else:
                self.skipped["another host"] += 1


def _reference(url: str) -> Reference:
    is_document = _names_document(url)
    name = _name(url)
    resource = Resource(name, eml=url if is_document else "", archive="" if is_document else url)
    return Reference(url, name, identity=url, resource=replace(resource, kind="METADATA" if is_document else ""))


def _is_document(reference: Reference) -> bool:
    return reference.resource is not None and not reference.resource.archive


def _name(url: str) -> str:
    """What an archive is called: its name at a toolkit, else that of its file."""
    parts = urlsplit(url)
    return (parse_qs(parts.query).get("r", [""])[0] or unquote(parts.path.rstrip("/").rpartition("/")[2]) or url)[:200]


def _names_archive(url: str, *, among_links: bool = False) -> bool:
    """Whether an address is that of an archive; a page links many tables that are none."""
    path = urlsplit(url).path.lower()
    return path.endswith(_PACKED if among_links else _PACKED + _TABLES) or bool(_ARCHIVE_PAGE.search(path))


def _names_document(url: str) -> bool:
    path = urlsplit(url).path.lower()
    return path.endswith((".xml", "/eml.do"))
