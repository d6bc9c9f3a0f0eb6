"""The fields of the index: texts that are searched, values that filter and are counted, orders, stored answers."""

from functools import cache

import tantivy

SCORED = {
    "title": 20.0, "keywords": 10.0, "description": 8.0, "publisher": 5.0, "host": 5.0, "category_words": 5.0,
    "networks": 4.0, "metadata": 3.0, "project_words": 2.0, "words": 1.0,
}  # fmt: skip
"""Weight of a word by the field in which it stands (dataset-search 3.4); `words` holds all texts of a dataset."""

STEMMED = {"title_stems": 16.0, "keyword_stems": 8.0, "stems": 0.8}
"""The same for words whose English stem is that of the query's word; always less than for the word itself."""

PHRASES = {"title": 60.0, "description": 14.0, "publisher": 20.0, "host": 20.0, "networks": 16.0, "words": 6.0}
"""What all of `q` as one phrase adds; whole keywords, titles and DOIs are in `search.ranking`."""

_POSITIONS = frozenset(PHRASES) | {"keywords"}

TEXT_VALUES = (
    "key", "type", "subtype", "keyword", "publishing_org", "hosting_org", "publishing_country", "hosting_country",
    "country", "continent", "license", "project_id", "doi", "network_key", "endorsing_node_key", "installation_key",
    "endpoint_type", "dwca_extension", "dwca_core_type", "category", "identifier_type", "machine_tag_namespace",
    "dwc_dp_resource_schema",
)  # fmt: skip
"""Values that filter and are counted as a whole."""

TEXT_FILTERS = (
    "keyword_spelling", "title_value", "keyword_value", "collection_key", "institution_key", "contact_user_id",
    "contact_email", "identifier", "machine_tag",
)  # fmt: skip
"""Values that only filter."""

NUMBER_VALUES = ("decade", "taxon_key", "record_count", "year", "modified", "created")
"""Whole numbers, and moments in milliseconds since 1970."""

ORDERS = ("volume_order", "title_order", "title_next", "suggest_order")
"""Places in three orders, and what comes next of the title, as numbers of 64 bits that rise (`search.ordering`)."""

LONGEST_VALUE = 2000
"""Characters of a value by which it can be told from others."""


def build() -> tantivy.Schema:
    """The schema; `search.index.VERSION` rises with every change of it."""
    builder = tantivy.SchemaBuilder()
    for name in SCORED:
        builder.add_text_field(name, tokenizer_name="words", index_option="position" if name in _POSITIONS else "freq")
    for name in STEMMED:
        builder.add_text_field(name, tokenizer_name="stems", index_option="freq")
    for name in ("title_prefixes", "title_start"):
        builder.add_text_field(name, tokenizer_name="spaced", index_option="basic")
    for name in TEXT_VALUES:
        builder.add_text_field(name, fast=name != "key", tokenizer_name="raw", index_option="basic")
    for name in TEXT_FILTERS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in NUMBER_VALUES:
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in ORDERS:
        builder.add_unsigned_field(name, fast=True)
    builder.add_bytes_field("result", stored=True)
    builder.add_bytes_field("digest", stored=True)
    return builder.build()


@cache
def analyzers() -> dict[str, tantivy.TextAnalyzer]:
    """How texts become words, by name: as they are, English stems, cut at spaces only."""
    simple, spaced = tantivy.Tokenizer.simple, tantivy.Tokenizer.whitespace
    lower, short = tantivy.Filter.lowercase, tantivy.Filter.remove_long
    return {
        "words": tantivy.TextAnalyzerBuilder(simple()).filter(lower()).filter(short(255)).build(),
        "stems": tantivy.TextAnalyzerBuilder(simple()).filter(lower()).filter(short(255))
        .filter(tantivy.Filter.stemmer("english")).build(),
        "spaced": tantivy.TextAnalyzerBuilder(spaced()).build(),
    }  # fmt: skip


def stem(word: str) -> str:
    """The English stem of a folded word, as the fields of stems hold it; empty where they hold none."""
    found = analyzers()["stems"].analyze(word)
    return found[0] if len(found) == 1 else ""
