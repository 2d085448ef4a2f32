"""One form sent twice in the same moment, a thumb that taps twice: one row, and no error page. With real transactions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of
from cairn.support.commands.clients import EnrollmentDraft, enroll_client
from cairn.support.commands.promises import PromiseDraft, make_promise
from cairn.support.models import Client, Promise
from tests.people import NOW

AT_ONCE = 4


def all_at_once(act) -> None:
    barrier = Barrier(AT_ONCE)

    def run() -> None:
        try:
            barrier.wait()
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(run) for _ in range(AT_ONCE)]:
            done.result()


@pytest.mark.django_db(transaction=True)
def test_a_promise_that_is_sent_twice_in_one_moment_is_one(cast):
    draft = PromiseDraft(new_id(), cast.gil_and_ana.id, "Bring the bus card")

    def act() -> None:
        with scope_of(cast.ana):
            make_promise(actor=cast.ana, draft=draft, now=NOW)

    all_at_once(act)
    with scope_of(cast.ana):
        assert Promise.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_somebody_who_is_taken_in_twice_in_one_moment_is_one(cast):
    draft = EnrollmentDraft(new_id(), new_id(), "Rae")

    def act() -> None:
        with scope_of(cast.faye):
            enroll_client(actor=cast.faye, draft=draft, now=NOW)

    all_at_once(act)
    with scope_of(cast.faye):
        assert Client.objects.filter(name="Rae").count() == 1
