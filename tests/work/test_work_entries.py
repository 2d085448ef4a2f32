"""Worked time: contacts once, the rest in three taps."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import Span
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.work.commands.work_entries import record_work, take_back_work
from cairn.work.domain.corrections import Correction
from cairn.work.domain.worked import union
from cairn.work.models import WorkEntry
from cairn.work.queries.day_sheets import get_day_sheet
from cairn.work.queries.worked import list_worked, list_worked_by_peer
from tests.browsers import counted, set_clock, sign_in
from tests.labor import contact, worked
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db


def record(actor, **changes):
    content = {"entry_id": new_id(), "on": TODAY, "activity": "travel", "minutes": 30, "now": NOW, **changes}
    return record_work(actor=actor, **content)


def test_union_counts_no_minute_twice():
    spans = [Span(at(9), at(10)), Span(at(9, 30), at(10, 30)), Span(at(10, 30), at(11)), Span(at(12), at(12, 5))]
    assert union(spans) == (Span(at(9), at(11)), Span(at(12), at(12, 5)))


def test_work_is_added_to_the_own_day(cast):
    with scope_of(cast.ana):
        record(cast.ana)
        (day,) = list_worked(cast.ana, TODAY, TODAY)
    assert (day.on, day.minutes, day.entry_minutes) == (TODAY, 30, 30)


def test_a_group_is_worked_once_and_errors_are_not_work(cast):
    with scope_of(cast.ana):
        contact(cast, at(9), at(10))
        contact(cast, at(9), at(10), session_id=new_id())
        contact(cast, at(11), at(12), in_error_at=NOW, in_error_by_id=cast.ana.engagement_id)
        record(cast.ana)
        (day,) = list_worked(cast.ana, TODAY, TODAY)
    assert (day.contact_minutes, day.minutes) == (60, 90)


def test_a_contact_over_midnight_is_cut_at_midnight(cast):
    with scope_of(cast.ana):
        contact(cast, at(23, 30, days_ago=1), at(0, 20))
        days = list_worked(cast.ana, TODAY - timedelta(days=1), TODAY)
        assert [day.minutes for day in days] == [30, 20]
        assert [day.minutes for day in list_worked(cast.ana, TODAY, TODAY)] == [20]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"minutes": 0}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"activity": "napping"}, "activity"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
    ],
)
def test_bad_input_names_the_field_and_writes_nothing(cast, changes, field):
    with scope_of(cast.ana):
        with pytest.raises(BadInput) as error:
            record(cast.ana, **changes)
        assert set(error.value.problems) == {field}
        assert not WorkEntry.objects.exists()
        assert not LedgerEntry.objects.exists()


def test_a_replay_changes_nothing_and_other_content_is_a_conflict(cast):
    entry_id = new_id()
    with scope_of(cast.ana):
        assert record(cast.ana, entry_id=entry_id) == record(cast.ana, entry_id=entry_id)
        assert (WorkEntry.objects.count(), LedgerEntry.objects.count()) == (1, 1)
        with pytest.raises(Conflict):
            record(cast.ana, entry_id=entry_id, minutes=31)
        assert WorkEntry.objects.get().minutes == 30


def test_nobody_takes_over_an_entry_by_its_id(cast):
    with scope_of(cast.ana):
        entry_id = record(cast.ana)
    for other in (cast.cleo, cast.dov):
        with scope_of(other), pytest.raises(Conflict):
            record(other, entry_id=entry_id)


def test_who_may_see_whose_hours(cast):
    with scope_of(cast.ana):
        record(cast.ana)
    for actor in (cast.ana, cast.ben, cast.faye):
        with scope_of(actor):
            assert set(list_worked_by_peer(actor, TODAY)) == {cast.ana.engagement_id}
    for actor in (cast.cleo, cast.dov):
        with scope_of(actor):
            assert list_worked_by_peer(actor, TODAY, peer_id=cast.ana.engagement_id) == {}
            assert list_worked(actor, TODAY, TODAY) == ()
    for actor in (cast.lee, cast.jun):
        with pytest.raises(NotPermitted):
            record(actor)


def take_back(actor, entry_id, because="twice"):
    with scope_of(actor):
        return take_back_work(actor=actor, entry_id=entry_id, because=because, now=NOW)


def test_a_wrong_entry_is_taken_back_and_stays_on_record(cast):
    with scope_of(cast.ana):
        entry_id = record(cast.ana)
    assert take_back(cast.ana, entry_id) == take_back(cast.ana, entry_id) == TODAY
    with scope_of(cast.ana):
        assert list_worked(cast.ana, TODAY, TODAY) == ()
        assert list_worked_by_peer(cast.ana, TODAY) == {}
        (kept,) = get_day_sheet(cast.ana, TODAY).taken_back
        assert (kept.minutes, kept.because) == (30, Correction.TWICE)
        assert LedgerEntry.objects.count() == 2
        with pytest.raises(IntegrityError), transaction.atomic():
            WorkEntry.objects.update(taken_back_at=None)


def test_nobody_else_takes_an_entry_back(cast):
    with scope_of(cast.ana):
        entry_id = record(cast.ana)
    for actor in (cast.cleo, cast.dov):
        with pytest.raises(NotFound):
            take_back(actor, entry_id)
    for actor in (cast.ben, cast.faye):
        with pytest.raises(NotPermitted):
            take_back(actor, entry_id)
    with pytest.raises(NotFound):
        take_back(cast.ana, new_id())
    with pytest.raises(BadInput) as error:
        take_back(cast.ana, entry_id, because="because")
    assert set(error.value.problems) == {"because"}
    with scope_of(cast.ana):
        assert WorkEntry.objects.get().taken_back_at is None


def test_taking_back_asks_once_and_says_what(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.ana):
        entry_id = record(cast.ana)
    browser, where = sign_in(cast, "ana"), f"/work/entries/{entry_id}/take-back/"
    assert "Take back Travel, 30 min?" in browser.get(where).content.decode()
    assert browser.post(where).status_code == 400
    assert browser.post(where, {"because": "length"}).headers["Location"] == f"/work/?on={TODAY}"
    assert "the number was wrong" in browser.get("/work/").content.decode()
    assert browser.get(where).status_code == 404


def test_the_day_sheet_takes_three_taps(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.ana):
        contact(cast, at(9), at(9, 50))
    browser = sign_in(cast, "ana")
    sent = {"id": new_id(), "on": TODAY, "activity": "paperwork", "minutes": "45"}
    assert browser.post("/work/record/", sent).status_code == 302
    assert "1 h 35 min" in browser.get("/work/").content.decode()


def test_a_day_that_cannot_be_taken_comes_back_as_typed(cast, monkeypatch):
    set_clock(monkeypatch)
    answer = sign_in(cast, "ana").post("/work/record/", {"on": TODAY, "activity": "travel", "other_minutes": "2000"})
    body = answer.content.decode()
    assert answer.status_code == 400
    assert "between 1 minute and 24 hours" in body
    assert 'value="2000"' in body
    assert 'value="travel" checked' in body


def test_the_day_sheet_costs_the_same_when_the_day_is_full(cast, monkeypatch):
    set_clock(monkeypatch)
    browser, costs = sign_in(cast, "ana"), []
    for rows in (5, 200):
        with scope_of(cast.ana):
            for minute in range(rows):
                contact(cast, at(9, minute % 60), at(10, minute % 60))
                worked(cast, TODAY, 1)
        with counted() as count:
            assert browser.get("/work/").status_code == 200
        costs.append(len(count))
    assert costs[0] == costs[1] <= 6
