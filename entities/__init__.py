"""The registry: the five entities, who may change them, their API and admin."""
