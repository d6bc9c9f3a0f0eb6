"""Builds the index document of a dataset out of its facts (dataset-search 2.1, 7.1). Pure."""

import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from entities.metadata.identifiers import read_doi
from entities.vocabulary import COUNTRIES, UNKNOWN_COUNTRY, DatasetType
from search import ordering, periods
from search.coverage import countries_and_continents
from search.facts import Facts, Totals
from search.filtering import composite_values
from search.schema import LONGEST_VALUE, TEXT_VALUES
from search.values import ANYTHING
from search.words import indexed, joined, prefixes, words

LONGEST_TEXT = 500_000
"""Characters of one dataset that are searched."""
_LONGEST_PREFIX = 25
_LONGEST_START = 40
_TAG = re.compile(r"<[^>]{1,2000}>")
_EMAIL = re.compile(r"[^\s@<>()\"',;:]+@[^\s@<>()\"',;:]+\.\w+")
_UUID_AT_END = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")
_COUNTED = frozenset(TEXT_VALUES)
_COUNTRY_TITLES = {entry.iso2: entry.title for entry in COUNTRIES}

Fields = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """What the index holds of one dataset: fields by name, the stored answer, and a digest of both."""

    key: str
    fields: Fields
    result: bytes
    digest: bytes


def build(facts: Facts, totals: Totals) -> IndexDocument:
    """The document of a dataset, whose data volume is measured by the totals."""
    shape = facts.shape
    spans = periods.spans(
        shape.get("temporalCoverages", ()), datetime.now(tz=UTC).year, is_ongoing=facts.told.is_ongoing
    )
    countries, continents = countries_and_continents(shape)
    derived = _Derived(periods.decades(spans), periods.years(spans), countries, continents, _keywords(shape))
    result = orjson.dumps(_result(facts, derived))
    fields = _texts(facts, derived) | _values(facts, derived) | _orders(facts, totals)
    fields = {name: values for name, values in fields.items() if values}
    digest = hashlib.blake2b(orjson.dumps(fields, option=orjson.OPT_SORT_KEYS) + result, digest_size=16).digest()
    return IndexDocument(str(facts.key), fields, result, digest)


@dataclass(frozen=True, slots=True)
class _Derived:
    decades: list[int]
    years: list[int]
    countries: list[str]
    continents: list[str]
    keywords: list[str]


def _keywords(shape: dict[str, Any]) -> list[str]:
    """Tags, then the keywords of all collections; duplicates are kept."""
    tags = [tag["value"] for tag in shape.get("tags", ())]
    return [*tags, *(keyword for group in shape.get("keywordCollections", ()) for keyword in group.get("keywords", ()))]


def _result(facts: Facts, derived: _Derived) -> dict[str, Any]:
    """The dataset as answers show it, keys in the contract's order, without what is empty."""
    shape = facts.shape
    result = {
        "key": str(facts.key),
        "title": shape.get("title"),
        "doi": (shape.get("doi") or "").lower(),
        **{name: shape.get(name) for name in ("description", "type", "subtype")},
        "hostingOrganizationKey": facts.host.key,
        "hostingOrganizationTitle": facts.host.title,
        "hostingCountry": facts.host.country,
        "countryCoverage": derived.countries,
        "continent": derived.continents,
        "publishingCountry": facts.publisher.country or UNKNOWN_COUNTRY,
        "publishingOrganizationKey": facts.publisher.key,
        "publishingOrganizationTitle": facts.publisher.title,
        "publicationDate": shape.get("pubDate"),
        "modified": shape.get("modified"),
        "endorsingNodeKey": facts.endorsing_node,
        "networkKeys": [key for key, _ in facts.networks],
        "license": shape.get("license"),
        "decades": derived.decades,
        "keywords": derived.keywords,
        "projectIdentifier": (shape.get("project") or {}).get("identifier"),
        "recordCount": facts.record_count,
        "nameUsagesCount": facts.name_usages_count if shape.get("type") == DatasetType.CHECKLIST else None,
        "category": shape.get("category"),
    }
    return {name: value for name, value in result.items() if value not in (None, "", [])}


