"""A panel scores alone; nobody reads another's scores before all have handed in, by any path."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from cairn.hiring import policy
from cairn.hiring.commands.rounds import excuse_member, name_member, plan_interview
from cairn.hiring.domain.panels import Given, means_of
from cairn.hiring.models import Interview, Round, Score, Seat, Sheet
from cairn.hiring.queries.comparisons import compare_round
from cairn.hiring.queries.panels import get_round, list_rounds
from cairn.hiring.queries.sheets import get_own_sheet, list_own_interviews
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.policy import visible
from cairn.privacy.scope import scope_of
from tests.browsers import counted, set_clock, sign_in
from tests.hiring.jobs import applied, interview_of, opened, posted, scored
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db

SECRET = "Marmalade"  # stands in everything that Ana writes down


@pytest.fixture
def posting(cast, monkeypatch):
    set_clock(monkeypatch)
    return posted(cast)


@pytest.fixture
def robin(posting):
    return applied(posting)


@pytest.fixture
def panel(cast, posting, robin):
    """A round of Ana, Ben and Faye that hears Robin."""
    return opened(cast, posting, (cast.ana, cast.ben, cast.faye), robin)


def secret_of(**changes):
    return {"positives": SECRET, "concerns": SECRET, "notes": {"helped": SECRET}, **changes}


# === Kept apart =====================================================================================================
def rows_seen(actor):
    """Everything of other members that the actor's permissions reach, by every permission that reaches sheets."""
    seen = 0
    for permission in (policy.COMPARE, policy.SIT):
        for model, member in ((Sheet, "seat__member_id"), (Score, "sheet__seat__member_id")):
            with scope_of(actor):
                rows = visible(model, actor, permission, TODAY)
                seen += rows.exclude(**{member: actor.engagement_id}).count()
    return seen


def pages_of(cast, who, posting, round_id, interview, robin):
    """Every page of the room and the home, as this person reads them."""
    browser = sign_in(cast, who)
    paths = [
        "/",
        "/hiring/",
        "/hiring/panel/",
        f"/hiring/{posting.position_id}/",
        f"/hiring/applicants/{robin}/",
        f"/hiring/rounds/{round_id}/",
        f"/hiring/rounds/{round_id}/compare/",
        f"/hiring/interviews/{interview}/score/",
    ]
    return "".join(browser.get(path).content.decode() for path in paths)


@pytest.mark.parametrize("who", ["ben", "faye"])
def test_nobody_reads_anothers_scores_before_all_have_scored_by_any_path(cast, posting, robin, panel, who):
    interview, actor = interview_of(cast, panel, robin), cast.actors[who]
    scored(cast.ana, interview, **secret_of())
    for last in (cast.ben, cast.faye):
        assert rows_seen(actor) == 0
        with scope_of(actor):
            assert compare_round(actor, panel, TODAY).rows == ()
            assert compare_round(actor, panel, TODAY).waiting == 1
        assert SECRET not in pages_of(cast, who, posting, panel, interview, robin)
        scored(last, interview)
    assert rows_seen(actor) == 2 * (2 + 8)  # by each of two permissions: two sheets, four scores on each
    assert SECRET in pages_of(cast, who, posting, panel, interview, robin)


def test_saving_without_handing_in_opens_nothing(cast, posting, robin, panel):
    interview = interview_of(cast, panel, robin)
    scored(cast.ana, interview, **secret_of())
    scored(cast.ben, interview)
    scored(cast.faye, interview, hands_in=False)
    for actor in (cast.ben, cast.faye):
        assert rows_seen(actor) == 0
    with scope_of(cast.faye):
        assert list_rounds(cast.faye, posting.position_id, TODAY)[0].scored == 0


def test_a_manager_who_does_not_sit_waits_as_well_and_reads_then(cast, posting, robin):
    held = opened(cast, posting, (cast.ana, cast.ben), robin)
    interview = interview_of(cast, held, robin)
    scored(cast.ana, interview, **secret_of())
    assert rows_seen(cast.faye) == 0
    assert SECRET not in pages_of(cast, "faye", posting, held, interview, robin)
    scored(cast.ben, interview)
    assert SECRET in pages_of(cast, "faye", posting, held, interview, robin)


def test_one_interview_opens_without_the_other(cast, posting, robin):
    sam = applied(posting, "Sam")
    held = opened(cast, posting, (cast.ana, cast.ben), robin, sam)
    for who in (cast.ana, cast.ben):
        scored(who, interview_of(cast, held, robin))
    scored(cast.ana, interview_of(cast, held, sam), **secret_of())
    with scope_of(cast.ben):
        found = compare_round(cast.ben, held, TODAY)
    assert ([row.name for row in found.rows], found.waiting) == (["Robin"], 1)
    assert SECRET not in repr(found)


