"""What can go wrong when somebody searches."""


class SearchUnavailable(Exception):
    """There is no index that can be read at the moment; it is being built (503)."""
