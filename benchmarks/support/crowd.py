"""Clients that search, in a process of their own: `python -m benchmarks.support.crowd PORT PATH CLIENTS PAUSE`.

After each answer a client waits for PAUSE seconds; without, eight of them keep a core busy whatever a search costs.

Each answer is read and looked at: a page whose results, count and facet of types do not fit together is torn. Prints a
line a second: answers so far, faults so far, the last fault.
"""

import socket
import sys
import threading
import time

import orjson

from benchmarks.support.load import read_body

_LIMIT = 20


class Crowd:
    """So many clients on one path; `answers` and `faults` grow."""

    def __init__(self, port: int, path: str, clients: int, pause: float) -> None:
        self.answers, self.faults = 0, list[str]()
        self._request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
        self._port, self._pause, self._lock = port, pause, threading.Lock()
        for _ in range(clients):
            threading.Thread(target=self._search, daemon=True).start()

    def _search(self) -> None:
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self._port), 60) as connection:
                    while True:
                        connection.sendall(self._request)
                        status, body = read_body(connection)
                        self._note("" if status == b"200" else f"status {status.decode()}", body)
                        time.sleep(self._pause)
            except OSError as error:
                self._note(repr(error), b"")

    def _note(self, fault: str, body: bytes) -> None:
        fault = fault or _torn(orjson.loads(body))
        with self._lock:
            self.answers += 1
            self.faults += [fault] if fault else []


def _torn(page: dict[str, object]) -> str:
    """What does not fit together in a page of results with a facet of types; empty where all does."""
    count, results, facets = page["count"], page["results"], page["facets"]
    typed = sum(row["count"] for row in facets[0]["counts"])  # type: ignore[index]
    keys = {result["key"] for result in results}  # type: ignore[attr-defined]
    shown = min(_LIMIT, count)  # type: ignore[call-overload]
    return "" if typed == count and len(keys) == len(results) == shown else f"torn: {count} {typed} {len(keys)}"  # type: ignore[arg-type]


def main(port: int, path: str, clients: int, pause: float) -> None:
    """Until ended."""
    crowd = Crowd(port, path, clients, pause)
    while True:
        time.sleep(1)
        print(crowd.answers, len(crowd.faults), crowd.faults[-1] if crowd.faults else "", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
