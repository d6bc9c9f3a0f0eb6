"""Finding elements by local name, whatever their namespace, and the text in them."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from entities.metadata.texts import clean
from entities.metadata.xml import Element

Grouped = dict[str, list[Element]]
"""The children of an element by local name."""

Place = Element | Grouped | None
"""Where elements are looked for: below an element, or among its grouped children if it is asked for many."""


@cache
def _steps(path: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, f"{{*}}{name}") for name in path.split("/"))


def every(place: Place, path: str) -> list[Element]:
    """All elements at a path of local names such as `citation/CI_Citation`, in document order."""
    if place is None:
        return []
    steps = _steps(path)
    if isinstance(place, dict):
        found, steps = place.get(steps[0][0], []), steps[1:]
    else:
        found = [place]
    for name, tag in steps:
        if not found:
            return found
        found = _children(found[0], name, tag) if len(found) == 1 else _grandchildren(found, name, tag)
    return found


def first(place: Place, path: str) -> Element | None:
    """The first element at a path of local names."""
    found = every(place, path)
    return found[0] if found else None


def _children(element: Element, name: str, tag: str) -> list[Element]:
    """Most elements of ISO documents have one child: to look at it costs a third of a search."""
    if len(element) != 1:
        return list(element.iterchildren(tag))
    child = element[0]
    if type(child) is Element and (name == "*" or bare_tag(child.tag) == name):  # type: ignore[arg-type]
        return [child]
    return []


def _grandchildren(parents: Iterable[Element], name: str, tag: str) -> list[Element]:
    return [child for parent in parents for child in _children(parent, name, tag)]


def grouped(element: Element | None) -> Grouped:
    """The children of an element by local name: for those of which many are looked at."""
    groups: Grouped = {}
    for child in () if element is None else element.iterchildren("{*}*"):
        groups.setdefault(bare_tag(child.tag), []).append(child)  # type: ignore[arg-type]
    return groups


def inside(element: Element | None, *names: str) -> Iterable[Element]:
    """Elements of these local names at any depth, in document order."""
    return () if element is None else element.iter(*_tags(names))


def gathered(element: Element, names: tuple[str, ...]) -> Grouped:
    """Elements of these local names at any depth, by name: one walk where each has one possible place."""
    groups: Grouped = {}
    for found in element.iter(*_tags(names)):
        groups.setdefault(bare_tag(found.tag), []).append(found)  # type: ignore[arg-type]
    return groups


@cache
def _tags(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{{*}}{name}" for name in names)


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return bare_tag(element.tag)  # type: ignore[arg-type]


@lru_cache(maxsize=2048)
def bare_tag(tag: str) -> str:
    """A qualified name without its namespace."""
    return tag.rpartition("}")[2]


def joined(parts: Iterable[str | None], separator: str = "\n") -> str | None:
    """The texts that say anything, each once, as one."""
    return separator.join(dict.fromkeys(part for part in parts if part)) or None


def content(element: Element | None) -> str | None:
    """All text inside an element, trimmed; None where there is none. Of several languages (`value`) the main one."""
    if element is None:
        return None
    if len(element) == 0:
        return clean(element.text)
    translations = list(element.iterchildren("{*}value"))
    if translations:
        return clean(element.text) or next(filter(None, map(content, translations)), None)
    return clean("".join(map(str, element.itertext())))


def contents(element: Element | None, path: str) -> Iterator[str]:
    """The texts of the elements at a path, without those that say nothing."""
    return filter(None, map(content, every(element, path)))


def content_at(element: Element | None, path: str) -> str | None:
    """The first text at a path of local names."""
    return next(contents(element, path), None)
