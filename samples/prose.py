"""Descriptions, keywords and sampling texts of datasets, put together from the sentences in the tables."""

import random
from typing import Any

from samples.coverage import PLACES, TAXA, codes
from samples.reading import Row, read_by_code, read_document

Json = dict[str, Any]
TOPICS = read_by_code("topics.tsv")
SENTENCES = read_by_code("details.tsv")
BAR = " | "
LANGUAGES: dict[str, Json] = read_document("prose_languages.json")
TYPE_THESAURUS = "Dataset types: https://vocabulary.example.org/dataset_type.xml"
SUBTYPE_THESAURUS = "Dataset subtypes: https://vocabulary.example.org/dataset_subtype.xml"
SCIENCE_THESAURUS = "GCMD Science Keywords"


def topic_of(row: Row) -> Row:
    """Sentences and words for a row, several in a cell apart by bars; a dataset that only describes has its own."""
    return TOPICS["description-only" if row["type"] == "METADATA" else row["topic"]]


def join_words(words: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``; a part that has an "and" of its own is joined by "as well as"."""
    link = " as well as " if any(" and " in word for word in words) else " and "
    return link.join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def when(years: str) -> str:
    """The years of a row as an English phrase."""
    phrases = [_when_one(part) for part in codes(years)]
    return join_words(phrases) if phrases else "over many years"


def _when_one(part: str) -> str:
    if part.startswith("v:"):
        return f"in the {part[2:]}" if part[2:3].isdigit() and " " in part else f"in the period {part[2:]}"
    start, slash, end = part.partition("/")
    if not slash:
        return f"on {start}" if len(start) == 10 else f"in {start}"
    return f"between {start} and {end}" if end else f"since {start}"


def sentences(row: Row, organization: Row, language: str, rng: random.Random) -> list[str]:
    """The sentences of a description, in the language of the dataset's metadata."""
    if language in LANGUAGES:
        return _foreign_sentences(row, organization, LANGUAGES[language], rng)
    topic = topic_of(row)
    places = [PLACES[code] for code in codes(row["place"])]
    slots = {
        "taxa": join_words([TAXA[code]["label"] for code in codes(row["taxa"])]),
        "place": join_words([place["phrase"] for place in places]),
        "inside": join_words([f"{place['preposition']} {place['phrase']}" for place in places]),
        "when": when(row["years"]),
    }
    parts = [rng.choice(topic["opening"].split(BAR)).format(**slots), *_own_sentence(row)]
    shares = {"method": 0.8, "use": 0.6, "note": 0.5}
    parts += [rng.choice(topic[kind].split(BAR)) for kind, share in shares.items() if rng.random() < share]
    return parts


def _own_sentence(row: Row) -> list[str]:
    """The sentence that was written for this dataset alone."""
    return [SENTENCES[row["code"]]["sentence"]] if row["code"] in SENTENCES else []


def scientific_names(row: Row) -> list[str]:
    """Scientific names of the row's groups."""
    return [entry.split(":")[1] for code in codes(row["taxa"]) for entry in TAXA[code]["names"].split(";")]


def _foreign_sentences(row: Row, organization: Row, pool: Json, rng: random.Random) -> list[str]:
    years = codes(row["years"])
    dated = bool(years) and not years[0].startswith("v:")
    slots = {
        "names": ", ".join(scientific_names(row)[:4]),
        "years": ", ".join(part.strip("/").replace("/", "\N{EN DASH}") for part in years),
        "organization": organization["title"],
    }
    opening = rng.choice(pool["dated" if dated else "undated"]).format(**slots)
    return [opening, *_own_sentence(row), *rng.sample(pool["more"], 2)]


def description(row: Row, organization: Row, flags: dict[str, str], rng: random.Random) -> str | None:
    """Description as plain text, as HTML, or as one of the damaged forms that real registries hold; None for none."""
    if "nodesc" in flags:
        return None
    parts = sentences(row, organization, flags.get("lang", "eng"), rng)
    if "html" in flags:
        return _html(parts, organization)
    if "misdecoded" in flags:
        # UTF-8 that somebody once read as Windows-1252: real registries are full of it.
        return " ".join([*parts, "Río Manso, «hojarasca» del año 2018."]).encode().decode("cp1252")
    if rng.random() < 0.06:
        return "\n            " + "\n\n".join(parts) + "\n        "
    return ("\n\n" if rng.random() < 0.2 else " ").join(parts)


def _html(parts: list[str], organization: Row) -> str:
    items = "".join(f"<li>{part}</li>" for part in parts[1:])
    link = f'<a href="https://www.{organization["host"]}/data?about=series&amp;lang=en">{organization["host"]}</a>'
    return f"<p>{parts[0]}</p><ul>{items}</ul><p>More: <em>{organization['title']}</em>, {link}</p>"


def keyword_collections(row: Row, flags: dict[str, str], rng: random.Random) -> list[Json]:
    """Keywords by thesaurus: the type, the subtype, free words, and for a part of the datasets science keywords."""
    collections: list[Json] = []
    if rng.random() < 0.75:
        collections.append({"thesaurus": TYPE_THESAURUS, "keywords": [_words(row["type"])]})
        if row["subtype"]:
            collections.append({"thesaurus": SUBTYPE_THESAURUS, "keywords": [_words(row["subtype"])]})
    free = _free_keywords(row, flags, rng)
    collections.append({"thesaurus": "n/a", "keywords": free} if rng.random() < 0.8 else {"keywords": free})
    if rng.random() < 0.35:
        collections.append({"thesaurus": SCIENCE_THESAURUS, "keywords": [topic_of(row)["science"]]})
    return collections


def _words(constant: str) -> str:
    return constant.replace("_", " ").capitalize()


def _free_keywords(row: Row, flags: dict[str, str], rng: random.Random) -> list[str]:
    language = flags.get("lang", "eng")
    pool = LANGUAGES[language]["keywords"] if language in LANGUAGES else topic_of(row)["keywords"].split(BAR)
    words = rng.sample(pool, min(rng.randrange(2, 5), len(pool)))
    words += [TAXA[code]["label"] for code in codes(row["taxa"]) if "lang" not in flags]
    if flags.get("cat") == "CitizenScience":
        words.append("citizen science")
    return list(dict.fromkeys(words))


def sampling_description(row: Row, rng: random.Random) -> Json:
    """Sampling description of the row's topic."""
    topic = topic_of(row)
    extent = join_words([PLACES[code]["phrase"] for code in codes(row["place"])])
    return {
        "studyExtent": f"{extent[0].upper()}{extent[1:]}, {when(row['years'])}.",
        "sampling": f"{topic['sampling']}.",
        "qualityControl": rng.choice(topic["note"].split(BAR)),
        "methodSteps": [f"{step}." for step in topic["steps"].split(BAR)],
    }
