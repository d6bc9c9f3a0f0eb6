"""The registry's admin; Django finds it by this package's name."""
