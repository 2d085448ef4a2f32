"""A contact as Ana would tell it, for the tests of this folder."""

from __future__ import annotations

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.kernel.instants import Span
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of
from cairn.support.commands.encounters import record_contact
from cairn.support.domain.encounters import EncounterDraft, Kind, Mark, Place
from cairn.support.domain.notes import NoteTexts
from tests import people

TEXTS = NoteTexts("Rode along to the clinic.", "Calm, spoke for himself.", "Lease on Friday.")
MARKS = frozenset({Mark("support", "emotional"), Mark("support", "instrumental"), Mark("dimension", "health")})


def draft_for(client, start=None, end=None, **details) -> EncounterDraft:
    return EncounterDraft(
        **{
            "id": new_id(),
            "client_id": client.id,
            "kind": Kind.ONE_TO_ONE,
            "place": Place.COMMUNITY,
            "span": Span(start or people.at(14, 0), end or people.at(14, 45)),
            "zone": people.ZONE,
            "marks": MARKS,
            **details,
        }
    )


def record(cast, draft=None, texts=TEXTS, *, actor=None, sign=True, now=people.NOW, **details):
    actor = actor or cast.ana
    with scope_of(actor):
        return record_contact(
            actor=actor, draft=draft or draft_for(cast.gil), texts=texts, sign=sign, now=now, **details
        )


@contextmanager
def statements():
    """The statements of the block, without transaction control and what opening an organization costs."""
    counted: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield counted
    control = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET", "SELECT set_config", "SELECT pg_advisory")
    counted += [q["sql"] for q in captured.captured_queries if not q["sql"].startswith(control)]
