"""`manage.py up`: starts everything in order, watches it, and stops it in reverse order.

1. take the state folder, end what a killed predecessor left, look at the port;
2. start PostgreSQL and Valkey, where DATABASE_URL and REDIS_URL name no others;
3. start the demo source; migrate and fill a new database (`manage.py prepare`);
4. start web, worker, beat and indexer at once, wait until each is ready;
5. watch: a process that ends is started again; one that keeps ending stops the portal with exit code 1.
"""

import errno
import os
import time
from collections import deque
from functools import partial

from django.core.exceptions import ImproperlyConfigured

from registry_site import environment
from registry_site.running import accounts, commands, leftovers, readiness, stopping
from registry_site.running.embedded_postgres import EmbeddedPostgres
from registry_site.running.embedded_valkey import EmbeddedValkey
from registry_site.running.exceptions import StartFailed, StopRequested
from registry_site.running.processes import MARK, Command, Process
from registry_site.running.progress import complain, say, step
from registry_site.running.state import StateFolder

SECONDS_TO_START = 90.0
RESTARTS, WITHIN_SECONDS = 5, 60.0
DEMO_FOLDER = commands.PROJECT / "samples" / "demo-source"


def up() -> int:
    """Run the portal until somebody stops it; the exit code."""
    stopping.listen()
    try:
        state = StateFolder.open(commands.state_path())
        with state.locked():
            Supervisor(state).run()
    except StopRequested:
        return 0
    except (StartFailed, ImproperlyConfigured) as failure:
        complain(f"\n{failure}")
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        complain(f"\nThe disk is full: make room or set STATE_DIR ({error}).")
        return 1
    return 0