def _values(facts: Facts, derived: _Derived) -> Fields:
    """Values that filter and are counted."""
    values = {**_own_values(facts, derived), **_related_values(facts), **_component_values(facts.shape)}
    found: Fields = {name: kept for name, held in values.items() if held and (kept := _kept(name, held))}
    found["decade"], found["year"], found["record_count"] = derived.decades, derived.years, [facts.record_count]
    found["modified"], found["created"] = [_milliseconds(facts.modified)], [_milliseconds(facts.created)]
    return found


def _kept(name: str, values: list[Any]) -> list[Any]:
    """Each value once, nothing empty; those that are counted not longer than the index can tell apart."""
    if len(values) > 1:
        values = list(dict.fromkeys(values))
    if name in _COUNTED:
        return [value[:LONGEST_VALUE] for value in values if value]
    return [value for value in values if value]


def _own_values(facts: Facts, derived: _Derived) -> Fields:
    """What the dataset says of itself."""
    shape = facts.shape
    dwca = shape.get("dwca") or {}
    return {
        "key": [str(facts.key)],
        "type": [shape.get("type")],
        "subtype": [shape.get("subtype")],
        "title_value": [joined(shape.get("title") or "")[:LONGEST_VALUE]],
        "country": derived.countries,
        "continent": derived.continents,
        "license": [facts.license],
        "project_id": [(shape.get("project") or {}).get("identifier")],
        "doi": [(shape.get("doi") or "").lower()],
        "dwca_extension": list(dwca.get("extensions", ())),
        "dwca_core_type": [dwca.get("coreType")],
        "dwc_dp_resource_schema": list(facts.told.schemas),
        "category": list(shape.get("category") or ()),
        **_keyword_values([*derived.keywords, *periods.verbatim(shape.get("temporalCoverages", ()))]),
    }


def _keyword_values(keywords: Iterable[str]) -> Fields:
    """Keywords in every form that something asks for: as a filter, as a facet's value, and by patterns."""
    spellings = dict.fromkeys(keyword.strip()[:LONGEST_VALUE] for keyword in keywords if keyword.strip())
    return {
        "keyword": [spelling.lower() for spelling in spellings],
        "keyword_spelling": [f"{spelling.lower()}\t{spelling}" for spelling in spellings],
        "keyword_value": [joined(spelling) for spelling in spellings],
    }


def _related_values(facts: Facts) -> Fields:
    """What follows from the entities around the dataset."""
    return {
        "publishing_org": [facts.publisher.key],
        "hosting_org": [facts.host.key],
        "publishing_country": [facts.publisher.country or UNKNOWN_COUNTRY],
        "hosting_country": [facts.host.country],
        "network_key": [key for key, _ in facts.networks],
        "endorsing_node_key": [facts.endorsing_node],
        "installation_key": [facts.installation],
    }


def _component_values(shape: Mapping[str, Any]) -> Fields:
    """What hangs on the dataset; values that must hold for one row stand together (`composite_values`)."""
    identifiers, tags = shape.get("identifiers", ()), shape.get("machineTags", ())
    collections, contacts = shape.get("collections", ()), shape.get("contacts", ())
    return {
        "endpoint_type": [endpoint.get("type") for endpoint in shape.get("endpoints", ())],
        "identifier_type": [row["type"] for row in identifiers],
        "identifier": _rows([row["type"], row["identifier"]] for row in identifiers),
        "machine_tag_namespace": [row["namespace"] for row in tags],
        "machine_tag": _rows([row["namespace"], row["name"], row["value"]] for row in tags),
        "collection_key": _keys_at_end(group.get("identifier") for group in collections),
        "institution_key": _keys_at_end(group.get("parentIdentifier") for group in collections),
        "contact_user_id": _marked(each for row in contacts for each in row.get("userId", ())),
        "contact_email": _marked(each.lower() for row in contacts for each in row.get("email", ())),
    }


def _rows(rows: Iterable[list[str]]) -> list[str]:
    return [value for row in rows for value in composite_values(row)]


def _keys_at_end(texts: Iterable[Any]) -> list[str]:
    found = (_UUID_AT_END.search(text.strip()) for text in texts if isinstance(text, str))
    return _marked(match.group().lower() for match in found if match)


def _marked(values: Iterable[str]) -> list[str]:
    """Values of a field that is not counted, with the mark of any."""
    found = [value[:LONGEST_VALUE] for value in values]
    return [*found, ANYTHING] if found else []


