"""Links of ISO 19139: transfer options and the operations of services (metadata contract F.8)."""

from collections.abc import Iterable, Iterator

from entities.metadata.elements import every, first, grouped
from entities.metadata.iso.values import codes, text_at, texts
from entities.metadata.links import Link, read_url
from entities.metadata.record import ServiceRecord
from entities.metadata.xml import Element

Formats = tuple[tuple[str, str | None], ...]


def read_services(services: Iterable[Element]) -> Iterator[tuple[ServiceRecord, Link]]:
    """The operations that have an address, as the harvest's record lists them, and as links."""
    for service in services:
        kind = text_at(service, "serviceType") or service.get("id") or ""
        points = "containsOperations/SV_OperationMetadata/connectPoint/CI_OnlineResource"
        for resource in every(service, points):
            url = read_url(text_at(resource, "linkage"))
            if url:
                yield ServiceRecord(kind, url), _link(resource, url, (), service_type=kind, is_operation=True)


def read_distribution(root: Element) -> Iterator[Link]:
    """The online resources of the distribution, then those of each distributor, as the document has them."""
    for distribution in every(root, "distributionInfo/MD_Distribution"):
        own_formats = _formats(every(distribution, "distributionFormat/MD_Format"))
        for part in distribution.iterchildren("{*}transferOptions", "{*}distributor"):
            distributor = first(part, "MD_Distributor")
            formats = _formats(every(distributor, "distributorFormat/MD_Format")) or own_formats
            options = part if distributor is None else distributor
            yield from _online(options, formats)


def _online(options: Element, formats: Formats) -> Iterator[Link]:
    inside = "onLine/CI_OnlineResource"
    for path in (
        f"MD_DigitalTransferOptions/{inside}",
        f"distributorTransferOptions/MD_DigitalTransferOptions/{inside}",
    ):
        for resource in every(options, path):
            url = read_url(text_at(resource, "linkage"))
            if url:
                yield _link(resource, url, formats)


def _formats(elements: Iterable[Element]) -> Formats:
    named = ((text_at(element, "name"), text_at(element, "version")) for element in elements)
    return tuple(dict.fromkeys((name, version) for name, version in named if name))


def _link(resource: Element, url: str, formats: Formats, *, service_type: str = "", is_operation: bool = False) -> Link:
    said = grouped(resource)
    protocol, name, description, profile = (
        next(iter(texts(said.get(each, ()))), None)
        for each in ("protocol", "name", "description", "applicationProfile")
    )
    return Link(
        url=url,
        protocol=protocol,
        name=name,
        description=description,
        functions=tuple(function for holder in said.get("function", ()) for function in codes(holder)),
        profile=profile,
        service_type=service_type or None,
        is_operation=is_operation,
        formats=formats,
    )
