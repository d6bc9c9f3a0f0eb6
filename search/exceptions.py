"""What can go wrong when somebody searches."""

from entities.exceptions import RegistryError


class SearchUnavailable(RegistryError):
    """There is no index that can be read at the moment; it is being built (503)."""
