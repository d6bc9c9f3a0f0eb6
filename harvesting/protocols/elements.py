"""Elements of answers in XML, whatever their namespaces; comments and instructions between them are passed over."""

from collections.abc import Iterator

from lxml import etree


def elements(parent: etree._Element) -> Iterator[etree._Element]:
    """The elements directly below one."""
    return (each for each in parent if isinstance(each.tag, str))


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def child(parent: etree._Element, name: str) -> etree._Element | None:
    """The first element of that name directly below one."""
    return next((each for each in elements(parent) if local_name(each) == name), None)


def text(parent: etree._Element, name: str) -> str:
    """The trimmed text of that element; "" where there is none."""
    found = child(parent, name)
    return "" if found is None else (found.text or "").strip()
