"""Entities in and out of the registry as files of JSON, in the form that the API serves."""

from entities.services.exchange.exporting import export_entities
from entities.services.exchange.importing import Report, count_anew, import_entities, kind_of

__all__ = ["Report", "count_anew", "export_entities", "import_entities", "kind_of"]
