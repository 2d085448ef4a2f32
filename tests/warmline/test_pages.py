"""The pages of the warmline: the desk, a call in a minute, a crisis by taps, the manager's plan and counts."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of_installation
from cairn.warmline.domain.crises import STAND_IN
from cairn.warmline.models import Call, HandOff, HandOffStep, Shift
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, Cast

pytestmark = pytest.mark.django_db
WROTE = {
    "started_on": "2026-11-20",
    "started_at": "14:40",
    "minutes": "9",
    "topics": ["lonely", "low"],
    "offers": ["listened"],
    "came": "before",
    "nickname": "Red Kite",
}


def on_the_desk(cast: Cast) -> None:
    with scope_of_installation():
        Shift.objects.create(
            organization_id=cast.organization.id,
            peer_id=cast.ana.engagement_id,
            starts_at=NOW - timedelta(hours=1),
            ends_at=NOW + timedelta(hours=3),
            planned_at=NOW,
            planned_by_id=cast.faye.engagement_id,
        )


@pytest.fixture
def ana(cast, monkeypatch):
    set_clock(monkeypatch)
    on_the_desk(cast)
    return sign_in(cast, "ana")


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def write(browser, **changes):
    url = reverse("log_call")
    return browser.post(url, {"id": hidden(browser.get(url), "id"), **WROTE, **changes})


def test_a_call_is_written_down_and_stands_on_the_desk(ana):
    assert "The phone was quiet" in ana.get(reverse("show_warmline")).content.decode()
    assert write(ana).status_code == 302
    page = ana.get(reverse("show_warmline")).content.decode()
    assert "Red Kite" in page
    assert "Feeling alone; Feeling low" in " ".join(page.split())
    assert "Help now" in page


def test_no_field_of_the_form_takes_a_way_back(ana):
    page = ana.get(reverse("log_call")).content.decode()
    asked = set(re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"', page.split("<main")[1]))
    assert asked == {"id", "hand_off", "csrfmiddlewaretoken", "started_on", "started_at", "minutes", "topics", "offers",
                     "came", "nickname"}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"minutes": "a while"}, "Give whole minutes"),
        ({"topics": []}, "Choose what it was about"),
        ({"came": ""}, "own word"),
        ({"nickname": "Bo 406 555 0100"}, "stays anonymous"),
        ({"started_at": "23:00"}, "still to come"),
        ({"started_on": "2026-11-02"}, "You have no shift at that hour"),
    ],
)
def test_bad_input_says_what_and_keeps_the_rest(ana, changes, said):
    answer = write(ana, **changes)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert said in page
    assert 'value="listened" checked' in " ".join(page.split())


def test_a_crisis_from_the_first_tap_to_the_call(ana):
    desk = ana.get(reverse("show_warmline"))
    opened = ana.post(reverse("open_hand_off"), {"id": hidden(desk, "id")})
    page = ana.get(opened.url).content.decode()
    assert 'href="tel:988"' in page
    assert "Ben" in page
    with scope_of_installation():
        crisis = HandOff.objects.get()
    steps = reverse("mark_hand_off_step", kwargs={"hand_off_id": crisis.id})
    assert ana.post(steps, {"id": str(new_id()), "step": STAND_IN[0]}).status_code == 302
    assert "Done 3:00 pm" in ana.get(opened.url).content.decode()
    end = reverse("end_hand_off", kwargs={"hand_off_id": crisis.id})
    assert ana.post(end, {}).status_code == 400
    ana.post(end, {"outcome": "calmer"})
    assert "Write the call down" in ana.get(opened.url).content.decode()
    write(ana, hand_off=str(crisis.id), nickname="")
    with scope_of_installation():
        assert (Call.objects.get().hand_off_id, HandOffStep.objects.count()) == (crisis.id, 1)


def test_a_word_with_a_caller_in_it_is_refused_and_kept_to_be_changed(ana):
    write(ana, nickname="Kite")
    desk = ana.get(reverse("show_warmline"))
    answer = ana.post(reverse("hand_over_shift"), {"id": hidden(desk, "id"), "words": "Kite was low"})
    assert answer.status_code == 400
    assert "Kite was low</textarea>" in answer.content.decode()


def test_taking_a_call_back_asks_why(cast, ana):
    write(ana)
    with scope_of_installation():
        url = reverse("take_back_call", kwargs={"call_id": Call.objects.get().id})
    assert ana.post(url, {"because": ""}).status_code == 400
    assert ana.post(url, {"because": "Written twice"}).status_code == 302
    assert "Red Kite" not in ana.get(reverse("show_warmline")).content.decode()


def test_without_a_shift_there_are_only_the_shifts(cast, ana):
    write(ana)
    cleo = sign_in(cast, "cleo")
    page = cleo.get(reverse("show_warmline"), follow=True).content.decode()
    assert "Who answers when" in page
    assert "Red Kite" not in page
    assert "Nobody yet" in cleo.get(reverse("list_callers")).content.decode()


def test_the_manager_plans_past_midnight_and_counts(cast, ana):
    faye = sign_in(cast, "faye")
    url = reverse("list_shifts")
    form = faye.get(url)
    sent = {"id": hidden(form, "id"), "peer": str(cast.cleo.engagement_id), "starts_on": "2026-11-21"}
    assert faye.post(url, {**sent, "starts_at": "20:00", "ends_at": "01:00"}).status_code == 302
    with scope_of_installation():
        night = Shift.objects.get(peer_id=cast.cleo.engagement_id)
    assert night.ends_at - night.starts_at == timedelta(hours=5)
    write(ana)
    figures = faye.get(reverse("warmline_figures")).content.decode()
    assert "Hidden" in figures
    assert "Red Kite" not in figures
    assert faye.post(reverse("take_back_shift", kwargs={"shift_id": night.id})).status_code == 302
    assert "Cleo</strong>" not in faye.get(url).content.decode()


def test_a_shift_that_ends_on_the_next_day_says_which(cast, ana):
    with scope_of_installation():
        Shift.objects.update(ends_at=NOW + timedelta(hours=14))
    for browser, name in ((ana, "show_warmline"), (sign_in(cast, "faye"), "list_shifts")):
        said = browser.get(reverse(name)).content.decode()
        assert re.search(r"November 20, 2026, \d+:\d\d [ap]m to Nov 21, \d+:\d\d am", said), name
    with scope_of_installation():
        Shift.objects.update(ends_at=NOW + timedelta(hours=1))
    assert "to Nov" not in ana.get(reverse("show_warmline")).content.decode()


@pytest.mark.parametrize("who", ["ben", "jun", "noor"])
def test_whose_duty_does_not_need_it_does_not_come_in(cast, ana, who):
    assert sign_in(cast, who).get(reverse("show_warmline")).status_code == 403


def test_dov_gets_the_answer_of_what_does_not_exist(cast, ana):
    write(ana)
    with scope_of_installation():
        call_id = Call.objects.get().id
    dov = sign_in(cast, "dov")
    there = dov.get(reverse("take_back_call", kwargs={"call_id": call_id}))
    nowhere = dov.get(reverse("take_back_call", kwargs={"call_id": new_id()}))
    assert (there.status_code, len(there.content)) == (nowhere.status_code, len(nowhere.content))
    assert there.status_code == 404


def test_who_may_not_practice_is_warned_and_so_is_whoever_plans_them(cast, ana):
    """Nobody of the cast holds a certificate yet."""
    assert "You hold no certificate in force" in ana.get(reverse("show_warmline")).content.decode()
    faye = sign_in(cast, "faye")
    page = faye.get(reverse("list_shifts")).content.decode()
    assert "May not practice today" in page
    assert f"{cast.ana.name} (no certificate in force" in page
    sent = {
        "id": hidden(faye.get(reverse("list_shifts")), "id"),
        "peer": str(cast.cleo.engagement_id),
        "starts_on": "2026-11-25",
    }
    answer = faye.post(reverse("list_shifts"), {**sent, "starts_at": "18:00", "ends_at": "20:00"}, follow=True)
    assert "Planned. They may not practice today: no certificate in force" in answer.content.decode()
    with scope_of_installation():
        assert Shift.objects.filter(peer_id=cast.cleo.engagement_id).exists()
    shown = sign_in(cast, "ben").get(reverse("list_shifts")).content.decode()
    assert "May not practice" not in shown  # why somebody may not is told to whoever plans, and to themselves


def test_the_desk_costs_the_same_with_many(ana):
    write(ana)
    ana.get(reverse("show_warmline"))
    with counted() as few:
        ana.get(reverse("show_warmline"))
    for _ in range(5):
        write(ana)
    with counted() as many:
        ana.get(reverse("show_warmline"))
    assert len(many) == len(few) <= 8, str(many)


def test_a_shift_for_nobody_is_asked_about_and_what_was_typed_stays(cast, monkeypatch):
    set_clock(monkeypatch)
    faye = sign_in(cast, "faye")
    hours = {"peer": "", "starts_on": "2026-11-21", "starts_at": "18:00", "ends_at": "22:15"}
    page = faye.post(reverse("list_shifts"), hours)
    assert page.status_code == 400
    assert "Choose who answers" in page.content.decode()
    assert 'value="22:15"' in page.content.decode()


@pytest.mark.parametrize(("on", "ends_at"), [("2026-10-31", "2026-11-01T13:00"), ("2026-03-07", "2026-03-08T12:00")])
def test_a_shift_through_the_night_of_a_clock_change_ends_when_it_was_said(cast, monkeypatch, on, ends_at):
    """06:00 in the morning is 06:00 by the clock on the wall, an hour more or less after the evening before."""
    begins = datetime.fromisoformat(f"{on}T12:00:00+00:00")
    set_clock(monkeypatch, Instant(begins))
    hours = {"peer": str(cast.ana.engagement_id), "starts_on": on, "starts_at": "22:00", "ends_at": "06:00"}
    assert sign_in(cast, "faye").post(reverse("list_shifts"), hours).status_code == 302
    with scope_of_installation():
        assert Shift.objects.get().ends_at == datetime.fromisoformat(f"{ends_at}:00+00:00")


def test_a_call_that_was_taken_back_by_the_first_of_two_taps_is_said_to_be_taken_back(ana):
    write(ana)
    with scope_of_installation():
        url = reverse("take_back_call", kwargs={"call_id": Call.objects.get().id})
    answers = [ana.post(url, {"because": "Written twice"}).status_code for _ in range(2)]
    assert answers == [302, 302]


def test_the_last_day_of_the_calendar_is_no_day_for_a_shift(cast, monkeypatch):
    set_clock(monkeypatch)
    hours = {"peer": str(cast.ana.engagement_id), "starts_on": "9999-12-31", "starts_at": "10:00", "ends_at": "06:00"}
    assert sign_in(cast, "faye").post(reverse("list_shifts"), hours).status_code == 400


def test_a_call_that_was_written_over_another_one_is_kept_by_the_next_tap(ana):
    sent = {**WROTE, "id": hidden(ana.get(reverse("log_call")), "id")}
    assert ana.post(reverse("log_call"), sent).status_code == 302
    said = ana.post(reverse("log_call"), {**sent, "minutes": "30"})
    assert said.status_code == 409
    assert ana.post(reverse("log_call"), {**sent, "minutes": "30", "id": hidden(said, "id")}).status_code == 302
