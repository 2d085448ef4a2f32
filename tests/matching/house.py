"""One row of every kind of the matching room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from cairn.matching.models import (
    Choice,
    ConflictAnswer,
    Farewell,
    KnownPerson,
    LivedStatement,
    PeerOffer,
    SupervisorWord,
    Wishes,
)
from cairn.platform.ids import new_id
from cairn.platform.sealing import seal
from tests.people import NOW, Cast


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    own, ana, row_id = {"organization_id": cast.organization.id}, cast.ana.engagement_id, new_id()
    PeerOffer.objects.create(peer_id=ana, languages=CANARY, words=CANARY, saved_at=NOW, **own)
    LivedStatement.objects.create(id=row_id, peer_id=ana, sealed=seal("alcohol", row_id), saved_at=NOW, **own)
    Wishes.objects.create(
        client=cast.gil, number=1, wishes=[], words=CANARY, by_client=False, written_at=NOW, written_by_id=ana, **own
    )
    Choice.objects.create(
        client=cast.hal,  # so that Cleo is asked nothing about Gil
        peer_id=ana,
        instead_of=cast.hal_and_cleo,
        by_client=False,
        made_at=NOW,
        made_by_id=cast.faye.engagement_id,
        relationship_id=new_id(),
        **own,
    )
    Farewell.objects.create(relationship=cast.gil_and_ana, peer_id=ana, told_at=NOW, **own)
    answer = ConflictAnswer.objects.create(
        client=cast.gil,
        peer_id=ana,
        ties=[{"tie": "knew", "ended_on": "", "from_records": False}],
        records=[],
        words=CANARY,
        outcome="possible",
        cited=CANARY,
        answered_at=NOW,
        **own,
    )
    SupervisorWord.objects.create(
        answer=answer,
        verdict="go_on",
        conditions=CANARY,
        said_at=NOW,
        said_by_id=cast.ben.engagement_id,
        **own,
    )
    KnownPerson.objects.create(staff_id=ana, given=CANARY, family=CANARY, tie="kin", noted_at=NOW, **own)
