"""Makes the OpenAPI document out of the address table; every route that is mounted is in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from entities.api.filters import FILTERS
from entities.api.openapi.operations import ENTITY, JSON, OPERATIONS, Operation
from entities.api.openapi.schemas import all_schemas
from entities.api.openapi.shapes import array

Node = dict[str, Any]

ROOT = "/v1"
_GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
_READS = frozenset({"get"})
_UUID = {"type": "string", "format": "uuid"}
_PATH_PARAMETERS: dict[str, Node] = {
    "key": _UUID,
    "dataset": _UUID,
    "confirmation": _UUID,
    "attempt": {"type": "integer", "minimum": 1},
    "status": {"type": "string", "enum": ["WAITING_FOR_ENDORSEMENT", "ENDORSED", "REJECTED", "ON_HOLD"]},
}
_ERRORS = {
    400: "The request cannot be understood, or is not allowed in the present state",
    401: "Wrong credentials",
    403: "No credentials, or no right",
    404: "There is no such thing",
    409: "Somebody else was faster",
    415: "Another media type than announced",
    422: "Broken rules, as a list of texts",
}
_READ_ERRORS, _WRITE_ERRORS = (400, 401, 404), tuple(_ERRORS)


@dataclass(frozen=True, slots=True)
class Route:
    """One address with its view."""

    path: str
    view: Any

    @property
    def actions(self) -> dict[str, str]:
        """Methods with the names of what they do; a plain function is asked by GET. HEAD follows from GET, and the
        framework adds it to a view only when the view is called first."""
        actions = getattr(self.view, "actions", None) or {"get": self.view.__name__}
        return {method: action for method, action in actions.items() if method != "head"}

    @property
    def view_class(self) -> Any:
        """The class of the view, if it is one."""
        return getattr(self.view, "cls", None)

    @property
    def listed(self) -> Any:
        """The kind of entity that is answered: the view's own, or that of the part which it lists."""
        part = self.option("part")
        return self.option("model") if part is None else part.of

    def option(self, name: str) -> Any:
        """An attribute of the view, as this address sets it."""
        given = getattr(self.view, "initkwargs", {})
        return given.get(name, getattr(self.view_class, name, None))


def routes(patterns: Sequence[URLPattern | URLResolver], prefix: str = "") -> Iterator[Route]:
    """Every address of a table, the parts in brackets by their names."""
    for entry in patterns:
        text = prefix + _template(str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, text)
        else:
            yield Route("/" + text.strip("/"), entry.callback)


def described_routes() -> Iterator[Route]:
    """The addresses of all rooms below `/v1`, as far as the site names their tables (`API_TABLES`)."""
    for table in settings.API_TABLES:
        yield from routes(get_resolver(table).url_patterns)


def _template(expression: str) -> str:
    """`^(?P<key>[^/]+)/contact/?$` is `{key}/contact`."""
    text = _GROUP.sub(r"{\1}", expression)
    text = text.removeprefix("^").replace("(?:/|$)", "/").replace("[Tt]", "T").replace("\\.", ".")
    return re.sub(r"/?\?\$$|\$$", "", text)


@cache
def document() -> Node:
    """The description of `/v1`."""
    paths: Node = {}
    for route in described_routes():
        for method, action in route.actions.items():
            # Of two routes with the same address the first is the one that answers.
            paths.setdefault(route.path, {}).setdefault(method, _operation(route, method, action))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.PORTAL_NAME} API",
            "version": "1",
            "description": "Nodes, organizations, installations, datasets and networks with their components."
            " Reading is public. A trailing slash is equal to none; null properties are left out of answers.",
        },
        "servers": [{"url": ROOT}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": all_schemas(),
            "responses": {str(status): _error(text) for status, text in _ERRORS.items()},
            "securitySchemes": {
                "basic": {"type": "http", "scheme": "basic"},
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            },
        },
    }


def _operation(route: Route, method: str, action: str) -> Node:
    declared = declaration(route, method, action)
    summary, text = _words(route, action)
    is_public = declared.is_public if declared.is_public is not None else method in _READS
    found: Node = {
        "operationId": _identity(route.path, method),
        "tags": [_tag(route.path)],
        "summary": summary,
        "parameters": [*_in_path(route.path), *_in_query(route, declared)],
        "responses": _responses(declared, method, is_public=is_public),
    }
    if text:
        found["description"] = text
    if not is_public:
        found["security"] = [{"basic": []}, {"bearer": []}]
    if declared.body is not None:
        content = {declared.body_media: {"schema": _filled(declared.body, route)}}
        found["requestBody"] = {"required": declared.is_body_required, "content": content}
    return _filled(found, route)  # type: ignore[no-any-return]


