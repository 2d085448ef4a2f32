"""Two at once for the last seat: one sits, one waits; and a class that is cancelled meanwhile leaves nothing to pay.

With real transactions, on whichever database the run uses.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cairn.kernel.errors import Conflict
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.training.commands.cancellations import cancel_class
from cairn.training.models import Invoice, Registration
from tests.people import NOW
from tests.training.planning import candidate, join, plan

AT_ONCE = 6


@pytest.mark.django_db(transaction=True)
def test_many_at_once_for_the_last_seat_are_one_seat_and_a_line(cast):
    class_id = plan(cast, seats=1)
    people = [candidate(cast, f"c{number}") for number in range(AT_ONCE)]
    barrier = Barrier(AT_ONCE)

    def register(actor) -> None:
        try:
            barrier.wait()
            join(actor, class_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(register, actor) for actor in people]:
            done.result()
    with scope_of(cast.kay):
        assert Registration.objects.filter(seat_at__isnull=False).count() == 1
        assert Registration.objects.filter(seat_at__isnull=True).count() == AT_ONCE - 1
        assert Invoice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_registers_while_the_class_is_cancelled_owes_nothing_and_it_is_cancelled_once(cast):
    class_id = plan(cast, seats=AT_ONCE)
    people = [candidate(cast, f"c{number}") for number in range(AT_ONCE - 2)]
    barrier, refusals = Barrier(AT_ONCE), []

    def cancel() -> None:
        with scope_of(cast.kay):
            cancel_class(actor=cast.kay, class_id=class_id, reason="The trainer is ill.", now=NOW)

    def at_once(act) -> None:
        try:
            barrier.wait()
            act()
        except Conflict as told:
            refusals.append(str(told))
        finally:
            connection.close()

    acts = [cancel, cancel, *(lambda actor=actor: join(actor, class_id) for actor in people)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(at_once, act) for act in acts]:
            done.result()
    assert all("will not take place" in refusal for refusal in refusals)
    with scope_of(cast.kay):
        assert not Invoice.objects.filter(cancelled_on__isnull=True).exists()
        assert LedgerEntry.objects.filter(action="training.class.cancelled").count() == 1
