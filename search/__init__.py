"""Answers questions over datasets: the search index, its query language, facets and suggestions."""
