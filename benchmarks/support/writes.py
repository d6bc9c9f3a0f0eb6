"""Writes over one kept connection, as an administrator, and reads after them: what a client sees that sends one after
the other."""

import base64
import itertools
import socket
import statistics
import time
from collections.abc import Callable
from typing import Any

import orjson

from benchmarks.support.load import read_answer

NAME, PASSWORD = "benchmark", "kelp-forest-benchmark"
"""Whose name the written rows carry."""
_SERVER_SET = ("key", "created", "modified", "createdBy", "modifiedBy", "doi")

Write = tuple[str, str, Any]
"""Method, path and body."""


def writes(stored: dict[str, Any]) -> dict[str, Callable[[int], Write]]:
    """The writes that are measured, by name; `stored` is the JSON of the dataset that they change."""
    path = f"/v1/dataset/{stored['key']}"
    new = {name: value for name, value in stored.items() if name not in _SERVER_SET}
    tag = {"namespace": "benchmark.example.org", "name": "number"}
    return {
        "POST dataset": lambda number: ("POST", "/v1/dataset", new | {"title": f"Written {number}"}),
        "PUT dataset": lambda number: ("PUT", path, stored | {"title": f"Changed {number}"}),
        "POST machineTag": lambda number: ("POST", f"{path}/machineTag", tag | {"value": str(number)}),
    }


def milliseconds(port: int, write: Callable[[int], Write], seconds: float = 3) -> float:
    """The median time of such writes; RuntimeError where one is refused."""
    spent: list[float] = []
    end = time.perf_counter() + seconds
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for number in itertools.count():
            spent.append(_sent(connection, *write(number)))
            if time.perf_counter() > end:
                break
    return statistics.median(spent[1:] or spent)  # the first one verifies the password


def reads_after(port: int, write: Callable[[int], Write], path: str, times: int = 20) -> tuple[float, float]:
    """Median milliseconds of a GET right after such a write, and of the same GET once more."""
    after, again = [], []
    with socket.create_connection(("127.0.0.1", port)) as connection:
        _sent(connection, "GET", path)
        for number in range(times):
            _sent(connection, *write(number))
            after.append(_sent(connection, "GET", path))
            again.append(_sent(connection, "GET", path))
    return statistics.median(after), statistics.median(again)


def _sent(connection: socket.socket, method: str, path: str, body: Any = None) -> float:
    """Milliseconds until a request is answered; RuntimeError where it is refused."""
    head, text = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n", b""
    if body is not None:
        text = orjson.dumps(body)
        credentials = base64.b64encode(f"{NAME}:{PASSWORD}".encode()).decode()
        head += f"Authorization: Basic {credentials}\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(text)}\r\n"
    start = time.perf_counter()
    connection.sendall(f"{head}\r\n".encode() + text)
    status, _ = read_answer(connection)
    if status not in (b"200", b"201", b"204"):
        raise RuntimeError(f"{method} {path}: {status.decode()}")
    return (time.perf_counter() - start) * 1000
