"""Gated steps: any order of facts gives one answer, and nothing is ready before what it needs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cairn.journeys.reading import read_journey
from cairn.journeys.steps import FactKind, Party, StepFact
from cairn.journeys.walking import SETTLED, StepState, walk
from cairn.rulebook.rivals import PackError

ON = date(2026, 11, 20)
HEAD = {"key": "way", "place": "us-zz", "title": "A way", "about": "For a test."}


def row(key: str, *needs: str, **more: object) -> dict[str, object]:
    return {
        "key": key,
        "title": key.capitalize(),
        "who": "person",
        "stage": "Start",
        "citation": "A source",
        "status": "V",
        "needs": list(needs),
        **more,
    }


def way(*rows: dict[str, object]):
    return read_journey({"journey": HEAD, "step": list(rows)}, source="way.toml")


WAY = way(
    row("a"),
    row("b", "a", who="employer"),
    row("extra", "a", optional=True),
    row("c", "b", "extra", who="board"),
    row("d", "c"),
    row("side"),
)


def done(step: str, days_ago: int = 0, **more: object) -> StepFact:
    return StepFact(step, FactKind.DONE, ON - timedelta(days=days_ago), **more)


def states(*facts: StepFact, on: date = ON) -> dict[str, str]:
    return {stand.step.key: stand.state.value for stand in walk(WAY, facts, on).stands}


def test_at_the_start_only_what_needs_nothing_is_ready():
    found = walk(WAY, (), ON)
    assert states() == {"a": "ready", "b": "waits", "extra": "waits", "c": "waits", "d": "waits", "side": "ready"}
    assert [stand.step.key for stand in found.next] == ["a", "side"]
    assert found.stand("c").reason == "Waits for “B”."
    assert [step.key for step in found.stand("c").waits_for] == ["b"]


def test_who_must_act_follows_the_steps():
    assert walk(WAY, (done("a"),), ON).who_acts == (Party.EMPLOYER, Party.PERSON)
    assert walk(WAY, (done("b"), done("side")), ON).who_acts == (Party.BOARD,)


def test_a_step_that_says_by_which_it_is_shown_is_asked_for_until_one_of_those_is_done():
    offered = way(row("offer", shown_by=["license"]), row("seat", "offer"), row("license", "seat"))
    assert walk(offered, (done("seat"),), ON).stand("offer").state is StepState.READY
    assert walk(offered, (done("license"),), ON).stand("offer").state is StepState.NOT_NEEDED


@pytest.mark.parametrize("shown_by", ["nowhere", "side", "b"])
def test_a_step_is_shown_only_by_a_later_one_that_needs_it(shown_by):
    with pytest.raises(PackError, match="shown_by"):
        way(row("side"), row("b", shown_by=[shown_by]), row("c", "b"))


def test_a_later_step_shows_the_earlier_ones():
    assert states(done("c")) == {
        "a": "not_needed",
        "b": "not_needed",
        "extra": "not_needed",
        "c": "done",
        "d": "ready",
        "side": "ready",
    }


def test_what_is_under_way_or_not_possible_says_since_when_and_why():
    stuck = StepFact("b", FactKind.NOT_POSSIBLE, ON, because="The employer closed.", source="employer")
    stand = walk(WAY, (done("a"), stuck), ON).stand("b")
    assert (stand.state, stand.since, stand.reason) == (StepState.NOT_POSSIBLE, ON, "The employer closed.")
    assert walk(WAY, (done("a"), stuck), ON).stand("c").state is StepState.WAITS
    begun = StepFact("b", FactKind.UNDER_WAY, ON - timedelta(days=9))
    assert walk(WAY, (done("a"), begun), ON).stand("b").since == ON - timedelta(days=9)


def test_what_ran_out_is_needed_anew_unless_the_next_step_was_done():
    old = done("b", 100, until=ON - timedelta(days=10))
    stand = walk(WAY, (done("a", 120), old), ON).stand("b")
    assert stand.state is StepState.READY
    assert stand.ran_out
    assert "It is needed anew" in stand.reason
    assert walk(WAY, (done("a", 120), old), ON - timedelta(days=10)).stand("b").state is StepState.DONE
    assert walk(WAY, (done("a", 120), old, done("c", 50)), ON).stand("b").state is StepState.DONE
    assert walk(WAY, (done("a", 120), old, done("b", 5, until=ON)), ON).stand("b").since == ON - timedelta(days=5)


def test_what_is_still_to_come_is_no_fact_and_strange_steps_are_left_aside():
    assert states(done("a", -1)) == states()
    assert states(done("moon")) == states()


def test_the_end_does_not_wait_for_what_may_be_skipped():
    assert walk(WAY, (done("d"), done("side")), ON).is_finished
    assert not walk(WAY, (done("d"),), ON).is_finished


facts = st.builds(
    StepFact,
    st.sampled_from([step.key for step in WAY.steps] + ["moon"]),
    st.sampled_from(list(FactKind)),
    st.integers(-5, 30).map(lambda days: ON - timedelta(days=days)),
    st.sampled_from(["", "because"]),
    st.sampled_from(["", "note", "register"]),
    st.none() | st.integers(-40, 5).map(lambda days: ON + timedelta(days=days)),
)


CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no finding


@CALM
@given(st.lists(facts, max_size=10).flatmap(lambda known: st.tuples(st.just(known), st.permutations(known))))
def test_any_order_of_facts_gives_one_answer(orders):
    known, shuffled = orders
    assert walk(WAY, [*shuffled, *known], ON) == walk(WAY, known, ON)


@CALM
@given(st.lists(facts, max_size=14))
def test_nothing_is_ready_before_what_it_needs(known):
    found = walk(WAY, known, ON)
    for stand in found.stands:
        before = [found.stand(key) for key in stand.step.needs]
        open_before = [each for each in before if each.state not in SETTLED and not each.step.optional]
        if stand.state is StepState.READY:
            assert not open_before
        if stand.state is StepState.WAITS:
            assert [each.step for each in open_before] == list(stand.waits_for) != []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row("a", "moon")], "entry a: needs: 'moon' is no step"),
        ([row("a", "b"), row("b", "a")], "entry a: needs: 'b' waits for this step in turn: a circle"),
        ([row("a", "a")], "entry a: needs: 'a' waits for this step in turn: a circle"),
        ([row("a", "b"), row("b")], "entry a: needs: 'b' stands further down"),
        ([row("a"), row("a")], "entry a: key: stands twice"),
        ([row("a", citation=" ")], "entry a: citation: missing"),
        ([row("a", who="somebody")], "entry a: who: 'somebody' is not one of"),
        ([row("a", status="X")], "entry a: status"),
        ([row("a", needs="b")], "entry a: needs: 'b' is not a list"),
        ([row("a", text=3)], "entry a: text: 3 is not a text"),
        ([row("a", optional="yes")], "entry a: optional"),
        ([row("a", colour="red")], "entry a: colour: unknown field"),
        ([{"title": "No key"}], "entry number 1: key: missing"),
        ([], r"\(file\): step"),
    ],
)
def test_a_damaged_journey_names_the_step(rows, said):
    with pytest.raises(PackError, match=said):
        way(*rows)
    with pytest.raises(PackError, match="unknown table"):
        read_journey({"journey": HEAD, "steps": []}, source="way.toml")
    with pytest.raises(PackError, match="these four"):
        read_journey({"journey": {"key": "way"}, "step": rows}, source="way.toml")
