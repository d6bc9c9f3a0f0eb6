"""The public search page."""
