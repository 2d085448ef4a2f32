"""Today: the people one walks with, what was promised, and what keeps the own work standing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.credentials.queries.standing import Holder, get_holder
from cairn.departures.queries.departures import count_unfinished
from cairn.departures.queries.moves import list_told_to
from cairn.front.jinja import hours
from cairn.front.pages.homes.agreement_lines import agreement_lines
from cairn.front.pages.homes.choosing_lines import asked_line
from cairn.front.pages.homes.cover_lines import change_lines, gap_lines
from cairn.front.pages.homes.hiring_lines import interview_line
from cairn.front.pages.homes.leaving_lines import leaving_line, told_lines
from cairn.front.pages.homes.lines import Line, ago, greeting, soonest_first
from cairn.front.pages.homes.meeting_lines import meeting_lines
from cairn.front.pages.homes.standing_lines import STEP_DAYS, standing_lines
from cairn.hiring.queries.waiting import count_own_interviews
from cairn.identity.queries.agreements import list_agreements_to_sign
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.matching.queries.asked import count_waiting
from cairn.platform import charts, clock
from cairn.referrals.queries.referrals import DueCount, count_due
from cairn.supervision.queries.cover import list_changes, list_gaps
from cairn.supervision.queries.debts import Debt, get_debt
from cairn.supervision.queries.sign_offs import Returned, list_returned
from cairn.support.queries.caseload import PersonCard, list_caseload
from cairn.support.queries.gaps import UNSEEN_DAYS
from cairn.support.queries.notes import DraftRow, Unsigned, list_drafts, list_unsigned
from cairn.support.queries.peerness import list_questions

PEOPLE_READ, PEOPLE_SHOWN = 200, 6
NOTES_SHOWN = 3
QUESTIONS_SHOWN = 2  # kindly, one or two at a time
SIGN_DAYS = 7  # a habit: a note is signed within the week, while the day is still in mind
WORKDAY = 8 * 60
YEARS_SHOWN = 3


def home(request: HttpRequest) -> HttpResponse:
    """Twenty-five statements at most, whatever the size of the caseload; one more while a supervisor ceased not long ago."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    people = list_caseload(actor, on, limit=PEOPLE_READ).people
    debt = get_debt(actor, actor.engagement_id, on)
    holder = get_holder(actor, actor.engagement_id, on)
    shown = sorted(people, key=lambda person: _need(person, on))[:PEOPLE_SHOWN]
    return render(
        request,
        "homes/peer_supporter.html",
        {
            "greeting": greeting(now, actor.zone, actor.name),
            "on": on,
            "lines": _lines(actor, people, debt, holder, now, on),
            "cards": [_card(person, on) for person in shown],
            "count": len(people),
            "debt": debt,
            "trail": "" if debt.is_unknown else charts.supervision_trail(debt.since_last_minutes, _limit(debt), hours),
            "holder": holder,
            "years": _years(holder),
            "questions": list_questions(actor, on)[:QUESTIONS_SHOWN],
        },
    )


def _lines(
    actor: Actor, people: tuple[PersonCard, ...], debt: Debt, holder: Holder, now: Instant, on: date
) -> list[Line]:
    """What waits for the peer supporter, soonest first."""
    agreements = list_agreements_to_sign(actor, on)
    return soonest_first(
        [
            *_supervision(debt, on),
            *([] if agreements else gap_lines(list_gaps(actor, (debt.peer,), on), on, is_own=True)),
            *change_lines(list_changes(actor, (debt.peer,), on), on),
            *agreement_lines(agreements, on),
            *_returned(list_returned(actor, on)),
            *_drafts(list_drafts(actor, on), people),
            *meeting_lines(actor, people, now, on),
            *_promises(people, on),
            *_referrals(count_due(actor, on), on),
            *_notes(list_unsigned(actor, on), on),
            *standing_lines(holder, on, reverse("get_own_credential")),
            *leaving_line(count_unfinished(actor, on)),
            *told_lines(list_told_to(actor, on)),
            *interview_line(count_own_interviews(actor, on), actor, on),
            *asked_line(count_waiting(actor, on)),
        ]
    )


