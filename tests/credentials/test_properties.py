"""What must hold of certificates, classes and continuing education, in whatever order and pieces things were written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.credentials.domain.continuing_education import Category, CeFacts, CeYear, CourseTaken, decide_ce
from cairn.credentials.domain.courses import CourseFacts, ExamSitting, attended_minutes, decide_course_passed
from cairn.credentials.domain.standing import Discipline, DisciplineKind, Renewal, StandingFacts, decide_standing
from cairn.kernel.instants import Instant, Span
from cairn.platform.packs import rules_on

ISSUED, ASKED = date(2021, 5, 10), date(2026, 11, 30)
RULES = rules_on(ASKED)
ANNUAL, CARRY = RULES.minutes("ce.annual"), RULES.minutes("ce.carry_max")
ORDER = ("active", "lapsed", "suspended", "expired", "terminated", "revoked", "candidate")

days = st.integers(0, (ASKED - ISSUED).days).map(lambda count: ISSUED + timedelta(days=count))
courses = st.lists(
    st.builds(CourseTaken, completed_on=days, minutes=st.integers(1, 2400), category=st.sampled_from(Category)), max_size=12
)  # fmt: skip


def ask(taken: list[CourseTaken], on: date = ASKED):
    return decide_ce(CeFacts(ISSUED, tuple(taken)), RULES, on)


def years_of(taken: list[CourseTaken]) -> tuple[CeYear, ...]:
    return ask(taken).figures["years"]


@settings(max_examples=120, deadline=None)
@given(taken=courses)
def test_carried_hours_live_in_one_year_only(taken):
    """Each minute earned is used in its own year, or carried and used in the next one, or lost: never in two of them."""
    for before, row in pairwise(years_of(taken)):
        used_of_own = row.earned - row.carried_out - row.lost
        used_of_carried = row.used - used_of_own
        own_before = before.earned - before.carried_out - before.lost
        assert before.carried_out <= CARRY
        assert row.carried_in == before.carried_out
        assert 0 <= used_of_carried <= row.carried_in
        assert own_before + used_of_carried <= before.earned
        assert row.carried_out <= row.earned  # what was carried in is never carried on


@settings(max_examples=80, deadline=None)
@given(taken=courses, year=st.integers(2022, 2024))
def test_what_was_earned_is_gone_after_the_year_that_follows(taken, year):
    """Hours of one year alone: two years later it is as if they had never been."""
    only = [
        replace(course, completed_on=course.completed_on.replace(year=year, day=min(course.completed_on.day, 28)))
        for course in taken
    ]
    for row in years_of(only):
        if row.year > year + 1:
            assert (row.carried_in, row.used, row.short, row.carried_out) == (0, 0, ANNUAL, 0)


@settings(max_examples=80, deadline=None)
@given(taken=courses, data=st.data())
def test_a_course_in_two_parts_is_worth_what_it_was_whole(taken, data):
    parts = []
    for course in taken:
        cut = data.draw(st.integers(0, course.minutes - 1))
        parts += [replace(course, minutes=minutes) for minutes in (cut, course.minutes - cut) if minutes]
    assert ask(data.draw(st.permutations(parts))).figures == ask(taken).figures


@settings(max_examples=250, deadline=None)
@given(
    taken=courses,
    more=st.builds(CourseTaken, completed_on=days, minutes=st.integers(1, 2400), category=st.sampled_from(Category)),
)
def test_one_more_course_of_any_kind_never_makes_anything_worse(taken, more):
    before, after = ask(taken), ask([*taken, more])
    assert after.allowed >= before.allowed
    assert after.figures["suicide_short_minutes"] <= before.figures["suicide_short_minutes"]
    assert set(after.figures["suicide_missed_on"]) <= set(before.figures["suicide_missed_on"])
    for was, now in zip(before.figures["years"], after.figures["years"], strict=True):
        assert now.short <= was.short
        assert now.used >= was.used


@settings(max_examples=60, deadline=None)
@given(taken=courses, later=courses, ahead=st.integers(1, 500))
def test_what_lies_after_the_day_changes_nothing_about_it(taken, later, ahead):
    on = ISSUED + timedelta(days=ahead)
    future = [replace(course, completed_on=max(course.completed_on, on + timedelta(days=1))) for course in later]
    past = [course for course in taken if course.completed_on <= on]
    with_future = ask([*past, *future], on).figures
    assert {**with_future, "refused": ()} == {**ask(past, on).figures, "refused": ()}


renewals = st.lists(st.builds(Renewal, renewed_on=days, for_year=st.integers(2021, 2027)), max_size=7)
orders = st.lists(
    st.builds(
        lambda kind, start, length: Discipline(kind, start, None if length is None else start + timedelta(days=length)),
        st.sampled_from(DisciplineKind), days, st.one_of(st.none(), st.integers(0, 400)),
    ),
    max_size=3,
)  # fmt: skip


def standing(renewed: list[Renewal], ordered: list[Discipline], on: date):
    return decide_standing(StandingFacts(ISSUED, tuple(renewed), tuple(ordered)), RULES, on)


@settings(max_examples=120, deadline=None)
@given(renewed=renewals, ordered=orders, on=days, data=st.data())
def test_the_order_of_renewals_and_orders_changes_no_standing(renewed, ordered, on, data):
    shuffled = standing(data.draw(st.permutations(renewed)), data.draw(st.permutations(ordered)), on)
    assert shuffled == standing(renewed, ordered, on)
    assert shuffled == standing(
        [*renewed, *renewed], [*ordered, *ordered], on
    )  # written down twice is no more than once


@settings(max_examples=120, deadline=None)
@given(renewed=renewals, more=st.builds(Renewal, renewed_on=days, for_year=st.integers(2021, 2027)), on=days)
def test_one_more_renewal_never_lowers_a_standing_and_never_reaches_back(renewed, more, on):
    before, after = standing(renewed, [], on), standing([*renewed, more], [], on)
    assert ORDER.index(after.outcome) <= ORDER.index(before.outcome)
    if on < more.renewed_on:
        assert after == before


sittings = st.lists(
    st.builds(
        lambda day, items, right: ExamSitting(ISSUED + timedelta(days=day), right % (items + 1), items),
        st.integers(0, 5), st.integers(1, 60), st.integers(0, 60),
    ),
    max_size=4,
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(sat=sittings, scheduled=st.integers(1, 3000), attended=st.integers(0, 3000), data=st.data())
def test_the_order_in_which_sittings_were_written_changes_no_result(sat, scheduled, attended, data):
    facts = CourseFacts(scheduled, min(scheduled, attended), tuple(sat))
    shuffled = replace(facts, sittings=tuple(data.draw(st.permutations(sat))))
    assert decide_course_passed(shuffled, RULES, ASKED) == decide_course_passed(facts, RULES, ASKED)


START = datetime(2024, 3, 4, 8, tzinfo=UTC)


def span(start: int, minutes: int) -> Span:
    return Span(Instant(START + timedelta(minutes=start)), Instant(START + timedelta(minutes=start + minutes)))


pieces = st.lists(st.tuples(st.integers(0, 600), st.integers(1, 240)), max_size=6)


@settings(max_examples=100, deadline=None)
@given(lessons=pieces, stays=pieces, data=st.data())
def test_attendance_is_the_same_in_any_order_and_in_pieces(lessons, stays, data):
    taught, there = [span(*each) for each in lessons], [span(*each) for each in stays]
    whole = attended_minutes(taught, there)
    minutes_taught = {minute for start, length in lessons for minute in range(start, start + length)}
    minutes_there = {minute for start, length in stays for minute in range(start, start + length)}
    assert whole == len(minutes_taught & minutes_there)
    halves = [part for start, length in stays for cut in [data.draw(st.integers(0, length))]
              for part in ((start, cut), (start + cut, length - cut)) if part[1]]  # fmt: skip
    assert (
        attended_minutes(
            data.draw(st.permutations(taught)), data.draw(st.permutations([span(*each) for each in halves]))
        )
        == whole
    )
