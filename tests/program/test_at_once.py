"""Two presses of "I have read it" at once: one answer, and no error page. With real transactions, on whichever database the run uses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.program.commands import policies
from cairn.program.models import Acknowledgment
from tests.people import NOW
from tests.program.test_policies import enter

AT_ONCE = 4


@pytest.mark.django_db(transaction=True)
def test_reading_said_from_several_tabs_is_one_answer(cast, monkeypatch):
    policy_id = enter(cast.faye, cast.ben)
    barrier = Barrier(AT_ONCE)

    def press() -> object:
        try:
            barrier.wait()
            with scope_of(cast.ana):
                return policies.acknowledge_policy(actor=cast.ana, policy_id=policy_id, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert {done.result() for done in [pool.submit(press) for _ in range(AT_ONCE)]} == {policy_id}
    with scope_of(cast.ana):
        assert Acknowledgment.objects.count() == 1
    with scope_of(cast.faye):
        assert LedgerEntry.objects.filter(body__contains="program.policy.acknowledged").count() == 1


@pytest.mark.django_db
def test_a_press_that_came_between_looking_and_writing_is_the_same_answer(cast, monkeypatch):
    policy_id = enter(cast.faye, cast.ben)
    look = policies.get_policy

    def look_then_be_overtaken(actor, wanted, on):
        found = look(actor, wanted, on)
        Acknowledgment.objects.create(
            organization_id=actor.organization_id, policy_id=wanted, person_id=actor.engagement_id, at=NOW
        )
        return found

    monkeypatch.setattr(policies, "get_policy", look_then_be_overtaken)
    with scope_of(cast.ana):
        assert policies.acknowledge_policy(actor=cast.ana, policy_id=policy_id, now=NOW) == policy_id
        assert Acknowledgment.objects.count() == 1
