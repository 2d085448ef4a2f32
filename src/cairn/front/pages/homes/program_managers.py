"""Who may not work and why, whom nobody has met, what holds money, and whether people answer the survey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.billing.queries.held import sum_held
from cairn.departures.queries.departures import count_unfinished
from cairn.front.pages.compliance import NO_AGREEMENT, NOW, Row, list_compliance, read_staff
from cairn.front.pages.first_steps import list_first_steps
from cairn.front.pages.homes.choosing_lines import choices_line
from cairn.front.pages.homes.cover_lines import change_lines, gap_lines
from cairn.front.pages.homes.hiring_lines import applicant_line
from cairn.front.pages.homes.intake_lines import door_lines
from cairn.front.pages.homes.leaving_lines import leaving_line
from cairn.front.pages.homes.lines import Line, ago, greeting, soonest_first
from cairn.front.pages.homes.peer_supporters import SIGN_DAYS
from cairn.front.pages.homes.program_lines import program_line
from cairn.front.pages.homes.record_lines import record_lines
from cairn.front.pages.homes.standing_lines import RENEWAL_DAYS
from cairn.front.pages.homes.wish_lines import wish_line
from cairn.hiring.queries.waiting import count_waiting_applicants
from cairn.identity.queries.leading_roles import list_let_in
from cairn.intake.queries.asking import count_at_the_door
from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date, months_after
from cairn.matching.queries.choices import count_choices
from cairn.outcomes.queries.measures import response_of
from cairn.platform import clock
from cairn.supervision.queries.cover import list_changes, list_gaps
from cairn.support.queries.gaps import list_unseen
from cairn.support.queries.surveys import list_survey_facts
from cairn.support.queries.unsigned_notes import UnsignedCount, count_unsigned_by_peer

SURVEY_DAYS = 30
UNSEEN_SHOWN = 12


def home(request: HttpRequest) -> HttpResponse:
    """Twenty-four statements, whatever the size of the program; one more while a supervisor ceased not long ago or a breach is to be
    told, six while it is set up, and four while it is in its start."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    start = months_after(on.replace(day=1), -1)  # the same two months as the biller's home
    staff = read_staff(actor, on, since=start)
    rows = list_compliance(actor, on, staff)
    held = sum_held(actor, start, on, now, peers=staff.peers, holders=staff.holders)
    notes = count_unsigned_by_peer(actor, on)
    unseen = list_unseen(actor, on)
    response = response_of(list_survey_facts(actor, on - timedelta(days=SURVEY_DAYS), on, on=on))
    return render(
        request,
        "homes/program_manager.html",
        {
            "greeting": greeting(now, actor.zone, actor.name),
            "on": on,
            "lines": _lines(actor, rows, notes, on),
            "let_in": list_let_in(actor, now),
            "program_line": program_line(actor, on, rows),
            "steps": list_first_steps(actor, now, on, rows),
            "peers": len(rows),
            "clear": sum(row.is_clear for row in rows),
            "held": held,
            "held_rows": [[each.fix, each.lines, str(each.amount)] for each in held.by_fix],
            "unsigned": sum(note.count for note in notes),
            "response": response,
            "survey_days": SURVEY_DAYS,
            "unseen": [(person, _when(person.last_contact_on, on)) for person in unseen.people[:UNSEEN_SHOWN]],
            "unseen_count": len(unseen.people),
            "unseen_more": unseen.has_more,
        },
    )


def _lines(actor: Actor, rows: Sequence[Row], notes: Iterable[UnsignedCount], on: date) -> list[Line]:
    """What waits for the manager, soonest first."""
    peers = [row.peer for row in rows]
    return soonest_first(
        [
            *gap_lines(list_gaps(actor, peers, on), on),
            *change_lines(list_changes(actor, peers, on), on),
            *_compliance(rows),
            *_notes(notes, on),
            *leaving_line(count_unfinished(actor, on)),
            *applicant_line(count_waiting_applicants(actor, on), actor, on),
            *wish_line(actor, on),
            *record_lines(actor, on),
            *choices_line(count_choices(actor, on)),
            *door_lines(count_at_the_door(actor, on)),
        ]
    )


def _compliance(rows: Iterable[Row]) -> Iterator[Line]:
    """The one thing that comes next for each peer supporter, when it is near; who has no supervisor has a line already."""
    for row in rows:
        if row.next.words == NO_AGREEMENT:
            continue
        if row.next.days > RENEWAL_DAYS or (row.is_clear and row.next.days > SIGN_DAYS):
            continue
        is_hours = row.next.on is None
        anchor = reverse("prepare_session", kwargs={"peer_id": row.peer.id})
        href = anchor if is_hours else reverse("get_credential", kwargs={"engagement_id": row.peer.id})
        text = f"{row.next.words}{f': {row.next.on:%B} {row.next.on.day}' if row.next.on else ''}."
        yield Line(
            row.peer.name,
            text,
            "See why" if is_hours else "Papers",
            href,
            max(row.next.days, 0),
            is_now=row.next.days == NOW,
        )


def _notes(notes: Iterable[UnsignedCount], on: date) -> Iterator[Line]:
    """Notes wait at most some days; what is not signed cannot be billed."""
    for each in notes:
        count = f"{each.count} unsigned {'note' if each.count == 1 else 'notes'}"
        text = f"{count}, the oldest of {each.oldest_on:%b} {each.oldest_on.day}. They cannot be billed."
        href = reverse("prepare_session", kwargs={"peer_id": each.peer_id})
        yield Line(each.peer_name, text, "See which", href, SIGN_DAYS - (on - each.oldest_on).days)


def _when(last: date | None, on: date) -> str:
    return f"last met {ago(last, on)}" if last else "not met yet"
