"""What can go wrong in a harvest: the class says what, the attributes carry the evidence, the message says where.

A message is shown to users. It never holds a part of what a source answered, nor an address that a name resolved to.
"""

from harvesting.vocabulary import FailureKind

_UNKNOWN = 500


class HarvestError(Exception):
    """Base of all failures of a harvest.

    `url` is where it happened, `status` the HTTP status of the source where there was an answer.
    """

    def __init__(self, message: str, *, url: str = "", status: int | None = None) -> None:
        self.url = url
        self.status = status
        super().__init__(f"{url}: {message}" if url else message)

    @property
    def code(self) -> int:
        """The code that an attempt keeps: the HTTP status of the source, or 500 (harvest contract 1)."""
        return self.status or _UNKNOWN

    @property
    def kind(self) -> FailureKind:
        """Whose fault it is; a failure that another one caused is of that one's kind."""
        if isinstance(self.__cause__, HarvestError):
            return self.__cause__.kind
        return FailureKind.HTTP if self.status else self._kind

    _kind = FailureKind.OTHER


class FetchFailed(HarvestError):
    """One document or page could not be fetched.

    `retryable` says that a later try may succeed (5xx, 429, no connection); `retry_after` are the seconds that the
    source asked to wait, if it did.
    """

    _kind = FailureKind.NETWORK

    def __init__(
        self,
        message: str,
        *,
        url: str = "",
        status: int | None = None,
        retryable: bool = False,
        retry_after: float | None = None,
    ) -> None:
        self.retryable = retryable
        self.retry_after = retry_after
        super().__init__(message, url=url, status=status)


class AddressRefused(FetchFailed):
    """The URL leads where the harvester must not connect (RELIABILITY 4); nothing was sent.

    `reason` is the rule in a few words; `address` is the address that was refused, for logs only.
    """

    def __init__(self, reason: str, *, url: str = "", address: str = "") -> None:
        self.reason = reason
        self.address = address
        super().__init__(f"refused: {reason}", url=url)


class LimitExceeded(FetchFailed):
    """An answer passed one of the client's bounds; `limit` is the bound's name in `harvesting.http.Limits`."""

    def __init__(self, message: str, *, limit: str, url: str = "", status: int | None = None) -> None:
        self.limit = limit
        super().__init__(message, url=url, status=status)


class ListingFailed(HarvestError):
    """The source was not listed completely, so that nothing may be concluded from what it did not list."""

    _kind = FailureKind.PROTOCOL


class SuspiciousListing(HarvestError):
    """The listing was complete, but lists far less than before; a curator has to confirm it (harvest contract 3.5).

    `listed` and `known` are the numbers of documents that were found now and are live from before.
    """

    def __init__(self, message: str, *, url: str = "", listed: int, known: int) -> None:
        self.listed = listed
        self.known = known
        super().__init__(message, url=url)
