"""The whole stack in one process without a network: for growth, for counting statements and bytes, for catching a save's rows.

python -m bench.inside HOUSE      reads lines {"ask": …, "times": n} on standard input, answers each with one line of JSON
"""

from __future__ import annotations

import gzip
import io
import json
import pickle
import random
import subprocess
import sys
import time
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from bench.houses import ROOT, House, contact_form, environment
from cairn.front.upkeep.installation import Installation

CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET ", "SELECT set_config")
BEFORE_THE_PAGE = ('"django_session"', '"identity_account"', "organization_name", '"cairn_cache"')
LEDGER = '"privacy_ledger'


class Inside:
    """Calls the application as the web server does."""

    def __init__(self, house: House) -> None:
        from django.core.wsgi import get_wsgi_application

        self.application = get_wsgi_application()
        self.house, self.chance = house, random.Random(1)

    def ask(self, what: str) -> tuple[int, bytes]:
        from bench.words import NOTE  # it asks this module's children

        if what == "save":
            return self._call("POST", "/contacts/new/", urlencode(contact_form(self.house, self.chance)).encode())
        if what == "words":
            note = {"csrfmiddlewaretoken": self.house.token, "person": self.house.people[0], **NOTE}
            return self._call("POST", f"/contacts/{UUID(int=1)}/words/", urlencode(note).encode())
        return self._call("GET", address_of(what, self.house, self.chance))

    def _call(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        answer: list[str] = []
        parts = self.application(
            {
                "REQUEST_METHOD": method,
                "PATH_INFO": path,
                "QUERY_STRING": "",
                "SERVER_NAME": "127.0.0.1",
                "SERVER_PORT": "80",
                "SERVER_PROTOCOL": "HTTP/1.1",
                "REMOTE_ADDR": "127.0.0.1",
                "HTTP_HOST": "127.0.0.1",
                "HTTP_COOKIE": f"cairn={self.house.cookie}; cairn-form={self.house.token}",
                "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "CONTENT_LENGTH": str(len(body)),
                "wsgi.input": io.BytesIO(body),
                "wsgi.url_scheme": "http",
                "wsgi.errors": sys.stderr,
            },
            lambda status, headers, _=None: answer.append(status),
        )
        whole = b"".join(parts)
        getattr(parts, "close", lambda: None)()
        return int(answer[0][:3]), whole

    def times(self, what: str, count: int) -> list[float]:
        """Milliseconds of each of `count` requests."""
        taken = []
        for _ in range(count):
            started = time.perf_counter()
            status, _ = self.ask(what)
            taken.append((time.perf_counter() - started) * 1000)
            if status not in (200, 302):
                raise RuntimeError(f"{what} was answered with {status}")
        return taken

    def statements(self, what: str) -> list[tuple[str, Any, bool]]:
        """The statements of one request, each with its parameters."""
        from django.db import connection

        seen: list[tuple[str, Any, bool]] = []

        def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
            seen.append((sql, params, many))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            self.times(what, 1)
        return [one for one in seen if not one[0].lstrip().upper().startswith(CONTROL)]

    def cost(self, what: str) -> dict[str, int]:
        """Statements of the room and of the ledger; bytes as they are and compressed."""
        said = [sql for sql, _, _ in self.statements(what)]
        own = [sql for sql in said if not any(word in sql for word in BEFORE_THE_PAGE)]
        ledger = [sql for sql in own if LEDGER in sql]
        _, body = self.ask(what)
        return {
            "all": len(said),
            "room": len(own) - len(ledger),
            "ledger": len(ledger),
            "bytes": len(body),
            "gzip": len(gzip.compress(body, 6)),
        }

    def rows_of_saves(self, count: int) -> list[list[tuple[str, Any]]]:
        """What `count` saves write: their INSERT statements with parameters."""
        return [
            [(sql, params) for sql, params, _ in self.statements("save") if sql.lstrip().upper().startswith("INSERT")]
            for _ in range(count)
        ]


def address_of(what: str, house: House, chance: random.Random) -> str:
    if what == "client":
        return f"/people/{chance.choice(house.people)}/"
    return {"caseload": "/people/", "constant": "/constant/"}[what]


class Child:
    """An `Inside` in a process of its own, asked over pipes."""

    def __init__(self, installation: Installation, house: House) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.inside", json.dumps(asdict(house))],
            env=environment(installation),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def _ask(self, **words: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the measured process ended; the lines above say why")
        return json.loads(line)

    def times(self, what: str, count: int) -> list[float]:
        return self._ask(ask=what, times=count)

    def cost(self, what: str) -> dict[str, int]:
        return self._ask(ask="cost", of=what)

    def rows_of_saves(self, count: int) -> list[list[tuple[str, Any]]]:
        return pickle.loads(b64decode(self._ask(ask="rows", times=count)))

    def raw(self, rows: list[list[tuple[str, Any]]], seconds: float) -> list[float]:
        return self._ask(ask="raw", rows=b64encode(pickle.dumps(rows)).decode(), seconds=seconds)

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(30)


def answer(inside: Inside, words: dict[str, Any]) -> Any:
    match words["ask"]:
        case "cost":
            inside.times(words["of"], 3)
            return inside.cost(words["of"])
        case "rows":
            return b64encode(pickle.dumps(inside.rows_of_saves(words["times"]))).decode()
        case "raw":
            from bench.raw import commit_for

            return commit_for(words["seconds"], pickle.loads(b64decode(words["rows"])))
        case what:
            return inside.times(what, words["times"])


def main(house: str) -> None:
    inside = Inside(House(**json.loads(house)))
    for line in sys.stdin:
        print(json.dumps(answer(inside, json.loads(line))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
