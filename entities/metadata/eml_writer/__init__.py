"""Writes a dataset as EML in GBIF's profile 1.3 (metadata contract G); pure, no database.

What it writes is what `entities.metadata.eml` reads back.
"""

from entities.metadata.eml_writer.document import NAMESPACE, SCHEMA, Surroundings, eml

__all__ = ["NAMESPACE", "SCHEMA", "Surroundings", "eml"]
