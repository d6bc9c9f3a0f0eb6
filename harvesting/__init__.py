"""Brings documents in: harvest sources, runs and records, the protocols, and the interface of harvest clients."""
