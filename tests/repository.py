"""An OAI-PMH repository as a behaviour of `tests.servers`, with the faults that real ones have.

    server.script("/oai", Repository(records))

`records` maps identifiers to documents; None is a record that was deleted.
"""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from tests.servers import Request

EML = ("eml", "eml://ecoinformatics.org/eml-2.1.1")
ISO = ("iso19139", "http://www.isotc211.org/2005/gmd")
OAI_DC = ("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/")
_FRAME = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>{}</OAI-PMH>'


class Repository:
    """A repository; its faults are options.

    `deletions` is what it says of deleted records. A record's datestamp is the beginning of the year unless `stamps`
    says otherwise; `since` are the moments from which on records were asked for.
    Pages hold `size` records, from page `stuck_at` on the same token is given for ever, page `broken_at` is an error.
    """

    def __init__(
        self,
        records: Mapping[str, bytes | None],
        *,
        formats: tuple[tuple[str, str], ...] = (OAI_DC, ISO),
        size: int = 2,
        stuck_at: int | None = None,
        broken_at: int | None = None,
        version: str = "2.0",
        deletions: str = "no",
        granularity: str = "YYYY-MM-DDThh:mm:ssZ",
    ) -> None:
        self.records = dict(records)
        self.formats, self.size, self.version = formats, size, version
        self.stuck_at, self.broken_at = stuck_at, broken_at
        self.deletions, self.granularity = deletions, granularity
        self.stamps: dict[str, str] = {}
        self.since: list[str] = []
        self.prefixes: list[str] = []
        self.sets: list[str] = []

    def __call__(self, request: Request) -> None:
        """Answer one request."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(request.path).query).items()}
        body = getattr(self, asked["verb"])(asked)
        request.reply(_FRAME.format(body).encode(), headers={"Content-Type": "text/xml"})

    def Identify(self, asked: dict[str, str]) -> str:
        return (
            f"<Identify><protocolVersion>{self.version}</protocolVersion><deletedRecord>{self.deletions}</deletedRecord>"
            f"<granularity>{self.granularity}</granularity></Identify>"
        )

    def ListMetadataFormats(self, asked: dict[str, str]) -> str:
        rows = (
            f"<metadataFormat><metadataPrefix>{prefix}</metadataPrefix><metadataNamespace>{namespace}</metadataNamespace>"
            "</metadataFormat>"
            for prefix, namespace in self.formats
        )
        return f"<ListMetadataFormats>{''.join(rows)}</ListMetadataFormats>"

    def ListRecords(self, asked: dict[str, str]) -> str:
        page = int(asked.get("resumptionToken", "0"))
        self.prefixes.append(asked.get("metadataPrefix", ""))
        self.sets.append(asked.get("set", ""))
        if page == self.broken_at:
            return '<error code="badResumptionToken">expired, see /secret</error>'
        if "resumptionToken" not in asked:
            self.since.append(asked.get("from", ""))
        if self.granularity == "YYYY-MM-DD" and "T" in self.since[-1]:
            return '<error code="badArgument"/>'
        records = {name: each for name, each in self.records.items() if self._stamp(name) >= self.since[-1]}
        if not records:
            return '<error code="noRecordsMatch"/>'
        start = page * self.size
        rows = [self._record(name, document) for name, document in list(records.items())[start : start + self.size]]
        following = page if self.stuck_at is not None and page >= self.stuck_at else page + 1
        goes_on = start + self.size < len(records)
        token = f"<resumptionToken>{following if goes_on else ''}</resumptionToken>"
        return f"<ListRecords>{''.join(rows)}{token}</ListRecords>"

    def GetRecord(self, asked: dict[str, str]) -> str:
        name = asked["identifier"]
        if name not in self.records:
            return '<error code="idDoesNotExist"/>'
        return f"<GetRecord>{self._record(name, self.records[name])}</GetRecord>"

    def _stamp(self, name: str) -> str:
        return self.stamps.get(name, "2026-01-01T00:00:00Z")

    def _record(self, name: str, document: bytes | None) -> str:
        status = "" if document is not None else ' status="deleted"'
        header = f"<header{status}><identifier>{name}</identifier><datestamp>{self._stamp(name)}</datestamp></header>"
        text = (document or b"").decode().partition("?>")[2] or (document or b"").decode()
        return f"<record>{header}{f'<metadata>{text}</metadata>' if document is not None else ''}</record>"
