"""Two at once for the last seat: one sits, one waits. With real transactions, on whichever database the run uses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cairn.privacy.scope import scope_of
from cairn.training.models import Invoice, Registration
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
