"""From the first hello to a record that is theirs: step by step, skipped, resumed, written by two, given up, finished twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from cairn.intake.commands.fees import set_fee
from cairn.intake.commands.intakes import give_up_intake
from cairn.intake.domain.answers import years_old
from cairn.intake.domain.arrivals import Reason, State
from cairn.intake.domain.questions import QUESTIONS, SHOWN, Step
from cairn.intake.models import FeeNotice, Intake, StepEntry
from cairn.intake.queries.fees import list_fees
from cairn.intake.queries.intakes import ON_A_PAGE, count_given_up, list_intakes
from cairn.intake.queries.kept import get_kept
from cairn.intake.queries.steps import journey_for
from cairn.journeys.walking import StepState
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.platform.journeys import journeys_of
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client, Relationship
from tests.intake.acts import begin, finish, read, say_cost, tell, walk_with
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>'; DROP TABLE x; --"


def give_up(cast, intake_id, because=Reason.OTHER_HELP, actor=None):
    actor = actor or cast.ana
    with scope_of(actor):
        return give_up_intake(actor=actor, intake_id=intake_id, because=because, now=NOW)


def test_every_pack_of_coming_in_has_the_steps_that_are_asked():
    for place, journey in journeys_of("intake").items():
        keys = [step.key for step in journey.steps]
        assert [key for key in keys if key in set(Step)] == [step.value for step in Step], place
        assert keys[-2:] == ["check", "enroll"]
    assert journey_for("us-mt").key == "us-mt"
    assert journey_for("us-zz").key == "us"


def test_nothing_at_all_is_enough_to_begin(cast):
    intake_id = new_id()
    for _ in range(2):
        begin(cast, called="  ", intake_id=intake_id)
    one = read(cast, intake_id)
    assert (one.called, one.state, one.next.step.key) == ("", State.OPEN, "who")
    with pytest.raises(Conflict):
        begin(cast, called="Robin", intake_id=intake_id)


def test_a_name_of_300_letters_is_not_taken(cast):
    with pytest.raises(BadInput) as raised:
        begin(cast, called="x" * 300)
    assert set(raised.value.problems) == {"called"}
    with scope_of_installation():
        assert Intake.objects.count() == 0


@pytest.mark.parametrize(
    ("step", "answers", "field"),
    [
        (Step.WHO, {"called": "x" * 300}, "called"),
        (Step.WHO, {"birth_date": "2026-11-21"}, "birth_date"),
        (Step.WHO, {"birth_date": "1899-12-31"}, "birth_date"),
        (Step.WHO, {"birth_date": "soon"}, "birth_date"),
        (Step.MATTERS, {"goal": "x" * 301}, "goal"),
        (Step.EXPLAINED, {"heard": HOSTILE}, "heard"),
        (Step.IDENTITY, {"looked_at": "state_id", "looked_on": "2027-01-01"}, "looked_on"),
        (Step.REACH, {"phone": "1" * 31}, "phone"),
    ],
)
def test_what_cannot_be_taken_names_its_field(cast, step, answers, field):
    intake_id = begin(cast)
    with pytest.raises(BadInput) as raised:
        tell(cast, intake_id, step, answers)
    assert set(raised.value.problems) == {field}


def test_each_step_is_kept_and_resumed(cast):
    intake_id = begin(cast)
    assert read(cast, intake_id).next.step.key == "matters"
    tell(cast, intake_id, Step.MATTERS, {"goal": HOSTILE})
    tell(cast, intake_id, Step.EXPLAINED, {"heard": "not_yet"})
    tell(cast, intake_id, Step.REACH, {})
    one = read(cast, intake_id)
    states = {stand.step.key: stand.state for stand in one.walk.stands}
    assert (states["who"], states["matters"]) == (StepState.DONE, StepState.DONE)
    assert (states["explained"], states["reach"]) == (StepState.UNDER_WAY, StepState.UNDER_WAY)
    assert one.entry(Step.MATTERS).answers == {"goal": HOSTILE}
    assert one.entry(Step.REACH).number > 0
    assert one.next.step.key == "fee"


def test_a_repeated_send_changes_nothing(cast):
    intake_id = begin(cast)
    first = tell(cast, intake_id, Step.MATTERS, {"goal": "Sleep"}, seen=0)
    assert tell(cast, intake_id, Step.MATTERS, {"goal": "Sleep"}, seen=0) == first
    with scope_of_installation():
        assert StepEntry.objects.filter(step="matters").count() == 1


def test_two_who_write_at_once_both_keep_what_they_wrote(cast):
    intake_id = begin(cast)
    tell(cast, intake_id, Step.MATTERS, {"goal": "Ana's words"}, seen=0)
    tell(cast, intake_id, Step.REACH, {"phone": "406-555-0147"}, actor=cast.faye, seen=0)
    with pytest.raises(Conflict, match="Both texts") as raised:
        tell(cast, intake_id, Step.MATTERS, {"goal": "Faye's words"}, actor=cast.faye, seen=0)
    assert raised.value.current_version == read(cast, intake_id).entry(Step.MATTERS).number
    tell(cast, intake_id, Step.MATTERS, {"goal": "Faye's words"}, actor=cast.faye)
    with scope_of_installation():
        kept = StepEntry.objects.filter(step="matters").order_by("number").values_list("words", flat=True)
        assert list(kept) == [{"goal": "Ana's words"}, {"goal": "Faye's words"}]


def test_what_was_explained_is_kept_word_by_word(cast):
    intake_id = begin(cast)
    tell(cast, intake_id, Step.EXPLAINED, {"heard": "clear"})
    assert "We do not give medical advice" in read(cast, intake_id).entry(Step.EXPLAINED).answers[SHOWN]


def test_a_cost_that_nobody_said_cannot_be_agreed_to(cast):
    intake_id = begin(cast)
    with pytest.raises(BadInput, match="has not said"):
        tell(cast, intake_id, Step.FEE, {"agreed": "screen"})
    tell(cast, intake_id, Step.FEE, {"agreed": "not_yet"})
    assert SHOWN not in read(cast, intake_id).entry(Step.FEE).answers


def test_they_agree_to_the_cost_as_it_was_read(cast):
    intake_id, notice = begin(cast), say_cost(cast)
    tell(cast, intake_id, Step.FEE, {"agreed": "screen", "notice": str(notice)})
    kept = read(cast, intake_id).entry(Step.FEE).answers[SHOWN]
    assert kept == "It costs you nothing. Nobody is sent a bill."
    say_cost(cast, "Ten dollars an hour", nothing=False)
    assert read(cast, intake_id).entry(Step.FEE).answers[SHOWN] == kept
    other = begin(cast)
    with pytest.raises(Conflict, match="written anew"):
        tell(cast, other, Step.FEE, {"agreed": "paper", "notice": str(notice)})


def test_what_it_costs_is_said_by_the_manager_once(cast):
    notice_id = new_id()
    said = {"notice_id": notice_id, "program_id": cast.program.id, "costs_nothing": False, "now": NOW}
    with scope_of(cast.faye):
        for _ in range(2):
            set_fee(actor=cast.faye, words="By income", **said)
        with pytest.raises(Conflict):
            set_fee(actor=cast.faye, words="Otherwise", **said)
        for words in (" ", "x" * 501):
            with pytest.raises(BadInput):
                set_fee(actor=cast.faye, words=words, **{**said, "notice_id": new_id()})
        with pytest.raises(NotFound):
            set_fee(actor=cast.faye, words="x", **{**said, "program_id": cast.other_program.id})
    with scope_of(cast.ana):
        assert [fee.told for fee in list_fees(cast.ana, TODAY)] == ["By income"]
        with pytest.raises(NotPermitted):
            set_fee(actor=cast.ana, words="Mine", **said)
    with scope_of_installation(), pytest.raises(DatabaseError), transaction.atomic():
        FeeNotice.objects.update(words="Changed")


@pytest.mark.parametrize(
    ("born", "years"), [("2008-11-20", None), ("2008-11-21", 17), ("2010-05-02", 16), ("1986-05-02", None)]
)
def test_who_is_under_age_on_the_day_is_said_plainly(cast, born, years):
    intake_id = begin(cast)
    tell(cast, intake_id, Step.WHO, {"called": "Robin", "birth_date": born})
    found = read(cast, intake_id).underage
    assert (found.years if found else None) == years


def test_a_birthday_on_february_29_comes_on_march_1():
    assert years_old(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert years_old(date(2008, 2, 29), date(2026, 3, 1)) == 18


def test_taken_in_once_with_everything_they_told(cast):
    intake_id = begin(cast)
    tell(
        cast, intake_id, Step.WHO, {"called": "Robin", "given": "Robin", "family": "Field", "birth_date": "1990-01-01"}
    )
    tell(cast, intake_id, Step.MATTERS, {"goal": "To sleep"})
    tell(
        cast, intake_id, Step.REACH, {"phone": "406-555-0147", "message": "nothing", "emergency_phone": "406-555-0100"}
    )
    client_id = finish(cast, intake_id)  # another click, with other ids, and before the question was answered
    assert finish(cast, intake_id) == client_id
    with scope_of_installation():
        client = Client.objects.get(id=client_id)
        assert Client.objects.filter(name="Robin").count() == 1
    assert (client.goal, client.phone, client.legal_family_name) == ("To sleep", "406-555-0147", "Field")
    assert client.birth_date == date(1990, 1, 1)
    walk_with(cast, client_id)
    assert (read(cast, intake_id).client_id, read(cast, intake_id).state) == (client_id, State.ENROLLED)
    with pytest.raises(Conflict, match="taken it from here"):
        tell(cast, intake_id, Step.MATTERS, {"goal": "Later"})
    with pytest.raises(Conflict):
        give_up(cast, intake_id)


def test_only_a_name_is_needed(cast):
    intake_id = begin(cast, called="")
    with pytest.raises(BadInput, match="like to be called"):
        finish(cast, intake_id)
    tell(cast, intake_id, Step.WHO, {"called": "R"})
    assert finish(cast, intake_id)


@pytest.mark.parametrize("who", ["ana", "faye"])
def test_nobody_begins_before_the_question_was_answered(cast, who):
    actor = getattr(cast, who)
    intake_id, ids = begin(cast, actor), {"client_id": new_id(), "relationship_id": new_id()}
    client_id = finish(cast, intake_id, actor, **ids)
    with scope_of_installation():
        assert not Relationship.objects.filter(client_id=client_id).exists()


def test_who_took_somebody_in_begins_with_the_answer(cast):
    ids = {"client_id": new_id(), "relationship_id": new_id()}
    client_id = walk_with(cast, finish(cast, begin(cast), **ids))
    with scope_of_installation():
        one = Relationship.objects.get(client_id=client_id)
    assert (one.id, one.peer_id) == (ids["relationship_id"], cast.ana.engagement_id)


def test_given_up_is_counted_and_what_they_told_is_gone(cast):
    intake_id = begin(cast, called="Canary")
    tell(cast, intake_id, Step.MATTERS, {"brings": "Canary"})
    for _ in range(2):
        give_up(cast, intake_id)
    with pytest.raises(Conflict):
        give_up(cast, intake_id, Reason.MOVED)
    with pytest.raises(Conflict, match="dropped"):
        tell(cast, intake_id, Step.WHO, {"called": "Again"})
    with pytest.raises(Conflict):
        finish(cast, intake_id)
    with scope_of(cast.faye):
        assert count_given_up(cast.faye, TODAY) == {"other_help": 1}
        assert list_intakes(cast.faye, TODAY).rows == ()
    with scope_of_installation():
        assert all(entry.words == {} for entry in StepEntry.objects.all())
        assert Intake.objects.get().called == ""
        assert not any("Canary" in body for body in LedgerEntry.objects.values_list("body", flat=True))


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_another_one_s_intake_is_as_if_there_were_none(cast, who):
    intake_id, actor = begin(cast), getattr(cast, who)
    for act in (
        lambda: read(cast, intake_id, actor),
        lambda: tell(cast, intake_id, Step.WHO, {"called": "Mine"}, actor=actor, seen=1),
        lambda: finish(cast, intake_id, actor),
        lambda: give_up(cast, intake_id, actor=actor),
    ):
        with pytest.raises(NotFound):
            act()
    with scope_of(actor):
        assert list_intakes(actor, TODAY).rows == ()


@pytest.mark.parametrize("who", ["ben", "jun", "lee", "kay", "hana", "ivo", "mia", "noor"])
def test_whose_duty_does_not_need_them_gets_none(cast, who):
    actor = getattr(cast, who)
    with scope_of(actor), pytest.raises(NotPermitted):
        list_intakes(actor, TODAY)


def test_what_they_told_stays_with_those_who_may_see_them(cast):
    intake_id = begin(cast)
    tell(cast, intake_id, Step.IDENTITY, {"looked_at": "tribal_id", "looked_on": "2026-11-20"})
    client_id = walk_with(cast, finish(cast, intake_id))
    for actor in (cast.ana, cast.ben, cast.faye):
        with scope_of(actor):
            (kept,) = get_kept(actor, client_id, TODAY)
        told = {step.about.key: step.told for step in kept.steps}
        assert told["identity"][0][1] == "Tribal ID"
    for actor in (cast.cleo, cast.dov):
        with scope_of(actor), pytest.raises(NotFound):
            get_kept(actor, client_id, TODAY)
    with scope_of_installation():
        Relationship.objects.filter(client_id=client_id).update(ended_on=TODAY)
    assert read(cast, intake_id).entries == {}, "the words go with the relationship"
    with scope_of(cast.ana), pytest.raises(NotFound):
        get_kept(cast.ana, client_id, TODAY)


def test_identity_has_no_place_for_a_number():
    assert {question.kind.value for question in QUESTIONS[Step.IDENTITY]} == {"choice", "day"}


def test_the_list_pages(cast):
    for _ in range(ON_A_PAGE + 1):
        begin(cast)
    with scope_of(cast.faye):
        first, second = list_intakes(cast.faye, TODAY), list_intakes(cast.faye, TODAY, page=1)
    assert (len(first.rows), first.count, first.older) == (ON_A_PAGE, ON_A_PAGE + 1, 1)
    assert (len(second.rows), second.older) == (1, None)
    assert {row.done for row in first.rows} == {1}
