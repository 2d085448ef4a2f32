"""The self-assessment: everybody for themselves, kept apart until shared, then as a spread; ready, ready with a plan, or not yet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.platform.instruments import instrument
from cairn.platform.packs import rules_on
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.program.commands.readiness import (
    answer_readiness,
    open_readiness_round,
    plan_readiness,
    share_readiness_round,
)
from cairn.program.domain.readiness import (
    FEWEST,
    INSTRUMENT,
    MENDS,
    NO,
    NOT_SURE,
    YES,
    Area,
    ReadinessFacts,
    Sheet,
    Side,
    count_yes,
    decide_readiness,
    last_day_of_plan,
    picture,
)
from cairn.program.models import ReadinessAnswer, ReadinessRound, ReadinessSheet
from cairn.program.queries.phases import list_own_facts
from cairn.program.queries.readiness import count_answered, get_own_sheet, get_result, list_rounds
from tests.browsers import set_clock, sign_in, steady
from tests.people import NOW, TODAY, engage

ASKED = instrument(INSTRUMENT)
IDS = [question.link_id for question in ASKED.questions]
RULES = rules_on(TODAY)
MARK = RULES.count("readiness.threshold")


def answers(yes: int, rest: str = NO) -> dict[str, str]:
    return {link_id: YES if n < yes else rest for n, link_id in enumerate(IDS)}


def sheets(*yes: int, side: Side = Side.STAFF) -> list[Sheet]:
    return [Sheet(side, answers(each)) for each in yes]


def decided(*totals: int, reach_by: date | None = None, on: date = TODAY, shared_on: date = TODAY):
    drawn = picture(ASKED, sheets(*totals))
    return decide_readiness(ReadinessFacts(drawn.totals, drawn.middle, shared_on, reach_by), RULES, on)


# --- the questionnaire and what it says -----------------------------------------------------------------------------------


def test_ten_statements_each_in_one_area_each_with_steps_that_mend_it():
    assert len(IDS) == RULES.count("readiness.statements")
    assert set(MENDS) == set(IDS)
    areas = [link_id for score in ASKED.scores if score.code != YES for link_id in score.over]
    assert sorted(areas) == sorted(IDS)
    assert {score.code for score in ASKED.scores} == {YES, *(area.value for area in Area)}


@pytest.mark.parametrize("rest", [NO, NOT_SURE])
def test_only_a_yes_counts(rest):
    assert [count_yes(ASKED, answers(yes, rest)) for yes in (0, 7, 10)] == [0, 7, 10]


@pytest.mark.parametrize(
    ("totals", "outcome"),
    [
        ((MARK,), "ready"),
        ((MARK - 1,), "not ready yet"),
        ((10, 10, 2), "ready"),
        ((10, 2), "not ready yet"),  # of two middle ones the more careful speaks
        ((MARK, MARK, 0, 0), "not ready yet"),
        ((MARK, MARK, MARK, 0), "ready"),
    ],
)
def test_the_middle_one_speaks(totals, outcome):
    assert decided(*totals).outcome == outcome


def test_a_plan_with_a_day_holds_for_a_year_and_not_a_day_longer():
    last = last_day_of_plan(TODAY, RULES)
    assert last == date(TODAY.year + 1, TODAY.month, TODAY.day)
    assert decided(7, reach_by=last).outcome == "ready with a plan"
    assert decided(7, reach_by=last).allowed
    assert decided(7, reach_by=last, on=last).outcome == "ready with a plan"
    assert decided(7, reach_by=last, on=last + timedelta(days=1)).outcome == "not ready yet"
    assert decided(7, reach_by=last + timedelta(days=1)).outcome == "not ready yet"
    assert decided(8, reach_by=None).outcome == "ready"
    finding = decided(7).finding("readiness.plan_within")
    assert finding.found == "No plan yet"
    assert "Best Practices Guide 2022" in finding.citations[0].text


def test_without_a_rule_or_an_answer_nothing_is_decided():
    assert decided().outcome == "not known"
    facts = ReadinessFacts((10,), 10, TODAY)
    assert decide_readiness(facts, rules_on(TODAY, "us-wa"), TODAY).outcome == "not known"


def test_no_answer_is_averaged_away_and_the_weakest_stand_first():
    drawn = picture(ASKED, sheets(10, 9, 1), sheets(5, 5))
    first = drawn.areas[0][1][0]
    assert (first.yes, first.not_sure, first.no, first.people, first.before) == (3, 0, 0, 3, (2, 2))
    assert drawn.totals == (1, 9, 10)
    assert drawn.middle == 9
    assert next(each.link_id for each in drawn.weakest) == IDS[-1]
    assert first not in drawn.weakest


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations([Sheet(side, answers(n)) for n, side in enumerate([*Side] * 3)]))
def test_any_order_of_sheets_gives_the_same_picture(mixed):
    assert picture(ASKED, mixed) == picture(ASKED, [Sheet(side, answers(n)) for n, side in enumerate([*Side] * 3)])


def test_a_side_that_is_too_small_is_not_shown_and_cannot_be_worked_out():
    many = sheets(*[5] * FEWEST)
    assert picture(ASKED, [*many, *sheets(*[9] * FEWEST, side=Side.PEERS)]).shows_sides
    assert not picture(ASKED, [*many, *sheets(*[9] * (FEWEST - 1), side=Side.PEERS)]).shows_sides
    assert not picture(ASKED, many).shows_sides


# --- a round ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def opened(cast):
    return open_round(cast.faye)


def open_round(actor, now=NOW):
    with scope_of(actor):
        return open_readiness_round(actor=actor, round_id=new_id(), now=now)


def answer(actor, round_id, yes=8, **changes):
    with scope_of(actor):
        answer_readiness(actor=actor, round_id=round_id, given={**answers(yes), **changes}, now=NOW)


def share(actor, round_id, now=NOW):
    with scope_of(actor):
        return share_readiness_round(actor=actor, round_id=round_id, now=now)


@pytest.mark.django_db
def test_one_round_at_a_time_and_opening_twice_is_once(cast, opened):
    with scope_of(cast.faye):
        open_readiness_round(actor=cast.faye, round_id=opened, now=NOW)
        with pytest.raises(Conflict):
            open_readiness_round(actor=cast.noor, round_id=new_id(), now=NOW)
        assert ReadinessRound.objects.count() == 1
    with pytest.raises(NotPermitted):
        open_round(cast.ana)


@pytest.mark.django_db
def test_each_answers_for_themselves_and_nobody_reads_it_before_it_is_shared(cast, opened):
    answer(cast.ana, opened, 3)
    answer(cast.ana, opened, 3)  # the same again
    answer(cast.ana, opened, 4)
    answer(cast.ben, opened, 9)
    answer(cast.faye, opened, 8)
    with scope_of(cast.ana):
        assert get_own_sheet(cast.ana, opened, TODAY) == answers(4)
    with scope_of(cast.cleo):
        assert get_own_sheet(cast.cleo, opened, TODAY) == {}
    with scope_of(cast.faye):
        assert count_answered(cast.faye, opened, TODAY) == ((Side.LEADERSHIP, 1), (Side.STAFF, 1), (Side.PEERS, 1))
        assert ReadinessSheet.objects.count() == 3
        entries = LedgerEntry.objects.filter(body__contains="program.readiness.answered")
        assert entries.count() == 4
        assert not entries.filter(body__contains="principles").exists()
    for actor in (cast.ana, cast.ben, cast.faye, cast.noor):
        with scope_of(actor), pytest.raises(NotFound):
            get_result(actor, opened, TODAY)
    with scope_of(cast.ana), pytest.raises(NotPermitted):
        count_answered(cast.ana, opened, TODAY)


@pytest.mark.django_db
def test_once_shared_everybody_reads_the_counts_and_nobody_answers_any_more(cast, opened):
    answer(cast.ana, opened, 4)
    answer(cast.ben, opened, 9)
    share(cast.faye, opened)
    share(cast.noor, opened)  # again
    with pytest.raises(Conflict):
        answer(cast.cleo, opened, 10)
    answer(cast.ana, opened, 4)  # sent again, late: nothing is lost, nothing changes
    for actor in (cast.ana, cast.faye, cast.cleo, cast.jun, cast.noor):
        with scope_of(actor):
            found = get_result(actor, opened, TODAY)
        assert found.picture.totals == (4, 9)
        assert found.decision.outcome == "not ready yet"
    with scope_of(cast.faye):
        assert [fact.step for fact in list_own_facts(cast.faye, TODAY)] == ["self_assessment"]
    for actor in (cast.lee, cast.kay, cast.ivo):
        with scope_of(actor), pytest.raises(NotPermitted):
            get_result(actor, opened, TODAY)


@pytest.mark.django_db
def test_what_cannot_be_taken_names_the_statement(cast, opened):
    for changes in ({"principles": ""}, {"principles": "perhaps"}):
        with pytest.raises(BadInput) as error:
            answer(cast.ana, opened, **changes)
        assert set(error.value.problems) == {"principles"}
    with scope_of(cast.faye):
        assert not ReadinessAnswer.objects.exists()
    with pytest.raises(BadInput):
        share(cast.faye, opened)  # nobody answered
    with pytest.raises(NotPermitted):
        share(cast.ana, opened)


@pytest.mark.django_db
def test_the_next_round_stands_beside_the_one_before(cast, opened):
    answer(cast.ana, opened, 2)
    share(cast.faye, opened)
    later = open_round(cast.noor, NOW + timedelta(days=1))
    answer(cast.ana, later, 8)
    answer(cast.ben, later, 10)
    share(cast.faye, later, NOW + timedelta(days=2))
    with scope_of(cast.ana):
        found = get_result(cast.ana, later, TODAY)
        assert [row.id for row in list_rounds(cast.ana, TODAY)] == [later, opened]
    assert found.before.id == opened
    last = next(each for _, part in found.picture.areas for each in part if each.link_id == IDS[2])
    assert (last.yes, last.before) == (2, (0, 1))
    assert found.decision.outcome == "ready"


@pytest.mark.django_db
def test_a_plan_has_words_and_a_day_within_the_year(cast, opened):
    def plan(actor=cast.faye, words="A day of learning each quarter.", reach_by=TODAY + timedelta(days=300)):
        with scope_of(actor):
            plan_readiness(actor=actor, round_id=opened, plan=words, reach_by=reach_by, now=NOW)

    answer(cast.ana, opened, 7)
    with pytest.raises(BadInput):
        plan()  # not shared yet
    share(cast.faye, opened)
    for changes, field in (
        ({"words": " "}, "plan"),
        ({"words": "x" * 601}, "plan"),
        ({"reach_by": None}, "reach_by"),
        ({"reach_by": TODAY - timedelta(days=1)}, "reach_by"),
        ({"reach_by": TODAY + timedelta(days=366)}, "reach_by"),
    ):
        with pytest.raises(BadInput) as error:
            plan(**changes)
        assert set(error.value.problems) == {field}
    with pytest.raises(NotPermitted):
        plan(cast.ana)
    plan()
    plan()
    with scope_of(cast.ben):
        assert get_result(cast.ben, opened, TODAY).decision.outcome == "ready with a plan"
        assert LedgerEntry.objects.filter(body__contains="program.readiness.planned").count() == 1


@pytest.mark.django_db
def test_dov_cannot_tell_that_a_round_exists(cast, opened):
    answer(cast.ana, opened)
    share(cast.faye, opened)
    with scope_of_installation():
        vera = engage(cast, "vera", Role.PROGRAM_MANAGER, cast.other_organization, cast.other_program)
    for round_id in (opened, new_id()):
        for actor in (cast.dov, vera):
            with scope_of(actor), pytest.raises(NotFound):
                get_result(actor, round_id, TODAY)
            with pytest.raises(NotFound):
                answer(actor, round_id)
        with pytest.raises(NotFound):
            share(vera, round_id)
        with scope_of(vera), pytest.raises(NotFound):
            plan_readiness(actor=vera, round_id=round_id, plan="Ours.", reach_by=TODAY, now=NOW)
    with scope_of(cast.dov):
        assert list_rounds(cast.dov, TODAY) == ()
    with scope_of(vera), pytest.raises(Conflict):
        open_readiness_round(actor=vera, round_id=opened, now=NOW)


@pytest.mark.django_db
def test_the_pages(cast, monkeypatch):
    set_clock(monkeypatch)
    faye, ana = sign_in(cast, "faye"), sign_in(cast, "ana")
    assert "Nothing is asked now" in ana.get("/program/readiness/").content.decode()
    assert "Open a round" in faye.get("/program/readiness/").content.decode()
    assert faye.post("/program/readiness/open/").status_code == 302
    with scope_of(cast.faye):
        at = f"/program/readiness/{ReadinessRound.objects.get().id}/"
    assert "You have not answered yet" in ana.get("/program/readiness/").content.decode()
    assert ana.post(f"{at}answer/", {"principles": "yes"}).status_code == 400
    assert ana.post(f"{at}answer/", answers(6)).status_code == 302
    assert 'value="yes" checked' in ana.get(f"{at}answer/").content.decode()
    assert ana.get(at).status_code == 404
    assert ana.get(f"{at}share/").status_code == 403
    assert "1 person answered" in faye.get(f"{at}share/").content.decode()
    assert faye.post(f"{at}share/").status_code == 302
    said = faye.get(at).content.decode()
    for words in ("Not ready yet", "1 of 1 yes", "0 of 1 yes", "Wellness of staff", "/program/steps/crisis_policy/"):
        assert words in said, words
    assert "Ana" not in steady(said)
    assert "/program/steps/" not in ana.get(at).content.decode()
    assert faye.post(f"{at}plan/", {"plan": "", "reach_by": "soon"}).status_code == 400
    good = {"plan": "A day of learning each quarter.", "reach_by": (TODAY + timedelta(days=90)).isoformat()}
    assert faye.post(f"{at}plan/", good).status_code == 302
    assert "Ready with a plan" in ana.get(at).content.decode()
    assert ana.get(f"{at}answer/").status_code == 302
    assert sign_in(cast, "lee").get("/program/readiness/").status_code == 403
