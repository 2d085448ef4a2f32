"""A legal hold: set and lifted with a reason, stops the clock while it stands, and tells why to nobody who need not know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from cairn.departures.domain.holds import HoldDays, held_on
from cairn.departures.models import Hold
from cairn.departures.queries.holds import get_hold, list_holds, list_holds_of
from cairn.departures.queries.records import Asked, check_records
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import set_clock, sign_in
from tests.departures.acts import hold, leave, lift
from tests.people import TODAY

DAY = timedelta(days=1)


def checked(cast, actor=None, on=TODAY):
    actor = actor or cast.faye
    with scope_of(actor):
        return check_records(actor, [Asked(cast.gil.id, TODAY)], on)[cast.gil.id]


@pytest.mark.parametrize(
    ("holds", "until"),
    [
        ([], "free"),
        ([HoldDays(TODAY, TODAY)], TODAY),
        ([HoldDays(TODAY - DAY, TODAY - DAY)], "free"),
        ([HoldDays(TODAY + DAY)], "free"),
        ([HoldDays(TODAY - DAY, None, TODAY)], "free"),
        ([HoldDays(TODAY - DAY, None, TODAY + DAY)], None),
        ([HoldDays(TODAY, TODAY), HoldDays(TODAY, TODAY + DAY)], TODAY + DAY),
        ([HoldDays(TODAY), HoldDays(TODAY, TODAY + DAY)], None),
    ],
)
def test_the_longest_hold_that_stands_decides(holds, until):
    held = held_on(holds, TODAY)
    assert (held.until if held else "free") == until


@pytest.mark.django_db
def test_it_stops_the_clock_and_any_destruction_until_it_is_lifted(cast):
    leave(cast)
    late = TODAY.replace(year=TODAY.year + 60)
    assert checked(cast, on=late).kept.allowed
    hold_id = hold(cast)
    stopped = checked(cast, on=late)
    assert (stopped.kept.allowed, stopped.kept.figures["may_go_from"]) == (False, None)
    assert [one.code for one in stopped.kept.against] == ["retention.legal_hold"]
    assert stopped.held.until is None
    lift(cast, hold_id)
    assert checked(cast, on=late).kept.allowed
    assert checked(cast).held is None


@pytest.mark.django_db
def test_both_are_in_the_ledger_without_their_words_and_a_second_send_changes_nothing(cast):
    hold_id = hold(cast, reason="Quillfeather against the program")
    assert hold(cast, reason="Quillfeather against the program", id=hold_id) == hold_id
    lift(cast, hold_id)
    lift(cast, hold_id)
    with scope_of_installation():
        bodies = [one.body for one in LedgerEntry.objects.order_by("n") if "departures.hold" in one.body]
    assert ["departures.hold.set" in one for one in bodies] == [True, False]
    assert "departures.hold.lifted" in bodies[1]
    assert not any("Quillfeather" in one for one in bodies)
    with pytest.raises(Conflict, match="lifted already on November 20, 2026"):
        lift(cast, hold_id, because="Another reason")
    with pytest.raises(Conflict):
        hold(cast, reason="Other", id=hold_id)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"ends_when": ""}, "ends_on"),
        ({"ends_when": "", "ends_on": TODAY - DAY}, "ends_on"),
        ({"ends_on": TODAY}, "ends_when"),
        ({"ends_when": "x" * 201}, "ends_when"),
    ],
)
def test_a_hold_without_reason_or_end_names_its_field(cast, details, field):
    with pytest.raises(BadInput) as raised:
        hold(cast, **details)
    assert set(raised.value.problems) == {field}
    with scope_of_installation():
        assert not Hold.objects.exists()


@pytest.mark.django_db
def test_who_may_and_what_others_are_told(cast):
    hold_id = hold(cast)
    for actor in (cast.ana, cast.ben, cast.jun, cast.noor, cast.dov):
        with pytest.raises(NotPermitted):
            hold(cast, actor)
        with pytest.raises(NotPermitted):
            lift(cast, hold_id, actor)
    with scope_of(cast.faye):
        assert get_hold(cast.faye, hold_id, TODAY).reason == "A letter from the court"
        with pytest.raises(NotFound):
            get_hold(cast.faye, new_id(), TODAY)
    with pytest.raises(BadInput):
        lift(cast, hold_id, because=" ")
    with pytest.raises(NotFound):
        lift(cast, new_id())
    with scope_of(cast.ana):
        assert list_holds_of(cast.ana, cast.gil.id, TODAY) == ()
        with pytest.raises(NotPermitted):
            list_holds(cast.ana, TODAY)
    assert checked(cast, cast.ana).held is not None


@pytest.mark.django_db
def test_the_database_keeps_what_was_lifted(cast):
    lift(cast, hold(cast))
    with scope_of_installation(), pytest.raises(DatabaseError), transaction.atomic():
        Hold.objects.update(reason="Other")


@pytest.mark.django_db
def test_it_is_shown_where_the_clock_is_shown(cast, monkeypatch):
    set_clock(monkeypatch)
    faye, ana = sign_in(cast, "faye"), sign_in(cast, "ana")
    person = {"client_id": cast.gil.id}
    url = reverse("set_hold", kwargs=person)
    bad = faye.post(url, {"reason": "Subpoena of May", "ends_on": "soon"})
    assert (bad.status_code, "Subpoena of May" in bad.content.decode()) == (400, True)
    assert faye.post(url, {"reason": "Subpoena of May", "ends_when": "When the case is closed"}).status_code == 302
    with scope_of_installation():
        hold_id = Hold.objects.get().id
    for browser, sees_why in ((faye, True), (ana, False)):
        page = browser.get(reverse("leaving", kwargs=person)).content.decode()
        assert "A legal hold stands" in page
        assert ("Subpoena of May" in page) is sees_why
    departure_id = leave(cast)
    page = ana.get(reverse("get_departure", kwargs={"departure_id": departure_id})).content.decode()
    assert "The clock stands still" in page
    assert "Legal hold" in faye.get(reverse("list_departures")).content.decode()
    assert "Subpoena of May" in faye.get(reverse("list_holds")).content.decode()
    lifting = reverse("lift_hold", kwargs={"hold_id": hold_id})
    assert "Subpoena of May" in faye.get(lifting).content.decode()
    assert faye.post(lifting, {"because": ""}).status_code == 400
    assert faye.post(lifting, {"because": "Case closed"}).status_code == 302
    assert "Case closed" in faye.get(reverse("list_holds")).content.decode()
    assert (
        "The clock stands still"
        not in faye.get(reverse("get_departure", kwargs={"departure_id": departure_id})).content.decode()
    )
    assert sign_in(cast, "dov").get(lifting).status_code == ana.get(lifting).status_code == 403
