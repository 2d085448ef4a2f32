"""Noting somebody close to oneself, and taking that back. The answer is the same whether or not such a person is served anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.matching import policy
from cairn.matching.domain.ties import KEPT_BESIDES, Tie
from cairn.matching.models import KnownPerson
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once, mark_once
from cairn.privacy.policy import lock_one, visible

NAME_LENGTH, MOST = 80, 200


@dataclass(frozen=True, slots=True)
class KnownPersonDraft:
    """Somebody close to the actor."""

    id: UUID
    given: str
    family: str
    tie: Tie
    ended_on: date | None = None


@command(permission=policy.KEEP_KNOWN)
def note_known_person(*, actor: Actor, draft: KnownPersonDraft, now: Instant) -> UUID:
    """Note them. Names are compared only when somebody chooses the actor. Raises BadInput, Conflict."""
    on = local_date(now, actor.zone)
    given, family = " ".join(draft.given.split()), " ".join(draft.family.split())
    _check(draft, given, family, on)
    kept = visible(KnownPerson, actor, policy.KEEP_KNOWN, on).filter(removed_at__isnull=True)
    if kept.exclude(id=draft.id).count() >= MOST:
        raise BadInput({"given": f"You can note {MOST} people. Take one off first."})
    content = {
        "staff_id": actor.engagement_id,
        "given": given,
        "family": family,
        "tie": draft.tie.value,
        "ended_on": draft.ended_on,
    }
    if create_once(KnownPerson, actor, draft.id, content, noted_at=now):
        ledger.record("matching.known_person.noted", known_person=draft.id)
    return draft.id


@command(permission=policy.KEEP_KNOWN)
def remove_known_person(*, actor: Actor, known_person_id: UUID, now: Instant) -> UUID:
    """Take somebody off the own list. Raises NotFound."""
    rows = visible(KnownPerson, actor, policy.KEEP_KNOWN, local_date(now, actor.zone))
    person = lock_one(rows, known_person_id)
    if mark_once(person, "removed", now):
        ledger.record("matching.known_person.removed", known_person=known_person_id)
    return known_person_id


def _check(draft: KnownPersonDraft, given: str, family: str, on: date) -> None:
    problems = {}
    for field, text in (("given", given), ("family", family)):
        if not text:
            problems[field] = "Write it: two names are needed, one alone fits too many people."
        elif len(text) > NAME_LENGTH:
            problems[field] = f"Use at most {NAME_LENGTH} characters; now it is {len(text)}."
    if draft.tie not in KEPT_BESIDES:
        problems["tie"] = "Choose from the list."
    if draft.ended_on is not None and draft.ended_on > on:
        problems["ended_on"] = "This day is still to come. Leave it empty while it goes on."
    if problems:
        raise BadInput(problems)
