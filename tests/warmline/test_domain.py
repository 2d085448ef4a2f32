"""What may be kept of a call, the steps of a crisis, and figures that point at nobody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cairn.kernel.instants import Instant, Span
from cairn.warmline.domain.calls import CallFacts, check_call, check_hand_over, holds, key_of, names_a_way_back
from cairn.warmline.domain.counts import CallCount, by_month, hide_parts
from cairn.warmline.domain.crises import STAND_IN, STEP_LENGTH, steps_of
from cairn.warmline.domain.kinds import Came, Offer, Topic
from cairn.warmline.models import Call
from tests.people import NOW


def call(**changes):
    content = {
        "started_at": NOW,
        "minutes": 5,
        "topics": (Topic.LONELY,),
        "offers": (Offer.LISTENED,),
        "came": Came.NEW,
        **changes,
    }
    return CallFacts(**content)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"started_at": Instant(NOW + timedelta(minutes=1))}, "started_at"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": 481}, "minutes"),
        ({"topics": ()}, "topics"),
        ({"offers": ()}, "offers"),
        ({"nickname": "Bo 4"}, "nickname"),
        ({"nickname": "bo@example.org"}, "nickname"),
        ({"nickname": "Mary Ann Miller"}, "nickname"),
        ({"nickname": "x" * 31}, "nickname"),
    ],
)
def test_what_cannot_be_kept_of_a_call(changes, field):
    assert set(check_call(call(**changes), now=NOW)) == {field}


@pytest.mark.parametrize("minutes", [0, 480])
def test_a_call_that_ended_at_once_and_a_long_one_are_calls(minutes):
    assert check_call(call(minutes=minutes, nickname="Red Kite"), now=NOW) == {}


@pytest.mark.parametrize(
    ("words", "is_way"),
    [
        ("call 406-555-0100", True),
        ("(406) 555 0100", True),
        ("4065550100", True),
        ("write b@example.org", True),
        ("3 calls, 20 to 40 minutes", False),
        ("open 9 to 17", False),
    ],
)
def test_a_number_to_reach_somebody_is_seen(words, is_way):
    assert names_a_way_back(words) is is_way


@pytest.mark.parametrize(
    ("words", "said"),
    [("", "should know"), ("x" * 601, "601"), ("406 555 0100", "anonymous"), ("Kite was low again", "kite")],
)
def test_a_word_for_the_next_names_nobody(words, said):
    assert said in check_hand_over(words, ["kite"])["words"]


def test_a_word_that_only_holds_a_name_inside_another_is_kept():
    assert check_hand_over("A kitesurfer on the radio. Quiet.", ["kite"]) == {}


def test_the_same_nickname_however_it_is_typed():
    assert key_of(" Red  KITE ") == key_of("red kite")


def test_a_call_belongs_to_a_shift_within_two_hours():
    shift = Span(NOW, Instant(NOW + timedelta(hours=4)))
    assert holds(shift, Instant(NOW - timedelta(hours=2)))
    assert not holds(shift, Instant(NOW - timedelta(hours=2, minutes=1)))
    assert not holds(shift, Instant(NOW + timedelta(hours=6)))


def test_the_program_s_own_steps_come_first_and_plain_ones_say_so():
    own = steps_of("- Stay on the line\n\n  Call Ben \n" + "y" * 300, "Crisis, version 2")
    assert own.steps == ("Stay on the line", "Call Ben", "y" * STEP_LENGTH)
    assert (own.is_own, own.source) == (True, "Crisis, version 2")
    assert (steps_of(" \n", "x").steps, steps_of("", "").is_own) == (STAND_IN, False)


def counted(n, came=Came.NEW, topics=(Topic.LOW,), is_crisis=False, on=date(2026, 11, 3)):
    return [CallCount(on, 10, came, frozenset(topics), is_crisis)] * n


def test_a_small_month_shows_nothing():
    (month,) = by_month(counted(10))
    assert (month.calls, month.minutes, month.crises) == (None, None, None)
    assert set(month.came.values()) == set(month.topics.values()) == {None}


def test_one_hidden_part_takes_another_with_it():
    (month,) = by_month(counted(20) + counted(15, Came.BEFORE) + counted(3, Came.NOT_SAID, is_crisis=True))
    assert month.calls == 38
    assert month.came == {Came.NEW: 20, Came.BEFORE: None, Came.NOT_SAID: None}
    assert (month.crises, month.topics[Topic.LOW], month.topics[Topic.GRIEF]) == (None, 38, 0)


def test_two_hidden_parts_hide_each_other():
    assert hide_parts({Came.NEW: 20, Came.BEFORE: 9, Came.NOT_SAID: 2}) == {
        Came.NEW: 20,
        Came.BEFORE: None,
        Came.NOT_SAID: None,
    }
    few = {Came.NEW: 20, Came.BEFORE: 1, Came.NOT_SAID: 1}  # the rest of the whole would tell that each is one
    assert set(hide_parts(few).values()) == {None}


def test_months_come_newest_first():
    months = by_month(counted(12) + counted(12, on=date(2026, 10, 31)))
    assert [month.first for month in months] == [date(2026, 11, 1), date(2026, 10, 1)]


@pytest.mark.parametrize(
    ("nickname", "words"),
    [
        ("Mary-Ann", "Mary-Ann called twice"),
        ("J.R.", "j.r. was low tonight"),
        ("O'Neil", "long talk with O’Neil"),
        ("Mary-Ann", "mary ann again"),
    ],
)
def test_a_hand_over_names_no_caller_however_the_name_is_put_together(nickname, words):
    assert set(check_hand_over(words, [key_of(nickname)])) == {"words"}


def test_a_name_of_signs_alone_keeps_nobody_from_writing():
    assert check_hand_over("a quiet evening", [key_of("?!")]) == {}


def test_letters_that_grow_when_their_case_is_folded_still_fit_their_column():
    assert len(key_of("\u0390" * 30)) <= Call._meta.get_field("caller_key").max_length
