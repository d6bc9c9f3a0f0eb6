"""Links of ISO 19139: transfer options and the operations of services (metadata contract F.8)."""

from collections.abc import Iterable, Iterator

from entities.metadata.elements import Place, every, first, grouped
from entities.metadata.iso.values import codes, text_at
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
            operation = _link(resource, (), service_type=kind, is_operation=True)
            if operation:
                yield ServiceRecord(kind, operation.url), operation


def read_distribution(document: Place) -> Iterator[Link]:
    """The online resources of the distribution, then those of each distributor, as the document has them."""
    for distribution in every(document, "distributionInfo/MD_Distribution"):
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
        links = (_link(resource, formats) for resource in every(options, path))
        yield from (link for link in links if link)


def _formats(elements: Iterable[Element]) -> Formats:
    named = ((text_at(element, "name"), text_at(element, "version")) for element in elements)
    return tuple(dict.fromkeys((name, version) for name, version in named if name))


def _link(resource: Element, formats: Formats, *, service_type: str = "", is_operation: bool = False) -> Link | None:
    """What is said about an online resource; None where it has no address."""
    said = grouped(resource)
    url = read_url(text_at(said, "linkage"))
    if url is None:
        return None
    return Link(
        url=url,
        protocol=text_at(said, "protocol"),
        name=text_at(said, "name"),
        description=text_at(said, "description"),
        functions=tuple(function for holder in every(said, "function") for function in codes(holder)),
        profile=text_at(said, "applicationProfile"),
        service_type=service_type or None,
        is_operation=is_operation,
        formats=formats,
    )
