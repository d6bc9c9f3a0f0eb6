"""Settings of worker processes in tests: small batches, and a process is taken for dead within seconds."""

from registry_site.settings import *  # noqa: F403 - these are those settings

HARVEST_BEAT = 0.5
HARVEST_RETRY_PAUSES = (0.1, 0.2)
HARVEST_LEASE = 3
HARVEST_BATCH_SIZE = 10
