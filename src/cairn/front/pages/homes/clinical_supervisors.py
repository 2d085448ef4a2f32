"""Who is owed supervision, whose hand is waited for, which notes lie unsigned, and whom nobody has met for long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.credentials.queries.standing import list_barred
from cairn.front.jinja import hours
from cairn.front.pages.homes.agreement_lines import agreement_lines
from cairn.front.pages.homes.choosing_lines import against_line, told_line
from cairn.front.pages.homes.cover_lines import change_lines, gap_lines
from cairn.front.pages.homes.hiring_lines import interview_line
from cairn.front.pages.homes.lines import Line, ago, greeting, soonest_first
from cairn.front.pages.homes.peer_supporters import SIGN_DAYS, WORKDAY
from cairn.front.pages.homes.platform_lines import platform_line
from cairn.front.pages.homes.standing_lines import STEP_DAYS
from cairn.front.pages.homes.wish_lines import wish_line
from cairn.hiring.queries.waiting import count_own_interviews
from cairn.identity.queries.agreements import list_agreements_to_sign
from cairn.incidents.queries.incidents import count_unseen
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.instants import local_date
from cairn.matching.queries.disclosures import count_begun_against, count_disclosures
from cairn.platform import clock
from cairn.supervision.queries.cover import list_changes, list_gaps
from cairn.supervision.queries.debts import Debt, list_debts
from cairn.supervision.queries.record_sign_offs import count_record_queue
from cairn.supervision.queries.sessions import SessionRow, list_waiting_signatures
from cairn.supervision.queries.sign_offs import WaitingCount, count_queue
from cairn.support.queries.gaps import Unseen, list_unseen
from cairn.support.queries.notes import Unsigned, list_unsigned
from cairn.support.queries.platforms import count_uses_to_talk_over

NOTES_READ = 200


def home(request: HttpRequest) -> HttpResponse:
    """Twenty statements, whatever the number of peer supporters; one more while a supervisor ceased not long ago."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    debts = list_debts(actor, on)
    barred = list_barred(actor, on)
    unseen = list_unseen(actor, on)
    return render(
        request,
        "homes/clinical_supervisor.html",
        {
            "greeting": greeting(now, actor.zone, actor.name),
            "on": on,
            "lines": _lines(actor, debts, barred, on),
            "debts": debts,
            "barred": barred,
            "prompts": _prompts(unseen.people, on),
            "unseen": unseen,
        },
    )


def _lines(actor: Actor, debts: tuple[Debt, ...], barred: Mapping[UUID, Decision], on: date) -> list[Line]:
    """Everything that waits for this supervisor, what is soonest first."""
    peers = [debt.peer for debt in debts]
    unsigned = [note for note in list_unsigned(actor, on, NOTES_READ) if note.author_id != actor.engagement_id]
    return soonest_first(
        [
            *against_line(count_begun_against(actor, on)),
            *_debts(debts),
            *_barred(debts, barred),
            *gap_lines(list_gaps(actor, peers, on), on),
            *change_lines(list_changes(actor, peers, on), on),
            *agreement_lines(list_agreements_to_sign(actor, on), on),
            *_signatures(list_waiting_signatures(actor, on), on),
            *_queue(count_queue(actor, on), on),
            *_records(count_record_queue(actor, on)),
            *_notes(unsigned, on),
            *_incidents(count_unseen(actor, on)),
            *interview_line(count_own_interviews(actor, on), actor, on),
            *wish_line(actor, on),
            *told_line(count_disclosures(actor, on)),
            *platform_line(count_uses_to_talk_over(actor, on)),
        ]
    )


def _incidents(count: int) -> Iterator[Line]:
    if count:
        words = "Something happened" if count == 1 else f"{count} things happened"
        yield Line(words, "Nobody who supervises has read it yet.", "Read", reverse("list_incidents"), is_now=True)


