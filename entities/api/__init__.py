"""The JSON interface of the registry."""
