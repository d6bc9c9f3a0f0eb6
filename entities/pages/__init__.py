"""Public pages about the registry's entities."""
