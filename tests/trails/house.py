"""One row of every kind of the trails room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from cairn.trails.models import Confirmation, HoursEntry, StepNote, TrailChoice
from tests.people import NOW, TODAY, Cast


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own = {"organization_id": cast.organization.id, "candidate_id": cast.ivo.engagement_id}
    TrailChoice.objects.create(**own, place="us-mt", trail="volunteer", chosen_at=NOW)
    StepNote.objects.create(**own, step="questionnaire", done_on=TODAY, noted_at=NOW)
    asked = Confirmation.objects.create(
        **own,
        kind="hours",
        asked_of=CANARY,
        asks=CANARY,
        token_digest="4" * 64,
        created_at=NOW,
        expires_at=NOW,
        answered_name=CANARY,
        remark=CANARY,
    )
    HoursEntry.objects.create(
        **own,
        kind="volunteering",
        on=TODAY,
        minutes=60,
        with_whom=CANARY,
        what=CANARY,
        confirmation=asked,
        recorded_at=NOW,
    )
