"""What a person chose about reminders; and, for the operator's command, which are due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.meetings import policy
from cairn.meetings.domain.appointments import State
from cairn.meetings.domain.reminders import TRIES, Choice, How, Language, Lead, Wording, due_at
from cairn.meetings.models import Appointment, Occurrence, Reminder, ReminderChoice
from cairn.meetings.queries.calendar import series_of, standing_span
from cairn.privacy.policy import visible
from cairn.privacy.scope import scope_of_installation
from cairn.privacy.subjects import require_client
from cairn.support.policy import going_on

AHEAD_DAYS = 2  # the longest lead is an evening


@dataclass(frozen=True, slots=True)
class Chosen:
    choice: Choice
    address: str
    chosen_at: Instant | None  # None: nobody asked them yet, so nothing is sent


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder that may leave now: to whom, about when. Nothing else about anybody."""

    organization_id: UUID
    appointment_id: UUID
    client_id: UUID
    starts_at: Instant
    zone: str
    address: str
    choice: Choice


def get_choice(actor: Actor, client_id: UUID, on: date) -> Chosen:
    """What this person chose; nothing chosen is no reminders. Two statements; raises NotFound."""
    require_client(actor, policy.CHOOSE, client_id, on)
    row = visible(ReminderChoice, actor, policy.CHOOSE, on).filter(client_id=client_id).first()
    if row is None:
        return Chosen(Choice(), "", None)
    return Chosen(_choice(row), row.address, as_instant(row.chosen_at))


def is_still_due(due: Due, now: Instant) -> bool:
    """Whether it may leave at this very moment: who said no, moved or called off while others were sent is not written to."""
    return due in list_due(now, client_id=due.client_id)


def list_due(now: Instant, *, client_id: UUID | None = None) -> list[Due]:
    """Every reminder of the installation (of one person, when asked) whose hour has come and whose meeting has not begun.

    Four statements at any size.
    """
    with scope_of_installation():
        chosen = ReminderChoice.objects.filter(how=How.EMAIL.value)
        choices = {row.client_id: row for row in (chosen.filter(client_id=client_id) if client_id else chosen)}
        first, last = (now - timedelta(days=1)).date(), (now + timedelta(days=AHEAD_DAYS)).date()
        moved = Occurrence.objects.filter(starts_at__gt=now, starts_at__lt=now + timedelta(days=AHEAD_DAYS))
        rows = Appointment.objects.filter(
            Q(starts_on__lte=last) & (Q(ends_on__isnull=True) | Q(ends_on__gte=first))
            | Q(id__in=moved.values("appointment_id")),
            going_on(first, prefix="relationship__"),
            relationship__client__in=list(choices),
        )
        appointments = list(rows.select_related("relationship"))
        changes: dict[UUID, dict[date, Occurrence]] = {}
        near = Q(day__gte=first, day__lte=last) | Q(starts_at__gt=now)
        for one in Occurrence.objects.filter(near, appointment__in=[row.id for row in appointments]):
            changes.setdefault(one.appointment_id, {})[one.day] = one
        done = _settled([row.id for row in appointments])
    return [
        due
        for row in appointments
        for due in _due_of(row, choices[row.relationship.client_id], changes.get(row.id, {}), (first, last), now)
        if (row.id, due.starts_at) not in done
    ]


def _settled(appointment_ids: list[UUID]) -> set[tuple[UUID, datetime]]:
    rows = Reminder.objects.filter(Q(state="sent") | Q(tries__gte=TRIES), appointment__in=appointment_ids)
    return set(rows.values_list("appointment_id", "starts_at"))


def _due_of(
    row: Appointment,
    chosen: ReminderChoice,
    changes: dict[date, Occurrence],
    between: tuple[date, date],
    now: Instant,
) -> Iterator[Due]:
    series, pair = series_of(row), row.relationship
    for day in {*series.days(*between), *(day for day in changes if series.days(day, day))}:
        changed = changes.get(day)
        if changed is not None and changed.state != State.PLANNED.value:
            continue
        start = standing_span(row, day, changed).start
        if pair.ended_on is not None and local_date(start, row.zone) >= pair.ended_on:
            continue
        if due_at(start, Lead(chosen.lead), row.zone) <= now < start:
            own = (row.organization_id, row.id, pair.client_id)
            yield Due(*own, start, row.zone, chosen.address, _choice(chosen))


def _choice(row: ReminderChoice) -> Choice:
    return Choice(How(row.how), Wording(row.wording), Lead(row.lead), Language(row.language))
