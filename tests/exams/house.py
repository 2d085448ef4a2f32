"""One row of every kind of the exams room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from cairn.exams.models import Sitting, SittingAnswer
from cairn.platform.ids import new_id
from tests.people import Cast, at


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    sitting = Sitting.objects.create(
        organization_id=cast.organization.id, occasion_id=new_id(), candidate_id=cast.ivo.engagement_id,
        bank="peer-support-core", bank_version="1", paper="ethics-1:0123", items=1, started_at=at(13), ends_at=at(14),
    )  # fmt: skip
    SittingAnswer.objects.create(
        organization_id=cast.organization.id, sitting=sitting, item="ethics-1", choice=0, saved_at=at(13, 5)
    )
