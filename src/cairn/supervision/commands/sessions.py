"""Supervision sessions: recorded by the supervisor, signed by both, taken back while one signature is missing."""

from __future__ import annotations

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
from cairn.supervision import policy
from cairn.supervision.domain.sessions import Format, SessionDraft, check_session
from cairn.supervision.domain.summaries import names_a_client, points_at_someone
from cairn.supervision.models import SessionTimer, SupervisionSession
from cairn.supervision.queries.scenarios import scenarios
from cairn.support.queries.caseloads import list_names_of_people

NAMED = "This seems to name someone who is served. Write “a client” instead: the log names nobody."
POINTS = "A number or address in here may point at someone who is served. Leave it out: the log names nobody."
OTHER_CONTENT = "This session was already saved with other content. Nothing was changed; record it as a new one."


@command(permission=policy.RECORD)
def record_session(*, actor: Actor, session_id: UUID, draft: SessionDraft, now: Instant, sign: bool = False) -> UUID:
    """Write a session into the log; with `sign` the supervisor signs at once. It counts when the peer supporter signed too.

    Raises NotFound (no agreement with this peer supporter), BadInput, Conflict (same id, other content).
    """
    return _record(actor, policy.RECORD, session_id, draft, now, sign=sign)


@command(permission=policy.RECORD_OTHER)
def record_other_session(
    *, actor: Actor, session_id: UUID, draft: SessionDraft, now: Instant, sign: bool = False
) -> UUID:
    """The same for peer and administrative supervision, by whoever's agreement of that kind was in force. It pays no hours owed."""
    return _record(actor, policy.RECORD_OTHER, session_id, draft, now, sign=sign)


def _record(actor: Actor, permission: str, session_id: UUID, draft: SessionDraft, now: Instant, *, sign: bool) -> UUID:
    today = local_date(now, actor.zone)
    agreements = visible(SupervisionAgreement, actor, permission, today)
    held = list(agreements.filter(peer_id=draft.peer_id).select_for_update().order_by("starts_on"))
    if not held:
        raise NotFound
    started_on = local_date(draft.started_at, actor.zone)
    problems = check_session(draft, now, scenarios())
    if permission == policy.RECORD_OTHER:
        agreement = _other_agreement(held, draft.kind, started_on)
    else:
        agreement = _agreement_for(held, draft.kind, started_on)
    if agreement is None:
        problems.setdefault("started_at", "You had no agreement with this peer supporter on that day. Check the day.")
    problems |= _named(actor, draft, today)
    near = list(_near(actor, session_id, draft))
    same = next((each for each in near if each.id == session_id), None)
    if same is not None:
        return _again(same, draft)
    if near and "started_at" not in problems:
        problems["started_at"] = _elsewhere(near, draft)
    if problems or agreement is None:
        raise BadInput(problems)
    _write(actor, agreement, session_id, draft, now, sign=sign)
    SessionTimer.objects.filter(
        id=session_id, organization_id=actor.organization_id, supervisor_id=actor.engagement_id, closed_at__isnull=True
    ).update(closed_at=now)
    ledger.record(
        "supervision.session.recorded", session=session_id, peer=draft.peer_id, agreement=agreement.id, signed=sign
    )
    return session_id


def _write(
    actor: Actor, agreement: SupervisionAgreement, session_id: UUID, draft: SessionDraft, now: Instant, *, sign: bool
) -> None:
    try:
        SupervisionSession.objects.create(
            **_content(draft),
            id=session_id,
            organization_id=actor.organization_id,
            agreement=agreement,
            supervisor_id=actor.engagement_id,
            zone=actor.zone,
            started_on=local_date(draft.started_at, actor.zone),
            minutes=minutes_between(draft.started_at, draft.ended_at),
            recorded_at=now,
            recorded_by_id=actor.engagement_id,
            supervisor_signed_at=now if sign else None,
        )
    except IntegrityError:
        raise Conflict(OTHER_CONTENT) from None


def _near(actor: Actor, session_id: UUID, draft: SessionDraft) -> QuerySet[SupervisionSession]:
    """The session of this id, and those that overlap it: of the peer supporter by whomever given, of the supervisor to whomever;
    but a group is one sitting with several."""
    everybody = SupervisionSession.objects.filter(organization_id=actor.organization_id)
    given = Q(supervisor_id=actor.engagement_id)
    if draft.format == Format.GROUP:
        given &= ~Q(format=Format.GROUP.value)
    at_once = Q(cancelled_at__isnull=True, started_at__lt=draft.ended_at, ended_at__gt=draft.started_at)
    return everybody.filter(Q(id=session_id) | (at_once & (Q(peer_id=draft.peer_id) | given)))


def _elsewhere(near: list[SupervisionSession], draft: SessionDraft) -> str:
    if any(each.peer_id == draft.peer_id for each in near):
        return "Another session of this peer supporter is recorded at that time. Check start and end."
    return "You held a session with somebody else at that time. Check start and end, or say that both were a group."


def _agreement_for(held: list[SupervisionAgreement], kind: str, on: date) -> SupervisionAgreement | None:
    """The agreement of this kind that held on the day. Peer and administrative sessions may be kept under a clinical one."""
    holding = [each for each in held if Period(each.starts_on, each.ends_on).holds(on)]
    own = [each for each in holding if each.supervision == kind]
    clinical = [each for each in holding if each.supervision == COUNTS]
    return next(iter(own or clinical), None)


def _other_agreement(held: list[SupervisionAgreement], kind: str, on: date) -> SupervisionAgreement | None:
    """The agreement of just this kind, never a clinical one, that both signed and that held on the day."""
    return next(
        (
            each
            for each in held
            if each.supervision == kind != COUNTS
            and each.peer_signed_at is not None
            and each.supervisor_signed_at is not None
            and Period(each.starts_on, each.ends_on).holds(on)
        ),
        None,
    )


def _named(actor: Actor, draft: SessionDraft, today: date) -> dict[str, str]:
    """The fields whose words seem to point at somebody who is served. Never says which word: that would write the name again."""
    texts = {name: text for name in ("summary", "commitments") if (text := getattr(draft, name))}
    if not texts:
        return {}
    names = list_names_of_people(actor, draft.peer_id, today)
    problems = {name: NAMED for name, text in texts.items() if names_a_client(text, names)}
    return {**{name: POINTS for name, text in texts.items() if points_at_someone(text)}, **problems}


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
