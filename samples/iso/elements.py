"""Elements of ISO 19139: prefixed names, texts, codes, dates and anchors."""

from lxml import etree

Element = etree._Element
ISOTC = "http://www.isotc211.org/2005"
NAMESPACES = {
    "gmd": f"{ISOTC}/gmd",
    "gmi": f"{ISOTC}/gmi",
    "gco": f"{ISOTC}/gco",
    "gmx": f"{ISOTC}/gmx",
    "srv": f"{ISOTC}/srv",
    "gml": "http://www.opengis.net/gml/3.2",
    "xlink": "http://www.w3.org/1999/xlink",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
CODE_LISTS = f"{ISOTC}/resources/Codelist/gmxCodelists.xml"


def qualified(name: str) -> str:
    """``gmd:title`` as lxml names it; a name without prefix stays."""
    prefix, colon, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def node(name: str, *children: Element | None, **attributes: str) -> Element:
    """An element with children; None among them is left out. ``gml_id`` writes the attribute ``gml:id``."""
    element = etree.Element(qualified(name), nsmap=NAMESPACES)
    for attribute, value in attributes.items():
        element.set(qualified(attribute.replace("_", ":", 1)), value)
    element.extend([child for child in children if child is not None])
    return element


def leaf(name: str, content: str, **attributes: str) -> Element:
    """An element with text only."""
    element = node(name, **attributes)
    element.text = content
    return element


def text(name: str, content: str) -> Element:
    """A property with a character string."""
    return node(name, leaf("gco:CharacterString", content))


def optional_text(name: str, content: str) -> Element | None:
    """A property with a character string, or nothing for an empty one."""
    return text(name, content) if content else None


def absent(name: str, reason: str = "missing") -> Element:
    """A property without value, with the reason."""
    return node(name, gco_nilReason=reason)


def anchor(name: str, content: str, link: str) -> Element:
    """A property with an anchor: text and link."""
    return node(name, leaf("gmx:Anchor", content, xlink_href=link, xlink_actuate="onRequest"))


def code(name: str, code_list: str, value: str) -> Element:
    """A property with a code, e.g. ``code("gmd:role", "CI_RoleCode", "owner")``."""
    prefix = "" if ":" in code_list else "gmd:"
    location = f"{CODE_LISTS}#{code_list.rpartition(':')[2]}"
    return node(name, leaf(prefix + code_list, value, codeList=location, codeListValue=value))


def date(name: str, value: str) -> Element:
    """A property with a date, or with a point in time where the value has one."""
    return node(name, leaf("gco:DateTime" if "T" in value else "gco:Date", value))


def dated(value: str, kind: str) -> Element:
    """``CI_Date`` with its type; ``issued`` and the like are no ISO codes, but catalogs write them."""
    return node("gmd:date", node("gmd:CI_Date", date("gmd:date", value), code("gmd:dateType", "CI_DateTypeCode", kind)))


def url(name: str, address: str) -> Element:
    """A property with a URL."""
    return node(name, leaf("gmd:URL", address))
