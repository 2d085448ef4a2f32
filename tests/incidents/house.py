"""One row of every kind of the incidents room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from cairn.incidents.models import FollowUp, Incident, OutsideReport
from tests.people import NOW, Cast


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own, ana = {"organization_id": cast.organization.id}, cast.ana.engagement_id
    incident = Incident.objects.create(
        client=cast.gil,
        peer_id=ana,
        kind="child_abuse",
        is_part2=True,
        happened_at=NOW,
        what=CANARY,
        done=CANARY,
        recorded_at=NOW,
        **own,
    )
    OutsideReport.objects.create(
        incident=incident,
        recipient="child_protection",
        recipient_name=CANARY,
        basis="child_abuse",
        basis_source="42 CFR 2.12(c)(6)",
        names_client=True,
        how="phone",
        items="what,when",
        told=CANARY,
        because=CANARY,
        reported_at=NOW,
        recorded_at=NOW,
        reported_by_id=ana,
        **own,
    )
    FollowUp.objects.create(incident=incident, words=CANARY, at=NOW, by_id=ana, **own)
