"""Gil's Tuesdays with Ana, and one row of every kind for `tests/whole_house.py`, all of them High Divide's."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Span, from_local
from cairn.meetings.commands.appointments import make_appointment, move_meeting
from cairn.meetings.domain.appointments import AppointmentDraft, Placed, Where
from cairn.meetings.domain.times import Repeats, Series, span_at
from cairn.meetings.models import (
    AnsweringHours,
    Appointment,
    CalendarFeed,
    CheckInAgreement,
    Message,
    Occurrence,
    Reminder,
    ReminderChoice,
)
from cairn.meetings.queries.calendar import get_meeting
from cairn.platform.ids import new_id
from cairn.portal import policy as _  # noqa: F401 - says whose sign-in belongs to whom
from cairn.privacy.scope import scope_of
from tests.people import NOW, TODAY, ZONE, Cast
from tests.portal.house import let_in

TUESDAY = date(2026, 11, 24)


def client_actor(cast: Cast) -> Actor:
    """Gil, as himself: his sign-in is made once."""
    return cast.actors.get("gil-himself") or let_in(cast, cast.gil, "gil-himself")


def series(day: date = TUESDAY, hour: int = 10, **changes: Any) -> Series:
    content = {"repeats": Repeats.ONCE, "starts_on": day, "at": time(hour), "minutes": 60, "zone": ZONE, **changes}
    return Series(**content)


def appoint(cast: Cast, day: date = TUESDAY, hour: int = 10, *, actor: Actor | None = None, **changes: Any) -> UUID:
    """An appointment of Ana with Gil; `changes` go to the series, or say `pair`, `id`, `where_words`."""
    actor, pair = actor or cast.ana, changes.pop("pair", cast.gil_and_ana.id)
    key, words = changes.pop("id", None) or new_id(), changes.pop("where_words", "")
    now = changes.pop("now", NOW)
    draft = AppointmentDraft(key, pair, series(day, hour, **changes), Where.COMMUNITY, words)
    with scope_of(actor):
        return make_appointment(actor=actor, draft=draft, now=now)


def placed(day: date, hour: int, version: int = 0, minutes: int = 60, words: str = "") -> Placed:
    span: Span = span_at(day, time(hour), minutes, ZONE)
    return Placed(span, Where.COMMUNITY, words, version)


def move(cast: Cast, appointment_id: UUID, day: date, to: Placed, actor: Actor | None = None) -> None:
    actor = actor or cast.ana
    with scope_of(actor):
        move_meeting(actor=actor, appointment_id=appointment_id, day=day, placed=to, now=NOW)


def read(cast: Cast, appointment_id: UUID, day: date = TUESDAY, actor: Actor | None = None) -> Any:
    actor = actor or cast.ana
    with scope_of(actor):
        return get_meeting(actor, appointment_id, day, TODAY)


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own, ana = {"organization_id": cast.organization.id}, cast.ana.engagement_id
    pair, by = {"relationship": cast.gil_and_ana}, {"changed_at": NOW, "changed_by_id": ana}
    appointment = Appointment.objects.create(
        repeats="weekly",
        starts_on=TODAY,
        at=time(16),
        minutes=60,
        zone=ZONE,
        where="other",
        where_words=CANARY,
        made_at=NOW,
        changed_at=NOW,
        made_by_id=ana,
        **pair,
        **own,
    )
    Occurrence.objects.create(
        appointment=appointment, day=TODAY, version=1, state="planned", words=CANARY, wish=CANARY, **by, **own
    )
    CheckInAgreement.objects.create(
        every_days=7, way="call", agreed_on=TODAY, recorded_at=NOW, recorded_by_id=ana, **pair, **own
    )
    Message.objects.create(from_client=True, words=CANARY, sent_at=NOW, **pair, **own)
    hours = {"weekdays": "12345", "opens": time(9), "closes": time(17)}
    AnsweringHours.objects.create(peer_id=ana, changed_at=NOW, **hours, **own)
    ReminderChoice.objects.create(
        client=cast.gil,
        how="email",
        address=f"{CANARY}@example.org",
        wording="time",
        lead="evening",
        language="en",
        chosen_at=NOW,
        written_by_id=ana,
        **own,
    )
    starts = from_local(TODAY, time(16), ZONE)
    Reminder.objects.create(appointment=appointment, starts_at=starts, state="sent", tries=1, claimed_at=NOW, **own)
    CalendarFeed.objects.create(
        owner_id=ana, person_id=cast.ana.person_id, token_digest="7" * 64, word=CANARY,
        opened_at=NOW, **own,
    )  # fmt: skip
