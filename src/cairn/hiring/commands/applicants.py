"""Applying without an account, the conflict check that names nobody, and what was decided."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.hiring import policy
from cairn.hiring.domain.applications import (
    LONGEST_REASON,
    MOST_IN_A_WINDOW,
    WINDOW,
    Application,
    Outcome,
    is_open,
    problems_of,
)
from cairn.hiring.models import Applicant, ApplicantDecision, ConflictCheck, Description, Position, Seat
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import visible

CLOSED = "This posting takes no more applications."
BUSY = "Many applications came in this hour. Nothing is lost: try again in an hour."
NOT_YOURS = "Whoever sits on this panel does not do its conflict checks. Ask another program manager."


@command(permission=policy.APPLY)
def send_application(*, actor: Actor, applicant_id: UUID, application: Application, now: Instant) -> UUID:
    """Take an application to the posting that the actor opened. Sent again, it is the same one. Raises Conflict once it is closed."""
    today = local_date(now, actor.zone)
    position = visible(Position, actor, policy.APPLY, today).first()
    if position is None:
        raise NotFound
    problems = problems_of(application)
    if problems:
        raise BadInput(problems)
    if not Applicant.objects.filter(id=applicant_id, organization_id=actor.organization_id).exists():
        _takes_one_more(position, today, now)
    version = Description.objects.filter(position=position, posted_at__isnull=False).order_by("-n").values("n").first()
    content = {
        "position_id": position.id,
        "name": application.name.strip(),
        "reach": application.reach.strip(),
        "statement": application.statement.strip(),
    }
    more = {"applied_at": now, "description_n": version["n"] if version else 1}
    if create_once(Applicant, actor, applicant_id, content, **more):
        ledger.record("hiring.application.sent", applicant=applicant_id, position=position.id)
    return applicant_id


def _takes_one_more(position: Position, today: date, now: Instant) -> None:
    if not is_open(position.open_from, position.open_until, is_closed=position.closed_at is not None, on=today):
        raise Conflict(CLOSED)
    if Applicant.objects.filter(position=position, applied_at__gt=now - WINDOW).count() >= MOST_IN_A_WINDOW:
        raise Conflict(BUSY)


@command(permission=policy.CHECK)
def check_conflict(*, actor: Actor, applicant_id: UUID, talk_first: bool | None, now: Instant) -> None:
    """Put down that conflicts were thought of, and whether to talk first. Nothing says with whom, also not in the ledger.

    Cairn compares nobody with the people whom the program serves: their records are kept for their care, not for hiring
    (45 CFR 164.508(a)(1); 42 CFR 2.13(a)). Whoever checks goes by what their own duty has taught them.
    """
    applicant = _applicant(actor, applicant_id, local_date(now, actor.zone))
    if Seat.objects.filter(round__position_id=applicant.position_id, member_id=actor.engagement_id).exists():
        raise BadInput({"talk_first": NOT_YOURS})
    if talk_first is None:
        raise BadInput({"talk_first": "Choose yes or no."})
    found, is_new = ConflictCheck.objects.get_or_create(
        applicant=applicant,
        organization_id=actor.organization_id,
        defaults={"talk_first": talk_first, "checked_at": now, "checked_by_id": actor.engagement_id},
    )
    if not is_new and found.talk_first == talk_first:
        return ledger.unchanged("checked before")
    found.talk_first, found.checked_at, found.checked_by_id = talk_first, now, actor.engagement_id
    found.save()
    ledger.record("hiring.conflict.checked", applicant=applicant_id)
    return None


@command(permission=policy.DECIDE)
def answer_applicant(
    *, actor: Actor, decision_id: UUID, applicant_id: UUID, outcome: str, reason: str, has_talked: bool, now: Instant
) -> UUID:
    """Offer the job, or say not now, with the reason. An offer needs the conflict check, and the talk that goes with every offer."""
    applicant = _applicant(actor, applicant_id, local_date(now, actor.zone))
    problems: dict[str, str] = {}
    if outcome not in list(Outcome):
        problems["outcome"] = "Choose offer or not now."
    if not reason.strip() or len(reason) > LONGEST_REASON:
        problems["reason"] = f"Give the reason in a few words, at most {LONGEST_REASON:,} letters."
    if outcome == Outcome.OFFER:
        problems |= _before_an_offer(applicant, has_talked=has_talked)
    if problems:
        raise BadInput(problems)
    content = {"applicant_id": applicant.id, "outcome": outcome, "reason": reason.strip()}
    more = {"decided_at": now, "decided_by_id": actor.engagement_id}
    if create_once(ApplicantDecision, actor, decision_id, content, **more):
        ledger.record("hiring.applicant.answered", applicant=applicant_id, outcome=outcome)
    return decision_id


def _before_an_offer(applicant: Applicant, *, has_talked: bool) -> dict[str, str]:
    """The same two steps for everybody, whatever the check found."""
    if not ConflictCheck.objects.filter(applicant=applicant).exists():
        return {
            "outcome": "A conflict check is due before an offer. A program manager who does not sit on the panel does it."
        }
    if not has_talked:
        return {"has_talked": "Talk with the applicant about conflicts of interest first, as with every applicant."}
    return {}


def _applicant(actor: Actor, applicant_id: UUID, on: date) -> Applicant:
    found = visible(Applicant, actor, policy.DECIDE, on).filter(id=applicant_id).first()
    if found is None:
        raise NotFound
    return found
