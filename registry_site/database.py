"""How the portal talks to PostgreSQL: what a statement may cost, what its planner should know, and the connection."""

from typing import Any

from registry_site import environment

# Seconds; 0 is no limit. The web entry (wsgi.py) lowers the first two: a page gives up, a worker or a command may wait.
LIMITS = {
    "statement_timeout": environment.integer("DATABASE_STATEMENT_TIMEOUT", 0),
    "lock_timeout": environment.integer("DATABASE_LOCK_TIMEOUT", 60),
    "idle_in_transaction_session_timeout": environment.integer("DATABASE_IDLE_TIMEOUT", 300),
}
# The registry fits into memory, so that a page of an index costs what the next one does; no statement is so long that
# it would earn back the time of its compilation; and every search of words reads those that wait to be sorted in.
PLANNING = {"jit": "off", "random_page_cost": "1.1", "work_mem": "16MB", "gin_pending_list_limit": "512kB"}


def connection(url: str) -> dict[str, Any]:
    """Django's settings of the database at the address; what the address itself says wins."""
    named = environment.database("DATABASE_URL", url)
    limits = [f"-c {name}={seconds}s" for name, seconds in LIMITS.items()]
    planning = [f"-c {name}={value}" for name, value in PLANNING.items()]
    options = {"connect_timeout": 3, "application_name": "registry", "options": " ".join(limits + planning)}
    return named | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": options | named["OPTIONS"],
    }