def test_nobody_off_the_panel_reads_any_of_it(cast, posting, robin, panel):
    interview = interview_of(cast, panel, robin)
    for who in (cast.ana, cast.ben, cast.faye):
        scored(who, interview)
    assert rows_seen(cast.cleo) == 0
    with scope_of(cast.cleo):
        assert list_own_interviews(cast.cleo, TODAY) == ()
        for read in (compare_round, get_own_sheet):
            with pytest.raises(NotFound):
                read(cast.cleo, panel if read is compare_round else interview, TODAY)
    for who in (cast.jun, cast.lee, cast.noor):
        with scope_of(who), pytest.raises(NotPermitted):
            compare_round(who, panel, TODAY)
    with scope_of(cast.dov), pytest.raises(NotFound):
        compare_round(cast.dov, panel, TODAY)


def test_the_comparison_has_a_mean_with_n_and_spread_by_theme_and_no_total(cast, posting, robin, panel):
    interview = interview_of(cast, panel, robin)
    scored(cast.ana, interview, answers={"helped": "5", "taught": "4", "duties": "yes"}, positives="Warm")
    scored(cast.ben, interview, answers={"helped": "2", "frustration": "3", "duties": "no"}, concerns="Rushed")
    scored(cast.faye, interview, answers={"helped": "3", "duties": "yes"})
    with scope_of(cast.ana):
        (row,) = compare_round(cast.ana, panel, TODAY).rows
    practice = row.means["practice"]
    assert (practice.mean, practice.n, practice.lowest, practice.highest) == (Decimal("3.5"), 4, 2, 5)
    assert (row.means["self"].mean, row.means["self"].n) == (Decimal("3.0"), 1)
    assert [(yes, of) for _, yes, of in row.said] == [(2, 3)]
    assert (row.positives, row.concerns) == ((("Ana", "Warm"),), (("Ben", "Rushed"),))
    assert not {"total", "mean", "score", "rank"} & set(row.__slots__)
    body = sign_in(cast, "ana").get(f"/hiring/rounds/{panel}/compare/").content.decode()
    assert "n 4, 2 to 5" in re.sub(r"\s+", " ", body)


def test_people_stand_by_name_whatever_their_scores(cast, posting):
    people = {name: applied(posting, name) for name in ("Wren", "Abe", "Kit")}
    held = opened(cast, posting, (cast.ana, cast.ben), *people.values())
    for name, number in (("Wren", "5"), ("Abe", "1"), ("Kit", "3")):
        for who in (cast.ana, cast.ben):
            scored(who, interview_of(cast, held, people[name]), answers={"helped": number})
    with scope_of(cast.ana):
        assert [row.name for row in compare_round(cast.ana, held, TODAY).rows] == ["Abe", "Kit", "Wren"]


def test_a_skipped_question_is_no_zero():
    (mean,) = means_of([Given("fit", 4), Given("fit", None), Given("team", None)])
    assert (mean.theme, mean.mean, mean.n) == ("fit", Decimal("4.0"), 1)


# === The own sheet ==================================================================================================
def test_a_sheet_is_kept_gone_on_with_and_handed_in_once(cast, robin, panel):
    interview = interview_of(cast, panel, robin)
    scored(cast.ana, interview, hands_in=False, answers={"helped": "2"})
    scored(cast.ana, interview, answers={"helped": "4"}, notes={"taught": "Not asked"})
    with scope_of(cast.ana):
        sheet = get_own_sheet(cast.ana, interview, TODAY)
        assert (sheet.answers, sheet.notes["taught"], sheet.is_handed_in) == (
            {"helped": "4", "taught": ""},
            "Not asked",
            True,
        )
        before = LedgerEntry.objects.count()
    scored(cast.ana, interview, answers={"helped": "4"}, notes={"taught": "Not asked"})
    with pytest.raises(Conflict):
        scored(cast.ana, interview, answers={"helped": "5"})
    with scope_of(cast.ana):
        assert LedgerEntry.objects.count() == before
        assert Score.objects.get(question="helped").number == 4


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answers": {"helped": "6"}}, "answer-helped"),
        ({"answers": {"helped": "yes"}}, "answer-helped"),
        ({"answers": {"duties": "4"}}, "answer-duties"),
        ({"notes": {"helped": "x" * 1001}}, "note-helped"),
        ({"positives": "x" * 1001}, "positives"),
        ({"answers": {}}, "hand_in"),
    ],
)
def test_bad_scores_name_the_field_and_write_nothing(cast, robin, panel, changes, field):
    with pytest.raises(BadInput) as error:
        scored(cast.ana, interview_of(cast, panel, robin), **changes)
    assert set(error.value.problems) == {field}
    with scope_of(cast.ana):
        assert not Sheet.objects.exists()


