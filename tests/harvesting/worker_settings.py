"""Settings of worker processes in tests: small batches, and a process is taken for dead within seconds."""

from registry_site.settings import *  # noqa: F403 - these are those settings

HARVEST_LEASE = 4
HARVEST_BATCH_SIZE = 10