def declaration(route: Route, method: str, action: str) -> Operation:
    """What is declared about an action, else what the rule says of its method."""
    classes = route.view_class.__mro__ if route.view_class else ()
    part = route.option("part")
    if part is not None and part.is_bare:
        return Operation(array(ENTITY))
    own = next((each.operations for each in classes if action in getattr(each, "operations", {})), None)
    if own is not None:
        return own[action]  # type: ignore[no-any-return]
    for name in [*(f"{each.__name__}.{action}" for each in classes), action]:
        if name in OPERATIONS:
            return OPERATIONS[name]
    return Operation({}) if method in _READS else Operation()


def _responses(declared: Operation, method: str, *, is_public: bool) -> Node:
    status = declared.status or _usual_status(declared, method)
    success: Node = {"description": HTTPStatus(status).phrase}
    if declared.answer is not None:
        success["content"] = {declared.media: {"schema": declared.answer}}
        success["content"] |= {media: {"schema": {"type": "string"}} for media in declared.also}
    errors = _READ_ERRORS if is_public and declared.body is None else _WRITE_ERRORS
    found: Node = {str(error): {"$ref": f"#/components/responses/{error}"} for error in errors}
    if declared.may_be_nothing:
        found["204"] = {"description": "There is nothing to tell"}
    if declared.refusal is not None:
        found["422"] = {"description": _ERRORS[422], "content": {JSON: {"schema": declared.refusal}}}
    found["default"] = _error("Anything else")
    return {str(status): success, **found}


def _usual_status(declared: Operation, method: str) -> int:
    """Contract 1.2."""
    if declared.answer is None:
        return HTTPStatus.NO_CONTENT
    return HTTPStatus.CREATED if method == "post" else HTTPStatus.OK


def _error(text: str) -> Node:
    return {"description": text, "content": {"text/plain": {"schema": {"type": "string"}}}}


def _in_path(path: str) -> list[Node]:
    return [
        {"name": name, "in": "path", "required": True, "schema": _PATH_PARAMETERS.get(name, {"type": "string"})}
        for name in re.findall(r"{(\w+)}", path)
    ]


def _in_query(route: Route, declared: Operation) -> list[Node]:
    named: Node = {}
    for name, schema in declared.query.items():
        named |= _filters(route) if name == "$filters" else {name: schema}
    if "commentKey" in named and not route.path.endswith("/comment"):
        named.pop("commentKey")
    return [{"name": name, "in": "query", "schema": schema} for name, schema in named.items()]


def _filters(route: Route) -> Node:
    """The filters of the listed kind, if this list takes any; each of its own parameters (6.3 to 6.6)."""
    part = route.option("part")
    if part is not None and not part.is_filtered:
        return {}
    parameters = FILTERS[route.listed].base_filters
    return {
        name: {"type": "array", "items": {"type": "string"}} if parameter.repeated else {"type": "string"}
        for name, parameter in parameters.items()
    }


def _words(route: Route, action: str) -> tuple[str, str]:
    """The first sentence of the action's docstring, and the rest of it."""
    goal = getattr(route.view_class, action, None) or route.view
    lines = " ".join((goal.__doc__ or action.replace("_", " ").capitalize()).split())
    summary, _, rest = lines.partition("; ")
    return summary.rstrip("."), rest[:1].upper() + rest[1:]


def _tag(path: str) -> str:
    """The room of the pages that an address stands in."""
    first = path.split("/")[1]
    return {"admin": "user", "docs": "description", "openapi.json": "description"}.get(first, first)


def _identity(path: str, method: str) -> str:
    words = re.findall(r"\w+", path)
    return method + "".join(word[:1].upper() + word[1:] for word in words)


def _filled(node: Any, route: Route) -> Any:
    """The schema of the view's own entity and component in place of their marks."""
    if isinstance(node, dict):
        return {name: _filled(value, route) for name, value in node.items()}
    if isinstance(node, list):
        return [_filled(value, route) for value in node]
    if isinstance(node, str) and "$" in node and node.startswith("#/"):
        kind = getattr(route.option("kind"), "__name__", "")
        return node.replace("$entity", route.listed.__name__).replace("$component", kind)
    return node
