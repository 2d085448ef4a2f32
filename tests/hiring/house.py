"""One row of every kind of the hiring room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from uuid import UUID

from cairn.hiring.models import (
    Applicant,
    ApplicantDecision,
    ConflictCheck,
    Description,
    Interview,
    Position,
    Round,
    Score,
    Seat,
    Sheet,
)
from tests.people import NOW, TODAY, Cast

POSTED = UUID("5f0c9a52-8f2e-4f7a-9a63-0d8f5f1c2b11")  # the number of the public page


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    org, faye = cast.organization.id, cast.faye.engagement_id
    position = Position.objects.create(
        organization_id=org, public_id=POSTED, open_from=TODAY, created_at=NOW, created_by_id=faye
    )
    Description.objects.create(
        organization_id=org,
        position=position,
        n=1,
        title=CANARY,
        hours=CANARY,
        pay_low_cents=1700,
        pay_high_cents=2000,
        duties=["listen"],
        own_duties=[[CANARY, ""]],
        drafted_at=NOW,
        drafted_by_id=faye,
        posted_at=NOW,
    )
    applicant = Applicant.objects.create(
        organization_id=org,
        position=position,
        description_n=1,
        name=CANARY,
        reach=CANARY,
        statement=CANARY,
        applied_at=NOW,
    )
    ConflictCheck.objects.create(
        organization_id=org, applicant=applicant, talk_first=True, checked_at=NOW, checked_by_id=faye
    )
    ApplicantDecision.objects.create(
        organization_id=org, applicant=applicant, outcome="not_now", reason=CANARY, decided_at=NOW, decided_by_id=faye
    )
    held = Round.objects.create(
        organization_id=org,
        position=position,
        n=1,
        guide="first",
        guide_version="1",
        questions=[{"code": "own-1", "theme": "own", "kind": "scored", "text": CANARY}],
        opened_at=NOW,
        opened_by_id=faye,
    )
    seat = Seat.objects.create(
        organization_id=org, round=held, member_id=cast.ana.engagement_id, named_at=NOW, named_by_id=faye
    )
    interview = Interview.objects.create(organization_id=org, round=held, applicant=applicant, asked_at=NOW)
    sheet = Sheet.objects.create(
        organization_id=org, interview=interview, seat=seat, positives=CANARY, concerns=CANARY, saved_at=NOW
    )
    Score.objects.create(organization_id=org, sheet=sheet, question="own-1", number=4, note=CANARY)
