"""A candidate's trail: taken, changed, noted, taken back; everything on it belongs to the candidate alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cairn.front.pages.trail import find_way, who_acts
from cairn.identity.models import Engagement
from cairn.journeys.walking import StepState
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_form_id, new_id
from cairn.platform.packs import rules_on
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.trails.commands.trails import take_back_step
from cairn.trails.models import StepNote, TrailChoice
from cairn.trails.queries.own_hats import get_keeper
from cairn.trails.queries.trails import find_trail, get_trail
from cairn.trails.web import finder
from tests import people
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, TODAY, at
from tests.trails.ways import hours, note, take

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    with scope_of_installation():
        return list(LedgerEntry.objects.order_by("n").values_list("action", flat=True))


def engaged(cast, name: str, organization, program=None, person=None):
    with scope_of_installation():
        actor = people.engage(cast, name, Role.CANDIDATE, organization, program)
        if person is not None:
            Engagement.objects.filter(id=actor.engagement_id).update(person_id=person)
    return actor


def test_a_trail_is_taken_and_changed_and_its_history_stays(cast):
    take(cast.ivo, "volunteer")
    take(cast.ivo, "employment", now=NOW + timedelta(days=1))
    with scope_of(cast.ivo):
        trail = get_trail(cast.ivo, TODAY)
    assert trail.journey.key == "employment"
    assert [each.trail for each in trail.history] == ["employment", "volunteer"]
    assert acts() == ["trails.trail.chosen", "trails.trail.chosen"]


def test_the_same_choice_again_changes_nothing(cast):
    choice = new_id()
    take(cast.ivo, choice_id=choice)
    take(cast.ivo, choice_id=choice)
    take(cast.ivo)
    with scope_of(cast.ivo):
        assert TrailChoice.objects.count() == 1
    with pytest.raises(Conflict):
        take(cast.ivo, "self_pay", choice_id=choice)
    assert acts() == ["trails.trail.chosen"]


def test_a_trail_that_is_none_is_refused(cast):
    with pytest.raises(BadInput) as error:
        take(cast.ivo, "shortcut")
    assert set(error.value.problems) == {"trail"}
    assert acts() == []


def test_only_candidates_have_trails(cast):
    for name in ("ana", "hana", "kay", "faye"):
        with pytest.raises(NotPermitted):
            take(cast.actors[name])


def test_what_one_candidate_notes_nobody_else_finds(cast):
    take(cast.ivo)
    note(cast.ivo, "questionnaire")
    petra = engaged(cast, "petra", cast.organization, cast.program)
    away = engaged(cast, "otto", cast.other_organization, cast.other_program)
    for other in (petra, away):
        with scope_of(other):
            assert find_trail(other, TODAY) is None
            assert find_way(other, NOW) is None
        with pytest.raises(NotFound):
            note(other, "questionnaire")
        with scope_of(other), pytest.raises(NotFound):
            take_back_step(actor=other, step="questionnaire", now=NOW)


def test_a_note_moves_the_way_on_and_taking_it_back_moves_it_back(cast):
    take(cast.ivo, "employment")
    note(cast.ivo, "questionnaire", TODAY - timedelta(days=9))
    with scope_of(cast.ivo):
        way = find_way(cast.ivo, NOW)
    assert [mark.stand.step.key for mark in way.next][:1] == ["offer"]
    assert who_acts(way) == "the employer and the supervisor"
    assert way.walk.stand("questionnaire").since == TODAY - timedelta(days=9)
    with scope_of(cast.ivo):
        take_back_step(actor=cast.ivo, step="questionnaire", now=NOW)
        take_back_step(actor=cast.ivo, step="questionnaire", now=NOW)
        assert find_way(cast.ivo, NOW).next[0].stand.step.key == "questionnaire"
        assert StepNote.objects.get().taken_back_at == NOW
        with pytest.raises(NotFound):
            take_back_step(actor=cast.ivo, step="exam", now=NOW)
    assert acts() == ["trails.trail.chosen", "trails.step.noted", "trails.step.taken_back"]


def test_another_day_stands_in_the_place_of_the_first(cast):
    take(cast.ivo, "employment")
    note(cast.ivo, "questionnaire", TODAY - timedelta(days=9))
    note(cast.ivo, "questionnaire", TODAY - timedelta(days=8))
    note(cast.ivo, "questionnaire", TODAY - timedelta(days=8))
    with scope_of(cast.ivo):
        assert StepNote.objects.filter(taken_back_at__isnull=True).get().done_on == TODAY - timedelta(days=8)
        assert StepNote.objects.count() == 2


def test_an_older_note_that_is_sent_again_does_not_set_the_newer_one_aside(cast):
    take(cast.ivo, "employment")
    first = new_id()
    note(cast.ivo, "questionnaire", TODAY - timedelta(days=9), note_id=first)
    note(cast.ivo, "questionnaire", TODAY - timedelta(days=8))
    note(cast.ivo, "questionnaire", TODAY - timedelta(days=9), note_id=first)
    with scope_of(cast.ivo):
        assert StepNote.objects.get(taken_back_at__isnull=True).done_on == TODAY - timedelta(days=8)


@pytest.mark.parametrize(
    ("step", "done_on", "field"),
    [
        ("moon", TODAY, "step"),
        ("volunteering", TODAY, "step"),  # only the ledger of hours says it
        ("rehabilitation", TODAY, "step"),  # nothing of it is written down
        ("questionnaire", None, "done_on"),
        ("questionnaire", TODAY + timedelta(days=1), "done_on"),
    ],
)
def test_bad_notes_name_the_field_and_write_nothing(cast, step, done_on, field):
    take(cast.ivo)
    with pytest.raises(BadInput) as error:
        note(cast.ivo, step, done_on)
    assert set(error.value.problems) == {field}
    assert acts() == ["trails.trail.chosen"]


def test_notes_stay_when_the_trail_changes(cast):
    take(cast.ivo, "employment")
    note(cast.ivo, "exam")
    take(cast.ivo, "self_pay", now=NOW + timedelta(hours=1))
    with scope_of(cast.ivo):
        assert find_way(cast.ivo, NOW).walk.stand("exam").state == "done"


@pytest.mark.parametrize(
    ("trail", "asked"),
    [
        ("employment", {"offer"}),
        ("other_state", {"offer", "license_elsewhere"}),
        ("volunteer", {"volunteering", "extra_training"}),
        ("self_pay", set()),
    ],
)
def test_a_trail_taken_after_the_class_still_asks_what_the_board_will_ask_on_it(cast, trail, asked):
    take(cast.ivo, trail)
    note(cast.ivo, "class")
    with scope_of(cast.ivo):
        stands = find_way(cast.ivo, NOW).walk.stands
    before = {stand.step.key: stand.state for stand in stands[: [stand.step.key for stand in stands].index("class")]}
    assert {step for step, state in before.items() if state is not StepState.NOT_NEEDED} == asked


def test_fingerprints_run_out_by_the_rule_of_their_day(cast):
    take(cast.ivo, "self_pay")
    note(cast.ivo, "exam", TODAY - timedelta(days=120))
    note(cast.ivo, "fingerprints", TODAY - timedelta(days=91))
    with scope_of(cast.ivo):
        stand = find_way(cast.ivo, NOW).walk.stand("fingerprints")
    assert stand.state == "ready"
    assert "It is needed anew" in stand.reason
    note(cast.ivo, "fingerprints", TODAY - timedelta(days=90))
    with scope_of(cast.ivo):
        assert find_way(cast.ivo, NOW).walk.stand("fingerprints").state == "done"


def test_cost_so_far_and_to_come(cast):
    take(cast.ivo, "self_pay")
    with scope_of(cast.ivo):
        way = find_way(cast.ivo, NOW)
        assert (str(way.paid), str(way.to_come)) == ("$0.00", "$1,102.25")
    note(cast.ivo, "class_fee")
    with scope_of(cast.ivo):
        way = find_way(cast.ivo, NOW)
    assert (str(way.paid), str(way.to_come)) == ("$950.00", "$152.25")
    assert {fee.payee for fee in way.fees} == {
        "the training body", "Board of Behavioral Health", "Montana Department of Justice"}  # fmt: skip


def test_one_person_with_two_hats_has_one_trail(cast):
    with scope_of_installation():
        board, _ = people.found("A board")
    desk = engaged(cast, "ivo-at-the-board", board, None, person=cast.ivo.person_id)
    take(cast.ivo, "volunteer")
    own = people.Actor(cast.ivo.person_id, desk.engagement_id, desk.organization_id, desk.role, desk.name, desk.zone, desk.place)  # fmt: skip
    with scope_of(own):
        assert get_keeper(own, TODAY).engagement_id == cast.ivo.engagement_id
        way = find_way(own, NOW)
    assert way.keeper.organization_id == cast.organization.id
    assert way.trail.journey.key == "volunteer"


def test_the_trail_page_says_what_is_next_who_acts_and_why(cast, monkeypatch):
    set_clock(monkeypatch)
    browser = sign_in(cast, "ivo")
    assert browser.get("/trail/").headers["Location"] == "/trail/find/"
    take(cast.ivo, "employment")
    note(cast.ivo, "questionnaire")
    home = browser.get("/").content.decode()
    assert "What others do" in home
    assert "Nothing waits for you today" in home
    page = browser.get("/trail/").content.decode()
    for words in ("What is next", "On the employer", "To come", "$152.25", "Montana Department of Justice", "Why?",
                  "offer letter", "The Trailheads (Trail 1)", "1 of 14 steps", "from your own note"):  # fmt: skip
        assert words in page, words
    assert "%" not in page.split("<main", 1)[1].split("</main", 1)[0]
    for name in ("ana", "hana", "kay", "faye", "lee"):
        assert sign_in(cast, name).get("/trail/").status_code == 403


def test_noting_a_step_on_its_page(cast, monkeypatch):
    set_clock(monkeypatch)
    take(cast.ivo, "employment")
    browser = sign_in(cast, "ivo")
    assert "I answered it" in browser.get("/trail/steps/questionnaire/").content.decode()
    sent = {"id": new_form_id(cast.ivo.organization_id), "done_on": TODAY.isoformat()}
    assert browser.post("/trail/steps/questionnaire/", sent).headers["Location"] == "/trail/"
    assert "Take this note back" in browser.get("/trail/steps/questionnaire/").content.decode()
    wrong = browser.post("/trail/steps/offer/", {"done_on": "someday"})
    assert wrong.status_code == 400
    assert "Give the day" in wrong.content.decode()
    assert browser.post("/trail/steps/questionnaire/", {"act": "take_back"}).status_code == 302
    assert browser.get("/trail/steps/moon/").status_code == 404
    with scope_of(cast.ivo):
        assert StepNote.objects.filter(taken_back_at__isnull=True).count() == 0


def test_the_trail_page_costs_the_same_when_the_ledger_is_long(cast, monkeypatch):
    set_clock(monkeypatch)
    take(cast.ivo)
    browser, costs = sign_in(cast, "ivo"), []
    for rows in (2, 40):
        for n in range(rows):
            hours(cast.ivo, on=TODAY - timedelta(days=n))
        with counted() as count:
            assert browser.get("/trail/").status_code == 200
        costs.append(len(count))
    assert costs[0] == costs[1] <= 6, count


FINE = {"job": "complete", "other_license": "none", "volunteered": "no", "can_pay": "no"}


def test_the_finder_answers_without_keeping_anything(cast, monkeypatch):
    set_clock(monkeypatch)
    browser = sign_in(cast, "ivo")
    page = browser.post("/trail/find/", {**FINE, "two_years": "yes"})
    said = page.content.decode()
    assert "Your trail: With a job or an offer" in said
    assert "$152.25" in said
    assert "no-store" in page.headers["Cache-Control"]
    assert 'value="complete" checked' in said
    assert acts() == []
    assert "Not yet, and this is why" in browser.post("/trail/find/", {**FINE, "jailed": "yes"}).content.decode()


def test_the_finder_works_signed_out_and_offers_nothing_to_take(client, db, monkeypatch):
    set_clock(monkeypatch)
    assert client.get("/trail/find/").status_code == 200
    said = client.post("/trail/find/", {"can_pay": "yes"}).content.decode()
    assert "Your trail: Paying for the class" in said
    assert "Take this trail" not in said
    assert client.post("/trail/choose/", {"trail": "self_pay"}).status_code == 401
    assert client.put("/trail/find/").status_code == 405


def test_a_trail_is_taken_from_the_finder(cast, monkeypatch):
    set_clock(monkeypatch)
    browser = sign_in(cast, "ivo")
    assert "Take this trail" in browser.post("/trail/find/", FINE).content.decode()
    sent = {"id": new_form_id(cast.ivo.organization_id), "trail": "employment"}
    assert browser.post("/trail/choose/", sent).headers["Location"] == "/trail/"
    assert "You are on this trail" in browser.post("/trail/find/", FINE).content.decode()
    assert browser.post("/trail/choose/", {"trail": "shortcut"}).status_code == 400
    with scope_of(cast.ivo):
        assert find_trail(cast.ivo, date(2026, 11, 20)).journey.key == "employment"


def test_where_no_trails_are_written_down_none_can_be_taken(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of_installation():
        cast.organization.place = "us-wa"
        cast.organization.save()
    browser = sign_in(cast, "ivo")
    assert "Which way is yours?" in browser.get("/").content.decode()
    assert browser.get("/trail/hours/").headers["Location"] == "/trail/find/"
    assert browser.get("/trail/hours/ask/").status_code == 404
    said = browser.post("/trail/find/", FINE).content.decode()
    assert "certificate in Montana" in said
    assert "Take this trail" not in said


def test_a_stranger_s_answers_are_decided_on_the_day_of_the_place(client, monkeypatch):
    set_clock(monkeypatch, at(23))  # in Greenwich it is tomorrow
    asked = []
    monkeypatch.setattr(finder, "rules_on", lambda on, place: asked.append(on) or rules_on(on, place))
    assert client.get("/trail/find/").status_code == 200
    assert asked == [TODAY]
