"""Requests over kept connections, answers counted: the least that a client can do, so that the server is measured."""

import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Answers and bytes of a run, and what was wrong with answers that were not 200."""

    answers: int = 0
    bytes: int = 0
    faults: list[str] = field(default_factory=list)


def throughput(port: int, path: str, *, seconds: float, connections: int = 4) -> float:
    """Answers a second to GETs of a path on 127.0.0.1; RuntimeError where any answer was not 200."""
    tally, lock = Tally(), threading.Lock()
    start = time.perf_counter()
    arguments = (port, path, start + seconds, tally, lock)
    threads = [threading.Thread(target=_ask_until, args=arguments) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if tally.faults:
        raise RuntimeError(f"{path}: {tally.faults[0]}")
    return tally.answers / (time.perf_counter() - start)


def latencies(port: int, paths: Sequence[str], requests: int, connections: int) -> list[float]:
    """Milliseconds of each answer to so many requests over each connection at once, ascending; the paths in turns."""
    found: list[float] = []
    asked = [[paths[(first + number) % len(paths)] for number in range(requests)] for first in range(connections)]
    threads = [threading.Thread(target=_ask_often, args=(port, each, found)) for each in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(found) < requests * connections:
        raise RuntimeError(f"{paths[0]}: not all answers were 200")
    return sorted(found)


def _ask_often(port: int, paths: Sequence[str], found: list[float]) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for path in paths:
            request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
            begin = time.perf_counter()
            connection.sendall(request)
            if read_answer(connection)[0] == b"200":
                found.append((time.perf_counter() - begin) * 1000)


def _ask_until(port: int, path: str, end: float, tally: Tally, lock: threading.Lock) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    answers = size = 0
    with socket.create_connection(("127.0.0.1", port)) as connection:
        while time.perf_counter() < end:
            connection.sendall(request)
            status, length = read_answer(connection)
            if status != b"200":
                with lock:
                    tally.faults.append(f"status {status.decode()}")
                return
            answers, size = answers + 1, size + length
    with lock:
        tally.answers += answers
        tally.bytes += size


def read_answer(connection: socket.socket) -> tuple[bytes, int]:
    """Status and length of one answer; the body is read and thrown away."""
    status, length, body = _begin(connection)
    missing = length - len(body)
    while missing > 0:
        missing -= len(connection.recv(min(missing, 1 << 20)))
    return status, length


def read_body(connection: socket.socket) -> tuple[bytes, bytes]:
    """Status and body of one answer."""
    status, length, body = _begin(connection)
    while len(body) < length:
        body += connection.recv(length - len(body))
    return status, body


def _begin(connection: socket.socket) -> tuple[bytes, int, bytes]:
    """Status of an answer, length of its body, and what has come of it."""
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(65536)
        if not part:
            raise ConnectionError("the server closed the connection")
        received += part
    head, _, body = received.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    return head.split(b" ", 2)[1], int(fields.get(b"content-length", 0)), body
