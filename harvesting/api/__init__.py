"""The JSON interface that clients of harvest registries use."""
