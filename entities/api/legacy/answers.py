"""Answers of the legacy API: XML by default, JSON with the suffix, JSONP with a callback (contract 10)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson
from django.http import HttpRequest, HttpResponse
from lxml import etree

from entities.api.conventions import json_answer

XML = "application/xml"
_CALLBACK = re.compile(r"[A-Za-z_$][\w.$]{0,63}", re.ASCII)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """In which form the caller wants the answer."""

    is_json: bool = False
    callback: str = ""

    @classmethod
    def of(cls, request: HttpRequest, suffix: str | None) -> "Form":
        """By the path's suffix, and the query parameter `callback`; one that is no name of a function is ignored."""
        callback = request.GET.get("callback", "")
        return cls(suffix == ".json", callback if _CALLBACK.fullmatch(callback) else "")

    def one(self, name: str, fields: Fields, status: int = 200) -> HttpResponse:
        """One object; `name` is its element."""
        if self.is_json:
            return self._json(orjson.dumps(fields), status)
        return _xml(_element(name, fields), status)

    def many(self, wrapper: str, name: str, rows: Sequence[Fields], status: int = 200) -> HttpResponse:
        """A list of objects, in XML within the element `wrapper`."""
        if self.is_json:
            return self._json(orjson.dumps(rows), status)
        root = etree.Element(wrapper)
        root.extend([_element(name, row) for row in rows])
        return _xml(root, status)

    def error(self, sentence: str, status: int = 200) -> HttpResponse:
        """An object that says what is wrong; software looks for it in answers that succeed."""
        if self.is_json:
            return self._json(orjson.dumps({"error": sentence}), status)
        return _xml(etree.Element("error", {"error": _writable(sentence)}), status)

    def _json(self, content: bytes, status: int) -> HttpResponse:
        if not self.callback:
            return json_answer(content, status)
        script = b"/**/" + self.callback.encode() + b"(" + content + b");"
        return HttpResponse(script, status=status, content_type="application/javascript")


def _element(name: str, fields: Fields) -> etree._Element:
    element = etree.Element(name)
    for field, value in fields.items():
        etree.SubElement(element, field).text = _writable(value)
    return element


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("", text)


def _xml(root: etree._Element, status: int) -> HttpResponse:
    content = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return HttpResponse(content, status=status, content_type=XML)
