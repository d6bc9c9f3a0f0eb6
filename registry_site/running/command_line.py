"""The commands of `manage.py` that only start or ask processes: they do without Django, whose start takes seconds."""

from registry_site.running import commands, readiness, supervisor
from registry_site.running.exceptions import StartFailed
from registry_site.running.progress import complain
from registry_site.running.state import StateFolder

USAGE = f"Usage: manage.py up | run NAME | probe NAME, where NAME is one of {', '.join(commands.PROCESSES)}"


def execute(arguments: list[str]) -> int:
    """Execute `up`, `run NAME` or `probe NAME`; the exit code."""
    match arguments:
        case ["up"]:
            return supervisor.up()
        case ["run", name] if name in commands.PROCESSES:
            return _run(name)
        case ["probe", name] if name in commands.PROCESSES:
            return 0 if readiness.probe(name, StateFolder(commands.state_path())) else 1
    complain(USAGE)
    return 2


def _run(name: str) -> int:
    try:
        commands.become(name)
    except StartFailed as failure:
        complain(str(failure))
    return 1
