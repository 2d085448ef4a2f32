"""Two signatures under a session, and taking it back while one of them is missing."""

from __future__ import annotations

from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.supervision import policy as _declared  # noqa: F401 - the grants
from cairn.supervision.models import SupervisionSession


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
