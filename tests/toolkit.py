"""An integrated publishing toolkit as behaviours of `tests.servers`, in the state that a test gives it.

    toolkit = Toolkit(server)
    toolkit.publish(Published("birds", title="Birds of the coast"))

Its base is `toolkit.base`. `lists` are those that it offers: any of "rss", "v1", "v2".
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from tests.servers import Request, WafServer

PUBLISHED = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Published:
    """A resource with its newest version."""

    name: str
    title: str = "Birds of the coast"
    key: str = ""
    version: str = "1.0"
    published: datetime = PUBLISHED
    kind: str = "occurrence"
    records: int | None = 12
    archive: bytes | None = None
    doi: str = ""
    eml: bytes | None = None

    def document(self) -> bytes:
        """Its EML."""
        if self.eml is not None:
            return self.eml
        identifier = f"<alternateIdentifier>{self.doi}</alternateIdentifier>" if self.doi else ""
        package = f"{self.doi or self.name}"
        return (
            f'<eml:eml xmlns:eml="eml://ecoinformatics.org/eml-2.1.1" packageId="{package}" system="x" xml:lang="en">'
            f"<dataset>{identifier}<title>{escape(self.title)}</title>"
            "<creator><individualName><surName>Berg</surName></individualName></creator>"
            f"<abstract><para>All that was seen, version {self.version}.</para></abstract></dataset></eml:eml>"
        ).encode()


@dataclass
class Toolkit:
    """A toolkit at `/ipt` of the server; `identifier` is its key where it is registered."""

    server: WafServer
    lists: tuple[str, ...] = ("rss",)
    identifier: str = "1322b7b1-6b85-499f-964e-5e8599c73e6e"
    generator: str = "GBIF IPT 3.0.5-r1"
    title: str = "Coast IPT"
    person: str = "kim@example.org (Kim van Berg)"
    link_base: str = ""
    resources: list[Published] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.link_base = self.link_base or self.base
        for path, answer in {
            "/ipt/rss.do": self._feed, "/ipt/inventory/dataset": self._inventory,
            "/ipt/inventory/v2/dataset": self._inventory_2, "/ipt/eml.do": self._eml, "/ipt/archive.do": self._archive,
        }.items():  # fmt: skip
            self.server.script(path, answer)

    @property
    def base(self) -> str:
        """Its root."""
        return f"{self.server.url}ipt"

    def publish(self, *resources: Published) -> None:
        """Put these in front, in place of their former versions."""
        names = {each.name for each in resources}
        self.resources = [*resources, *(each for each in self.resources if each.name not in names)]

    def withdraw(self, *names: str) -> None:
        """List these no more."""
        self.resources = [each for each in self.resources if each.name not in names]

    def _feed(self, request: Request) -> None:
        if "rss" not in self.lists:
            request.reply(b"", 404)
            return
        items = "".join(self._item(each) for each in self.resources)
        feed = (
            '<?xml version="1.0"?><rss version="2.0" xmlns:ipt="http://ipt.gbif.org/"><channel>'
            f"<title>{self.title}</title>"
            "<description>All resources of the coast</description>"
            f"<ipt:identifier>{self.identifier}</ipt:identifier><generator>{self.generator}</generator>"
            f"<webMaster>{self.person}</webMaster>{items}</channel></rss>"
        )
        request.reply(feed.encode(), headers={"Content-Type": "application/rss+xml"})

    def _item(self, each: Published) -> str:
        archive = f"<ipt:dwca>{self.link_base}/archive.do?r={each.name}</ipt:dwca>" if each.archive else ""
        return (
            f"<item><title>{escape(each.title)} - Version {each.version}</title>"
            f"<link>{self.link_base}/resource?r={each.name}</link>"
            f"<ipt:eml>{self.link_base}/eml.do?r={each.name}</ipt:eml>{archive}"
            f"<pubDate>{format_datetime(each.published)}</pubDate>"
            f'<guid isPermaLink="false">{each.key or each.name}/v{each.version}</guid></item>'
        )

    def _inventory(self, request: Request) -> None:
        rows = [
            {
                "title": each.title, "type": each.kind, "records": each.records, "gbifKey": each.key,
                "eml": f"{self.link_base}/eml.do?r={each.name}", "version": float(each.version),
                "dwca": f"{self.link_base}/archive.do?r={each.name}" if each.archive else None,
                "lastPublished": f"{each.published:%Y-%m-%d}",
            }
            for each in self.resources if each.key
        ]  # fmt: skip
        self._json(request, "v1", {"registeredResources": rows})

    def _inventory_2(self, request: Request) -> None:
        archive = f"{self.link_base}/archive.do?r="
        rows = [
            {
                "id": each.name, "title": each.title, "version": each.version, "records": each.records,
                "format": "DWCA" if each.archive else "METADATA", "lastPublished": f"{each.published:%Y-%m-%d}",
                "metadata": [{"type": "EML", "url": f"{self.link_base}/eml.do?r={each.name}"}],
                **({"gbifKey": each.key} if each.key else {}),
                "archive": [{"type": "DWCA", "url": f"{archive}{each.name}"}] if each.archive else [],
            }
            for each in self.resources
        ]  # fmt: skip
        self._json(request, "v2", {"resources": rows})

    def _json(self, request: Request, name: str, answer: object) -> None:
        if name in self.lists:
            request.reply(json.dumps(answer).encode(), headers={"Content-Type": "application/json"})
        else:
            request.reply(b"", 404)

    def _eml(self, request: Request) -> None:
        found = self._asked(request)
        request.reply(found.document(), headers={"Content-Type": "text/xml"}) if found else request.reply(b"", 404)

    def _archive(self, request: Request) -> None:
        found = self._asked(request)
        content = found.archive if found else None
        request.reply(content, headers={"Content-Type": "application/zip"}) if content else request.reply(b"", 404)

    def _asked(self, request: Request) -> Published | None:
        name = parse_qs(urlsplit(request.path).query).get("r", [""])[0]
        return next((each for each in self.resources if each.name == name), None)
