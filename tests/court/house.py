"""One row of every kind of the court room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from cairn.court.models import CourtAttendance, CourtRelationship, CourtReport, CourtStudy, StudyFact
from cairn.platform.ids import new_id
from tests.people import LONG_AGO, NOW, TODAY, Cast


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own, ana, faye = {"organization_id": cast.organization.id}, cast.ana.engagement_id, cast.faye.engagement_id
    relationship = CourtRelationship.objects.create(
        client=cast.gil, mentor_id=ana, court=CANARY, started_on=LONG_AGO, made_at=NOW, made_by_id=faye, **own
    )
    CourtAttendance.objects.create(
        relationship=relationship, on=TODAY, occasion="mentor", came=True, recorded_at=NOW, recorded_by_id=ana, **own
    )
    CourtReport.objects.create(
        relationship=relationship,
        court=CANARY,
        since=LONG_AGO,
        until=TODAY,
        told=[[TODAY.isoformat(), "mentor", True]],
        progress=CANARY,
        consent_id=new_id(),
        consent_words=CANARY,
        notice_source="42 CFR 2.32",
        sent_at=NOW,
        sent_by_id=ana,
        **own,
    )
    study = CourtStudy.objects.create(title=CANARY, lead_id=faye, opened_at=NOW, **own)
    StudyFact.objects.create(
        study=study,
        client=cast.gil,
        kind="drug_test",
        result="negative",
        on=TODAY,
        consent_id=new_id(),
        recorded_at=NOW,
        recorded_by_id=faye,
        **own,
    )
