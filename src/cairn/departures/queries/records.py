"""Whether records are complete, and how long closed ones are kept: the pure rules over counts, many people at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.departures import policy
from cairn.departures.domain.holds import Held
from cairn.departures.domain.records import Content, RecordFacts, decide_record, evidence_of
from cairn.departures.domain.retention import ClosedFacts, decide_closed
from cairn.departures.queries.holds import held_records
from cairn.departures.queries.told_elsewhere import records_told
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision, Finding
from cairn.platform.packs import rules_on
from cairn.privacy.queries.signed_consents import count_consents
from cairn.support.queries.record_counts import RecordCounts, count_records


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose record: whether they have left, on which day, and how the summary stands ("", "draft", "signed")."""

    client_id: UUID
    left_on: date | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """One record: what it holds and lacks; how long it is kept, None while the person is here; whether a legal hold stands."""

    complete: Decision
    kept: Decision | None
    is_part2: bool
    held: Held | None

    @property
    def missing(self) -> tuple[tuple[Finding, Content | None], ...]:
        """What is missing and what kind of content it is, so that a page can lead to where it is mended."""
        codes = {f"record.{content.value}": content for content in Content}
        return tuple((one, codes.get(one.code)) for one in self.complete.findings if one.verdict == "not_met")


def check_records(actor: Actor, asked: Iterable[Asked], on: date) -> dict[UUID, Checked]:
    """The records of people whom the caller may reach already. Five statements, and what other rooms ask; however many people."""
    people = {one.client_id: one for one in asked}
    counts = count_records(actor, people, on, permission=policy.COUNT)
    releases = count_consents(actor, people, on, permission=policy.COUNT)
    held = held_records(actor, people, on)
    elsewhere = records_told(actor, people, on)
    found = {}
    for client_id, counted in counts.items():
        one = people[client_id]
        facts = _facts(counted, one, releases.get(client_id, 0))
        evidence = {**evidence_of(facts), **elsewhere.get(client_id, {})}
        rule = rules_on(one.left_on or on, actor.place).find("records.contents")
        complete = decide_record(evidence, rule, one.left_on or on)
        kept = _kept(actor, counted, one, facts, on, is_held=client_id in held)
        found[client_id] = Checked(complete, kept, counted.is_part2, held.get(client_id))
    return found


def _facts(counted: RecordCounts, one: Asked, releases: int) -> RecordFacts:
    return RecordFacts(
        counted.has_legal_name,
        counted.birth_date is not None,
        counted.contacts,
        counted.without_note,
        counted.unsigned,
        counted.assessed,
        counted.coverages,
        releases,
        one.left_on is not None,
        one.summary,
    )


def _kept(
    actor: Actor, counted: RecordCounts, one: Asked, facts: RecordFacts, on: date, *, is_held: bool
) -> Decision | None:
    if one.left_on is None:
        return None
    closed = ClosedFacts(
        one.left_on,
        counted.last_contact_on,
        counted.birth_date,
        "medicaid" in counted.payer,
        facts.releases > 0,
        is_held,
    )
    return decide_closed(closed, rules_on(one.left_on, actor.place), on)
