"""A browser with somebody signed in, the clock at the tests' hour, and a count of what a page asks of the database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from cairn.kernel.instants import Instant
from cairn.platform import clock
from tests.people import NOW, Cast

# What every request costs, and what is no statement of the page: session, account and hat, scope, transactions.
OVERHEAD = re.compile(
    r"django_session|identity_account|^\s*(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET|PRAGMA|DROP|CREATE TEMP)|set_config|pg_advisory|"
    r"sqlite_temp_master|client_noun",
    re.IGNORECASE,
)


# Drawn by lot for each answer; a word of a few letters may stand in it by chance.
DRAWN = re.compile(r"""(name="csrfmiddlewaretoken" value="|nonce="|X-CSRFToken": ")[^"]*""")
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32,}\b")


def steady(page: Any) -> str:
    """What an answer, a page or an entry of the ledger says, without tokens and ids: for words that must not stand there."""
    text = page if isinstance(page, str) else page.content.decode()
    return IDS.sub("ID", DRAWN.sub(r"\1", text))


def set_clock(monkeypatch: pytest.MonkeyPatch, now: Instant = NOW) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def sign_in(cast: Cast, name: str) -> Browser:
    browser = Browser()
    browser.force_login(cast.accounts[name], backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session["engagement_id"] = str(cast.actors[name].engagement_id)
    session.save()
    return browser


@dataclass
class Count:
    statements: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statements)

    def __str__(self) -> str:
        return "\n".join(self.statements)


@contextmanager
def counted() -> Iterator[Count]:
    """The statements of the block without the overhead of any request and without the ledger's own."""
    count = Count()
    with CaptureQueriesContext(connection) as captured:
        yield count
    count.statements = [query["sql"] for query in captured if not OVERHEAD.search(query["sql"])]
