"""All addresses of the portal, as the URL configuration knows them."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver

_GROUP = re.compile(r"\(\?P<(\w+)>(?:\[[^\]]*\]|[^()\[\]])*\)")


def routes() -> Iterator[tuple[str, dict[str, str], str]]:
    """Each address as `/v1/dataset/{key}`, its actions by method ({} where only its view knows), and its name."""
    for pattern, name, callback in _leaves(get_resolver(), "/"):
        actions = getattr(callback, "actions", None) or {}
        yield (
            _readable(pattern),
            {method.upper(): action for method, action in actions.items() if method != "head"},
            name or "",
        )


def _leaves(resolver: Any, prefix: str) -> Iterator[tuple[str, str | None, Any]]:
    for each in resolver.url_patterns:
        path = prefix + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from _leaves(each, path)
        else:
            yield path, each.name, each.callback


def _readable(pattern: str) -> str:
    pattern = pattern.replace("(?:/|$)", "/").replace("machine[Tt]ag", "machineTag").replace("\\.", ".")
    pattern = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", _GROUP.sub(r"{\1}", pattern))
    pattern = re.sub(r"\{suffix\}\??", "", pattern)
    pattern = pattern.replace("/?$", "").replace("^", "").replace("$", "")
    pattern = re.sub("/+", "/", pattern)
    return pattern.rstrip("/") if pattern.startswith("/v1") else pattern
