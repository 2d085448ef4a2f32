"""One row of every kind of the intake room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from cairn.intake.models import (
    Asking,
    AskingDoor,
    Comparison,
    FeeNotice,
    FeeSignature,
    HeadCount,
    Intake,
    JunkPile,
    ProgramPhone,
    StepEntry,
)
from cairn.privacy.domain.papers import digest_of
from tests.people import NOW, TODAY, Cast


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own, ana = {"organization_id": cast.organization.id}, cast.ana.engagement_id
    intake = Intake.objects.create(
        called=CANARY, way="came", begun_at=NOW, begun_by_id=ana, state="enrolled", closed_at=NOW, closed_by_id=ana,
        client=cast.gil, **own,
    )  # fmt: skip
    words = {"called": CANARY, "given": CANARY, "family": CANARY}
    StepEntry.objects.create(intake=intake, step="who", number=1, words=words, saved_at=NOW, saved_by_id=ana, **own)
    Comparison.objects.create(
        intake=intake, client=cast.hal, verdict="not_same", reasons=["sound"], because=CANARY, decided_at=NOW,
        decided_by_id=cast.faye.engagement_id, **own,
    )  # fmt: skip
    by = cast.faye.engagement_id
    door = AskingDoor.objects.create(
        program=cast.program, token="high-divide-asks", opened_at=NOW, opened_by_id=by, **own
    )
    words = dict.fromkeys(("called", "another", "times", "brings"), CANARY)
    Asking.objects.create(door=door, language="en", message="nothing", asked_at=NOW, **words, **own)
    JunkPile.objects.create(thrown_at=NOW, thrown_by_id=by, **own)
    ProgramPhone.objects.create(
        program=cast.program, phone="406 555 0100", hours=CANARY, set_at=NOW, set_by_id=by, **own
    )
    HeadCount.objects.create(
        on=TODAY, place="street", people=3, given=["food"], counted_at=NOW, counted_by_id=ana, **own
    )
    notice = FeeNotice.objects.create(
        program=cast.program, costs_nothing=True, words=CANARY, set_at=NOW, set_by_id=cast.faye.engagement_id, **own
    )
    FeeSignature.objects.create(
        client=cast.gil, notice=notice, says="agrees", text=CANARY, language="en", digest=digest_of(CANARY), name=CANARY,
        way="this_device", signed_at=NOW, taken_by_id=ana, **own,
    )  # fmt: skip
