"""One row of every kind of the mentoring room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from cairn.mentoring.models import (
    BenefitAnswer,
    Dues,
    MentoringPair,
    MentoringTalk,
    MentoringWish,
    SkillsAttendance,
    SkillsSession,
)
from tests.people import NOW, TODAY, Cast


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own, ana, mia = {"organization_id": cast.organization.id}, cast.ana.engagement_id, cast.mia.engagement_id
    MentoringWish.objects.create(person_id=mia, topics="story", ways="phone", places=3, told_at=NOW, **own)
    pair = MentoringPair.objects.create(
        mentor_id=mia, mentee_id=ana, chosen_at=NOW, mentor_signed_at=NOW, mentee_signed_at=NOW, **own
    )
    MentoringTalk.objects.create(
        pair=pair, on=TODAY, minutes=30, way="phone", topics="story", next_step=CANARY, recorded_at=NOW, **own
    )
    session = SkillsSession.objects.create(on=TODAY, minutes=60, skill="story", led_by_id=mia, recorded_at=NOW, **own)
    SkillsAttendance.objects.create(session=session, person_id=ana, **own)
    Dues.objects.create(
        person_id=ana, for_year=TODAY.year, paid_cents=17500, recorded_at=NOW, recorded_by_id=mia, **own
    )
    BenefitAnswer.objects.create(
        person_id=ana,
        for_year=TODAY.year,
        instrument="mentoring-benefits-mentee",
        instrument_version="1",
        link_id="skills",
        code="clearly",
        answered_at=NOW,
        **own,
    )
