"""The warmline of High Divide: evenings of a week, calls that name nobody, one that became a crisis."""

from __future__ import annotations

from datetime import timedelta

from cairn.front.demo.history import Rows, moment
from cairn.front.demo.people import House
from cairn.front.demo.program import WORDS
from cairn.warmline.domain.calls import key_of
from cairn.warmline.models import Call, HandOff, HandOffStep, HandOver, Shift

EVENING, DESK = 17 * 60, ("Ana", "Cleo", "Marty")
MARTY_LAST = 24  # days ago: since his last supervision he came to the stop, and nobody puts him on the desk
CALLS = (
    # minutes after five, how long, about, offered, came, nickname
    (12, 18, "lonely,low", "listened", "before", "Red Kite"),
    (55, 7, "services", "listened,place", "new", ""),
    (96, 24, "recovery,worried", "listened,own_story,calming", "before", "Bo"),
    (150, 3, "not_said", "nothing", "not_said", ""),
)


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house, rows = houses["high_divide"], Rows()
    for days_ago in range(24, -6, -1):
        who = DESK[days_ago % len(DESK)]
        shift = _shift(house, rows, "Cleo" if who == "Marty" and days_ago < MARTY_LAST else who, days_ago)
        if days_ago > 0:
            _calls(house, rows, shift, days_ago)
    return rows.write()


def _shift(house: House, rows: Rows, who: str, days_ago: int) -> Shift:
    day = house.today - timedelta(days=days_ago)
    start, end = (EVENING, 20 * 60) if days_ago else (0, 24 * 60 - 1)  # today all day: at any hour the desk is open
    made: Shift = rows.add(
        Shift(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            peer=house.staff["Ana" if not days_ago else who],
            starts_at=moment(day, start),
            ends_at=moment(day, end),
            planned_at=moment(house.ago(30), 9 * 60),
            planned_by_id=house.staff["Faye"].id,
        )
    )
    return made


def _calls(house: House, rows: Rows, shift: Shift, days_ago: int) -> None:
    for n, (after, minutes, topics, offers, came, nickname) in enumerate(CALLS[: 1 + days_ago % len(CALLS)]):
        crisis = _crisis(house, rows, shift, days_ago, after) if (days_ago, n) == (2, 2) else None
        rows.add(
            Call(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                shift=shift,
                started_at=moment(house.ago(days_ago), EVENING + after),
                minutes=minutes,
                topics=topics,
                offers=f"{offers},crisis_line" if crisis else offers,
                came=came,
                nickname=nickname,
                caller_key=key_of(nickname),
                hand_off=crisis,
                recorded_at=moment(house.ago(days_ago), EVENING + after + minutes),
                recorded_by_id=shift.peer_id,
            )
        )
    if days_ago == 1:
        words = "A heavy first hour, then quiet. The clinic changed its evening hours: six, not seven."
        rows.add(
            HandOver(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                shift=shift,
                words=words,
                at=moment(house.ago(1), 20 * 60),
                by_id=shift.peer_id,
            )
        )


def _crisis(house: House, rows: Rows, shift: Shift, days_ago: int, after: int) -> HandOff:
    opened = EVENING + after + 4
    crisis: HandOff = rows.add(
        HandOff(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            shift=shift,
            opened_at=moment(house.ago(days_ago), opened),
            opened_by_id=shift.peer_id,
            steps_source="A crisis on the warmline, version 1",
            ended_at=moment(house.ago(days_ago), opened + 17),
            outcome="with_crisis_line",
        )
    )
    for n, step in enumerate(WORDS["warmline_crisis"].splitlines()[:3]):
        rows.add(
            HandOffStep(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                hand_off=crisis,
                step=step,
                at=moment(house.ago(days_ago), opened + 2 * n),
                by_id=shift.peer_id,
            )
        )
    return crisis
