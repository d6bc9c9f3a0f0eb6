"""Small steps of writing XML: elements that are left out where they would say nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from entities.metadata.writing import xml_text

Shape = Mapping[str, Any]
"""A part of a dataset as the JSON API serves it."""


def add(parent: etree._Element, path: str, text: Any = None, **attributes: str) -> etree._Element:
    """New elements along a path of names, the last one with the text and the attributes; answers the last one."""
    element = parent
    for name in path.split("/"):
        element = etree.SubElement(element, name)
    if text is not None:
        element.text = xml_text(str(text))
    for name, value in attributes.items():
        element.set(name, xml_text(value))
    return element


def say(parent: etree._Element, path: str, text: Any, **attributes: str) -> None:
    """As `add`, where there is a text."""
    if text:
        add(parent, path, text, **attributes)


def say_all(parent: etree._Element, path: str, texts: Iterable[Any]) -> None:
    """One element for each text."""
    for text in texts:
        say(parent, path, text)
