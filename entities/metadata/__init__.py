"""Metadata documents: read into one neutral record, whatever their format (metadata contract C to F)."""
