"""Starts the real server again and again for `test_kills.py`, quickly: everything is imported once, each start is a fork.

prepare     hire the cast in the installation of the environment; print what a browser of Ana's needs, as JSON
serve PORT  for each line on standard input, start the server as a process group of its own and print its id
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from cairn.front.cli.arguments import enter
from cairn.front.upkeep.installation import find_installation
from cairn.front.upkeep.server import KeeperProcess, run_server

INSTALLATION = find_installation(data=None, key_file=None, database=None, witness=None)
enter(INSTALLATION)
WORKERS = 2


def prepare() -> None:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from tests import people

    cast = people.hire()
    account = cast.accounts["ana"]
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session["engagement_id"] = str(cast.ana.engagement_id)
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
    session["account_authentication_methods_user"] = str(account.pk)
    session["seen_at"] = int(time.time())
    session.save()
    print(
        json.dumps(
            {"session": session.session_key, "client": str(cast.gil.id), "organization": str(cast.organization.id)}
        )
    )


class ForkedKeeper(KeeperProcess):
    """The same keeper without a fresh interpreter."""

    def start(self) -> None:
        if os.fork() == 0:
            from cairn.front.upkeep.keeper import Keeper

            Keeper(INSTALLATION, None).run()
            os._exit(0)


def serve(port: int) -> None:
    from django.test import Client

    from cairn.front import wsgi  # noqa: F401 - read once, before the forks
    from cairn.front.upkeep import databases

    Client(HTTP_HOST="localhost").get("/contacts/new/")  # addresses and pages are read before the forks too
    databases.close()
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.setsid()
            os.close(0)
            run_server(
                host="127.0.0.1",
                port=port,
                workers=WORKERS,
                keeper=ForkedKeeper(INSTALLATION, None),
                ready=lambda: None,
            )
            os._exit(0)
        print(pid, flush=True)
        os.waitpid(pid, 0)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    if sys.argv[1] == "prepare":
        prepare()
    else:
        serve(int(sys.argv[2]))
