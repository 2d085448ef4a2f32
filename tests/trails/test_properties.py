"""What must hold of the ledger of hours, in whatever order and pieces its lines were written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.kernel.decisions import Decision
from cairn.platform.packs import rules_on
from cairn.trails.domain.hours import Hours, HoursFacts, Kind, decide_hours

FIRST, ON = date(2026, 1, 1), date(2026, 11, 20)
RULES = rules_on(ON)
SUMS = (
    "volunteer_minutes",
    "training_minutes",
    "waiting_minutes",
    "volunteer_full_on",
    "training_full_on",
    "training_first_day",
)

lines = st.lists(
    st.builds(
        lambda kind, day, minutes, confirmed: Hours("", kind, FIRST + timedelta(days=day), minutes, confirmed),
        st.sampled_from(Kind), st.integers(0, 360), st.integers(1, 2400), st.booleans(),
    ),
    max_size=10,
).map(lambda found: [replace(line, id=f"{index:02}") for index, line in enumerate(found)])  # fmt: skip


def decide(ledger: list[Hours]) -> Decision:
    return decide_hours(HoursFacts(tuple(ledger)), RULES, ON)


def sums(ledger: list[Hours]) -> dict[str, object]:
    figures = decide(ledger).figures
    return {name: figures[name] for name in SUMS}


@settings(max_examples=120, deadline=None)
@given(ledger=lines, data=st.data())
def test_any_order_of_lines_gives_the_same_answer(ledger, data):
    assert decide(data.draw(st.permutations(ledger))) == decide(ledger)


@settings(max_examples=120, deadline=None)
@given(ledger=lines, data=st.data())
def test_a_line_in_two_parts_of_the_same_day_counts_as_it_did(ledger, data):
    parts = []
    for line in ledger:
        cut = data.draw(st.integers(0, line.minutes))
        both = (
            replace(line, id=f"{line.id}a", minutes=cut),
            replace(line, id=f"{line.id}b", minutes=line.minutes - cut),
        )
        parts += [part for part in both if part.minutes]
    assert sums(data.draw(st.permutations(parts))) == sums(ledger)


@settings(max_examples=120, deadline=None)
@given(ledger=lines, day=st.integers(0, 323), minutes=st.integers(1, 3000), kind=st.sampled_from(Kind))
def test_one_more_confirmed_line_never_takes_anything_away(ledger, day, minutes, kind):
    more = Hours("zz", kind, FIRST + timedelta(days=day), minutes, is_confirmed=True)
    before, after = decide(ledger), decide([*ledger, more])
    assert after.allowed >= before.allowed
    assert after.figures["volunteer_minutes"] >= before.figures["volunteer_minutes"]
    assert after.figures["training_minutes"] >= before.figures["training_minutes"]


@settings(max_examples=80, deadline=None)
@given(ledger=lines)
def test_what_nobody_confirmed_counts_for_nothing(ledger):
    figures = decide([replace(line, is_confirmed=False) for line in ledger]).figures
    assert (figures["volunteer_minutes"], figures["training_minutes"]) == (0, 0)
    assert figures["waiting_minutes"] == sum(line.minutes for line in ledger if line.on <= ON)
