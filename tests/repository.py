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
    ) -> None:
        self.records = dict(records)
        self.formats, self.size, self.version = formats, size, version
        self.stuck_at, self.broken_at = stuck_at, broken_at
        self.prefixes: list[str] = []
        self.sets: list[str] = []

    def __call__(self, request: Request) -> None:
        """Answer one request."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(request.path).query).items()}
        body = getattr(self, asked["verb"])(asked)
        request.reply(_FRAME.format(body).encode(), headers={"Content-Type": "text/xml"})

    def Identify(self, asked: dict[str, str]) -> str:
        return f"<Identify><protocolVersion>{self.version}</protocolVersion></Identify>"

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
        if not self.records:
            return '<error code="noRecordsMatch"/>'
        start = page * self.size
        rows = [
            self._record(name, document) for name, document in list(self.records.items())[start : start + self.size]
        ]
        following = page if self.stuck_at is not None and page >= self.stuck_at else page + 1
        goes_on = start + self.size < len(self.records)
        token = f"<resumptionToken>{following if goes_on else ''}</resumptionToken>"
        return f"<ListRecords>{''.join(rows)}{token}</ListRecords>"

    def GetRecord(self, asked: dict[str, str]) -> str:
        name = asked["identifier"]
        if name not in self.records:
            return '<error code="idDoesNotExist"/>'
        return f"<GetRecord>{self._record(name, self.records[name])}</GetRecord>"

    def _record(self, name: str, document: bytes | None) -> str:
        status = "" if document is not None else ' status="deleted"'
        header = f"<header{status}><identifier>{name}</identifier><datestamp>2026-01-01</datestamp></header>"
        text = (document or b"").decode().partition("?>")[2] or (document or b"").decode()
        return f"<record>{header}{f'<metadata>{text}</metadata>' if document is not None else ''}</record>"
