"""Writing down what happened, that somebody knows, what came of it, and that nothing more is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cairn.identity.queries.programs import list_programs
from cairn.incidents import policy
from cairn.incidents.domain.kinds import Kind
from cairn.incidents.models import FollowUp, Incident
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once, mark_once
from cairn.privacy.policy import lock_one, visible
from cairn.support.queries.clients import is_under_part2

WORDS_LENGTH, REASON_LENGTH = 1000, 300
HOWS = ("in_person", "phone", "not_yet")


@dataclass(frozen=True, slots=True)
class IncidentDraft:
    """What happened. `client_id` None: nobody whom the program serves was part of it. `told_how`: one of `HOWS`."""

    id: UUID
    client_id: UUID | None
    kind: Kind
    happened_at: Instant
    what: str
    done: str = ""
    told_how: str = "not_yet"


@command(permission=policy.RECORD)
def record_incident(*, actor: Actor, draft: IncidentDraft, now: Instant) -> UUID:
    """Write it down, in as few words as will do. Raises NotFound (client), BadInput, Conflict (same id, other content)."""
    on = local_date(now, actor.zone)
    what, done = draft.what.strip(), draft.done.strip()
    is_part2 = (
        is_under_part2(actor, draft.client_id, on)
        if draft.client_id
        else any(program.is_part2 for program in list_programs(actor, on))
    )
    _check(draft, what, done, now)
    content = {
        "client_id": draft.client_id, "kind": draft.kind.value, "happened_at": draft.happened_at, "what": what,
        "done": done, "told_how": "" if draft.told_how == "not_yet" else draft.told_how, "peer_id": actor.engagement_id,
    }  # fmt: skip
    told_at = None if draft.told_how == "not_yet" else now
    more = {"is_part2": is_part2, "recorded_at": now, "told_supervisor_at": told_at}
    if create_once(Incident, actor, draft.id, content, **more):
        ledger.record("incidents.incident.recorded", client=draft.client_id, incident=draft.id, kind=draft.kind.value)
    return draft.id


@command(permission=policy.ACKNOWLEDGE)
def acknowledge_incident(*, actor: Actor, incident_id: UUID, now: Instant) -> UUID:
    """The supervisor has read it: the peer supporter sees that somebody knows. Raises NotFound."""
    incident = _locked(actor, policy.ACKNOWLEDGE, incident_id, now)
    if mark_once(incident, "seen", now, by=actor):
        ledger.record("incidents.incident.acknowledged", client=incident.client_id, incident=incident_id)
    return incident_id


@command(permission=policy.FOLLOW)
def add_follow_up(*, actor: Actor, follow_up_id: UUID, incident_id: UUID, words: str, now: Instant) -> UUID:
    """A line about what came of it. Raises NotFound, BadInput, Conflict."""
    incident = _locked(actor, policy.FOLLOW, incident_id, now)
    text = words.strip()
    if not text:
        raise BadInput({"words": "Write what came of it, in a few words."})
    if len(text) > WORDS_LENGTH:
        raise BadInput({"words": f"Use at most {WORDS_LENGTH} characters; now it is {len(text)}."})
    content = {"incident_id": incident_id, "words": text, "by_id": actor.engagement_id}
    if create_once(FollowUp, actor, follow_up_id, content, at=now):
        ledger.record("incidents.follow_up.added", client=incident.client_id, incident=incident_id)
    return follow_up_id


@command(permission=policy.CLOSE)
def close_incident(*, actor: Actor, incident_id: UUID, because: str, now: Instant) -> UUID:
    """Nothing more is to be done, and why. Raises NotFound, BadInput, Conflict (closed with another reason before)."""
    incident = _locked(actor, policy.CLOSE, incident_id, now)
    reason = because.strip()
    if incident.closed_at is not None:
        if incident.closed_because != reason:
            raise Conflict("This was already closed, with another reason. Add a line below instead.")
        ledger.unchanged("closed before")
        return incident_id
    if not reason or len(reason) > REASON_LENGTH:
        raise BadInput({"because": f"Say why nothing more is to be done, in at most {REASON_LENGTH} characters."})
    incident.closed_at, incident.closed_by_id, incident.closed_because = now, actor.engagement_id, reason
    incident.save(update_fields=["closed_at", "closed_by_id", "closed_because"])
    ledger.record("incidents.incident.closed", client=incident.client_id, incident=incident_id)
    return incident_id


def _locked(actor: Actor, permission: str, incident_id: UUID, now: Instant) -> Incident:
    rows = visible(Incident, actor, permission, local_date(now, actor.zone))
    return lock_one(rows, incident_id)


def _check(draft: IncidentDraft, what: str, done: str, now: Instant) -> None:
    problems = {}
    if not what:
        problems["what"] = "Write what happened: what you saw and heard, in a few words."
    for field, text in (("what", what), ("done", done)):
        if len(text) > WORDS_LENGTH:
            problems[field] = (
                f"Use at most {WORDS_LENGTH} characters; now it is {len(text)}. The least that will do is best."
            )
    if draft.happened_at > now:
        problems["happened_on"] = "This is still to come. Give the day and time when it happened."
    if draft.told_how not in HOWS:
        problems["told_how"] = "Choose how your supervisor was told."
    if problems:
        raise BadInput(problems)
