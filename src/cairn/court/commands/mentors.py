"""Beginning and ending the work of a court's mentor, and writing down who came."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.court import policy
from cairn.court.domain.attendance import COURT_LENGTH, Occasion, check_day
from cairn.court.models import CourtAttendance, CourtRelationship
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.domain.reasons import check_sentence
from cairn.privacy.once import create_once, take_back_once
from cairn.privacy.policy import lock_one, visible
from cairn.support.queries.clients import get_client


@command(permission=policy.START)
def start_court_relationship(
    *, actor: Actor, relationship_id: UUID, client_id: UUID, mentor_id: UUID, court: str, now: Instant
) -> UUID:
    """A peer supporter who walks with the person is their mentor before a court. Raises NotFound (client), BadInput, Conflict."""
    on = local_date(now, actor.zone)
    client = get_client(actor, client_id, on)
    name = " ".join(court.split())
    problems = {}
    if not any(one.peer_id == mentor_id and one.is_going_on for one in client.relationships):
        problems["mentor"] = "A mentor walks with the person already. Start that relationship first."
    if not name or len(name) > COURT_LENGTH:
        problems["court"] = f"Give the court's name, as a consent would name it: at most {COURT_LENGTH} characters."
    if problems:
        raise BadInput(problems)
    going_on = visible(CourtRelationship, actor, policy.START, on).select_for_update(of=("self",))
    if (
        going_on.filter(client_id=client_id, mentor_id=mentor_id, ended_on__isnull=True)
        .exclude(id=relationship_id)
        .exists()
    ):
        raise Conflict("They are mentor and person before a court already. End that one first.")
    content = {"client_id": client_id, "mentor_id": mentor_id, "court": name}
    more = {"started_on": on, "made_at": now, "made_by_id": actor.engagement_id}
    if create_once(CourtRelationship, actor, relationship_id, content, **more):
        ledger.record("court.relationship.started", client=client_id, relationship=relationship_id)
    return relationship_id


@command(permission=policy.END)
def end_court_relationship(*, actor: Actor, relationship_id: UUID, now: Instant) -> UUID:
    """The mentor tells this court nothing more from today on. Raises NotFound."""
    on = local_date(now, actor.zone)
    row = _locked(actor, policy.END, relationship_id, on)
    if row.ended_on is not None:
        ledger.unchanged("ended before")
        return relationship_id
    row.ended_on = on
    row.save(update_fields=["ended_on"])
    ledger.record("court.relationship.ended", client=row.client_id, relationship=relationship_id)
    return relationship_id


@command(permission=policy.RECORD)
def record_court_attendance(
    *,
    actor: Actor,
    attendance_id: UUID,
    relationship_id: UUID,
    on: date | None,
    occasion: Occasion,
    came: bool,
    now: Instant,
) -> UUID:
    """The person came, or did not: nothing about why. Raises NotFound, BadInput, Conflict."""
    today = local_date(now, actor.zone)
    row = _locked(actor, policy.RECORD, relationship_id, today)
    problems = check_day(on, today, row.started_on)
    if problems or on is None:
        raise BadInput(problems)
    if row.ended_on is not None:
        raise Conflict("This has ended. Nothing more is written down for the court.")
    same = row.attendances.filter(on=on, occasion=occasion.value, taken_back_at__isnull=True)
    if same.exclude(id=attendance_id).exists():
        raise Conflict("This day is written down already. Take the entry back first if it is wrong.")
    content = {"relationship_id": relationship_id, "on": on, "occasion": occasion.value, "came": came}
    more = {"recorded_at": now, "recorded_by_id": actor.engagement_id}
    if create_once(CourtAttendance, actor, attendance_id, content, **more):
        ledger.record("court.attendance.recorded", client=row.client_id, relationship=relationship_id)
    return attendance_id


@command(permission=policy.RECORD)
def take_back_court_attendance(*, actor: Actor, attendance_id: UUID, because: str, now: Instant) -> UUID:
    """The entry was wrong; what went out before stays as it went. Gives the relationship's id. Raises NotFound, BadInput."""
    rows = visible(CourtAttendance, actor, policy.RECORD, local_date(now, actor.zone)).select_related("relationship")
    row = lock_one(rows, attendance_id)
    if take_back_once(row, actor, because, now, check=check_sentence):
        ledger.record("court.attendance.taken_back", client=row.relationship.client_id, attendance=attendance_id)
    return row.relationship_id


def _locked(actor: Actor, permission: str, relationship_id: UUID, on: date) -> CourtRelationship:
    return lock_one(visible(CourtRelationship, actor, permission, on), relationship_id)
