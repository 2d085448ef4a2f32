"""The money held, in sums: equal to the biller's page, and without anybody in it."""

from __future__ import annotations

import pytest

from cairn.billing.queries.held import HeldSum, sum_held
from cairn.front.pages.compliance import read_staff
from cairn.kernel.errors import NotPermitted
from cairn.privacy.models import LedgerSubject
from cairn.privacy.scope import scope_of
from tests.billing.test_claims import contact, month, papers
from tests.browsers import counted, set_clock, sign_in
from tests.people import LONG_AGO, NOW, TODAY

pytestmark = pytest.mark.django_db


def held(cast, actor=None) -> HeldSum:
    actor = actor or cast.faye
    with scope_of(actor):
        staff = read_staff(cast.faye, TODAY, since=LONG_AGO)
        return sum_held(actor, TODAY.replace(day=1), TODAY, NOW, peers=staff.peers, holders=staff.holders)


@pytest.mark.parametrize("missing", ["consent", "coverage", "diagnosis", "credential", "nothing"])
def test_the_sum_is_the_billers_own(cast, missing):
    papers(cast, **({} if missing == "nothing" else {missing: False}))
    contact(cast, (9,), 60)
    contact(cast, (11,), 30, signed=False)
    contact(cast, (13,), 60, kind="outreach")
    theirs, ours = month(cast), held(cast)
    assert (ours.lines, ours.amount) == (len(theirs.held), theirs.held_amount)
    assert [(each.fix, each.lines) for each in ours.by_fix] == [
        (fix, len(lines)) for fix, lines in theirs.held_by_fix()
    ]
    assert ours.file_by == min(line.file_by for line in theirs.held)


def test_it_names_nobody_and_writes_down_no_look_at_anybody(cast):
    contact(cast, (9,), 60)
    before = LedgerSubject.objects.count()
    assert "Gil" not in repr(held(cast))
    assert LedgerSubject.objects.count() == before


@pytest.mark.parametrize("name", ["ana", "ben", "jun", "lee", "noor", "dov"])
def test_only_the_program_manager_sums(cast, name):
    with pytest.raises(NotPermitted):
        held(cast, cast.actors[name])


def test_the_manager_reads_it_in_one_line_and_nobody_is_named(cast, monkeypatch):
    set_clock(monkeypatch)
    papers(cast, consent=False)
    contact(cast, (9,), 60)
    page = sign_in(cast, "faye").get("/").content.decode()
    assert "<strong>$56.04</strong> cannot be billed yet: 1 line since" in page
    assert "Consent to bill" in page


def test_it_costs_four_statements_however_many(cast):
    papers(cast)
    counts = []
    for size in (2, 20):
        for n in range(size):
            contact(cast, (9 + n % 9, (n * 7) % 60), 20, signed=n % 2 == 0, days_ago=1 + n % 15)
        with scope_of(cast.faye):
            staff = read_staff(cast.faye, TODAY)
            with counted() as count:
                sum_held(cast.faye, TODAY.replace(day=1), TODAY, NOW, peers=staff.peers, holders=staff.holders)
        counts.append(len(count))
    assert counts == [4, 4]
