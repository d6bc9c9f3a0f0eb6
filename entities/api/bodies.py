"""Reads the JSON body of a request, and refuses whatever could hurt or be misunderstood (reliability 3.2).

Python's parser is used for its hooks: they see duplicate keys and numbers before anything is lost.
"""

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest

from entities.api.conventions import JSON, TooLarge, UnsupportedMedia
from entities.exceptions import MalformedValue

Json = Any

LARGEST_BODY = 2 * 1024 * 1024
DEEPEST = 64
MOST_KEYS = 10_000
MOST_DIGITS = 1_000
_CHUNKS = "registry.chunks"
"""Where a request keeps the body that came in chunks."""


def read_body(request: HttpRequest) -> Json:
    """The JSON value of the body; MalformedValue where there is none."""
    content = content_of(request)
    if not content:
        raise MalformedValue("The body is empty")
    _check_media_type(request)
    return parse(content)


def content_of(request: HttpRequest, largest: int = LARGEST_BODY) -> bytes:
    """The bytes of the body; TooLarge before more than `largest` of them are read."""
    if request.headers.get("Transfer-Encoding", "").lower() != "chunked":
        if int(request.META.get("CONTENT_LENGTH") or 0) > largest:
            raise TooLarge(f"The body is larger than {largest} bytes")
        return request.body
    if _CHUNKS not in request.META:  # Django takes a body without length for an empty one
        request.META[_CHUNKS] = request.META["wsgi.input"].read(largest + 1)
    content: bytes = request.META[_CHUNKS]
    if len(content) > largest:
        raise TooLarge(f"The body is larger than {largest} bytes")
    return content


def read_object(request: HttpRequest) -> dict[str, Json]:
    """The JSON object of the body."""
    body = read_body(request)
    if not isinstance(body, dict):
        raise MalformedValue("The body must be a JSON object")
    return body


def readable_object(request: HttpRequest) -> dict[str, Json]:
    """What can be read of the body of a dry run, which validates none (1.7); empty where that is nothing."""
    try:
        return read_object(request)
    except (MalformedValue, UnsupportedMedia):
        return {}


def parse(content: bytes) -> Json:
    """A JSON text in UTF-8: no NaN, duplicate keys, characters that cannot be stored, or endless nesting."""
    try:
        value = json.loads(
            content.decode(),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_int=_integer,
            parse_float=_number,
        )
    except UnicodeDecodeError as error:
        raise MalformedValue("The body is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise MalformedValue(f"The body is not JSON: {error.msg} at character {error.pos}") from error
    _check_values(value)
    return value


def _check_media_type(request: HttpRequest) -> None:
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedMedia("The body must not be compressed")
    if request.content_type != JSON:
        raise UnsupportedMedia(f"The body must be {JSON}")
    charset = (request.content_params or {}).get("charset", "utf-8")
    if charset.strip("'\"").lower() not in ("utf-8", "utf8"):
        raise UnsupportedMedia("The body must be in UTF-8")


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise MalformedValue("The body has a key twice in one object")
    return found


def _refuse_constant(name: str) -> Json:
    raise MalformedValue(f"{name} is no JSON number")


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise MalformedValue(f"A number has more than {MOST_DIGITS} digits")
    return int(digits)


def _number(digits: str) -> float:
    number = float(digits)
    if len(digits) > MOST_DIGITS or not math.isfinite(number):
        raise MalformedValue("A number is too large")
    return number


def _check_values(value: Json) -> None:
    """Refuse nesting beyond DEEPEST, more keys than MOST_KEYS, and texts with NUL or half a character."""
    keys = 0
    level = list(_containers([value]))
    for _ in range(DEEPEST):
        if not level:
            return
        keys += sum(len(container) for container in level if isinstance(container, dict))
        if keys > MOST_KEYS:
            raise MalformedValue(f"The body has more than {MOST_KEYS} keys")
        level = [inner for container in level for inner in _containers(_items(container))]
    if level:
        raise MalformedValue(f"The body is nested deeper than {DEEPEST} levels")


def _items(container: Json) -> Iterable[Json]:
    return (*container.keys(), *container.values()) if isinstance(container, dict) else container


def _containers(values: Iterable[Json]) -> Iterator[Json]:
    """The objects and lists among the values; the texts among them are checked on the way."""
    for value in values:
        if isinstance(value, dict | list):
            yield value
        elif isinstance(value, str) and not is_storable(value):
            raise MalformedValue("The body holds a character that cannot be stored")


def is_storable(text: str) -> bool:
    """Whether PostgreSQL can keep the text: no NUL, no half of a surrogate pair."""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
