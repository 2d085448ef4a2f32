"""The pure part: what still holds, how it stands, when to ask, and figures that give nobody away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cairn.kernel.errors import BadInput
from cairn.platform.ids import new_id
from cairn.referrals.domain.figures import Came, figures_of
from cairn.referrals.domain.states import Facts, State, Terms, is_due, state_of
from cairn.referrals.domain.steps import CLOSING, Heard, Reason, Step, check_step, standing

TODAY = date(2026, 11, 20)
TERMS = Terms(ask_days=14, ask_waiting_list_days=30, unknown_days=90)


def ago(days):
    return TODAY - timedelta(days=days)


def facts(heard=None, word=0, asked=None, handed=True):
    return Facts(heard, ago(word), ago(word if asked is None else asked), handed)


def test_a_correction_stands_in_the_place_of_what_was_wrong():
    wrong = Step(new_id(), Heard.GOT_THERE, ago(3))
    right = Step(new_id(), Heard.NOT_THERE, ago(3), corrects=wrong.id)
    assert standing([wrong, right]) == (right,)
    assert standing([wrong, right, Step(new_id(), Heard.NOT_SO, ago(3), corrects=right.id)]) == ()


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (facts(handed=False), State.NOT_HANDED_OVER),
        (facts(handed=False, word=500), State.NOT_HANDED_OVER),
        (facts(word=90), State.NO_WORD_YET),
        (facts(word=91), State.NOT_KNOWN),
        (facts(Heard.GOT_THERE, word=91), State.NOT_KNOWN),
        (facts(Heard.WAITING_LIST, word=90), State.WAITING_LIST),
        (facts(Heard.HELPED, word=5000), State.HELPED),
        (facts(Heard.REFUSED), State.REFUSED),
        (facts(Heard.ACCEPTED, handed=False), State.ACCEPTED),
    ],
)
def test_how_it_stands(known, expected):
    assert state_of(known, TODAY, TERMS) is expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (facts(word=13), False),
        (facts(word=14), True),
        (facts(word=40, asked=13), False),  # asked meanwhile, without an answer
        (facts(Heard.WAITING_LIST, word=29), False),
        (facts(Heard.WAITING_LIST, word=30), True),
        (facts(handed=False, word=14), True),
        (facts(word=91), False),  # nobody knows any more: not asked again and again
        (facts(Heard.HELPED, word=50), False),
    ],
)
def test_when_to_ask(known, expected):
    assert is_due(known, state_of(known, TODAY, TERMS), TODAY, TERMS) is expected


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": ago(11)}, "on"),
        ({"on": ago(-1)}, "on"),
        ({"heard": Heard.REFUSED}, "reason"),
        ({"heard": Heard.NOT_HELPED}, "reason"),
        ({"heard": Heard.HELPED, "reason": Reason.FULL}, "reason"),
        ({"heard": Heard.NOT_SO}, "heard"),
        ({"words": "x" * 501}, "words"),
    ],
)
def test_a_step_that_cannot_be_taken_names_its_field(changes, field):
    with pytest.raises(BadInput) as raised:
        check_step(
            Step(**{"id": new_id(), "heard": Heard.GOT_THERE, "on": TODAY, **changes}), asked_on=ago(10), today=TODAY
        )
    assert set(raised.value.problems) == {field}


def test_the_day_of_the_asking_and_today_can_be_taken():
    for day in (ago(10), TODAY):
        check_step(Step(new_id(), Heard.NOT_THERE, day, Reason.NO_RIDE), asked_on=ago(10), today=TODAY)


def test_every_end_is_a_state_and_only_help_counts_as_help():
    assert all(State(heard.value) for heard in CLOSING)
    counted = {
        state: next(came for came, n in figures_of([(state, new_id()) for _ in range(20)]).parts.items() if n)
        for state in State
    }
    assert {state for state, came in counted.items() if came is Came.HELPED} == {State.HELPED, State.HELPED_PARTLY}
    assert counted[State.NOT_KNOWN] is Came.NOT_KNOWN
    assert counted[State.GOT_THERE] is Came.ON_THE_WAY


def people(state, count):
    return [(state, new_id()) for _ in range(count)]


def test_figures_of_few_people_are_hidden_however_often_they_were_sent():
    one = new_id()
    assert figures_of([(State.HELPED, one)] * 50).total is None
    assert figures_of(people(State.HELPED, 10)).total is None
    assert figures_of(people(State.HELPED, 11)).total == 11
    assert figures_of([]).total == 0


def test_a_single_hidden_part_takes_the_next_smallest_with_it():
    found = figures_of(people(State.HELPED, 40) + people(State.NOT_THERE, 12) + people(State.REFUSED, 3))
    assert found.total == 55
    assert (found.parts[Came.HELPED], found.parts[Came.NOT_THERE], found.parts[Came.REFUSED]) == (40, None, None)
    assert found.hides


def test_two_hidden_parts_that_are_few_together_take_another_with_them():
    found = figures_of(
        people(State.HELPED, 40) + people(State.NOT_THERE, 12) + people(State.REFUSED, 1) + people(State.STOPPED, 1)
    )
    assert [found.parts[came] for came in (Came.HELPED, Came.NOT_THERE, Came.REFUSED, Came.STOPPED)] == [
        40,
        None,
        None,
        None,
    ]
