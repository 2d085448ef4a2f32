"""What must hold of supervision, in whatever pieces work was written down, and whatever a supervisor becomes later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.kernel.instants import Instant, Period
from cairn.platform.packs import rules_on
from cairn.supervision.domain.debt import DebtFacts, Session, Stretch, decide_supervision_debt
from cairn.supervision.domain.supervisors import SupervisionCourse, SupervisorFacts, decide_supervisor_eligible
from tests.supervision.test_debt import ASKED, RULES, START, _decide, sessions, stretches

ON = date(2024, 3, 5)
TYPES = (*RULES.items("supervisor.license_types"), "registered_nurse")


@settings(max_examples=120, deadline=None)
@given(worked=stretches, held=sessions, data=st.data())
def test_a_shift_in_pieces_owes_what_the_shift_owes(worked, held, data):
    pieces = []
    for stretch in worked:
        cut = data.draw(st.integers(0, stretch.minutes))
        later = Instant(stretch.started_at + timedelta(minutes=cut))
        parts = (Stretch(stretch.started_at, cut), Stretch(later, stretch.minutes - cut))
        pieces += [part for part in parts if part.minutes]
    assert _decide(data.draw(st.permutations(pieces)), held) == _decide(worked, held)


@settings(max_examples=80, deadline=None)
@given(worked=stretches, held=sessions, at=st.integers(0, 80 * 24 * 60), minutes=st.integers(15, 120))
def test_one_more_session_that_counts_owes_less_and_makes_no_gap(worked, held, at, minutes):
    more = Session(Instant(START + timedelta(minutes=at)), minutes)
    before, after = (_decide(worked, each, is_worked=False).figures for each in (held, [*held, more]))
    assert after["owed_minutes"] <= before["owed_minutes"]
    assert after["supervised_minutes"] == before["supervised_minutes"] + minutes
    assert sum(breach.over_minutes for breach in after["breaches"]) <= sum(
        breach.over_minutes for breach in before["breaches"]
    )


@settings(max_examples=80, deadline=None)
@given(worked=stretches, held=sessions)
def test_a_session_written_down_without_its_mark_makes_nothing_up(worked, held):
    """One that does not count owes exactly what none at all owes, where supervision is no work."""
    bad = [replace(session, supervisor_qualified=False) for session in held]
    assert (
        _decide(worked, bad, is_worked=False).figures["owed_minutes"]
        == _decide(worked, [], is_worked=False).figures["owed_minutes"]
    )


courses = st.lists(
    st.builds(SupervisionCourse, st.integers(-900, 900).map(lambda count: ON + timedelta(days=count)), st.integers(1, 1500)), max_size=4
)  # fmt: skip
periods = st.lists(
    st.tuples(st.integers(-900, 900), st.integers(0, 900)).map(
        lambda pair: Period(ON + timedelta(days=pair[0]), ON + timedelta(days=pair[0] + pair[1]))
    ),
    max_size=3,
)  # fmt: skip
supervisors = st.builds(
    SupervisorFacts,
    license_type=st.sampled_from(TYPES),
    licensed_on=st.one_of(st.none(), st.integers(-2500, 900).map(lambda count: ON + timedelta(days=count))),
    license_active=periods.map(tuple),
    supervision_courses=courses.map(tuple),
    agreement=periods.map(tuple),
    is_relative=st.booleans(),
    is_own_therapist=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(facts=supervisors, earned=courses, licensed=periods, agreed=periods)
def test_what_a_supervisor_earns_later_never_validates_an_earlier_session(facts, earned, licensed, agreed):
    """Courses finished, licenses begun and agreements signed after the day leave the day's answer as it was, word for word."""
    after = ON + timedelta(days=1)

    def moved(each: Period) -> Period:
        start = max(each.start or after, after)
        return Period(start, max(each.end or start, start))

    later = replace(
        facts,
        supervision_courses=(
            *facts.supervision_courses,
            *(replace(each, completed_on=max(each.completed_on, after)) for each in earned),
        ),
        license_active=(*facts.license_active, *map(moved, licensed)),
        agreement=(*facts.agreement, *map(moved, agreed)),
    )
    rules = rules_on(ON)
    assert decide_supervisor_eligible(later, rules, ON) == decide_supervisor_eligible(facts, rules, ON)


@settings(max_examples=80, deadline=None)
@given(facts=supervisors, data=st.data())
def test_the_order_of_a_supervisors_papers_changes_nothing(facts, data):
    shuffled = replace(
        facts,
        supervision_courses=tuple(data.draw(st.permutations(facts.supervision_courses))),
        license_active=tuple(data.draw(st.permutations(facts.license_active))),
        agreement=tuple(data.draw(st.permutations(facts.agreement))),
    )
    rules = rules_on(ON)
    assert decide_supervisor_eligible(shuffled, rules, ON) == decide_supervisor_eligible(facts, rules, ON)


@settings(max_examples=60, deadline=None)
@given(worked=stretches, held=sessions, more=stretches)
def test_what_happens_after_the_day_is_not_owed_on_it(worked, held, more):
    day = date(2024, 1, 31)
    late = Instant(START + timedelta(days=40))
    rest = [replace(each, started_at=late) for each in more]
    asked = decide_supervision_debt(DebtFacts((*worked, *rest), (*held, Session(late, 600))), RULES, day)
    assert asked == decide_supervision_debt(DebtFacts(tuple(worked), tuple(held)), RULES, day)
    assert day < ASKED
