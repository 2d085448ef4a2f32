"""One row of every kind of the plans room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from cairn.plans.models import PlanAgreement, PlanRevision
from tests.people import NOW, Cast


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own, ana = {"organization_id": cast.organization.id, "client": cast.gil}, cast.ana.engagement_id
    PlanRevision.objects.create(
        number=1,
        part="strengths",
        words={"words": CANARY},
        with_client=True,
        written_at=NOW,
        written_by_id=ana,
        **own,
    )
    PlanAgreement.objects.create(number=1, way="paper", agreed_at=NOW, taken_by_id=ana, **own)
