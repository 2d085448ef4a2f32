"""The working days of the story beside the contacts: paperwork and travel, and supervision at its rhythm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cairn.front.demo.people import ZONE, House
from cairn.front.demo.rows import HISTORY_DAYS, Rows, moment
from cairn.front.demo.words import AGREED
from cairn.identity.models import SupervisionAgreement
from cairn.supervision.models import SupervisionSession
from cairn.supervision.queries.scenarios import scenarios
from cairn.work.models import WorkEntry

TOPICS = ("ethics", "boundaries", "self_care", "skill_building", "celebrating", "resources")


def work_days(house: House, rows: Rows, peers: list[str]) -> None:
    """The rest of each working day: paperwork, travel, now and then a meeting or training."""
    for name in peers:
        peer = house.staff[name]
        day = max(house.ago(HISTORY_DAYS - 1), peer.starts_on)
        while day < house.today:
            if day.weekday() < 5 and not house.seeded.chance(6):
                parts = [("paperwork", house.seeded.between(6, 15) * 5), ("travel", house.seeded.between(4, 14) * 5)]
                if house.seeded.chance(25):
                    parts.append(
                        (house.seeded.pick(("meeting", "training", "outreach")), house.seeded.between(4, 12) * 10)
                    )
                for activity, minutes in parts:
                    rows.add(
                        WorkEntry(
                            id=house.seeded.new_id(),
                            organization_id=house.organization_id,
                            peer=peer,
                            on=day,
                            activity=activity,
                            minutes=minutes,
                            recorded_at=moment(day, 17 * 60 + 30),
                            recorded_by_id=peer.id,
                        )
                    )
            day += timedelta(days=1)


def supervise(
    house: House,
    rows: Rows,
    peer: str,
    *,
    every_days: int,
    minutes: int,
    until_days_ago: int = 1,
    last_unsigned: bool = False,
) -> None:
    """Sessions at a rhythm, signed by both; perhaps not for a while, perhaps the last one waiting for a signature."""
    agreement = house.agreements[peer]
    start, end = max(house.ago(HISTORY_DAYS - 4), agreement.starts_on), house.ago(until_days_ago)
    sessions = [
        _session(house, agreement, day, minutes, n) for n, day in enumerate(_working_days(start, end, every_days))
    ]
    if last_unsigned and sessions:
        sessions[-1].peer_signed_at = None
    for session in sessions:
        rows.add(session)


def _working_days(start: date, end: date, every_days: int) -> Iterator[date]:
    """Days at a rhythm; one that falls on a weekend is put off to Monday."""
    day = start
    while day <= end:
        if day.weekday() >= 5:
            day += timedelta(days=7 - day.weekday())
            continue
        yield day
        day += timedelta(days=every_days)


def _session(house: House, agreement: SupervisionAgreement, day: date, minutes: int, n: int) -> SupervisionSession:
    """The n-th session of these two, in the evening, signed by both. Every second one talks a scenario through."""
    started, ended = moment(day, 18 * 60), moment(day, 18 * 60 + minutes)
    known = tuple(scenarios())
    return SupervisionSession(
        id=house.seeded.new_id(),
        organization_id=house.organization_id,
        agreement=agreement,
        peer=agreement.peer,
        supervisor=agreement.supervisor,
        kind="clinical",
        format="in_person" if house.seeded.chance(60) else "video",
        started_at=started,
        ended_at=ended,
        zone=ZONE,
        started_on=day,
        minutes=minutes,
        topics=",".join(sorted(house.seeded.sample(TOPICS, 2))),
        summary="",
        scenario=known[n % len(known)] if n % 2 == 0 else "",
        commitments=AGREED[n % len(AGREED)],
        recorded_at=ended,
        recorded_by_id=agreement.supervisor_id,
        peer_signed_at=ended,
        supervisor_signed_at=ended,
    )
