"""One's own feed opened from two windows at the same moment: each is answered, and one address is open afterwards.

With real transactions, on whichever database the run uses.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from cairn.meetings.commands.feeds import open_feed
from cairn.meetings.models import CalendarFeed
from cairn.meetings.queries.feeds import token_digest
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.people import NOW, Cast

AT_ONCE = 6


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_open_before", [False, True])
def test_everybody_who_opens_is_answered_and_one_address_is_open(cast: Cast, is_open_before: bool) -> None:
    if is_open_before:
        with scope_of(cast.ana):
            open_feed(actor=cast.ana, token_digest=token_digest("the first"), word="", now=NOW)
    barrier = Barrier(AT_ONCE)

    def opened(n: int) -> UUID:
        try:
            barrier.wait()
            with scope_of(cast.ana):
                return open_feed(actor=cast.ana, token_digest=token_digest(f"window {n}"), word="", now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        rows = list(pool.map(opened, range(AT_ONCE)))
    assert len(set(rows)) == AT_ONCE
    with scope_of_installation():
        (standing,) = CalendarFeed.objects.filter(owner_id=cast.ana.engagement_id, closed_at__isnull=True)
    assert standing.id in rows
