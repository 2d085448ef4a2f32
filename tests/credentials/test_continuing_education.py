"""What must hold of every account of continuing education, whatever was taken when and in which order."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.credentials.domain.continuing_education import Category, CeFacts, CeYear, CourseTaken, decide_ce
from cairn.platform.packs import rules_on

ISSUED, ASKED = date(2021, 5, 10), date(2026, 11, 30)
RULES = rules_on(ASKED)
ANNUAL, CARRY = RULES.minutes("ce.annual"), RULES.minutes("ce.carry_max")

courses = st.lists(
    st.builds(
        CourseTaken,
        completed_on=st.integers(-100, 2200).map(lambda days: ISSUED + timedelta(days=days)),
        minutes=st.integers(0, 3000),
        category=st.sampled_from(Category),
    ),
    max_size=14,
)


def _years(taken: list[CourseTaken]) -> tuple[CeYear, ...]:
    return decide_ce(CeFacts(ISSUED, tuple(taken)), RULES, ASKED).figures["years"]


@settings(max_examples=150, deadline=None)
@given(taken=courses, data=st.data())
def test_any_order_gives_the_same_answer(taken: list[CourseTaken], data: st.DataObject):
    shuffled = data.draw(st.permutations(taken))
    assert decide_ce(CeFacts(ISSUED, tuple(taken)), RULES, ASKED) == decide_ce(
        CeFacts(ISSUED, tuple(shuffled)), RULES, ASKED
    )


@settings(max_examples=150, deadline=None)
@given(taken=courses)
def test_carried_hours_are_capped_and_live_one_year(taken: list[CourseTaken]):
    rows = _years(taken)
    assert rows[0].carried_out == 0
    for before, row in pairwise(rows):
        assert row.carried_in == before.carried_out
        assert 0 <= row.carried_out <= min(CARRY, row.earned)  # only what this year earned: never carried twice


@settings(max_examples=150, deadline=None)
@given(taken=courses)
def test_no_minute_is_lost_from_the_books_or_used_twice(taken: list[CourseTaken]):
    rows = _years(taken)
    assert sum(row.used for row in rows) <= sum(row.earned for row in rows)
    for row in rows:
        used_of_own = row.earned - row.carried_out - row.lost
        assert row.owed == row.used + row.short
        assert row.used - row.carried_in <= used_of_own <= row.used
        assert row.owed == (ANNUAL if row.year > ISSUED.year else 0)


@settings(max_examples=100, deadline=None)
@given(taken=courses, minutes=st.integers(1, 600))
def test_one_more_general_course_never_makes_it_worse(taken: list[CourseTaken], minutes: int):
    more = [*taken, CourseTaken(ASKED, minutes)]
    assert _years(more)[-1].short <= _years(taken)[-1].short