def _debts(debts: tuple[Debt, ...]) -> Iterator[Line]:
    for debt in debts:
        href = reverse("preparation_page", kwargs={"peer_id": debt.peer.id})
        left, name = debt.until_stop_minutes, debt.peer.name
        owed = f" {hours(debt.owed_minutes)} owed in all." if debt.owed_minutes else ""
        if debt.is_stopped:
            text = f"{hours(debt.since_last_minutes)} worked since the last session that counts.{owed}"
            yield Line(f"{name} must stop until a session is held", text, "Prepare", href, is_now=True)
        elif not debt.is_unknown and (left <= 2 * STEP_DAYS * WORKDAY or debt.owed_minutes):
            text = f"{hours(left)} of work until the stop.{owed}"
            yield Line(f"{name} is owed supervision", text, "Prepare", href, days=left // WORKDAY)


def _barred(debts: tuple[Debt, ...], barred: Mapping[UUID, Decision]) -> Iterator[Line]:
    for debt in debts:
        if debt.peer.id in barred:
            yet = " yet" if barred[debt.peer.id].outcome == "candidate" else ""
            text = "No certificate in force. Training and shadowing go on; contacts of their own wait."
            yield Line(f"{debt.peer.name} may not practice{yet}", text, "See why", reverse("list_debts"), days=30)


def _signatures(waiting: tuple[SessionRow, ...], on: date) -> Iterator[Line]:
    for session in waiting:
        sign = reverse("sign_session", kwargs={"session_id": session.id})
        title = f"Session with {session.peer_name} waits for your signature"
        yield Line(
            title,
            f"{hours(session.minutes)}, {ago(session.started_on, on)}. It counts once both have signed.",
            "Sign",
            sign,
        )


def _queue(waiting: tuple[WaitingCount, ...], on: date) -> Iterator[Line]:
    """Notes that their authors signed and that wait for the supervisor's own signature: one line for each author."""
    for each in waiting:
        count = f"{each.count} {'note' if each.count == 1 else 'notes'}"
        text = f"The oldest is of {each.oldest_on:%b} {each.oldest_on.day}. Read, then sign or send back."
        days = SIGN_DAYS - (on - each.oldest_on).days
        yield Line(f"{count} of {each.author_name} for your signature", text, "Read", reverse("sign_off_notes"), days)


def _records(count: int) -> Iterator[Line]:
    """Referrals and plans that wait for the supervisor's own signature: one line for all."""
    if count:
        title = (
            "A referral or plan for your signature" if count == 1 else f"{count} referrals and plans for your signature"
        )
        yield Line(title, "Read each, then sign them together.", "Read", reverse("sign_off_records"), SIGN_DAYS)


def _notes(unsigned: list[Unsigned], on: date) -> Iterator[Line]:
    """One line for each author; the oldest first, as the query gives them."""
    by_author: dict[UUID, list[Unsigned]] = defaultdict(list)
    for note in unsigned:
        by_author[note.author_id].append(note)
    for notes in by_author.values():
        oldest = min(notes, key=lambda note: note.started_at)
        met_on, count = local_date(oldest.started_at, oldest.zone), len(notes)
        title = f"{oldest.author_name} has {count} unsigned {'note' if count == 1 else 'notes'}"
        href = reverse("contact", kwargs={"encounter_id": oldest.encounter_id})
        text = f"The oldest is of {met_on:%b} {met_on.day}. Only its author can sign; talk it over."
        yield Line(title, text, "Open the oldest", href, SIGN_DAYS - (on - met_on).days)


def _prompts(unseen: tuple[Unseen, ...], on: date) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """People not met for long, under their peer supporter's name: (name, words, address of the person's page)."""
    prompts: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for person in unseen:
        href = reverse("get_client", kwargs={"client_id": person.client_id})
        words = f"last met {ago(person.last_contact_on, on)}" if person.last_contact_on else "not met yet"
        prompts[person.peer_name].append((person.name, words, href))
    return sorted(prompts.items())
