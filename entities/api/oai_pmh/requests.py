"""Reads an OAI-PMH request: verb, arguments and dates, each refused by the protocol's own error code (section 3.6)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, QueryDict

RESUMPTION_TOKEN = "resumptionToken"  # noqa: S105

_LISTING = frozenset({"from", "until", "set"})
_ARGUMENTS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset()),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), _LISTING),
    "ListRecords": (frozenset({"metadataPrefix"}), _LISTING),
}
"""The arguments that a verb needs, and those that it takes beside them."""

_RESUMABLE = frozenset({"ListSets", "ListIdentifiers", "ListRecords"})
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SET = re.compile(r"[\w.!~*'()-]+(:[\w.!~*'()-]+)*:?", re.ASCII)
_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_LAST = datetime.max.replace(tzinfo=UTC)


class ProtocolError(Exception):
    """A request that the protocol answers with an error element; `code` is one of its eight."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class OaiRequest:
    """A request whose arguments belong to its verb."""

    verb: str
    arguments: Mapping[str, str]

    @classmethod
    def of(cls, request: HttpRequest) -> "OaiRequest":
        """The request's arguments, in the query or in a form; ProtocolError where they break the protocol."""
        sent = request.POST if request.method == "POST" else request.GET
        verbs = sent.getlist("verb")
        if len(verbs) != 1 or verbs[0] not in _ARGUMENTS:
            raise ProtocolError("badVerb", f"verb must be one of {', '.join(_ARGUMENTS)}, given once")
        return cls(verbs[0], _arguments(verbs[0], sent))

    @property
    def since(self) -> datetime | None:
        """The first moment that `from` includes."""
        return _moment("from", self.arguments["from"]) if "from" in self.arguments else None

    @property
    def before(self) -> datetime | None:
        """The first moment that `until` does not include: it names a whole second or a whole day; None for ever."""
        if "until" not in self.arguments:
            return None
        text = self.arguments["until"]
        unit = timedelta(days=1) if _DATE.fullmatch(text) else timedelta(seconds=1)
        named = _moment("until", text)
        return named + unit if named < _LAST - unit else None

    def check_range(self) -> None:
        """BadArgument where the dates are of two granularities, or end before they begin."""
        since, until = self.arguments.get("from"), self.arguments.get("until")
        if since is None or until is None:
            return
        if len(since) != len(until):
            raise ProtocolError("badArgument", "from and until must have the same granularity")
        if _moment("from", since) > _moment("until", until):
            raise ProtocolError("badArgument", "from must not be later than until")


def _arguments(verb: str, sent: QueryDict) -> dict[str, str]:
    required, optional = _ARGUMENTS[verb]
    names = set(sent) - {"verb"}
    if verb in _RESUMABLE and RESUMPTION_TOKEN in names:
        required, optional = frozenset({RESUMPTION_TOKEN}), frozenset()
    if unknown := names - required - optional:
        raise ProtocolError("badArgument", f"{verb} does not take {', '.join(sorted(unknown))}")
    if missing := required - names:
        raise ProtocolError("badArgument", f"{verb} needs {', '.join(sorted(missing))}")
    if repeated := sorted(name for name in names if len(sent.getlist(name)) > 1):
        raise ProtocolError("badArgument", f"{', '.join(repeated)} is given more than once")
    arguments = {name: str(sent[name]) for name in sorted(names)}
    if arguments.get("set") and not _SET.fullmatch(arguments["set"]):
        raise ProtocolError("badArgument", "set must be a name of ListSets")
    return arguments


def _moment(name: str, text: str) -> datetime:
    if not (_DATE.fullmatch(text) or _SECOND.fullmatch(text)):
        raise ProtocolError("badArgument", f"{name} must be a date as 2024-01-31 or 2024-01-31T12:00:00Z")
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError as error:
        raise ProtocolError("badArgument", f"{name} is no date of the calendar") from error
