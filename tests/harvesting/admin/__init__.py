"""Tests of the admin of harvesting."""
