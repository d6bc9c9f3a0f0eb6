"""Finding elements by local name, whatever their namespace, and the text in them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from entities.metadata.texts import clean
from entities.metadata.xml import Element


@cache
def _tags(path: str) -> tuple[str, ...]:
    return tuple(f"{{*}}{name}" for name in path.split("/"))


def every(element: Element | None, path: str) -> list[Element]:
    """All elements at a path of local names such as `citation/CI_Citation`, in document order."""
    if element is None:
        return []
    tags = _tags(path)
    found = list(element.iterchildren(tags[0]))
    for tag in tags[1:]:
        found = [child for parent in found for child in parent.iterchildren(tag)]
    return found


def first(element: Element | None, path: str) -> Element | None:
    """The first element at a path of local names."""
    if element is None:
        return None
    tags = _tags(path)
    if len(tags) == 1:
        return next(element.iterchildren(tags[0]), None)
    found = every(element, path)
    return found[0] if found else None


def grouped(element: Element | None) -> Mapping[str, list[Element]]:
    """The children of an element by local name: for those of which many are looked at."""
    groups: dict[str, list[Element]] = {}
    for child in () if element is None else element.iterchildren("{*}*"):
        groups.setdefault(bare_tag(child.tag), []).append(child)  # type: ignore[arg-type]
    return groups


def inside(element: Element | None, *names: str) -> Iterable[Element]:
    """Elements of these local names at any depth, in document order."""
    return () if element is None else element.iter(*(f"{{*}}{name}" for name in names))


def gathered(element: Element, *names: str) -> Mapping[str, list[Element]]:
    """Elements of these local names at any depth, by name: one walk where each has one possible place."""
    groups: dict[str, list[Element]] = {}
    for found in inside(element, *names):
        groups.setdefault(local_name(found), []).append(found)
    return groups


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
    """All text inside an element, trimmed; None where there is none."""
    if element is None:
        return None
    return clean(element.text if len(element) == 0 else "".join(map(str, element.itertext())))


def contents(element: Element | None, path: str) -> Iterator[str]:
    """The texts of the elements at a path, without those that say nothing."""
    return filter(None, map(content, every(element, path)))


def content_at(element: Element | None, path: str) -> str | None:
    """The first text at a path of local names."""
    return next(contents(element, path), None)
