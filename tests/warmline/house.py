"""One row of every kind of the warmline room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from datetime import timedelta

from cairn.warmline.models import Call, HandOff, HandOffStep, HandOver, Shift
from tests.people import NOW, Cast


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own, ana = {"organization_id": cast.organization.id}, cast.ana.engagement_id
    shift = Shift.objects.create(
        peer_id=ana,
        starts_at=NOW - timedelta(hours=1),
        ends_at=NOW + timedelta(hours=3),
        planned_at=NOW,
        planned_by_id=cast.faye.engagement_id,
        **own,
    )
    HandOver.objects.create(shift=shift, words=CANARY, at=NOW, by_id=ana, **own)
    crisis = HandOff.objects.create(shift=shift, opened_at=NOW, opened_by_id=ana, steps_source=CANARY, **own)
    HandOffStep.objects.create(hand_off=crisis, step=CANARY, at=NOW, by_id=ana, **own)
    Call.objects.create(
        shift=shift,
        started_at=NOW,
        minutes=9,
        topics="lonely",
        offers="listened",
        came="new",
        nickname=CANARY[:30],
        caller_key=CANARY[:30].casefold(),
        hand_off=crisis,
        recorded_at=NOW,
        recorded_by_id=ana,
        **own,
    )
