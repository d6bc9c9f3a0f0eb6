"""Composes the public JSON of an entity out of its rows; pure, no database.

The result is stored beside the entity and served as it is (see `entities.services.rendering`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import nh3
import orjson
from django.db import models

from entities.models import Dataset, Entity, Network, Organization
from entities.models.components import Component, Endpoint, Identifier, MachineTag
from entities.models.dataset import METADATA_FIELDS, METADATA_LISTS
from entities.models.fields import instant_text
from entities.representation import json_name, write_values
from entities.services import citation

_ALLOWED_TAGS = {
    "a", "b", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "li", "ol", "p", "pre",
    "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip

_LINKS, _SCHEMES = {"a": {"href"}}, {"http", "https"}


@dataclass(slots=True)
class Material:
    """All that the JSON of one entity is made of, beside its own row.

    rows: components by kind, in list order; endpoint_tags: machine tags by the key of their endpoint; count: live
    published datasets or constituents; network_keys: live networks of a dataset; publisher: title of its publisher.
    """

    rows: dict[type[Component], Any] = field(default_factory=dict)
    endpoint_tags: Mapping[int, Sequence[models.Model]] = field(default_factory=dict)
    count: int = 0
    network_keys: Sequence[str] = ()
    publisher: str = ""


def compose(entity: Entity, material: Material) -> tuple[str, str | None]:
    """The JSON text that lists show, and that of a single read where it differs (sanitised description)."""
    stored = write_values(type(entity), entity)
    computed = _COMPUTED[type(entity)](entity, material) if type(entity) in _COMPUTED else {}
    values = stored | computed | _component_lists(type(entity), material)
    ordered = {name: values[name] for name in property_names(type(entity)) if name in values}
    text = _encode(ordered)
    description = ordered.get("description")
    if not isinstance(entity, Dataset) or not description or "<" not in description:
        return text, None
    ordered["description"] = sanitised(description)
    item = _encode(ordered)
    return text, item if item != text else None


def sanitised(markup: str) -> str:
    """Text formatting, headings, lists and http links stay; scripts, styles, frames and event attributes go (3.6)."""
    return nh3.clean(markup, tags=_ALLOWED_TAGS, attributes=_LINKS, url_schemes=_SCHEMES, link_rel=None)


def component_json(kind: type, row: models.Model, tags: Sequence[models.Model] = ()) -> dict[str, Any]:
    """One component as its lists and its entity show it."""
    values = write_values(type(row), row)
    if kind is Endpoint:
        values["machineTags"] = [component_json(MachineTag, tag) for tag in tags]
    elif kind is Identifier:
        values["primary"] = False
    return values


def sort_as_listed(kind: type[Component], rows: list[models.Model]) -> None:
    """Put rows of one kind into the order of the contract's lists (4.1), as the database would."""
    if len(rows) < 2:
        return
    for name in reversed(kind.list_order):
        attribute = name.removeprefix("-")
        rows.sort(key=lambda row: getattr(row, attribute), reverse=name.startswith("-"))


@cache
def property_names(model: type[Entity]) -> list[str]:
    """The names of an entity's JSON in order; a name that stands for several fields is replaced by them."""
    names: list[str] = []
    for name in model.json_fields:
        if name == "metadata":
            names.extend(METADATA_FIELDS)
        elif name in {f.name for f in model._meta.fields if f.is_relation}:
            names.append(json_name(name) + "Key")
        else:
            names.append(json_name(name))
    return names


def _component_lists(model: type[Entity], material: Material) -> dict[str, Any]:
    tags = material.endpoint_tags
    return {
        json_name(kind.relation): [
            component_json(kind, row, tags.get(row.pk, ()) if kind is Endpoint else ())
            for row in material.rows.get(kind, ())
        ]
        for kind in model.embedded()
    }


def _organization(organization: Any, material: Material) -> dict[str, Any]:
    return {"endorsementApproved": organization.is_endorsed, "numPublishedDatasets": material.count}


def _network(network: Any, material: Material) -> dict[str, Any]:
    return {"numConstituents": material.count}


def _dataset(dataset: Any, material: Material) -> dict[str, Any]:
    metadata = orjson.loads(dataset.metadata) if dataset.metadata else {}
    contacts = next((rows for kind, rows in material.rows.items() if kind.relation == "contacts"), ())
    people = citation.authors(contacts)  # type: ignore[arg-type]
    computed = {name: [] for name in METADATA_LISTS} | metadata
    computed["numConstituents"] = material.count
    computed["networkKeys"] = list(material.network_keys)
    computed["contactsCitation"] = people
    computed["citation"] = citation.citation(dataset, people, material.publisher, metadata)
    if dataset.dwca_core_type:
        computed["dwca"] = {"coreType": dataset.dwca_core_type, "extensions": dataset.dwca_extensions}
        if dataset.dwca_modified:
            computed["dwca"]["modified"] = instant_text(dataset.dwca_modified)
    return computed


_COMPUTED = {Organization: _organization, Network: _network, Dataset: _dataset}


def _encode(values: dict[str, Any]) -> str:
    return orjson.dumps(values).decode().replace(citation.ACCESS_DATE_MARK, citation.ACCESS_DATE)
