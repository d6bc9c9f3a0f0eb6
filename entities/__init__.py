"""The registry: nodes, organizations, installations, datasets and networks, who may change them, their API and admin."""
