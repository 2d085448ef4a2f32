"""What the rooms above the program see of its steps by themselves. Nobody writes down twice what a record shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Protocol

from cairn.front.pages.first_steps import Compliance
from cairn.hiring.policy import RUN as RUN_HIRING
from cairn.hiring.queries.waiting import find_hiring_begun
from cairn.journeys.steps import FactKind, StepFact
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.instants import as_instant, in_words, local_date
from cairn.privacy.policy import may
from cairn.support.policy_counts import COUNT
from cairn.support.queries.counts import find_beginnings

PEOPLE, AGREEMENTS, LICENSES = "people at work", "the supervision agreements", "the licenses on record"
CERTIFICATES, LOG, HIRING, CONTACTS = "the certificates on record", "the supervision log", "hiring", "the contacts"
SERVING_DAYS = 30  # a habit, as on the manager's home: after a month without any contact it is worth asking


class Row(Compliance, Protocol):
    """What is asked of a row of the compliance page."""

    @property
    def supervisor(self) -> Decision: ...


def from_staff(actor: Actor, rows: Iterable[Row]) -> Iterator[StepFact]:
    """Hired, supervised, certified: from the rows of the compliance page. No statement. Each step once, by its first day."""
    first: dict[str, StepFact] = {}
    for row in rows:
        for fact in _of_row(actor, row):
            if fact.step not in first or fact.on < first[fact.step].on:
                first[fact.step] = fact
    yield from first.values()


def _of_row(actor: Actor, row: Row) -> Iterator[StepFact]:
    yield _done("first_hired", row.peer.starts_on, f"{row.peer.name} works here as a peer supporter.", PEOPLE)
    agreed = row.agreement
    if agreed is not None and agreed.signed_at is not None:
        signed_on = local_date(as_instant(agreed.signed_at), actor.zone)
        words = f"Signed by {row.peer.name} and {agreed.supervisor_name}, and in force."
        yield _done("supervision_agreed", signed_on, words, AGREEMENTS)
        yield _done("supervisor_found", signed_on, f"{agreed.supervisor_name} supervises.", AGREEMENTS)
        if row.supervisor.allowed:
            words = f"{agreed.supervisor_name} qualifies by the license on record."
            yield _done("supervisor_qualified", signed_on, words, LICENSES)
    for held in row.holder.held:
        if held.standing.allowed:
            words = f"The certificate of {row.peer.name} is in order."
            yield _done("certified", held.issued_on, words, CERTIFICATES)
    if row.debt.sessions:
        held_on = min(session.started_on for session in row.debt.sessions)
        yield _done("supervision_begins", held_on, "The first session that is logged.", LOG)


def from_hiring(actor: Actor, on: date) -> Iterator[StepFact]:
    """Posted, and a panel called. One statement, none for a role that does not hire."""
    if not may(actor, RUN_HIRING):
        return
    begun = find_hiring_begun(actor, on)
    if begun.posted_on:
        yield _done("job_ad", begun.posted_on, "A job is posted.", HIRING)
        yield _done("qualifications", begun.posted_on, "They stand in the job that is posted.", HIRING)
    if begun.panel_at:
        called_on = local_date(as_instant(begun.panel_at), actor.zone)
        yield _done("interview_questions", called_on, "A panel has its questions.", HIRING)


def from_contacts(actor: Actor, on: date) -> Iterator[StepFact]:
    """The service itself, as counts tell of it. One statement, none for a role that does not count contacts."""
    if not may(actor, COUNT):
        return
    found = find_beginnings(actor, on)
    for step, day, words in (
        ("one_to_one", found.first_signed_on, "The first contact that is signed."),
        ("notes", found.first_signed_on, "The first note that is signed."),
        ("groups", found.first_group_on, "The first group."),
        ("outreach", found.first_outreach_on, "The first outreach."),
    ):
        if day:
            yield _done(step, day, words, CONTACTS)
    if found.last_on and found.first_signed_on and found.last_on >= on - timedelta(days=SERVING_DAYS):
        words = f"The last contact was on {in_words(found.last_on)}."
        yield _done("serving", found.first_signed_on, words, CONTACTS)


def _done(step: str, day: date, words: str, source: str) -> StepFact:
    return StepFact(step, FactKind.DONE, day, words, source)
