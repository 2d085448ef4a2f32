"""Miles: for a purpose, never to a person; the month's sum for whoever pays them back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.work.commands.trips import record_trip, take_back_trip
from cairn.work.domain.purposes import Purpose
from cairn.work.models import Trip
from cairn.work.queries.day_sheets import get_day_sheet
from cairn.work.queries.miles import list_miles
from tests.browsers import counted, set_clock, sign_in
from tests.labor import hire_more
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
MONTH = TODAY.replace(day=1)


def drive(actor, **changes):
    content = {"trip_id": new_id(), "on": TODAY, "purpose": "meeting_people", "miles": 42, "now": NOW, **changes}
    with scope_of(actor):
        return record_trip(actor=actor, **content)


def take_back(actor, trip_id, because="length"):
    with scope_of(actor):
        return take_back_trip(actor=actor, trip_id=trip_id, because=because, now=NOW)


def test_miles_stand_on_the_own_day(cast):
    drive(cast.ana)
    drive(cast.ana, on=MONTH, miles=8)
    drive(cast.ana, on=MONTH - timedelta(days=1), miles=500)
    with scope_of(cast.ana):
        sheet = get_day_sheet(cast.ana, TODAY)
    assert (sheet.miles, sheet.month_miles) == (42, 50)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"miles": 0}, "miles"),
        ({"miles": 1001}, "miles"),
        ({"purpose": "visiting Gil"}, "purpose"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
    ],
)
def test_bad_input_names_the_field_and_writes_nothing(cast, changes, field):
    with pytest.raises(BadInput) as error:
        drive(cast.ana, **changes)
    assert set(error.value.problems) == {field}
    with scope_of(cast.ana):
        assert not Trip.objects.exists()
        assert not LedgerEntry.objects.exists()


def test_a_replay_changes_nothing_and_other_content_is_a_conflict(cast):
    trip_id = new_id()
    assert drive(cast.ana, trip_id=trip_id) == drive(cast.ana, trip_id=trip_id)
    for actor, changes in ((cast.ana, {"miles": 43}), (cast.cleo, {}), (cast.dov, {})):
        with pytest.raises(Conflict):
            drive(actor, trip_id=trip_id, **changes)
    with scope_of(cast.ana):
        assert (Trip.objects.count(), LedgerEntry.objects.count()) == (1, 1)


def test_wrong_miles_are_taken_back_by_their_owner_only(cast):
    trip_id = drive(cast.ana)
    for actor in (cast.cleo, cast.dov):
        with pytest.raises(NotFound):
            take_back(actor, trip_id)
    for actor in (cast.ben, cast.faye):
        with pytest.raises(NotPermitted):
            take_back(actor, trip_id)
        with pytest.raises(NotPermitted):
            drive(actor)
    with pytest.raises(BadInput):
        take_back(cast.ana, trip_id, "")
    assert take_back(cast.ana, trip_id) == take_back(cast.ana, trip_id) == TODAY
    with scope_of(cast.ana):
        sheet = get_day_sheet(cast.ana, TODAY)
        assert (sheet.miles, sheet.month_miles, len(sheet.trips), LedgerEntry.objects.count()) == (0, 0, 1, 2)


def test_the_manager_sees_the_sums_of_a_month_and_of_the_own_house_only(cast):
    drive(cast.ana)
    drive(cast.ana, miles=8)
    drive(cast.cleo, purpose="training", miles=5)
    drive(cast.cleo, purpose="outreach", miles=6, on=MONTH - timedelta(days=1))
    drive(cast.dov, miles=77)
    take_back(cast.ana, drive(cast.ana, miles=900))
    with scope_of(cast.faye):
        assert [(each.name, each.miles, each.by_purpose) for each in list_miles(cast.faye, MONTH)] == [
            ("Ana", 50, ((Purpose.MEETING_PEOPLE, 50),)),
            ("Cleo", 5, ((Purpose.TRAINING, 5),)),
        ]
        assert [each.miles for each in list_miles(cast.faye, date(2026, 10, 1))] == [6]
    for actor in (cast.ben, cast.ana, cast.dov, cast.lee):
        with pytest.raises(NotPermitted):
            list_miles(actor, MONTH)


def test_the_pages_of_miles(cast, monkeypatch):
    set_clock(monkeypatch)
    browser = sign_in(cast, "ana")
    answer = browser.post("/work/miles/record/", {"on": TODAY, "miles": "a lot", "purpose": "training"})
    assert answer.status_code == 400
    assert 'value="training" checked' in answer.content.decode()
    assert browser.post("/work/miles/record/", {"on": TODAY, "miles": "12", "purpose": "training"}).status_code == 302
    with scope_of(cast.ana):
        trip = Trip.objects.get()
    assert "12 miles driven" in browser.get("/work/").content.decode()
    where = f"/work/miles/{trip.id}/take-back/"
    assert "Take back Training, 12 miles?" in browser.get(where).content.decode()
    faye = sign_in(cast, "faye")
    assert "Training 12" in faye.get("/work/miles/").content.decode()
    assert "Miles in October 2026" in faye.get("/work/miles/?month=2026-10").content.decode()
    assert "Miles in November 2026" in faye.get("/work/miles/?month=nonsense").content.decode()
    assert browser.get("/work/miles/").status_code == 403
    assert browser.post(where, {"because": "day"}).status_code == 302
    assert "No miles in this month" in faye.get("/work/miles/").content.decode()


def test_the_month_costs_the_same_however_many_drove(cast, monkeypatch):
    set_clock(monkeypatch)
    faye, costs = sign_in(cast, "faye"), []
    for _ in range(2):
        with scope_of(cast.faye):
            for peer in hire_more(cast, 12):
                Trip.objects.create(
                    organization_id=cast.organization.id, peer=peer, on=TODAY, purpose="other", miles=3, recorded_at=NOW
                )
        with counted() as statements:
            assert faye.get("/work/miles/").status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 2
