"""What was acknowledged is never lost, whenever the server is killed.

The real server (two workers and the keeper) takes contacts over HTTP from three senders with ids of their own, and is killed with SIGKILL, all
of it at once, at random moments; each sender sends again what was not acknowledged. CAIRN_KILLS says how often (1,000 before a landing).
Most starts are forks of a process that has read the code already; one in twenty is a whole `cairn serve`.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import pytest

from cairn.platform.ids import marked, new_id
from tests.front.cli_runs import Installed, environment, install

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("CAIRN_KILLS", "60"))
SEED = int(os.environ.get("CAIRN_KILL_SEED", "20261121"))
SENDERS = 3
COLD_EVERY = 20
TOKEN = "k" * 32
HERE = Path(__file__).resolve()


@dataclass(frozen=True)
class Endpoint:
    """What is saved: an address, a form for an id, and how an acknowledgment looks."""

    path: str
    client: str
    organization: UUID
    form_key: bytes

    def new_id(self) -> str:
        """An id as a form of this organization carries it."""
        return str(marked(new_id(), self.organization, self.form_key))

    def form(self, wanted: str) -> dict[str, str]:
        return {"id": wanted, "version": "0", "person": self.client, "minutes": "5", "kind": "one_to_one", "place": "community",
                "data": f"Kept through the night {wanted[-6:]}.", "act": "sign"}  # fmt: skip

    def is_acknowledged(self, status: int, location: str, wanted: str) -> bool:
        return status == 302 and wanted in location


@dataclass
class Sender:
    """Sends one contact after the other; keeps the one that was not acknowledged and sends it first next time."""

    port: int
    session: str
    endpoint: Endpoint
    pending: str = ""
    acknowledged: list[str] = field(default_factory=list)
    resent: int = 0
    unexpected: list[str] = field(default_factory=list)

    def send_until(self, stopping: threading.Event) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with suppress(OSError, http.client.HTTPException):
            while not stopping.is_set():
                self.resent += bool(self.pending)
                self.pending = self.pending or self.endpoint.new_id()
                if self._send(connection):
                    self.acknowledged.append(self.pending)
                    self.pending = ""
        connection.close()

    def _send(self, connection: http.client.HTTPConnection) -> bool:
        body = urlencode({**self.endpoint.form(self.pending), "csrfmiddlewaretoken": TOKEN})
        headers = {
            "Cookie": f"cairn={self.session}; cairn-form={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", self.endpoint.path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        if self.endpoint.is_acknowledged(answer.status, answer.getheader("Location", ""), self.pending):
            return True
        if answer.status != 503:
            self.unexpected.append(f"{answer.status} {answer.getheader('Location', '')} {text[:300]}")
            raise OSError("unexpected")
        time.sleep(0.05)
        return False


@dataclass
class Server:
    """The installation under test, started warm or cold, always in a process group of its own."""

    installed: Installed
    port: int
    warm: subprocess.Popen[str]
    log: Path

    def start(self, *, cold: bool) -> int:
        if not cold:
            assert self.warm.stdin
            assert self.warm.stdout
            self.warm.stdin.write("start\n")
            self.warm.stdin.flush()
            return int(self.warm.stdout.readline())
        command = [
            sys.executable,
            "-m",
            "cairn.front.cli.main",
            "serve",
            "--data",
            str(self.installed.data),
            "--port",
            str(self.port),
            "--workers",
            "2",
        ]
        with self.log.open("a") as log:
            process = subprocess.Popen(command, env=environment(), stdout=log, stderr=log, start_new_session=True)
        threading.Thread(target=process.wait, daemon=True).start()
        return process.pid

    def wait_until_open(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.01)
        raise AssertionError(f"the server did not come up: {self.log.read_text()[-2000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def prepared(tmp_path: Path) -> Iterator[tuple[Server, str, Endpoint]]:
    installed, ran = install(tmp_path / "it")
    assert ran.code == 0, ran.err
    given = environment(
        CAIRN_DATA=str(installed.data), PYTHONPATH=os.pathsep.join([str(HERE.parents[2]), str(HERE.parents[2] / "src")])
    )
    told = subprocess.run(
        [sys.executable, HERE.with_name("kill_server.py"), "prepare"],
        env=given,
        capture_output=True,
        text=True,
        check=True,
    )
    found, port, log = json.loads(told.stdout), free_port(), tmp_path / "server.log"
    key = bytes.fromhex(installed.key_file.read_text().strip())
    form_key = hmac.new(key, b"cairn/form ids", hashlib.sha256).digest()
    endpoint = Endpoint("/contacts/new/", found["client"], UUID(found["organization"]), form_key)
    with log.open("a") as errors:
        warm = subprocess.Popen([sys.executable, HERE.with_name("kill_server.py"), "serve", str(port)], env=given, text=True,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)  # fmt: skip
    yield Server(installed, port, warm, log), found["session"], endpoint
    warm.kill()
    warm.wait()
    assert warm.stdin
    assert warm.stdout
    warm.stdin.close()
    warm.stdout.close()


def run_until(senders: list[Sender], stopping: threading.Event) -> list[threading.Thread]:
    threads = [threading.Thread(target=sender.send_until, args=(stopping,), daemon=True) for sender in senders]
    for thread in threads:
        thread.start()
    return threads


def test_nothing_acknowledged_is_lost_or_doubled_however_often_the_server_is_killed(prepared, capsys):
    server, session, endpoint = prepared
    chosen = random.Random(SEED)
    senders = [Sender(server.port, session, endpoint) for _ in range(SENDERS)]
    cold = 0
    started = time.monotonic()
    for kill in range(KILLS):
        is_cold = kill % COLD_EVERY == COLD_EVERY - 1
        cold += is_cold
        group = server.start(cold=is_cold)
        server.wait_until_open()
        before = sum(len(sender.acknowledged) for sender in senders)
        stopping = threading.Event()
        threads = run_until(senders, stopping)
        while sum(len(sender.acknowledged) for sender in senders) == before and any(
            thread.is_alive() for thread in threads
        ):
            time.sleep(0.002)
        time.sleep(chosen.random() * 0.15)
        os.killpg(group, signal.SIGKILL)
        stopping.set()
        for thread in threads:
            thread.join(40)
        assert [sender.unexpected for sender in senders] == [[]] * SENDERS
    settle(server, senders)
    seconds = time.monotonic() - started
    stored = what_is_stored(server.installed)
    acknowledged = [wanted for sender in senders for wanted in sender.acknowledged]
    assert len(acknowledged) >= KILLS, "every round saved something"
    assert sorted(stored["encounters"]) == sorted(acknowledged), "none lost, none that nobody sent"
    assert set(stored["notes"].values()) == {1}, "one note each"
    assert sorted(stored["recorded"]) == sorted(acknowledged), "one ledger entry each: none was done twice"
    verified = server.installed.run("verify")
    assert verified.code == 0, verified.out
    resent = sum(sender.resent for sender in senders)
    with capsys.disabled():
        print(
            f"\n{KILLS} kills ({cold} of a cold start), {len(acknowledged)} acknowledged, {resent} sent again, 0 lost, 0 doubled, {seconds:.0f} s"
        )


def settle(server: Server, senders: list[Sender]) -> None:
    """A last start: everything still pending is sent and acknowledged; the server stops as it should."""
    group = server.start(cold=True)
    server.wait_until_open()
    before = [len(sender.acknowledged) for sender in senders]
    deadline = time.monotonic() + 120
    while any(len(sender.acknowledged) <= known for sender, known in zip(senders, before, strict=True)):
        assert time.monotonic() < deadline, [
            (len(sender.acknowledged), sender.pending, sender.unexpected) for sender in senders
        ]
        stopping = threading.Event()  # a sender gives up at the first broken connection: send it out again
        threads = run_until(senders, stopping)
        time.sleep(1)
        stopping.set()
        for thread in threads:
            thread.join(30)
    assert [sender.unexpected for sender in senders] == [[]] * SENDERS
    assert [sender.pending for sender in senders] == [""] * SENDERS
    os.kill(group, signal.SIGTERM)
    deadline = time.monotonic() + 40
    while (server.installed.data / "cairn.db-wal").exists() and time.monotonic() < deadline:
        time.sleep(0.05)


def what_is_stored(installed: Installed) -> dict[str, object]:
    """Read past every wall with the key in hand."""
    from cairn.front.upkeep.copies import open_embedded

    raw = open_embedded(installed.data / "cairn.db", installed.key_file.read_text().strip())
    acts = [act for (body,) in raw.execute("SELECT body FROM privacy_ledgerentry") for act in json.loads(body)["acts"]]
    found = {
        "encounters": [str(UUID(name)) for (name,) in raw.execute("SELECT id FROM support_encounter")],
        "notes": {
            str(UUID(name)): count
            for name, count in raw.execute("SELECT encounter_id, count(*) FROM support_note GROUP BY 1")
        },
        "recorded": [act["encounter"] for act in acts if act["action"] == "support.encounter.recorded"],
    }
    raw.close()
    return found
