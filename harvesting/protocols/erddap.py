"""ERDDAP's folder of ISO 19115 documents, `/metadata/iso19115/xml/` (harvest contract 2, ERDDAP-WAF)."""

from collections import Counter
from collections.abc import Iterator

from harvesting.exceptions import ListingFailed
from harvesting.http import normalise
from harvesting.protocols.base import Protocol, Reference
from harvesting.protocols.links import Judgement, Kind, Scope, file_name, judge
from harvesting.protocols.pages import Page, read_page

_Place = tuple[bool, int, str]


class ErddapProtocol(Protocol):
    """One page, whose listing stood in a `<pre>` before ERDDAP 1.82, and stands in tables of changing classes since.

    Hence not the markup tells the listing from the page's own links, but where most documents are: links whose text
    ends in `.xml`, in one frame of the page, in one folder, which is the page's own if any of them lie there.
    """

    harvest_type = "ERDDAP-WAF"

    def discover(self) -> Iterator[Reference]:
        """Every document once; ListingFailed where the page is no listing."""
        document = self.fetch_listing(self.url)
        page = read_page(document)
        if page.asks_for_password:
            raise ListingFailed("not a listing: a page to log in", url=page.url)
        listed = self._listed(page, Scope((self.url, document.final_url), self.http.allowed_hosts))
        self.check_count(len(listed))
        for url, mark in listed.items():
            yield Reference(url, file_name(url), mark)

    def _listed(self, page: Page, scope: Scope) -> dict[str, str]:
        """The documents of the page's listing with their marks."""
        own_folder = _folder(normalise(page.url))
        found: list[tuple[_Place, Judgement]] = []
        for link in page.links:
            if not link.text.lower().endswith(".xml"):
                continue
            judgement = judge(link, page.url, scope)
            if judgement.kind is Kind.SKIPPED:
                self.skipped[judgement.reason] += 1
            elif judgement.kind is Kind.DOCUMENT:
                folder = _folder(judgement.url)
                found.append(((folder == own_folder, link.block, folder), judgement))
        if not found:
            raise ListingFailed("not a listing: a page without a link to an XML document", url=page.url)
        places = Counter(place for place, _ in found)
        listing = max(places, key=lambda place: (place[0], places[place]))
        return {judgement.url: judgement.mark for place, judgement in found if place == listing}


def _folder(url: str) -> str:
    return url.rpartition("/")[0]
