"""What must hold of supervision owed, whatever was worked when and in which order it is written."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.kernel.instants import Instant
from cairn.platform.packs import rules_on
from cairn.supervision.domain.debt import DebtFacts, Session, SessionKind, Stretch, decide_supervision_debt

ASKED = date(2024, 3, 31)
RULES = rules_on(ASKED)
START = datetime(2024, 1, 1, 8, tzinfo=UTC)

instants = st.integers(0, 60 * 24 * 80).map(lambda minutes: Instant(START + timedelta(minutes=minutes)))
stretches = st.lists(st.builds(Stretch, started_at=instants, minutes=st.integers(1, 900)), max_size=12)
sessions = st.lists(
    st.builds(
        Session,
        started_at=instants,
        minutes=st.integers(1, 120),
        kind=st.sampled_from(SessionKind),
        signed_by_supervisor=st.booleans(),
        is_group=st.booleans(),
    ),
    max_size=8,
)


def _decide(worked: list[Stretch], held: list[Session], *, is_worked: bool | None = None):
    facts = DebtFacts(tuple(worked), tuple(held), supervision_is_worked=is_worked)
    return decide_supervision_debt(facts, RULES, ASKED)


@settings(max_examples=150, deadline=None)
@given(worked=stretches, held=sessions, data=st.data())
def test_any_order_of_shifts_and_sessions_gives_the_same_answer(worked, held, data):
    shuffled = _decide(data.draw(st.permutations(worked)), data.draw(st.permutations(held)))
    assert shuffled == _decide(worked, held)


@settings(max_examples=150, deadline=None)
@given(worked=stretches, held=sessions)
def test_every_minute_worked_is_in_the_account(worked, held):
    figures = _decide(worked, held, is_worked=False).figures
    assert figures["worked_minutes"] == sum(stretch.minutes for stretch in worked)
    with_sessions = _decide(worked, held).figures
    assert with_sessions["worked_minutes"] == figures["worked_minutes"] + sum(session.minutes for session in held)


@settings(max_examples=150, deadline=None)
@given(worked=stretches, held=sessions)
def test_a_later_session_never_removes_a_closed_gap(worked, held):
    before = _decide(worked, held, is_worked=False).figures["breaches"]
    last = Session(Instant(START + timedelta(days=85)), 600)
    after = _decide(worked, [*held, last], is_worked=False).figures
    assert [breach.over_minutes for breach in after["breaches"]] == [breach.over_minutes for breach in before]
    assert all(breach.until for breach in after["breaches"])


def test_splitting_a_stretch_changes_nothing():
    whole = [Stretch(Instant(START), 600)]
    parts = [Stretch(Instant(START + timedelta(minutes=at)), 60) for at in range(0, 600, 60)]
    held = [Session(Instant(START + timedelta(minutes=300)), 30)]
    assert _decide(whole, held) == _decide(parts, held)


def test_work_after_a_session_inside_a_shift_counts_as_after_it():
    held = [Session(Instant(START + timedelta(minutes=200)), 30)]
    assert _decide([Stretch(Instant(START), 480)], held).figures["since_last_minutes"] == 280


def test_half_a_minute_owed_is_kept_exactly_and_shown_as_a_minute():
    figures = _decide([Stretch(Instant(START), 10)], []).figures
    assert figures["required_exact"] * 2 == 1
    assert figures["owed_minutes"] == 1


def test_what_lies_after_the_day_is_left_out():
    late = Stretch(Instant(datetime(2024, 4, 1, 0, 0, tzinfo=UTC)), 600)
    assert _decide([late], []).figures["worked_minutes"] == 0


def test_trap_28_a_session_has_no_room_for_what_a_client_said():
    allowed = {"kind"}
    hints = get_type_hints(Session)
    assert {field.name for field in fields(Session) if hints[field.name] in (str, SessionKind)} == allowed


def test_ten_years_of_rows_are_one_pass():
    worked = [Stretch(Instant(START + timedelta(hours=9 * index)), 480) for index in range(20_000)]
    held = [Session(Instant(START + timedelta(hours=45 * index)), 60) for index in range(4_000)]
    facts = DebtFacts(tuple(worked), tuple(held))
    figures = decide_supervision_debt(facts, RULES, date(2050, 1, 1)).figures
    assert figures["worked_minutes"] == 20_000 * 480 + 4_000 * 60
