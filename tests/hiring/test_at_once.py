"""Two tabs of one panel member at once: one sheet, and no error page. With real transactions, on whichever database the run uses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cairn.hiring.models import Score, Sheet
from cairn.privacy.scope import scope_of
from tests.browsers import set_clock
from tests.hiring.jobs import applied, interview_of, opened, posted, scored

AT_ONCE = 4


@pytest.mark.django_db(transaction=True)
def test_the_first_scores_saved_from_several_tabs_are_one_sheet(cast, monkeypatch):
    set_clock(monkeypatch)
    posting = posted(cast)
    robin = applied(posting)
    interview = interview_of(cast, opened(cast, posting, (cast.ana, cast.ben), robin), robin)
    barrier = Barrier(AT_ONCE)

    def save() -> None:
        try:
            barrier.wait()
            scored(cast.ana, interview, hands_in=False)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(save) for _ in range(AT_ONCE)]:
            done.result()
    with scope_of(cast.ana):
        assert (Sheet.objects.count(), Score.objects.count()) == (1, 4)
