"""Standing by a day: three taps from the home, and open again with a reason."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cairn.kernel.errors import BadInput, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.work.commands.days import confirm_day, reopen_day
from cairn.work.commands.trips import record_trip, take_back_trip
from cairn.work.commands.work_entries import record_work, take_back_work
from cairn.work.models import DayConfirmation, Trip, WorkEntry
from cairn.work.queries.day_sheets import get_day_sheet
from tests.browsers import counted, set_clock, sign_in
from tests.labor import contact, worked
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


def confirm(actor, on=TODAY, seen=30, miles=0):
    with scope_of(actor):
        confirm_day(actor=actor, on=on, seen_minutes=seen, seen_miles=miles, now=NOW)


def reopen(actor, because="forgotten", on=TODAY):
    with scope_of(actor):
        reopen_day(actor=actor, on=on, because=because, now=NOW)


@pytest.fixture
def entry(cast) -> WorkEntry:
    with scope_of(cast.ana):
        return worked(cast, TODAY, 30)


def count(cast, model) -> int:
    with scope_of(cast.ana):
        return model.objects.count()


def test_a_confirmed_day_keeps_what_was_stood_by(cast, entry):
    confirm(cast.ana)
    confirm(cast.ana)  # sent again
    with scope_of(cast.ana):
        (kept,) = get_day_sheet(cast.ana, TODAY).confirmed
    assert (kept.worked_minutes, kept.contact_minutes, kept.miles) == (30, 0, 0)
    assert (count(cast, DayConfirmation), count(cast, LedgerEntry)) == (1, 1)


@pytest.mark.parametrize(
    ("on", "seen", "words"),
    [
        (TODAY + timedelta(days=1), 30, "still to come"),
        (YESTERDAY, 0, "Nothing is on this day"),
        (TODAY, 29, "changed since you opened"),
    ],
)
def test_a_day_that_cannot_be_confirmed_says_why(cast, entry, on, seen, words):
    with pytest.raises(BadInput) as error:
        confirm(cast.ana, on, seen)
    assert words in error.value.problems["on"]
    assert (count(cast, DayConfirmation), count(cast, LedgerEntry)) == (0, 0)


def test_a_confirmed_day_takes_nothing_and_gives_nothing(cast, entry):
    with scope_of(cast.ana):
        trip = record_trip(actor=cast.ana, trip_id=new_id(), on=TODAY, purpose="training", miles=9, now=NOW)
    confirm(cast.ana, miles=9)
    acts = (
        lambda: record_work(actor=cast.ana, entry_id=new_id(), on=TODAY, activity="travel", minutes=5, now=NOW),
        lambda: take_back_work(actor=cast.ana, entry_id=entry.id, because="twice", now=NOW),
        lambda: record_trip(actor=cast.ana, trip_id=new_id(), on=TODAY, purpose="training", miles=5, now=NOW),
        lambda: take_back_trip(actor=cast.ana, trip_id=trip, because="twice", now=NOW),
    )
    for act in acts:
        with scope_of(cast.ana), pytest.raises(BadInput, match="is confirmed"):
            act()
    assert (count(cast, WorkEntry), count(cast, Trip)) == (1, 1)
    with scope_of(cast.ana):  # what was sent before the day was confirmed may come again
        assert record_trip(actor=cast.ana, trip_id=trip, on=TODAY, purpose="training", miles=9, now=NOW) == trip


def test_its_owner_opens_it_again_with_a_reason_that_stays(cast, entry):
    confirm(cast.ana)
    with pytest.raises(BadInput) as error:
        reopen(cast.ana, "")
    assert set(error.value.problems) == {"because"}
    reopen(cast.ana)
    reopen(cast.ana)  # sent again
    with scope_of(cast.ana):
        worked(cast, TODAY, 15)
        assert get_day_sheet(cast.ana, TODAY).confirmation is None
    confirm(cast.ana, seen=45)
    assert (count(cast, DayConfirmation), count(cast, LedgerEntry)) == (2, 3)
    with scope_of(cast.ana), pytest.raises(IntegrityError), transaction.atomic():
        DayConfirmation.objects.filter(reopened_at__isnull=False).update(reopened_because="other")


def test_nobody_else_confirms_or_opens_a_day(cast, entry):
    confirm(cast.ana)
    for actor in (cast.ben, cast.faye, cast.jun):
        with pytest.raises(NotPermitted):
            confirm(actor)
        with pytest.raises(NotPermitted):
            reopen(actor)
    for actor in (cast.cleo, cast.dov):  # their own day is another one
        reopen(actor)
        with scope_of(actor):
            assert get_day_sheet(actor, TODAY).confirmed == ()
    with scope_of(cast.ana):
        assert DayConfirmation.objects.get().reopened_at is None


def test_a_contact_written_up_later_shows_that_the_day_changed(cast, entry, monkeypatch):
    set_clock(monkeypatch)
    confirm(cast.ana)
    browser = sign_in(cast, "ana")
    assert "This day changed after" not in browser.get("/work/").content.decode()
    with scope_of(cast.ana):
        contact(cast, at(9), at(9, 50))
    assert "This day changed after you confirmed it: 30 min stood here then" in browser.get("/work/").content.decode()


def test_a_changed_day_says_so_in_the_list_and_is_confirmed_again(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.ana):
        worked(cast, YESTERDAY, 30)
    confirm(cast.ana, YESTERDAY)
    browser = sign_in(cast, "ana")
    assert "Changed since" not in browser.get("/work/").content.decode()
    with scope_of(cast.ana):
        contact(cast, at(9, days_ago=1), at(9, 50, days_ago=1))
    assert "Changed since: confirm again" in browser.get("/work/").content.decode()
    body = browser.get(f"/work/?on={YESTERDAY}").content.decode()
    assert "Confirm it again" in body
    assert browser.post("/work/confirm/", form_of(body, "/work/confirm/")).status_code == 302
    assert browser.post("/work/confirm/", form_of(body, "/work/confirm/")).status_code == 302  # sent again
    assert "Changed since" not in browser.get("/work/").content.decode()
    with scope_of(cast.ana):
        kept = DayConfirmation.objects.order_by("worked_minutes").values_list("worked_minutes", "reopened_because")
        assert list(kept) == [(30, "changed"), (80, "")]


def test_miles_taken_back_and_a_day_left_empty_change_a_confirmed_day_too(cast):
    with scope_of(cast.ana):
        met = contact(cast, at(9), at(9, 50))
    confirm(cast.ana, seen=50)
    with scope_of(cast.ana):
        met.in_error_at, met.in_error_by_id = NOW, cast.ana.engagement_id
        met.save()
        sheet = get_day_sheet(cast.ana, TODAY)
        assert [(day.on, sheet.standing_of(day)) for day in sheet.week] == [(TODAY, "changed")]
        Trip.objects.create(
            organization_id=cast.organization.id, peer_id=cast.ana.engagement_id, on=YESTERDAY, purpose="other",
            miles=3, recorded_at=NOW,
        )  # fmt: skip
        worked(cast, YESTERDAY, 30)
    confirm(cast.ana, YESTERDAY, miles=3)
    with scope_of(cast.ana):
        Trip.objects.update(taken_back_at=NOW, taken_back_because="twice")
        sheet = get_day_sheet(cast.ana, TODAY)
        assert [sheet.standing_of(day) for day in sheet.week] == ["changed", "changed"]
    with pytest.raises(BadInput, match="Nothing is on this day"):
        confirm(cast.ana, seen=0)
    reopen(cast.ana)
    with scope_of(cast.ana):
        assert [day.on for day in get_day_sheet(cast.ana, TODAY).week] == [YESTERDAY]


def test_nobody_chooses_the_reason_that_cairn_writes(cast, entry):
    confirm(cast.ana)
    with pytest.raises(BadInput):
        reopen(cast.ana, "changed")
    with scope_of(cast.ana), pytest.raises(BadInput):
        take_back_work(actor=cast.ana, entry_id=entry.id, because="changed", now=NOW)


def form_of(body: str, action: str) -> dict[str, str]:
    """What the browser would send with one tap on the button of a form."""
    form = re.search(rf'<form[^>]*action="{action}".*?</form>', body, re.DOTALL)[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


@pytest.mark.parametrize(("days_ago", "taps_needed"), [(0, 2), (1, 3)])
def test_at_most_three_taps_from_the_home_to_a_confirmed_day(cast, monkeypatch, days_ago, taps_needed):
    set_clock(monkeypatch)
    on = TODAY - timedelta(days=days_ago)
    with scope_of(cast.ana):
        contact(cast, at(9, days_ago=days_ago), at(9, 50, days_ago=days_ago))
    browser, taps = sign_in(cast, "ana"), 0
    body = browser.get("/").content.decode()
    for where in ("/work/", f"/work/?on={on}")[: 1 + days_ago]:
        assert f'href="{where}"' in body  # a link that is on the page: one tap
        body, taps = browser.get(where).content.decode(), taps + 1
    answer, taps = browser.post("/work/confirm/", form_of(body, "/work/confirm/"), follow=True), taps + 1
    assert "Your day is confirmed." in answer.content.decode()
    assert taps == taps_needed <= 3
    with scope_of(cast.ana):
        assert DayConfirmation.objects.get().on == on


def test_the_confirmed_page_offers_to_open_it_and_nothing_else(cast, entry, monkeypatch):
    set_clock(monkeypatch)
    confirm(cast.ana)
    browser = sign_in(cast, "ana")
    body = browser.get("/work/").content.decode()
    assert "Open this day again" in body
    assert "Add to my day" not in body
    assert "/take-back/" not in body
    assert browser.post("/work/reopen/", {"on": TODAY}).status_code == 400
    assert browser.post("/work/reopen/", {"on": TODAY, "because": "forgotten"}).status_code == 302
    assert "Add to my day" in browser.get("/work/").content.decode()


def test_a_page_seen_before_a_change_confirms_nothing(cast, entry, monkeypatch):
    set_clock(monkeypatch)
    answer = sign_in(cast, "ana").post("/work/confirm/", {"on": TODAY, "seen": "20"})
    assert answer.status_code == 400
    assert "Look once more" in answer.content.decode()


def driven(cast, on=TODAY, miles=9):
    with scope_of(cast.ana):
        return record_trip(actor=cast.ana, trip_id=new_id(), on=on, purpose="training", miles=miles, now=NOW)


def test_miles_that_were_not_on_the_page_are_not_confirmed(cast, entry):
    driven(cast)
    with pytest.raises(BadInput, match="changed since you opened"):
        confirm(cast.ana, miles=0)
    assert count(cast, DayConfirmation) == 0
    confirm(cast.ana, miles=9)
    with scope_of(cast.ana):
        assert DayConfirmation.objects.get().miles == 9


def test_a_day_with_nothing_but_miles_is_confirmed_like_any_other(cast, monkeypatch):
    set_clock(monkeypatch)
    driven(cast, YESTERDAY, 41)
    browser = sign_in(cast, "ana")
    assert f'href="/work/?on={YESTERDAY}"' in browser.get("/work/").content.decode()  # it is among the days before
    body = browser.get(f"/work/?on={YESTERDAY}").content.decode()
    assert browser.post("/work/confirm/", form_of(body, "/work/confirm/")).status_code == 302
    with scope_of(cast.ana):
        kept = DayConfirmation.objects.get()
        assert (kept.on, kept.worked_minutes, kept.miles) == (YESTERDAY, 0, 41)


def test_a_changed_day_tells_the_miles_that_were_confirmed(cast, entry, monkeypatch):
    set_clock(monkeypatch)
    driven(cast)
    confirm(cast.ana, miles=9)
    with scope_of(cast.ana):
        Trip.objects.update(taken_back_at=NOW, taken_back_because="twice")
    assert "30 min and 9 miles stood here then" in sign_in(cast, "ana").get("/work/").content.decode()


def test_two_months_of_work_cost_no_statement_more(cast, monkeypatch):
    set_clock(monkeypatch)
    browser, costs = sign_in(cast, "ana"), []
    for days in (2, 60):
        with scope_of(cast.ana):
            for day in range(days):
                contact(cast, at(9, days_ago=day), at(10, days_ago=day))
                worked(cast, TODAY - timedelta(days=day), 60)
                Trip.objects.create(
                    organization_id=cast.organization.id, peer_id=cast.ana.engagement_id, on=TODAY, purpose="other",
                    miles=3, recorded_at=NOW,
                )  # fmt: skip
        with counted() as statements:
            assert browser.get("/work/").status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 7, str(statements)
