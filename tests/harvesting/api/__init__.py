"""Tests of the interface of harvest clients."""