def test_only_who_sits_scores(cast, robin, panel):
    interview = interview_of(cast, panel, robin)
    for who in (cast.cleo, cast.dov):
        with pytest.raises(NotFound):
            scored(who, interview)
    for who in (cast.jun, cast.mia):
        with pytest.raises(NotPermitted):
            scored(who, interview)


def test_scoring_by_the_page(cast, robin, panel):
    interview, browser = interview_of(cast, panel, robin), sign_in(cast, "ana")
    where = f"/hiring/interviews/{interview}/score/"
    body = browser.get(where).content.decode()
    assert "The other person did more and more themselves" in body
    assert "406-555-0100" not in body  # how to reach somebody is not for the panel
    assert browser.post(where, {"act": "hand_in"}).status_code == 400
    assert browser.post(where, {"answer-helped": "4", "act": "save"})["Location"] == where
    assert 'value="4" checked' in browser.get(where).content.decode()
    assert browser.post(where, {"answer-helped": "4", "act": "hand_in"})["Location"] == "/hiring/panel/"
    assert "It stays as it is" in browser.get(where).content.decode()


# === Rounds =========================================================================================================
def test_a_second_round_keeps_its_own_questions_and_members(cast, posting, robin, panel):
    second = opened(cast, posting, (cast.ben, cast.cleo), robin, guide="second", questions=("hope",), own=("Why us?",))
    with scope_of(cast.faye):
        found = get_round(cast.faye, second, TODAY)
        assert [row.n for row in list_rounds(cast.faye, posting.position_id, TODAY)] == [1, 2]
    assert (found.n, [question.text for question in found.questions][1]) == (2, "Why us?")
    assert {seat.name for seat in found.seats} == {"Ben", "Cleo"}
    assert found.questions[0].listen


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"guide": "third"}, "guide"),
        ({"questions": ("hope",)}, "questions"),
        ({"questions": ()}, "questions"),
        ({"own": ("Are you on medication?",)}, "own"),
        ({"own": ("x" * 301,)}, "own"),
        ({"members": ()}, "members"),
        ({"members": "one"}, "members"),
        ({"members": "jun"}, "members"),
        ({"members": "dov"}, "members"),
        ({"applicants": ()}, "applicants"),
        ({"applicants": "unknown"}, "applicants"),
    ],
)
def test_a_round_that_cannot_be_names_the_field_and_writes_nothing(cast, posting, robin, changes, field):
    ids = {
        "one": (cast.ana.engagement_id,) * 2,
        "jun": (cast.ana.engagement_id, cast.jun.engagement_id),
        "dov": (cast.ana.engagement_id, cast.dov.engagement_id),
        "unknown": (new_id(),),
    }
    changes = {
        name: ids.get(value, value) if isinstance(value, str) and name != "guide" else value
        for name, value in changes.items()
    }
    with pytest.raises(BadInput) as error:
        opened(cast, posting, (cast.ana, cast.ben), robin, **{"applicants": (robin,), **changes})
    assert set(error.value.problems) == {field}
    with scope_of(cast.faye):
        assert not Round.objects.exists()


def test_an_unlawful_question_is_answered_with_its_words_why_and_a_lawful_form(cast, posting, robin):
    browser = sign_in(cast, "faye")
    sent = {
        "guide": "first",
        "questions": ["helped"],
        "own": "Do you have a disability?\nWhat makes a good day?",
        "members": [cast.ana.engagement_id, cast.ben.engagement_id],
        "applicants": [robin],
    }
    answer = browser.post(f"/hiring/{posting.position_id}/rounds/new/", sent)
    body = answer.content.decode()
    assert answer.status_code == 400
    assert "“disability”" in body
    assert "42 U.S.C. 12112(d)(2)(A)" in body
    assert "Can you do these duties, with or without accommodation?" in body
    assert "“What makes a good day?”" not in body
    sent["own"] = "What makes a good day?"
    assert browser.post(f"/hiring/{posting.position_id}/rounds/new/", sent).status_code == 302


def test_the_same_round_sent_again_is_one(cast, posting, robin):
    from cairn.hiring.commands.rounds import RoundDraft, open_round

    members = (cast.ana.engagement_id, cast.ben.engagement_id)
    draft, round_id = RoundDraft("first", ("helped",), (), members, (robin,)), new_id()
    with scope_of(cast.faye):
        content = {"actor": cast.faye, "round_id": round_id, "position_id": posting.position_id, "now": NOW}
        for _ in range(2):
            open_round(draft=draft, **content)
        assert (Round.objects.count(), Seat.objects.count(), Interview.objects.count()) == (1, 2, 1)
        with pytest.raises(Conflict):
            open_round(draft=replace(draft, members=(*members, cast.cleo.engagement_id)), **content)
        with pytest.raises(Conflict):
            open_round(draft=replace(draft, questions=("helped", "taught")), **content)


