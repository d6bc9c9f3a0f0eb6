"""Web accessible folders: HTML index pages of web servers (harvest contract 2, WAF)."""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from harvesting.exceptions import ListingFailed
from harvesting.http import FetchedDocument, HttpClient, normalise
from harvesting.protocols.base import DOCUMENTS_PER_RUN, Protocol, Reference
from harvesting.protocols.links import Judgement, Kind, Scope, file_name, judge
from harvesting.protocols.pages import Page, read_page

FOLDERS_PER_RUN = 500
DEPTH = 2
_MARKS = frozenset({Kind.DOCUMENT, Kind.FOLDER, Kind.PARENT, Kind.SORTING})
_INDEX_HEADINGS = ("index of ", "directory listing", "listing: ", "contents of ")


class _Folder(NamedTuple):
    """A page still to be read, and how far below the start page it was linked."""

    url: str
    depth: int


class WafProtocol(Protocol):
    """An HTML index page, with folders two levels below it.

    1. Read the start page, then its folders, then theirs: nearest first, each page once, so that loops end.
    2. Of every page take documents (`.xml`, `thredds/iso`) and folders (`/`); skip parents, sorting links, other hosts.
    3. A page that cannot be fetched, or below the start folder is no listing, fails the whole: an incomplete listing
       proves nothing.
    """

    harvest_type = "WAF"

    def __init__(
        self,
        url: str,
        http: HttpClient,
        *,
        max_documents: int = DOCUMENTS_PER_RUN,
        max_folders: int = FOLDERS_PER_RUN,
    ) -> None:
        super().__init__(url, http, max_documents=max_documents)
        self._max_folders = max_folders
        self._folders = 0
        self._scope = Scope(())
        self._root = ""

    def discover(self) -> Iterator[Reference]:
        """Every document once; ListingFailed unless every page of the folder could be read."""
        folders = deque([_Folder(self.url, 0)])
        seen: set[str] = set()
        documents = 0
        while folders:
            folder = folders.popleft()
            for kind, url, reason, mark in self._read(folder):
                if kind is Kind.SKIPPED:
                    self.skipped[reason] += 1
                elif kind not in (Kind.DOCUMENT, Kind.FOLDER) or url in seen:
                    continue
                elif kind is Kind.DOCUMENT:
                    seen.add(url)
                    documents += 1
                    self.check_count(documents)
                    yield Reference(url, file_name(url), mark)
                elif folder.depth < DEPTH:
                    seen.add(url)
                    folders.append(_Folder(url, folder.depth + 1))
                    self._count_folder()

    def _read(self, folder: _Folder) -> list[Judgement]:
        document = self.fetch_listing(folder.url)
        if folder.depth == 0:
            self._scope = Scope((self.url, document.final_url), self.http.allowed_hosts)
            self._root = normalise(document.final_url).rpartition("/")[0] + "/"
        try:
            return self._listed(document)
        except ListingFailed:
            # Beside the start folder lie the pages of a website's own navigation, which need not be listings.
            if normalise(folder.url).startswith(self._root):
                raise
            return []

    def _listed(self, document: FetchedDocument) -> list[Judgement]:
        page = read_page(document)
        judgements = [judge(link, page.url, self._scope) for link in page.links]
        kinds = {judgement.kind for judgement in judgements}
        if page.asks_for_password and Kind.DOCUMENT not in kinds:
            raise ListingFailed("not a listing: a page to log in", url=page.url)
        if not kinds & _MARKS and not _has_index_heading(page):
            raise ListingFailed("not a listing: a page without documents or folders", url=page.url)
        return judgements

    def _count_folder(self) -> None:
        self._folders += 1
        if self._folders > self._max_folders:
            raise ListingFailed(f"has more than {self._max_folders:,} folders", url=self.url)


def _has_index_heading(page: Page) -> bool:
    return any(heading.lower().startswith(_INDEX_HEADINGS) for heading in page.headings)
