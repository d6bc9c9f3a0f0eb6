"""Integrated publishing toolkits: every resource of the inventories and the RSS feed (checklist contract E.1)."""

from collections.abc import Callable, Iterator

from harvesting.exceptions import FetchFailed, ListingFailed
from harvesting.http import HttpClient
from harvesting.protocols import ipt_lists
from harvesting.protocols.base import DOCUMENTS_PER_RUN, Protocol, Reference
from harvesting.protocols.ipt_lists import List, NoList

_V2, _V1, _FEED = "/inventory/v2/dataset", "/inventory/dataset", "/rss.do"
_LISTS: tuple[tuple[str, Callable[[str, bytes, str], List]], ...] = (
    (_V2, ipt_lists.read_inventory_2),
    (_V1, ipt_lists.read_inventory),
    (_FEED, ipt_lists.read_feed),
)
_NOT_OFFERED = frozenset({400, 401, 403, 404, 405, 410})


class IptProtocol(Protocol):
    """An IPT, by any of its addresses.

    1. Ask for the two inventories and the feed; those that the IPT has are merged by the resources' short names.
    2. List the EML of each resource. A data package without EML is left out, and counted.
    3. The list is complete where the newer inventory answered, or a feed that does not stop at the newest 25 items;
       and where none of the lists that the IPT has failed to come. Otherwise nothing is concluded from what it lacks.
    """

    harvest_type = "IPT"
    installation_type = "IPT_INSTALLATION"
    finds_resources = True

    def __init__(self, url: str, http: HttpClient, *, max_documents: int = DOCUMENTS_PER_RUN) -> None:
        super().__init__(url, http, max_documents=max_documents)
        self._base = ipt_lists.base_of(url)
        self._failures: list[FetchFailed | NoList] = []

    @property
    def feed_url(self) -> str:
        """Where the feed is: the address of the endpoint of its installation."""
        return self._base + _FEED

    def discover(self) -> Iterator[Reference]:
        """The EML of every resource; ListingFailed where none of the three lists can be read."""
        lists: dict[str, List] = {}
        for path, read in _LISTS:
            self._list(path, read, lists)
        if not lists:
            raise self._nothing()
        feed = lists.get(_FEED)
        self.channel = feed.channel if feed else None
        self.is_partial = bool(self._failed) or not _is_complete(lists)
        for each in lists.values():
            self.skipped += each.skipped
        found = ipt_lists.merged(list(lists.values()))
        self.check_count(len(found))
        for resource in found:
            if resource.eml:
                yield Reference(
                    resource.eml, resource.title or resource.name, resource.mark,
                    identity=resource.name, is_version=True, resource=resource,
                )  # fmt: skip
            else:
                self.skipped["data package without EML"] += 1

    @property
    def _failed(self) -> list[FetchFailed]:
        """Lists that should have come: an IPT that has none of that kind says so by its status."""
        return [each for each in self._failures if isinstance(each, FetchFailed) and each.status not in _NOT_OFFERED]

    def _list(self, path: str, read: Callable[[str, bytes, str], List], lists: dict[str, List]) -> None:
        try:
            answer = self.http.get(self._base + path)
            lists[path] = read(self._base, answer.content, answer.charset)
        except (FetchFailed, NoList) as failure:
            self._failures.append(failure)

    def _nothing(self) -> ListingFailed:
        """Why there is no list: what is no list says more than a status, a failure more than what is not offered."""
        told = next((each for each in reversed(self._failures) if isinstance(each, NoList)), None)
        failure = next(iter(self._failed), self._failures[-1])
        cause = told or failure
        status = cause.status if isinstance(cause, FetchFailed) else None
        nothing = ListingFailed(f"has no list of an IPT: {cause}", url=self.url, status=status)
        nothing.__cause__ = cause
        return nothing


def _is_complete(lists: dict[str, List]) -> bool:
    feed = lists.get(_FEED)
    if _V2 in lists:
        return True
    if feed is None:
        return False
    return feed.items != ipt_lists.ITEMS_OF_OLD_FEEDS or (feed.channel is not None and feed.channel.lists_all)
