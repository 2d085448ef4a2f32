"""Two supervisors write down the same hour of one peer supporter at once: one session stands, the other is told why not.

With real transactions, on whichever database the run uses.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from cairn.identity.models import SupervisionAgreement
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.supervision.commands.sessions import record_session
from cairn.supervision.domain.sessions import SessionDraft
from cairn.supervision.models import SupervisionSession
from tests.people import NOW, TODAY, Cast, at, engage

AT_ONCE = 6


def hour(peer: Actor) -> SessionDraft:
    return SessionDraft(peer.engagement_id, "clinical", "in_person", at(10), at(11), ("ethics",))


@pytest.mark.django_db(transaction=True)
def test_one_hour_is_one_session_whoever_writes_it_down(cast: Cast) -> None:
    with scope_of_installation():
        greta = engage(cast, "greta", Role.CLINICAL_SUPERVISOR, cast.organization, cast.program)
        SupervisionAgreement.objects.create(
            organization_id=cast.organization.id, peer_id=cast.ana.engagement_id, supervisor_id=greta.engagement_id,
            kind="regular", starts_on=TODAY - timedelta(days=9), peer_signed_at=NOW, supervisor_signed_at=NOW,
            is_relative=False, is_own_therapist=False,
        )  # fmt: skip
    barrier = Barrier(AT_ONCE)

    def record(actor: Actor) -> str:
        try:
            barrier.wait()
            with scope_of(actor):
                record_session(actor=actor, session_id=new_id(), draft=hour(cast.ana), now=NOW)
            return "written"
        except BadInput as error:
            return error.problems["started_at"]
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting = [pool.submit(record, (cast.ben, greta)[n % 2]) for n in range(AT_ONCE)]
        answers = [each.result() for each in waiting]
    assert answers.count("written") == 1
    assert {answer.split(" is ")[0] for answer in answers} == {"written", "Another session of this peer supporter"}
    with scope_of(cast.faye):
        assert SupervisionSession.objects.count() == 1
