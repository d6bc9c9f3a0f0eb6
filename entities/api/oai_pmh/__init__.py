"""The registry as an OAI-PMH 2.0 repository: catalogues that harvest by that protocol follow it from day to day."""