def _distinct(values: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(values))


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _orders(facts: Facts, totals: Totals) -> Fields:
    title = facts.shape.get("title") or ""
    volume = ordering.volume(facts.record_count, facts.name_usages_count, totals.records, totals.names)
    return {
        "volume_order": [ordering.volume_order(volume, facts.created, facts.key)],
        "title_order": [ordering.title_order(volume, title)],
        "title_next": [ordering.title_next(title)],
        "suggest_order": [ordering.suggest_order(volume, title)],
    }


def _texts(facts: Facts, derived: _Derived) -> Fields:
    """Texts that are searched, by the weight of their field; `words` and `stems` hold them all."""
    shape = facts.shape
    title = shape.get("title") or ""
    project = (shape.get("project") or {}).get("identifier")
    keywords = [*derived.keywords, *periods.verbatim(shape.get("temporalCoverages", ()))]
    scored: Fields = {
        "title": [title],
        "keywords": keywords,
        "description": [plain(shape.get("description") or "")],
        "publisher": [facts.publisher.title],
        "host": [facts.host.title],
        "category_words": list(shape.get("category") or ()),
        "networks": [name for _, name in facts.networks],
        "metadata": [_EMAIL.sub(" ", facts.told.text)] if facts.told.text else [],
        "project_words": [project] if project else [],
    }
    texts = {name: [indexed(text) for text in found if text] for name, found in scored.items()}
    everything = _cut([*(text for found in texts.values() for text in found), *map(indexed, _others(facts, derived))])
    title_words = words(title)
    beginnings = (beginning for word in title_words for beginning in prefixes(word, _LONGEST_PREFIX))
    return texts | {
        "words": everything,
        "stems": everything,
        "title_stems": texts["title"],
        "keyword_stems": texts["keywords"],
        "title_prefixes": [" ".join(_distinct(beginnings))],
        "title_start": [" ".join(prefixes("_".join(title_words), _LONGEST_START))],
    }  # fmt: skip


def _cut(texts: list[str]) -> list[str]:
    kept, room = [], LONGEST_TEXT
    for text in texts:
        if room <= 0:
            break
        kept.append(text[:room])
        room -= len(text)
    return kept


def plain(text: str) -> str:
    """A description without its markup."""
    bare = _TAG.sub(" ", text) if "<" in text else text
    return html.unescape(bare) if "&" in bare else bare


def _others(facts: Facts, derived: _Derived) -> Iterator[str]:
    """Everything else (3.4): no e-mail addresses, no phone numbers."""
    shape = facts.shape
    doi = shape.get("doi") or ""
    yield from filter(None, (doi, facts.installation_title, facts.license.replace("_", " ")))
    for name in ("abbreviation", "alias", "type", "subtype", "language", "homepage", "maintenanceDescription",
                 "maintenanceUpdateFrequency", "license", "purpose", "geographicCoverageDescription"):  # fmt: skip
        if isinstance(shape.get(name), str):
            yield shape[name]
    countries = {facts.publisher.country, facts.host.country, *derived.countries} - {None, UNKNOWN_COUNTRY}
    for code in sorted(filter(None, countries)):
        yield f"{code} {_COUNTRY_TITLES.get(code, '')}"
    yield from (continent.replace("_", " ") for continent in derived.continents)
    yield from (read_doi(row["identifier"]) or row["identifier"] for row in shape.get("identifiers", ()))
    for contact in shape.get("contacts", ()):
        name = f"{contact.get('firstName') or ''} {contact.get('lastName') or ''}"
        yield from filter(None, (name.strip(), *(contact.get(part) for part in ("organization", "city", "province"))))
    yield from _coverage_texts(shape)


def _coverage_texts(shape: dict[str, Any]) -> Iterator[str]:
    project, sampling = shape.get("project") or {}, shape.get("samplingDescription") or {}
    yield from filter(None, (project.get("title"), project.get("funding")))
    yield from filter(None, (sampling.get(name) for name in ("studyExtent", "sampling", "qualityControl")))
    yield from filter(None, sampling.get("methodSteps", ()))
    for coverage in shape.get("taxonomicCoverages", ()):
        yield coverage.get("description") or ""
        for taxon in coverage.get("coverages", ()):
            yield f"{taxon.get('scientificName') or ''} {taxon.get('commonName') or ''}"
    yield from (coverage.get("description") or "" for coverage in shape.get("geographicCoverages", ()))
    yield from (group.get("name") or "" for group in shape.get("collections", ()))