class Supervisor:
    """The processes of one state folder."""

    def __init__(self, state: StateFolder) -> None:
        self.state = state
        self.environment = {
            **os.environ,
            MARK: str(state.path),
            "STATE_DIR": str(state.path),
        }
        self.processes: list[Process] = []
        self.restarts: dict[str, deque[float]] = {}
        self.database: EmbeddedPostgres | None = None
        self.broker: EmbeddedValkey | None = None

    def run(self) -> None:
        """Start everything and stay until asked to stop; whatever happens, nothing stays behind."""
        begin = time.time()
        try:
            self._start()
            self._announce(begin)
            self._watch()
        finally:
            self._stop()

    def _start(self) -> None:
        say(f"Starting the portal with the state folder {self.state.path}")
        self._clear_leftovers()
        readiness.check_port(commands.host(), commands.port())
        self.state.socket("valkey.sock")  # refuses a folder whose name is too long before anything is made
        self._set_defaults()
        self._start_database()
        self._start_broker()
        self._start_demo_source()
        self._prepare()
        self._start_portal()

    def _clear_leftovers(self) -> None:
        if leftovers.find(self.state.path):
            with step("Ending what a killed start left behind"):
                leftovers.stop(self.state.path)

    def _set_defaults(self) -> None:
        """What the portal's own processes get unless the caller says otherwise."""
        defaults = {
            "DEPLOYMENT": "development",
            "STATIC_MANIFEST": "true",
            "PORTAL_URL": self._address(),
            "PYTHONUNBUFFERED": "1",
        }
        self.environment = {**defaults, **self.environment}
        if not environment.secret("SECRET_KEY"):
            self.state.secret("secret-key")

    def _start_database(self) -> None:
        if environment.secret("DATABASE_URL"):
            return
        account = accounts.unprivileged()
        home = accounts.database_home(self.state, account)
        self.database = EmbeddedPostgres(home, account, self.state.secret("database-password"))
        with step(f"PostgreSQL in {home}"):
            self.database.prepare()
            self.database.start(self._process(self.database.command()), self.environment)
        self.state.keep("database-url", self.database.url)

    def _start_broker(self) -> None:
        if environment.secret("REDIS_URL"):
            return
        self.broker = EmbeddedValkey(self.state)
        with step("Valkey"):
            self.broker.prepare()
            self.broker.start(self._process(self.broker.command()), self.environment)
        self.state.keep("redis-url", self.broker.url)

    def _start_demo_source(self) -> None:
        """Serve the sample documents, and allow harvesting to fetch from this one loopback port."""
        if not readiness.has_documents(DEMO_FOLDER):
            return
        port = readiness.remembered_port(self.state, "demo-port")
        process = self._process(commands.demo_source(DEMO_FOLDER, port))
        with step(f"Demo source on 127.0.0.1:{port}"):
            process.start(self.environment)
            readiness.wait_for(
                process,
                lambda: readiness.page_answers("127.0.0.1", port),
                SECONDS_TO_START,
            )
        allowed = [*environment.items("HARVEST_ALLOWED_PRIVATE"), f"127.0.0.1:{port}"]
        self.environment["HARVEST_ALLOWED_PRIVATE"] = ",".join(allowed)
        self.environment["DEMO_SOURCE_URL"] = f"http://127.0.0.1:{port}/"

    def _prepare(self) -> None:
        """Migrate and fill the database in a process of its own, whose progress is shown."""
        process = Process(commands.manage("prepare"), log=None)
        self.processes.append(process)
        process.start(self.environment)
        while process.is_running:
            stopping.pause(0.02)
        if code := process.wait():
            raise StartFailed(f"The database could not be prepared (exit code {code}); the reason stands above.")
        self.processes.remove(process)

    def _start_portal(self) -> None:
        begin = time.time()
        portal = [self._process(make(self.state)) for make in commands.PROCESSES.values()]
        for process in portal:
            process.start(self.environment)
        for process in portal:
            with step(process.name):
                readiness.wait_for(
                    process,
                    partial(self._is_ready, process.name, begin),
                    SECONDS_TO_START,
                )
            process.is_ready = True

    def _is_ready(self, name: str, since: float) -> bool:
        return readiness.web_answers() if name == "web" else readiness.shows_life(self.state, name, since)

    def _process(self, command: Command) -> Process:
        process = Process(command, self.state.logs / f"{command.name.lower().replace(' ', '-')}.log")
        self.processes.append(process)
        return process

    def _address(self) -> str:
        host = readiness.reachable(commands.host())
        return f"http://{f'[{host}]' if ':' in host else host}:{commands.port()}"

    def _announce(self, begin: float) -> None:
        address = self._address()
        say(f"\nReady after {time.time() - begin:.1f} s:")
        say(f"  Portal    {address}/")
        say(f"  JSON      {address}/v1/dataset?limit=1   {address}/api/v1/Harvests")
        say(f"  Admin     {address}/admin/")
        self._announce_administrator(begin)
        say(f"  Logs      {self.state.logs}")
        say("Stop with Ctrl-C.")

    def _announce_administrator(self, begin: float) -> None:
        """The password is shown once, at the start that made it; later only where it is kept."""
        file = self.state.path / "admin-password"
        if file.exists():
            is_new = file.stat().st_mtime >= begin
            say(
                f"            user admin, password {file.read_text().strip()} (kept in {file})"
                if is_new
                else f"            user admin, password in {file}"
            )

    def _watch(self) -> None:
        while True:
            for process in self.processes:
                if not process.is_running:
                    self._revive(process)
            stopping.pause(0.25)

    def _revive(self, process: Process) -> None:
        """Start a process again that ended by itself, or was killed; give up on one that does so again and again."""
        process.bury()
        recent = self.restarts.setdefault(process.name, deque(maxlen=RESTARTS))
        now = time.monotonic()
        if len(recent) == RESTARTS and now - recent[0] < WITHIN_SECONDS:
            raise StartFailed(f"{process.name} keeps ending; its last words:\n{process.last_words()}")
        recent.append(now)
        say(f"{process.name} has ended; starting it again.")
        if self.database and process.name == self.database.command().name:
            self.database.prepare()
            self.database.start(process, self.environment)
        else:
            process.start(self.environment)

    def _stop(self) -> None:
        """In reverse order, so that nothing loses what it stands on."""
        if self.processes:
            say("\nStopping")
        for process in reversed(self.processes):
            with step(process.name):
                process.stop()