def seat_of(cast, round_id, actor):
    with scope_of(cast.faye):
        return Seat.objects.get(round_id=round_id, member_id=actor.engagement_id).id


def test_who_is_excused_owes_no_scores_and_two_must_stay(cast, posting, robin, panel):
    interview = interview_of(cast, panel, robin)
    for who in (cast.ana, cast.ben):
        scored(who, interview)
    with scope_of(cast.faye):
        excuse_member(actor=cast.faye, seat_id=seat_of(cast, panel, cast.faye), now=NOW)
        assert [row.members for row in compare_round(cast.faye, panel, TODAY).rows] == [2]
        with pytest.raises(BadInput):
            excuse_member(actor=cast.faye, seat_id=seat_of(cast, panel, cast.ben), now=NOW)
    with pytest.raises(NotFound):
        scored(cast.faye, interview)


def test_a_new_member_may_come_until_the_first_scores_are_open(cast, posting, robin, panel):
    interview = interview_of(cast, panel, robin)
    with scope_of(cast.faye):
        for _ in range(2):
            name_member(actor=cast.faye, round_id=panel, member_id=cast.cleo.engagement_id, now=NOW)
        assert Seat.objects.count() == 4
        for member in (cast.jun, cast.dov):
            with pytest.raises(BadInput):
                name_member(actor=cast.faye, round_id=panel, member_id=member.engagement_id, now=NOW)
    for who in (cast.ana, cast.ben, cast.faye):
        scored(who, interview)
    assert rows_seen(cast.ben) == 0  # Cleo owes hers now
    scored(cast.cleo, interview)
    with scope_of(cast.faye):
        Seat.objects.filter(member_id=cast.cleo.engagement_id).update(excused_at=NOW)
        with pytest.raises(BadInput):
            name_member(actor=cast.faye, round_id=panel, member_id=cast.cleo.engagement_id, now=NOW)


def test_a_round_hears_more_and_keeps_their_days(cast, posting, robin, panel):
    sam, day = applied(posting, "Sam"), TODAY + timedelta(days=3)
    with scope_of(cast.faye):
        for _ in range(2):
            plan_interview(actor=cast.faye, round_id=panel, applicant_id=sam, planned_on=day, now=NOW)
        assert [(one.name, one.planned_on) for one in get_round(cast.faye, panel, TODAY).interviews] == [
            ("Robin", None),
            ("Sam", day),
        ]
        with pytest.raises(NotFound):
            plan_interview(actor=cast.faye, round_id=panel, applicant_id=new_id(), planned_on=day, now=NOW)


def test_rounds_belong_to_one_house_and_to_who_runs_them(cast, posting, robin, panel):
    elsewhere = replace(cast.faye, organization_id=cast.dov.organization_id, engagement_id=cast.dov.engagement_id)
    seat = seat_of(cast, panel, cast.ana)
    acts = (
        lambda who: name_member(actor=who, round_id=panel, member_id=cast.cleo.engagement_id, now=NOW),
        lambda who: excuse_member(actor=who, seat_id=seat, now=NOW),
        lambda who: plan_interview(actor=who, round_id=panel, applicant_id=robin, planned_on=TODAY, now=NOW),
        lambda who: get_round(who, panel, TODAY),
    )
    for act in acts:
        with scope_of(elsewhere), pytest.raises(NotFound):
            act(elsewhere)
        for who in (cast.ana, cast.ben, cast.jun):
            with scope_of(who), pytest.raises(NotPermitted):
                act(who)


def test_lists_cost_the_same_with_many_interviews(cast, posting, robin):
    held = opened(cast, posting, (cast.ana, cast.ben), robin)
    costs = []
    for rows in (2, 12):
        for number in range(rows):
            applicant_id = applied(posting, f"Applicant {rows} {number}")
            with scope_of(cast.faye):
                plan_interview(actor=cast.faye, round_id=held, applicant_id=applicant_id, planned_on=None, now=NOW)
            interview = interview_of(cast, held, applicant_id)
            for who in (cast.ana, cast.ben):
                scored(who, interview)
        spent = []
        for who, where in (
            ("ana", "/hiring/panel/"),
            ("ana", f"/hiring/rounds/{held}/compare/"),
            ("faye", f"/hiring/rounds/{held}/"),
        ):
            browser = sign_in(cast, who)
            with counted() as count:
                assert browser.get(where).status_code == 200
            spent.append(len(count))
        costs.append(spent)
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 6
