"""A closed loop over keep-alive connections: each client sends its next request when its last was answered.

One process and one thread on plain sockets, so that the generator itself costs little; what it cost is told with every measurement.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

LINE = b"\r\n"
GIVE_UP_SECONDS = 30.0


@dataclass(frozen=True)
class Measured:
    """Milliseconds of each answer; answers a second; the share of one core that the generator itself took."""

    times: tuple[float, ...]
    rate: float
    own_share: float
    refused: int

    def at(self, percent: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


class Line:
    """One connection: what it sent, when, and what has come back so far."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), GIVE_UP_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.started = 0.0
        self.received = b""

    def send(self, request: bytes) -> None:
        self.received = b""
        self.started = time.perf_counter()
        self.socket.sendall(request)

    def whole(self) -> bool:
        """Take what has come; whether the answer is complete."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise RuntimeError("the server closed a connection")
        self.received += piece
        head, mark, body = self.received.partition(LINE + LINE)
        return bool(mark) and len(body) >= length_of(head)


def length_of(head: bytes) -> int:
    for line in head.split(LINE):
        if line[:15].lower() == b"content-length:":
            return int(line[15:])
    raise RuntimeError("an answer came without its length")


def drive(port: int, make: Callable[[], bytes], *, clients: int, seconds: float, expected: int) -> Measured:
    """`clients` at once for `seconds`; answers with another status than `expected` are counted, not timed."""
    lines = [Line(port) for _ in range(clients)]
    chooser = selectors.DefaultSelector()
    for line in lines:
        chooser.register(line.socket, selectors.EVENT_READ, line)
    times: list[float] = []
    refused, wanted = 0, b"HTTP/1.1 %d" % expected
    busy, began = time.process_time(), time.perf_counter()
    until = began + seconds
    for line in lines:
        line.send(make())
    open_ones = clients
    while open_ones:
        ready = chooser.select(GIVE_UP_SECONDS)
        if not ready:
            raise RuntimeError(f"no answer within {GIVE_UP_SECONDS:.0f} seconds")
        for key, _ in ready:
            line = key.data
            if not line.whole():
                continue
            now = time.perf_counter()
            if line.received.startswith(wanted):
                times.append((now - line.started) * 1000)
            else:
                refused += 1
            if now < until:
                line.send(make())
            else:
                open_ones -= 1
    took = time.perf_counter() - began
    busy = time.process_time() - busy
    for line in lines:
        line.socket.close()
    chooser.close()
    if not times:
        raise RuntimeError(f"none of {refused} answers had status {expected}")
    return Measured(tuple(times), len(times) / took, busy / took, refused)


def request(method: str, path: str, *, cookies: Mapping[str, str], form: Mapping[str, str] | None = None) -> bytes:
    body = urlencode(form).encode() if form else b""
    head = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip, br"]
    if cookies:
        head.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
    if form:
        head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join(head) + "\r\n\r\n").encode() + body
