"""One row of every kind of the program room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from datetime import timedelta

from cairn.program.models import (
    Acknowledgment,
    EthicsAcknowledgment,
    ProgramPolicy,
    ReadinessAnswer,
    ReadinessRound,
    ReadinessSheet,
    StepMark,
    WellnessPlan,
)
from tests.people import LONG_AGO, NOW, TODAY, Cast


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own, faye = {"organization_id": cast.organization.id}, cast.faye.engagement_id
    StepMark.objects.create(
        step="first_meeting", is_done=True, on=LONG_AGO, whose=CANARY, paper=CANARY, note=CANARY,
        marked_at=NOW, marked_by_id=faye, **own,
    )  # fmt: skip
    held = ReadinessRound.objects.create(
        instrument="program-readiness", instrument_version="1", opened_at=NOW, opened_by_id=faye,
        shared_at=NOW, shared_by_id=faye, plan=CANARY, reach_by=TODAY + timedelta(days=90), **own,
    )  # fmt: skip
    sheet = ReadinessSheet.objects.create(round=held, person_id=faye, side="leadership", answered_at=NOW, **own)
    ReadinessAnswer.objects.create(sheet=sheet, link_id="principles", code="yes", **own)
    held = ProgramPolicy.objects.create(
        subject="staff_crisis", name=CANARY, version=CANARY, in_force_on=LONG_AGO, review_on=TODAY + timedelta(days=90),
        kept_at=CANARY, text=CANARY, owner_id=faye, entered_at=NOW, entered_by_id=faye, **own,
    )  # fmt: skip
    Acknowledgment.objects.create(policy=held, person_id=faye, at=NOW, **own)
    EthicsAcknowledgment.objects.create(person_id=faye, version="2026-11", at=NOW, **own)
    WellnessPlan.objects.create(
        person_id=faye, keeps_well=CANARY, wears_down=CANARY, early_signs=CANARY, then=CANARY, people=CANARY,
        at_work=CANARY, saved_at=NOW, **own,
    )  # fmt: skip
