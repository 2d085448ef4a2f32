"""Supervision sessions: recorded by the supervisor, signed by both, taken back while one signature is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Q, QuerySet

from cairn.identity.domain.agreements import COUNTS
from cairn.identity.models import SupervisionAgreement
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, Period, local_date, minutes_between
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.supervision import policy  # noqa: F401 - declares who may
from cairn.supervision.domain.accounts import SessionKind
from cairn.supervision.domain.sessions import Format, Topic
from cairn.supervision.domain.summaries import names_a_client, points_at_someone
from cairn.supervision.models import SessionTimer, SupervisionSession
from cairn.supervision.queries.scenarios import scenarios
from cairn.support.queries.caseloads import list_names_of_people

SUMMARY = 500  # letters
LONGEST = 12 * 60  # a slip of the finger, not a rule
NAMED = "This seems to name someone who is served. Write “a client” instead: the log names nobody."
POINTS = "A number or address in here may point at someone who is served. Leave it out: the log names nobody."
OTHER_CONTENT = "This session was already saved with other content. Nothing was changed; record it as a new one."


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """A session as the supervisor writes it down. Times to the minute; `topics` are codes; its texts name nobody."""

    peer_id: UUID
    kind: str
    format: str
    started_at: Instant
    ended_at: Instant
    topics: tuple[str, ...]
    summary: str = ""
    commitments: str = ""  # what the two agreed on; names nobody either
    scenario: str = ""  # code of the one that was talked through


@command(permission="supervision.session.record")
def record_session(*, actor: Actor, session_id: UUID, draft: SessionDraft, now: Instant, sign: bool = False) -> UUID:
    """Write a session into the log; with `sign` the supervisor signs at once. It counts when the peer supporter signed too."""
    today = local_date(now, actor.zone)
    agreements = visible(SupervisionAgreement, actor, "supervision.session.record", today)
    held = list(agreements.filter(peer_id=draft.peer_id).select_for_update().order_by("starts_on"))
    if not held:
        raise NotFound
    started_on = local_date(draft.started_at, actor.zone)
    problems = _problems(draft, now)
    agreement = _agreement_for(held, draft.kind, started_on)
    if agreement is None:
        problems.setdefault("started_at", "You had no agreement with this peer supporter on that day. Check the day.")
    problems |= _named(actor, draft, today)
    near = list(_near(actor, session_id, draft))
    same = next((each for each in near if each.id == session_id), None)
    if same is not None:
        return _again(same, draft)
    if near and "started_at" not in problems:
        problems["started_at"] = "Another session of this peer supporter is recorded at that time. Check start and end."
    if problems or agreement is None:
        raise BadInput(problems)
    try:
        SupervisionSession.objects.create(
            **_content(draft),
            id=session_id,
            organization_id=actor.organization_id,
            agreement=agreement,
            supervisor_id=actor.engagement_id,
            zone=actor.zone,
            started_on=started_on,
            minutes=minutes_between(draft.started_at, draft.ended_at),
            recorded_at=now,
            recorded_by_id=actor.engagement_id,
            supervisor_signed_at=now if sign else None,
        )
    except IntegrityError:
        raise Conflict(OTHER_CONTENT) from None
    SessionTimer.objects.filter(
        id=session_id, organization_id=actor.organization_id, supervisor_id=actor.engagement_id, closed_at__isnull=True
    ).update(closed_at=now)
    ledger.record(
        "supervision.session.recorded", session=session_id, peer=draft.peer_id, agreement=agreement.id, signed=sign
    )
    return session_id


@command(permission="supervision.session.sign")
def sign_session(*, actor: Actor, session_id: UUID, now: Instant) -> UUID:
    """Put the actor's own signature under a session: the peer supporter's or the supervisor's. Twice is once."""
    session = _locked(actor, session_id, "supervision.session.sign", now)
    column = {session.peer_id: "peer_signed_at", session.supervisor_id: "supervisor_signed_at"}.get(actor.engagement_id)
    if column is None:
        raise NotFound
    if session.cancelled_at is not None:
        raise Conflict("This session was taken back. There is nothing to sign.")
    if getattr(session, column) is not None:
        ledger.unchanged("signed before")
        return session_id
    setattr(session, column, now)
    session.save(update_fields=[column])
    ledger.record("supervision.session.signed", session=session_id, peer=session.peer_id, as_=column)
    return session_id


