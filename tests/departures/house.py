"""One row of every kind of the departures room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from cairn.departures.models import Departure, Hold, PromiseEnding, Sending, Summary, SummaryAddition, Transfer
from cairn.platform.ids import new_id
from tests.people import LONG_AGO, NOW, TODAY, Cast


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own, ana = {"organization_id": cast.organization.id}, cast.ana.engagement_id
    departure = Departure.objects.create(
        client=cast.gil,
        came_on=LONG_AGO,
        reason="moved",
        reason_words=CANARY,
        goodbye=CANARY,
        their_words=CANARY,
        planned_for=TODAY,
        planned_at=NOW,
        planned_by_id=ana,
        **own,
    )
    summary = Summary.objects.create(
        departure=departure,
        together=CANARY,
        their_words=CANARY,
        with_client=True,
        saved_at=NOW,
        written_by_id=ana,
        **own,
    )
    SummaryAddition.objects.create(
        summary=summary, n=1, author_id=ana, reason=CANARY, text=CANARY, signed_at=NOW, content_hash="7" * 64, **own
    )
    Hold.objects.create(
        client=cast.gil, reason=CANARY, ends_when=CANARY, set_on=TODAY, set_at=NOW, set_by_id=ana, **own
    )
    Transfer.objects.create(
        client=cast.gil,
        ended=cast.gil_and_ana,
        began=cast.gil_and_ana,
        because=CANARY,
        known=CANARY,
        on=TODAY,
        recorded_at=NOW,
        recorded_by_id=ana,
        **own,
    )
    PromiseEnding.objects.create(
        client=cast.gil,
        departure=departure,
        promise_id=new_id(),
        outcome="let_go",
        because=CANARY,
        recorded_at=NOW,
        recorded_by_id=ana,
        **own,
    )
    Sending.objects.create(
        client=cast.gil,
        consent_id=new_id(),
        recipient=CANARY,
        scope="attendance",
        purpose=CANARY,
        content=CANARY,
        content_hash="6" * 64,
        looked=True,
        sent_at=NOW,
        sent_by_id=ana,
        **own,
    )
