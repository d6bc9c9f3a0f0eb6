"""A catalogue service (CSW 2.0.2) as a behaviour of `tests.servers`, with the faults that real ones have.

    server.script("/csw", Catalogue(records))

`records` maps identifiers to ISO documents. It answers GetRecords and GetRecordById, asked by GET or POST.
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from tests.servers import Request

_NAMES = (
    'xmlns:csw="http://www.opengis.net/cat/csw/2.0.2" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:ows="http://www.opengis.net/ows"'
)
_DECLARATION = re.compile(rb"^<\?xml[^>]*\?>\s*")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
NextRecord = Callable[[int, int, int], int]
"""From the position after the page, the number of records on it, and of all: what the catalogue says."""


def right(following: int, came: int, matched: int) -> int:
    """As the standard has it."""
    return following if following <= matched else 0


class Catalogue:
    """A catalogue; its faults are options.

    `next_record` may lie, pages hold `most` records at most, positions in `broken` end in an exception, only `methods`
    are understood, `matched` is said instead of the number of records, `stuck` answers the first page always, from
    `empty_from` on there is nothing, `without_names` answers no brief records.
    """

    def __init__(
        self,
        records: Mapping[str, bytes],
        *,
        next_record: NextRecord = right,
        most: int = 1000,
        broken: frozenset[int] = frozenset(),
        methods: tuple[str, ...] = ("GET", "POST"),
        matched: int | None = None,
        stuck: bool = False,
        empty_from: int | None = None,
        without_names: bool = False,
        exception_status: int = 200,
    ) -> None:
        self.records = dict(records)
        self.next_record, self.most, self.broken, self.methods = next_record, most, broken, methods
        self.matched, self.stuck, self.empty_from = matched, stuck, empty_from
        self.without_names, self.exception_status = without_names, exception_status
        self.positions: list[int] = []

    def __call__(self, request: Request) -> None:
        """Answer one request."""
        asked = _asked(request)
        if request.command not in self.methods:
            self._refuse(request, "OperationNotSupported")
        elif asked["request"] == "GetRecordById":
            self._one(request, asked["id"])
        else:
            self._page(request, asked)

    def _page(self, request: Request, asked: dict[str, str]) -> None:
        position = 1 if self.stuck else int(asked["startposition"])
        end = min(position + min(int(asked["maxrecords"]), self.most), len(self.records) + 1, self.empty_from or 10**9)
        is_brief, is_count = asked["elementsetname"] == "brief", asked["resulttype"] == "hits"
        self.positions.append(int(asked["startposition"]))
        if not is_count and self.broken & set(range(position, end)) and (self.without_names or not is_brief):
            self._refuse(request, "NoApplicableCode")
            return
        names = [] if is_count else list(self.records)[position - 1 : end - 1]
        matched = len(self.records) if self.matched is None else self.matched
        body = b"".join(_brief(name) if is_brief else _bare(self.records[name]) for name in names)
        head = (
            f'<csw:GetRecordsResponse {_NAMES} version="2.0.2"><csw:SearchStatus/>'
            f'<csw:SearchResults numberOfRecordsMatched="{matched}" numberOfRecordsReturned="{len(names)}"'
            f' nextRecord="{self.next_record(position + len(names), len(names), matched)}" elementSet="full">'
        )
        _send(request, head.encode() + body + b"</csw:SearchResults></csw:GetRecordsResponse>")

    def _one(self, request: Request, name: str) -> None:
        place = list(self.records).index(name) + 1 if name in self.records else 0
        if place in self.broken:
            self._refuse(request, "NoApplicableCode")
        else:
            body = _bare(self.records[name]) if place else b""
            frame = f"<csw:GetRecordByIdResponse {_NAMES}>".encode()
            _send(request, frame + body + b"</csw:GetRecordByIdResponse>")

    def _refuse(self, request: Request, code: str) -> None:
        report = f'<ows:ExceptionReport {_NAMES}><ows:Exception exceptionCode="{code}"/></ows:ExceptionReport>'
        _send(request, report.encode(), self.exception_status)


def _asked(request: Request) -> dict[str, str]:
    """The parameters of a request by their names in lower case."""
    if request.command == "POST":
        text = request.body.decode()
        is_brief = ">brief<" in text
        told = {name.lower(): value for name, value in _ATTRIBUTE.findall(text)}
        return told | {"request": "GetRecords", "elementsetname": "brief" if is_brief else "full"}
    query = request.path.partition("?")[2]
    return {name.lower(): value for name, value in parse_qsl(query)}


def _send(request: Request, content: bytes, code: int = 200) -> None:
    request.reply(b'<?xml version="1.0" encoding="UTF-8"?>' + content, code, {"Content-Type": "application/xml"})


def _bare(document: bytes) -> bytes:
    return _DECLARATION.sub(b"", document)


def _brief(name: str) -> bytes:
    return f"<csw:BriefRecord><dc:identifier>{name}</dc:identifier></csw:BriefRecord>".encode()
