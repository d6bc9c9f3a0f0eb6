"""A small harvester for tests: asks the repository, and reads what it answers."""

from collections.abc import Iterator
from typing import Any

from django.test import Client
from lxml import etree

ADDRESS = "/v1/oai-pmh/registry"
NAMES = {
    "oai": "http://www.openarchives.org/OAI/2.0/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def ask(**arguments: Any) -> etree._Element:
    """The answer to a request; `since` stands for the argument `from`, which is a word of Python."""
    if "since" in arguments:
        arguments["from"] = arguments.pop("since")
    answer = Client().get(ADDRESS, arguments)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == "application/xml"
    return etree.fromstring(answer.content)


def texts(element: etree._Element, path: str) -> list[str]:
    """The texts of the elements at a path."""
    return [found.text or "" for found in element.iterfind(path, NAMES)]


def error_of(element: etree._Element) -> str:
    """The code of the error that an answer holds, "" where it holds none."""
    found = element.find("oai:error", NAMES)
    return "" if found is None else found.get("code", "")


def harvest(verb: str, **arguments: Any) -> Iterator[etree._Element]:
    """All answers of a list, following its tokens."""
    answer = ask(verb=verb, **arguments)
    yield answer
    while token := "".join(texts(answer, f"oai:{verb}/oai:resumptionToken")):
        answer = ask(verb=verb, resumptionToken=token)
        yield answer