def _supervision(debt: Debt, on: date) -> Iterator[Line]:
    href = reverse("prepare_session", kwargs={"peer_id": debt.peer.id})
    left = debt.until_stop_minutes
    if debt.is_stopped:
        text = f"{hours(debt.since_last_minutes)} worked since the last session that counts. Ask for one today."
        yield Line("No work before the next supervision", text, "See supervision", href, is_now=True)
    elif left <= STEP_DAYS * WORKDAY // 2 and not debt.is_unknown:
        text = f"{hours(left)} of work are left before a session must be held."
        yield Line("Supervision is due", text, "See supervision", href, days=left // WORKDAY)
    for session in debt.sessions:
        if session.peer_signed_at is None:
            sign = reverse("sign_session", kwargs={"session_id": session.id})
            text = f"{hours(session.minutes)} with {session.supervisor_name}. It counts once both have signed."
            yield Line(f"Session of {session.started_on:%b} {session.started_on.day} waits for you", text, "Sign", sign)


def _drafts(drafts: list[DraftRow], people: tuple[PersonCard, ...]) -> Iterator[Line]:
    names = {person.client_id: person.name for person in people}
    for draft in drafts:
        person = names.get(draft.client_id) if draft.client_id else None
        query = f"?person={draft.client_id}" if person else ""
        title = f"A contact with {person} is half written" if person else "A contact is half written"
        yield Line(title, "Nothing is lost. Finish it, or start anew.", "Go on", f"{reverse('write_contact')}{query}")


def _promises(people: tuple[PersonCard, ...], on: date) -> Iterator[Line]:
    for person in people:
        promise = person.promise
        if promise and promise.due_on and (promise.due_on - on).days <= 1:
            href = reverse("get_client", kwargs={"client_id": person.client_id})
            yield Line(f"Promised {person.name}", promise.text, "Their page", href, days=(promise.due_on - on).days)


def _referrals(due: DueCount, on: date) -> Iterator[Line]:
    """One line for all of whom nobody heard for a while."""
    if due.since is not None:
        title = "Ask how it went" if due.count == 1 else f"Ask how it went: {due.count} referrals"
        words = "Pointed on, and no word since" if due.count == 1 else "The longest without a word: since"
        text = f"{words} {due.since:%b} {due.since.day}."
        yield Line(title, text, "See whom", reverse("list_referrals"), days=SIGN_DAYS)


def _notes(unsigned: list[Unsigned], on: date) -> Iterator[Line]:
    for n, note in enumerate(unsigned[:NOTES_SHOWN], 1):
        met_on, more = local_date(note.started_at, note.zone), len(unsigned) - NOTES_SHOWN
        others = f" {more} more notes wait too." if n == NOTES_SHOWN and more > 0 else ""
        href = reverse("contact", kwargs={"encounter_id": note.encounter_id})
        text = f"You met {ago(met_on, on)}. Read it once more and sign.{others}"
        yield Line(f"Note about {note.client_name}", text, "Read and sign", href, SIGN_DAYS - (on - met_on).days)


def _returned(returned: tuple[Returned, ...]) -> Iterator[Line]:
    """One line for all the notes that a supervisor sent back."""
    for oldest in returned[:1]:
        count = f"{len(returned)} notes were" if len(returned) > 1 else "A note was"
        title = f"{count} sent back to you"
        text = f"{oldest.supervisor_name} left you a word. What you signed stays; add to it."
        yield Line(title, text, "Read", reverse("returned_notes"), SIGN_DAYS)


def _need(person: PersonCard, on: date) -> tuple[date, date, str]:
    """The soonest promise first, then whoever was not met for longest."""
    return person.next_due_on or date.max, person.last_contact_on or date.min, person.name


def _card(person: PersonCard, on: date) -> dict[str, Any]:
    last, due = person.last_contact_on, person.next_due_on
    is_long = last is None or (on - last).days > UNSEEN_DAYS
    write = f"{reverse('write_contact')}?person={person.client_id}"
    more = f", and {person.open_promises - 1} more" if person.open_promises > 1 else ""
    return {
        "name": person.name,
        "href": reverse("get_client", kwargs={"client_id": person.client_id}),
        "phase": person.phase,
        "goal": person.goal,
        "promise": person.promise.text if person.promise else "",
        "next_step": f"{_due(due, on)}{more}" if person.promise else "",
        "badges": [(f"Met {ago(last, on)}" if last else "Not met yet", "soon" if is_long else "none")],
        "actions": [("Write a contact", write)],
    }


def _due(due: date | None, on: date) -> str:
    if due is None:
        return "No day named"
    days = (due - on).days
    named = f"{due:%b} {due.day}"
    return f"{named}, overdue" if days < 0 else f"{named}, today" if days == 0 else f"By {named}"


def _limit(debt: Debt) -> int:
    """The stop on the trail: what was worked since the last session and what is left, or what the open gap went over."""
    over = next((each.over_minutes for each in debt.decision.figures["breaches"] if each.until is None), 0)
    return debt.since_last_minutes + debt.until_stop_minutes - over


def _years(holder: Holder) -> list[charts.CeYear]:
    best = next((held for held in holder.held if held.standing is holder.standing), None)
    rows = best.ce.figures["years"][-YEARS_SHOWN:] if best else ()
    return [
        charts.CeYear(str(row.year), row.owed / 60, row.earned / 60, row.carried_in / 60, row.carried_out / 60)
        for row in rows
    ]
