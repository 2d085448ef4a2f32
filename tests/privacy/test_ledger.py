"""Every act leaves one row, chained to the one before; an act without one did not happen."""

from __future__ import annotations

import pytest

from cairn.kernel.actors import Role
from cairn.kernel.errors import NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.models import LedgerEntry, LedgerHead
from cairn.privacy.policy import Grant, Reach, declare
from cairn.privacy.scope import scope_of
from tests import people

declare([Grant("privacy.test.act", Role.PEER_SUPPORTER, Reach.OWN, "Only for this test.")], {})


@command(permission="privacy.test.act")
def act_for_test(*, actor, now, silent=False, again=False):
    if again:
        return ledger.unchanged("sent before")
    if not silent:
        ledger.record("privacy.test.acted", client=new_id(), count=1)
    return None


@pytest.mark.django_db
def test_an_act_writes_one_chained_row(cast):
    with scope_of(cast.ana):
        act_for_test(actor=cast.ana, now=people.NOW)
        act_for_test(actor=cast.ana, now=people.NOW)
        first, second = LedgerEntry.objects.order_by("n")
        assert (first.n, second.n) == (1, 2)
        assert second.previous == first.hash
        assert LedgerHead.objects.get().hash == second.hash


@pytest.mark.django_db
def test_an_act_without_a_row_does_not_happen(cast):
    with scope_of(cast.ana), pytest.raises(RuntimeError, match="did not happen"):
        act_for_test(actor=cast.ana, now=people.NOW, silent=True)


@pytest.mark.django_db
def test_a_replay_writes_nothing(cast):
    with scope_of(cast.ana):
        act_for_test(actor=cast.ana, now=people.NOW, again=True)
        assert LedgerEntry.objects.count() == 0


@pytest.mark.django_db
def test_a_role_without_the_permission_is_refused(cast):
    with pytest.raises(NotPermitted):
        act_for_test(actor=cast.lee, now=people.NOW)
