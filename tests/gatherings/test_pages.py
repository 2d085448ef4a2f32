"""The pages of groups: beginning one, a meeting on a phone, closing, putting right, the sheet."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from cairn.gatherings.commands.meetings import open_meeting
from cairn.gatherings.domain.kinds import State
from cairn.gatherings.models import Gathering, Meeting
from cairn.kernel.instants import from_local, minutes_between
from cairn.matching.domain.ties import Tie
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Encounter
from tests.browsers import counted, set_clock, sign_in, steady
from tests.gatherings.house import begin, close, event, group_of_both, invite, opened
from tests.matching.acts import note
from tests.people import TODAY, ZONE, serve

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(cast, monkeypatch):
    set_clock(monkeypatch)
    return sign_in(cast, "ana")


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def text(answer):
    return answer.content.decode()


def meeting_url(meeting):
    return reverse("get_meeting", kwargs={"meeting_id": meeting})


def filled(page, cast, **more):
    return {
        "version": hidden(page, "version"),
        "shown": re.findall(r'name="shown" value="([^"]*)"', text(page)),
        "came": [str(cast.gil.id)],
        "walk_ins": "2",
        "walk_in_names": "Jo",
        "start": "10:00",
        "stop": "11:30",
        "topic": "What carries us",
        "marks": ["support:emotional"],
        "do": "close",
        **more,
    }


def test_an_empty_list_says_how_to_begin(cast, ana):
    assert "No group yet" in text(ana.get(reverse("list_gatherings")))


def test_a_series_is_begun_and_its_day_opened(cast, ana):
    form = ana.get(reverse("begin_gathering"))
    sent = {
        "id": hidden(form, "id"), "kind": "group", "name": "Coffee and company", "weekdays": ["5"], "starts_at": "10:00",
        "minutes": "90", "place": "office", "who": "invited", "starts_on": "2026-11-06",
        "other_leader": str(cast.cleo.engagement_id),
    }  # fmt: skip
    page = ana.post(reverse("begin_gathering"), sent, follow=True)
    assert "Fridays, 10:00 AM, 90 minutes" in text(page)
    assert "Ana and Cleo" in text(page)
    assert "Today" in text(ana.get(reverse("list_gatherings")))
    with scope_of_installation():
        group = Gathering.objects.get().id
    page = ana.post(reverse("open_meeting", kwargs={"gathering_id": group}), {"on": "2026-11-20"}, follow=True)
    assert "Close the meeting" in text(page)


def test_a_day_to_come_is_called_off_on_the_page_of_the_group(cast, ana):
    group, day = group_of_both(cast), TODAY + timedelta(days=7)
    where = reverse("open_meeting", kwargs={"gathering_id": group})
    assert "Say why" in text(ana.post(where, {"on": day.isoformat(), "because": ""}, follow=True))
    page = text(ana.post(where, {"on": day.isoformat(), "because": "Holiday"}, follow=True))
    assert "Called off. Tell those who would have come." in page
    assert State.CANCELED.label in page


def test_begin_stands_beside_today_and_beside_no_day_to_come(cast, ana):
    group = begin(cast)
    page = text(ana.get(reverse("get_gathering", kwargs={"gathering_id": group})))
    assert 'name="on" value="2026-11-20"' in page
    assert "November 27" in page
    assert 'aria-label="Begin November 27, 2026"' not in page
    assert re.search(r'<div class="row"><button[^>]*><span>Invite', page), "as wide as its word, not as its column"
    early = ana.post(reverse("open_meeting", kwargs={"gathering_id": group}), {"on": "2026-11-27"}, follow=True)
    assert "It can be begun on November 27, 2026." in text(early)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "as people say it"),
        ({"minutes": "long"}, "whole number"),
        ({"starts_at": "late"}, "time of that day"),
        ({"kind": "party"}, "group or open event"),
        ({"starts_on": ""}, "first day"),
    ],
)
def test_bad_input_keeps_what_was_typed(cast, ana, wrong, said):
    sent = {
        "kind": "group", "name": "Coffee", "about": "Being there", "starts_at": "10:00", "minutes": "90",
        "place": "office", "starts_on": "2026-11-06", **wrong,
    }  # fmt: skip
    answer = ana.post(reverse("begin_gathering"), sent)
    assert answer.status_code == 400
    assert "Being there" in text(answer)
    assert said in text(answer)


def test_a_meeting_is_closed_and_leads_to_each_note(cast, ana):
    meeting = opened(cast, group_of_both(cast))
    page = ana.get(meeting_url(meeting))
    assert "Gil" in text(page)
    assert "Hal" in text(page)
    closed = text(ana.post(meeting_url(meeting), filled(page, cast), follow=True))
    assert "1 contact written" in closed
    assert "2 other people came" in closed
    assert "Jo" not in steady(closed)
    with scope_of_installation():
        contact = Encounter.objects.get()
    assert reverse("contact", kwargs={"encounter_id": contact.id}) in closed
    assert ana.get(reverse("contact", kwargs={"encounter_id": contact.id})).status_code == 200


@pytest.mark.parametrize(
    ("names", "is_told"),
    [
        ("Jo, Rósa  Marsh", True),
        ("Marsh Rosa\nJo", True),
        ("Jo and Rosa Marsh", True),
        ("Rosa Marsh & Jo / Sam", True),
        ("Sam y Rosa Marsh", True),
        ("Rosa", False),
        ("", False),
    ],
)
def test_a_walk_in_who_is_close_to_somebody_is_told_as_a_possible_conflict_and_nothing_else(cast, ana, names, is_told):
    note(cast.ben, "Rosa", "Marsh", Tie.KIN)  # Ana's supervisor noted a sister
    note(cast.cleo, "Jo", "Nobody", Tie.KIN)
    meeting = opened(cast, event(cast))
    sent = filled(ana.get(meeting_url(meeting)), cast, walk_in_names=names, walk_ins="2")
    answer = ana.post(meeting_url(meeting), sent, follow=True)
    assert ("Possible conflict: talk with your supervisor." in text(answer)) is is_told
    assert (f'href="{reverse("list_asked")}"' in answer.content.decode().split("<main", 1)[1]) is is_told
    for never in ("relative", "sister", "Ben"):
        assert never not in answer.content.decode().split('name="conflict"')[0].split("<main", 1)[1]
    with scope_of_installation():
        told = LedgerEntry.objects.values_list("body", flat=True)
        assert not any("Marsh" in body for body in told)


def test_a_possible_conflict_is_told_back_and_kept_nowhere(cast, ana):
    meeting = opened(cast, group_of_both(cast))
    page = ana.get(meeting_url(meeting))
    answer = ana.post(meeting_url(meeting), filled(page, cast, conflict="yes"), follow=True)
    assert "Possible conflict: talk with your supervisor." in text(answer)
    assert "Possible conflict" not in text(ana.get(meeting_url(meeting)))


def test_what_cannot_be_kept_comes_back_as_typed(cast, ana):
    meeting = opened(cast, group_of_both(cast))
    page = ana.get(meeting_url(meeting))
    answer = ana.post(meeting_url(meeting), filled(page, cast, stop="09:00"))
    assert answer.status_code == 400
    assert "later than the start" in text(answer)
    assert "What carries us" in text(answer)
    assert re.search(rf'value="{cast.gil.id}" checked', text(answer))


def test_what_the_other_leader_wrote_meanwhile_stands_though_the_form_had_a_slip(cast, ana):
    meeting = opened(cast, group_of_both(cast))
    page = ana.get(meeting_url(meeting))
    other = sign_in(cast, "cleo").post(meeting_url(meeting), filled(page, cast, do="keep", topic="Of Cleo"))
    assert other.status_code == 302
    slip = ana.post(meeting_url(meeting), filled(page, cast, stop="soon"))
    assert slip.status_code == 400
    again = ana.post(meeting_url(meeting), filled(slip, cast))
    assert again.status_code == 409
    now_it_says = text(again).split("Now it says</h2>")[1].split("</section>")[0]
    assert "Of Cleo" in now_it_says
    assert "Came: Gil" in now_it_says
    assert 'value="What carries us"' in text(again)
    with scope_of_installation():
        assert Meeting.objects.get().topic == "Of Cleo"


def test_an_evening_that_goes_on_past_midnight_is_told_as_it_was(cast, ana):
    evening = TODAY - timedelta(days=1)
    meeting = opened(cast, event(cast, starts_on=evening, starts_at=time(20), minutes=300), on=evening)
    sent = filled(ana.get(meeting_url(meeting)), cast, start="20:00", stop="00:45", shown=[], came=[])
    assert ana.post(meeting_url(meeting), sent).status_code == 302
    with scope_of_installation():
        held = Meeting.objects.get(id=meeting)
    assert (held.state, minutes_between(held.started_at, held.ended_at)) == ("closed", 285)


def test_who_left_after_midnight_was_there_until_then(cast, ana):
    evening = TODAY - timedelta(days=1)
    group = begin(cast, weekdays=(4,), starts_at=time(20), minutes=300)
    invite(cast, group, cast.gil.id)
    meeting = opened(cast, group, on=evening)
    times = {f"arrived-{cast.gil.id}": "21:00", f"left-{cast.gil.id}": "00:15"}
    sent = filled(ana.get(meeting_url(meeting)), cast, start="20:00", stop="00:45", **times)
    assert ana.post(meeting_url(meeting), sent).status_code == 302
    with scope_of_installation():
        assert Encounter.objects.get(client=cast.gil).minutes == 195


def test_an_hour_that_the_clocks_skip_is_asked_for_again(cast, monkeypatch):
    night = date(2027, 3, 14)
    noon = from_local(night, time(12), ZONE)
    set_clock(monkeypatch, noon)
    walk = event(cast, starts_on=night, starts_at=time(1), minutes=120)
    with scope_of(cast.ana):
        meeting = open_meeting(actor=cast.ana, gathering_id=walk, on=night, now=noon)
    ana = sign_in(cast, "ana")
    sent = filled(ana.get(meeting_url(meeting)), cast, start="01:00", stop="02:30", shown=[], came=[])
    answer = ana.post(meeting_url(meeting), sent)
    assert answer.status_code == 400
    assert "Give a time of that day" in text(answer)


def test_a_first_day_beyond_the_calendar_is_asked_for_again_and_the_list_stands(cast, ana):
    sent = {"kind": "group", "name": "Walk", "starts_at": "10:00", "minutes": "60", "place": "office", "who": "all"}
    answer = ana.post(reverse("begin_gathering"), {**sent, "starts_on": "9999-12-31"})
    assert answer.status_code == 400
    assert "in the years 1900 to 2199" in text(answer)
    assert ana.get(reverse("list_gatherings")).status_code == 200


def test_two_tabs_keep_what_was_typed_and_say_so(cast, ana):
    meeting = opened(cast, group_of_both(cast))
    page = ana.get(meeting_url(meeting))
    ana.post(meeting_url(meeting), filled(page, cast, do="keep"))
    answer = ana.post(meeting_url(meeting), filled(page, cast, topic="Mine"))
    assert answer.status_code == 409
    assert "Mine" in text(answer)
    assert ana.post(meeting_url(meeting), filled(answer, cast, topic="Mine")).status_code == 302


def test_something_is_put_right_with_a_reason(cast, ana):
    meeting = opened(cast, group_of_both(cast))
    ana.post(meeting_url(meeting), filled(ana.get(meeting_url(meeting)), cast))
    url = reverse("correct_meeting", kwargs={"meeting_id": meeting})
    assert "Gil did not come" in text(ana.get(url))
    assert ana.post(url, {"person": f"{cast.gil.id}:did-not", "because": ""}).status_code == 400
    for _ in range(2):  # sent twice, it is not turned back
        page = text(ana.post(url, {"person": f"{cast.gil.id}:did-not", "because": "It was Hal"}, follow=True))
    assert page.count("It was Hal") == 1
    assert "Nobody of the roster" in page
    assert ana.post(url, {"because": "x"}).status_code == 400
    assert "<s>2 counted</s>" in text(ana.post(url, {"walk_ins": "3", "because": "One was late"}, follow=True))


def test_hostile_words_stand_as_words(cast, ana):
    group = begin(cast, name="<script>alert(1)</script>", about="{{ 7*7 }}")
    page = text(ana.get(reverse("get_gathering", kwargs={"gathering_id": group})))
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page


def test_the_sheet_names_nobody(cast, ana):
    answer = ana.get(reverse("topic_sheet", kwargs={"gathering_id": group_of_both(cast)}))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'attachment; filename="topic-sheet.pdf"'


def test_the_supervisor_reads_and_cannot_write(cast, monkeypatch, ana):
    meeting = opened(cast, group_of_both(cast))
    ben = sign_in(cast, "ben")
    page = ben.get(meeting_url(meeting))
    assert "Close the meeting" not in text(page)
    assert ben.post(meeting_url(meeting), {"start": "10:00", "stop": "11:00"}).status_code in (403, 404)
    with scope_of_installation():
        assert Meeting.objects.get().state == "open"


def test_the_manager_reads_figures_with_small_ones_hidden(cast, monkeypatch):
    set_clock(monkeypatch)
    close(cast, opened(cast, event(cast)), walk_ins=7)
    page = text(sign_in(cast, "faye").get(reverse("gathering_figures")))
    assert "November 2026" in page
    assert "Hidden" in page


def test_a_colleague_and_dov_get_the_answer_of_what_is_not_there(cast, monkeypatch):
    set_clock(monkeypatch)
    group = begin(cast, other_leader_id=None)
    meeting = opened(cast, group)
    for who in ("cleo", "dov"):
        browser = sign_in(cast, who)
        for name, key, there in (
            ("get_gathering", "gathering_id", group),
            ("topic_sheet", "gathering_id", group),
            ("get_meeting", "meeting_id", meeting),
            ("correct_meeting", "meeting_id", meeting),
        ):
            found, nowhere = (browser.get(reverse(name, kwargs={key: id_})) for id_ in (there, new_id()))
            assert found.status_code == nowhere.status_code == 404
            assert len(found.content) == len(nowhere.content)


def test_pages_cost_the_same_with_many(cast, ana):
    group = begin(cast, is_open=True)
    meeting = opened(cast, group)
    pages = (reverse("list_gatherings"), reverse("get_gathering", kwargs={"gathering_id": group}), meeting_url(meeting))

    def cost(url):
        ana.get(url)
        with counted() as count:
            ana.get(url)
        return count

    with scope_of_installation():
        serve("Guest", cast.ana, cast.program)  # one look at many costs a statement more than at one
    few = [len(cost(url)) for url in pages]
    with scope_of_installation():
        for n in range(12):
            serve(f"Guest {n}", cast.ana, cast.program)
    for n in range(8):
        begin(cast, name=f"Group {n}")
    many = [cost(url) for url in pages]
    assert [len(count) for count in many] == few
    assert max(few) <= 12, few