@command(permission="supervision.session.cancel")
def cancel_session(*, actor: Actor, session_id: UUID, now: Instant) -> UUID:
    """Take back a session recorded by mistake, while one signature is missing. The row stays, marked."""
    session = _locked(actor, session_id, "supervision.session.cancel", now)
    if session.supervisor_id != actor.engagement_id:
        raise NotFound
    if session.cancelled_at is not None:
        ledger.unchanged("taken back before")
        return session_id
    if session.peer_signed_at is not None and session.supervisor_signed_at is not None:
        raise Conflict("Both have signed this session, so it stays in the log.")
    session.cancelled_at = now
    session.save(update_fields=["cancelled_at"])
    ledger.record("supervision.session.cancelled", session=session_id, peer=session.peer_id)
    return session_id


def _locked(actor: Actor, session_id: UUID, permission: str, now: Instant) -> SupervisionSession:
    sessions = visible(SupervisionSession, actor, permission, local_date(now, actor.zone))
    session = sessions.filter(id=session_id).select_for_update().first()
    if session is None:
        raise NotFound
    return session


def _near(actor: Actor, session_id: UUID, draft: SessionDraft) -> QuerySet[SupervisionSession]:
    """The session of this id, and those of the peer supporter that overlap it, by whomever given."""
    own = SupervisionSession.objects.filter(organization_id=actor.organization_id, peer_id=draft.peer_id)
    overlapping = Q(cancelled_at__isnull=True, started_at__lt=draft.ended_at, ended_at__gt=draft.started_at)
    return own.filter(overlapping | Q(id=session_id))


def _agreement_for(held: list[SupervisionAgreement], kind: str, on: date) -> SupervisionAgreement | None:
    """The agreement of this kind that held on the day. Peer and administrative sessions may be kept under a clinical one."""
    holding = [each for each in held if Period(each.starts_on, each.ends_on).holds(on)]
    own = [each for each in holding if each.supervision == kind]
    clinical = [each for each in holding if each.supervision == COUNTS]
    return next(iter(own or clinical), None)


def _named(actor: Actor, draft: SessionDraft, today: date) -> dict[str, str]:
    """The fields whose words seem to point at somebody who is served. Never says which word: that would write the name again."""
    texts = {name: text for name in ("summary", "commitments") if (text := getattr(draft, name))}
    if not texts:
        return {}
    names = list_names_of_people(actor, draft.peer_id, today)
    problems = {name: NAMED for name, text in texts.items() if names_a_client(text, names)}
    return {**{name: POINTS for name, text in texts.items() if points_at_someone(text)}, **problems}


def _problems(draft: SessionDraft, now: Instant) -> dict[str, str]:
    """What is wrong with the form itself, by field."""
    problems: dict[str, str] = {}
    if draft.kind not in list(SessionKind):
        problems["kind"] = "Choose what kind of supervision it was."
    if draft.format not in list(Format):
        problems["format"] = "Choose how you met."
    if not draft.topics or any(topic not in list(Topic) for topic in draft.topics):
        problems["topics"] = "Choose at least one topic. The log needs to say what it was about."
    if draft.started_at > now:
        problems["started_at"] = "This is still to come. Record the session once it was held."
    elif draft.ended_at > now:
        problems["ended_at"] = "This end is still to come. Record the session once it is over."
    if minutes_between(draft.started_at, draft.ended_at) < 1:
        problems["ended_at"] = "The end must be after the start."
    elif minutes_between(draft.started_at, draft.ended_at) > LONGEST:
        problems["ended_at"] = "This is longer than 12 hours. Check the day and the times."
    for name in ("summary", "commitments"):
        if len(getattr(draft, name)) > SUMMARY:
            problems[name] = f"Keep it under {SUMMARY} letters; this has {len(getattr(draft, name))}."
    if draft.scenario and draft.scenario not in scenarios():
        problems["scenario"] = "Choose the scenario that was offered, or none."
    return problems


def _content(draft: SessionDraft) -> dict[str, Any]:
    """The draft as columns."""
    return {
        "peer_id": draft.peer_id,
        "kind": draft.kind,
        "format": draft.format,
        "started_at": draft.started_at,
        "ended_at": draft.ended_at,
        "topics": ",".join(dict.fromkeys(draft.topics)),
        "summary": draft.summary,
        "commitments": draft.commitments,
        "scenario": draft.scenario,
    }


def _again(session: SupervisionSession, draft: SessionDraft) -> UUID:
    """The same send again changes nothing; the same id with other content is not the same send."""
    if any(getattr(session, name) != value for name, value in _content(draft).items()):
        raise Conflict(OTHER_CONTENT)
    ledger.unchanged("sent before")
    return session.id
