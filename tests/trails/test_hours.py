"""The ledger of hours and its confirmations: what counts, from which day, and a link that works once without an account."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cairn.front.pages.trail import find_way
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import in_words
from cairn.platform.ids import new_form_id, new_id
from cairn.platform.packs import rules_on, the_rulebook
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.rulebook.rules import Rulebook
from cairn.trails.commands.hours import take_back_hours, words_for
from cairn.trails.domain.confirmations import LINK_LASTS, digest_of
from cairn.trails.domain.hours import Hours, HoursFacts, Kind, decide_hours
from cairn.trails.models import Confirmation, HoursEntry
from cairn.trails.queries.confirmations import find_question
from cairn.trails.queries.hours import get_ledger
from cairn.trails.queries.trails import find_trail
from cairn.trails.web.hours import _minutes
from tests import people
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, TODAY
from tests.trails.ways import ask, hours, say, take

pytestmark = pytest.mark.django_db


def ledger(actor):
    with scope_of(actor):
        return get_ledger(actor, find_trail(actor, TODAY), NOW)


def state_of(actor, step: str) -> str:
    with scope_of(actor):
        return find_way(actor, NOW).walk.stand(step).state.value


def acts() -> list[str]:
    with scope_of_installation():
        return list(LedgerEntry.objects.order_by("n").values_list("action", flat=True))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "sleeping"}, "kind"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"on": None}, "on"),
        ({"minutes": 0}, "hours"),
        ({"minutes": 1441}, "hours"),
        ({"with_whom": " "}, "with_whom"),
        ({"what": "x" * 201}, "what"),
    ],
)
def test_a_line_that_cannot_be_taken_names_its_field(cast, changes, field):
    with pytest.raises(BadInput) as error:
        hours(cast.ivo, **changes)
    assert set(error.value.problems) == {field}
    assert acts() == []


def test_a_line_is_written_once_and_can_be_struck(cast):
    entry = new_id()
    hours(cast.ivo, entry_id=entry)
    hours(cast.ivo, entry_id=entry)
    with pytest.raises(Conflict):
        hours(cast.ivo, entry_id=entry, minutes=60)
    with scope_of(cast.ivo):
        take_back_hours(actor=cast.ivo, entry_id=entry, now=NOW)
        take_back_hours(actor=cast.ivo, entry_id=entry, now=NOW)
        assert HoursEntry.objects.get().taken_back_at == NOW
    assert ledger(cast.ivo).lines == ()
    assert acts() == ["trails.hours.recorded", "trails.hours.taken_back"]


def test_the_ledger_is_the_candidates_own(cast):
    entry = new_id()
    hours(cast.ivo, entry_id=entry)
    with scope_of_installation():
        petra = people.engage(cast, "petra", Role.CANDIDATE, cast.organization, cast.program)
        away = people.engage(cast, "otto", Role.CANDIDATE, cast.other_organization, cast.other_program)
    for other in (petra, away):
        assert ledger(other).lines == ()
        with scope_of(other), pytest.raises(NotFound):
            take_back_hours(actor=other, entry_id=entry, now=NOW)
        with pytest.raises(Conflict):
            hours(other, entry_id=entry)
    for name in ("ana", "kay", "dov"):
        with pytest.raises(NotPermitted):
            hours(cast.actors[name])
        with pytest.raises(NotPermitted):
            ask(cast.actors[name])


def test_hours_count_once_somebody_said_yes(cast):
    take(cast.ivo)
    for n in range(10):
        hours(cast.ivo, on=TODAY - timedelta(days=20 - n), minutes=600)
    assert ledger(cast.ivo).decision.figures["volunteer_minutes"] == 0
    assert state_of(cast.ivo, "volunteering") == "under_way"
    handed = ask(cast.ivo)
    question = find_question(handed.token, NOW)
    assert question.asker == "Ivo"
    assert question.asks.startswith("Did Ivo spend this time with Open Door?\nOctober 31, 2026: 10 h, volunteering\n")
    assert question.asks.endswith("Together: 100 h.")
    assert not {"recovery", "peer", "diagnosis"} & set(question.asks.lower().split())
    say(handed.token)
    figures = ledger(cast.ivo).decision.figures
    assert (figures["volunteer_minutes"], figures["training_first_day"]) == (6000, TODAY - timedelta(days=11))
    assert state_of(cast.ivo, "volunteering") == "done"
    assert acts()[-2:] == ["trails.confirmation.asked", "trails.confirmation.answered"]


def test_training_before_the_first_counting_day_does_not_count_and_says_why(cast):
    take(cast.ivo)
    for n in range(5):
        hours(cast.ivo, on=TODAY - timedelta(days=20 - n), minutes=1200)
    early, late = TODAY - timedelta(days=17), TODAY - timedelta(days=16)
    for day in (early, late):
        hours(cast.ivo, kind="training", on=day, minutes=720, with_whom="School")
    say(ask(cast.ivo).token)
    say(ask(cast.ivo, "School").token)
    by_day = {line.on: line.counted for line in ledger(cast.ivo).lines if line.kind is Kind.TRAINING}
    assert (by_day[early].counts, by_day[late].counts) == (False, True)
    assert by_day[early].why == f"Before {in_words(late)}, when 100 h of volunteering were full."
    assert state_of(cast.ivo, "extra_training") == "done"


def test_a_first_day_of_volunteering_is_the_training_bodys_rule():
    """The pack can say that hours count only from the choice of the trail."""
    entries = [
        replace(entry, value="trail_chosen") if entry.full_key == "mpn.trail4.volunteer_from" else entry
        for entry in the_rulebook().entries
    ]
    strict = Rulebook(entries, the_rulebook().parents).on(TODAY, "us-mt")
    before, after = date(2026, 3, 1), date(2026, 3, 2)
    facts = HoursFacts(
        tuple(Hours(str(n), Kind.VOLUNTEERING, day, 60, is_confirmed=True) for n, day in enumerate((before, after))),
        trail_chosen_on=after,
    )
    decision = decide_hours(facts, strict, TODAY)
    assert [line.counts for line in decision.figures["lines"]] == [False, True]
    assert decision.figures["lines"][0].why == "Before March 2, 2026, when the trail was chosen."
    assert decision.figures["first_day"] == after
    assert decide_hours(facts, rules_on(TODAY), TODAY).figures["volunteer_minutes"] == 120


@pytest.mark.parametrize(("answer", "may_ask_again"), [("yes", False), ("no", True), ("not_me", True)])
def test_each_answer_is_kept_with_name_and_remark(cast, answer, may_ask_again):
    hours(cast.ivo)
    say(ask(cast.ivo).token, answer, "  Casey Doe ", "Good to have here")
    (line,) = ledger(cast.ivo).lines
    assert (line.asked.state, line.asked.answered_name, line.asked.remark) == (answer, "Casey Doe", "Good to have here")
    assert bool(ledger(cast.ivo).to_ask()) == may_ask_again
    assert line.counted.counts == (answer == "yes")


def test_a_link_works_once_and_only_its_digest_is_kept(cast):
    hours(cast.ivo)
    handed = ask(cast.ivo)
    with scope_of(cast.ivo):
        row = Confirmation.objects.get()
        assert row.token_digest == digest_of(handed.token)
        assert handed.token not in str(row.__dict__)
        bodies = LedgerEntry.objects.values_list("body", flat=True)
        assert not any(handed.token in body or "Open Door" in body for body in bodies)
    say(handed.token, "no")
    with pytest.raises(NotFound):
        say(handed.token, "yes")
    assert find_question(handed.token, NOW) is None
    assert ledger(cast.ivo).lines[0].asked.state == "no"


def test_an_answer_is_refused_in_words_and_the_link_stays_open(cast):
    hours(cast.ivo)
    token = ask(cast.ivo).token
    for changes, field in (({"answer": "maybe"}, "answer"), ({"name": " "}, "name"), ({"name": "x" * 121}, "name"), ({"remark": "x" * 2001}, "remark")):  # fmt: skip
        with pytest.raises(BadInput) as error:
            say(token, **changes)
        assert set(error.value.problems) == {field}
    assert find_question(token, NOW) is not None
    with pytest.raises(NotFound):
        say("moon", "maybe", "")


def test_a_link_runs_out_and_a_new_one_can_be_made(cast):
    hours(cast.ivo)
    old = ask(cast.ivo)
    later = NOW + LINK_LASTS
    assert find_question(old.token, later) is None
    with pytest.raises(NotFound):
        say(old.token, now=later)
    assert find_question(old.token, NOW) is not None
    new = ask(cast.ivo, now=later)
    say(new.token, now=later)
    assert ledger(cast.ivo).lines[0].counted.counts


def test_a_new_link_closes_the_one_that_was_lost(cast):
    hours(cast.ivo)
    hours(cast.ivo, with_whom="School", kind="training")
    lost, other = ask(cast.ivo), ask(cast.ivo, "School")
    new = ask(cast.ivo)
    assert find_question(lost.token, NOW) is None
    with pytest.raises(NotFound):
        say(lost.token)
    say(new.token)
    say(other.token)
    assert all(line.is_confirmed for line in ledger(cast.ivo).lines)
    with pytest.raises(BadInput):
        ask(cast.ivo)  # everything is confirmed


def test_asking_again_with_the_same_id_shows_no_link(cast):
    hours(cast.ivo)
    confirmation = new_id()
    assert ask(cast.ivo, confirmation_id=confirmation).token
    assert ask(cast.ivo, confirmation_id=confirmation).token == ""
    assert acts().count("trails.confirmation.asked") == 1


@pytest.mark.parametrize(("changes", "field"), [({"with_whom": "Nobody"}, "with_whom"), ({"asked_of": " "}, "asked_of")])  # fmt: skip
def test_asking_nobody_names_the_field_and_writes_nothing(cast, changes, field):
    hours(cast.ivo)
    with pytest.raises(BadInput) as error:
        ask(cast.ivo, **changes)
    assert set(error.value.problems) == {field}
    with scope_of(cast.ivo):
        assert not Confirmation.objects.exists()


def body(page) -> str:
    return page.content.decode().split("<main", 1)[1]


def test_signed_out_a_wrong_link_looks_like_a_used_one(cast, client, monkeypatch):
    set_clock(monkeypatch)
    hours(cast.ivo)
    token = ask(cast.ivo).token
    shown = client.get(f"/confirm/{token}/")
    assert "Ivo asks The coordinator" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    refused = client.post(f"/confirm/{token}/", {"answer": "yes", "remark": "Kind"})
    assert (refused.status_code, "Type your name" in body(refused), "Kind" in body(refused)) == (400, True, True)
    assert "Thank you" in body(client.post(f"/confirm/{token}/", {"answer": "yes", "name": "Casey"}))
    used, wrong = client.get(f"/confirm/{token}/"), client.get("/confirm/never-was/")
    assert (used.status_code, wrong.status_code) == (404, 404)
    assert body(used) == body(wrong)
    used, wrong = (client.post(f"/confirm/{one}/", {"answer": "yes", "name": "C"}) for one in (token, "never-was"))
    assert (used.status_code, body(used)) == (404, body(wrong))
    assert client.put(f"/confirm/{token}/").status_code == 405
    assert sign_in(cast, "dov").get("/confirm/never-was/").status_code == 404


def test_the_page_of_the_ledger(cast, monkeypatch):
    set_clock(monkeypatch)
    take(cast.ivo)
    browser = sign_in(cast, "ivo")
    assert "No hours yet" in body(browser.get("/trail/hours/"))
    assert "Write it down" in body(browser.get("/trail/hours/record/"))
    sent = {"id": new_form_id(cast.ivo.organization_id), "kind": "volunteering", "on": TODAY.isoformat(),
            "hours": "2:30", "with_whom": "Open Door", "what": "Coffee"}  # fmt: skip
    assert browser.post("/trail/hours/record/", sent).headers["Location"] == "/trail/hours/"
    wrong = browser.post("/trail/hours/record/", {**sent, "hours": "many"})
    assert (wrong.status_code, 'value="Open Door"' in body(wrong)) == (400, True)
    page = body(browser.get("/trail/hours/"))
    for words in ("Waits for a confirmation.", "2 h 30 min", "Ask for a confirmation", "Every day counts: no source names a first day"):  # fmt: skip
        assert words in page
    assert "Open Door, 2 h 30 min" in body(browser.get("/trail/hours/ask/"))
    asked = {"id": new_form_id(cast.ivo.organization_id), "with_whom": "Open Door", "asked_of": "The coordinator"}
    handed = browser.post("/trail/hours/ask/", asked)
    assert "data:image/svg+xml" in body(handed)
    assert "/confirm/" in body(handed)
    assert "made before" in body(browser.post("/trail/hours/ask/", asked))
    assert "The link works until" in body(browser.get("/trail/hours/"))
    refused = browser.post("/trail/hours/ask/", {"with_whom": "Nobody", "asked_of": "x"})
    assert (refused.status_code, "Choose an organization" in body(refused)) == (400, True)
    say(handed.content.decode().split("/confirm/", 1)[1].split("/", 1)[0])
    assert "Confirmed by Casey Doe" in body(browser.get("/trail/hours/"))
    assert "Nothing to ask" in body(browser.get("/trail/hours/ask/"))
    with scope_of(cast.ivo):
        entry = HoursEntry.objects.get()
    assert browser.post(f"/trail/hours/{entry.id}/take-back/").status_code == 302
    assert "No hours yet" in body(browser.get("/trail/hours/"))
    assert sign_in(cast, "ana").get("/trail/hours/").status_code == 403


def test_the_page_of_the_ledger_costs_the_same_when_it_is_long(cast, monkeypatch):
    set_clock(monkeypatch)
    take(cast.ivo)
    browser, costs = sign_in(cast, "ivo"), []
    for rows in (2, 60):
        for n in range(rows):
            hours(cast.ivo, on=TODAY - timedelta(days=n))
        with counted() as count:
            assert browser.get("/trail/hours/").status_code == 200
        costs.append(len(count))
    assert costs[0] == costs[1] <= 4, count
    assert "?after=" in body(browser.get("/trail/hours/"))


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("4", 240), ("2:30", 150), ("2.5", 150), ("2,25", 135), ("0:45", 45), ("", 0), ("x", 0), ("1:75", 0), ("1:2:3", 0), ("-1", 0), ("999", 0)],
)  # fmt: skip
def test_hours_as_people_type_them(typed, minutes):
    assert _minutes(typed) == minutes


def test_a_yes_that_comes_while_a_new_link_is_made_stays(cast, monkeypatch):
    take(cast.ivo)
    hours(cast.ivo)
    first = ask(cast.ivo)

    def answered_meanwhile(*about):
        say(first.token)
        return words_for(*about)

    monkeypatch.setattr("cairn.trails.commands.hours.words_for", answered_meanwhile)
    ask(cast.ivo)
    with scope_of(cast.ivo):
        assert HoursEntry.objects.get().confirmation.answer == "yes"
