"""Six months of contacts, day by day, with their notes and what clients answered.

Written as rows in bulk, not through the commands: this installation never saw it happen, and the ledger says so in one entry.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

from cairn.front.demo.people import ZONE, House
from cairn.front.demo.rows import Pair, Rows, moment
from cairn.front.demo.words import HAPPENED, NEXT, NOTICED, fitting
from cairn.kernel.instants import Instant, as_instant
from cairn.support.domain.notes import NoteTexts, content_hash
from cairn.support.models import (
    Encounter,
    EncounterMark,
    Note,
    PhaseChange,
    Promise,
    Survey,
    SurveyAnswer,
)

LENGTHS = ((20, 2), (25, 3), (30, 5), (45, 5), (50, 4), (60, 4), (90, 1), (7, 1))  # minutes, weight
KINDS = (("one_to_one", 70), ("virtual", 18), ("outreach", 6), ("drop_in", 6))
PLACES = {
    "one_to_one": ("community", "office", "home", "clinic"),
    "virtual": ("remote",),
    "outreach": ("community",),
    "drop_in": ("office",),
}
MARKS = (
    ("support", ("emotional", "informational", "instrumental", "affiliation")),
    ("dimension", ("home", "health", "community", "purpose")),
)
COUNTERFACTUALS = (
    ("done_nothing", 30),
    ("called_friend_or_family", 24),
    ("waited_for_appointment", 14),
    ("used_again", 8),
    ("called_crisis_line", 5),
    ("called_911", 3),
    ("emergency_department", 6),
    ("detox_or_crisis_stabilization", 3),
    ("prefer_not_to_say", 7),
)


def walk(house: House, rows: Rows, pairs: list[Pair], *, silent: frozenset[str]) -> None:
    """Contacts of every pair until today. Clients named in `silent` have not been seen for a while."""
    taken: dict[tuple[Any, date], list[tuple[int, int]]] = {}
    for pair in pairs:
        day = pair.since
        last = house.ago(34) if pair.client.name in silent else house.today - timedelta(days=1)
        seen = 0
        while day <= last:
            if day.weekday() < 5 or house.seeded.chance(8):
                _contact(house, rows, pair, day, taken, seen)
                seen += 1
            day += timedelta(days=max(1, pair.every_days + house.seeded.between(-2, 3)))


def _contact(
    house: House, rows: Rows, pair: Pair, day: date, taken: dict[Any, list[tuple[int, int]]], seen: int
) -> None:
    seeded, own = house.seeded, {"organization_id": house.organization_id}
    start, minutes = _free_time(house, taken.setdefault((pair.peer.id, day), []), seeded.weighted(LENGTHS))
    kind = seeded.weighted(KINDS)
    phase = _phase(house, rows, pair, day, seen)
    delay = timedelta(hours=seeded.weighted(((1, 70), (6, 18), (30, 8), (100, 4))))
    recorded_at = as_instant(min(moment(day, start + minutes) + delay, moment(house.today, 7 * 60)))
    encounter = rows.add(
        Encounter(
            id=seeded.new_id(),
            program=house.program,
            client=pair.client,
            relationship=pair.relationship,
            peer=pair.peer,
            kind=kind,
            place=seeded.pick(PLACES[kind]),
            phase=phase,
            started_at=moment(day, start),
            ended_at=moment(day, start + minutes),
            zone=ZONE,
            started_on=day,
            minutes=minutes,
            recorded_at=recorded_at,
            recorded_by_id=pair.peer.id,
            device_recorded_at=recorded_at,
            device_zone=ZONE,
            **own,
        )
    )
    for family, codes in MARKS:
        for code in seeded.sample(codes, seeded.between(1, 2)):
            rows.add(EncounterMark(id=seeded.new_id(), encounter=encounter, family=family, code=code, **own))
    _note(house, rows, pair, encounter, recorded_at)
    _survey(house, rows, pair, encounter)


def _free_time(house: House, taken: list[tuple[int, int]], minutes: int) -> tuple[int, int]:
    """A stretch of the working day that this peer supporter has not spent yet; now and then two overlap, as slips do."""
    slip = house.seeded.chance(1)
    for _ in range(12):
        start = house.seeded.between(9 * 12, 17 * 12) * 5
        if slip or all(start >= end or start + minutes <= begin for begin, end in taken):
            break
    else:
        start = max(end for _, end in taken)
    taken.append((start, start + minutes))
    return start, minutes


def _phase(house: House, rows: Rows, pair: Pair, day: date, seen: int) -> str:
    """Forward after a few contacts; back to engaging now and then, which is part of the walk."""
    now = pair.relationship.phase
    step = {"engaging": "connecting", "connecting": "supporting", "supporting": "supporting"}[now]
    wanted = (
        step
        if seen in (2, 5)
        else "engaging"
        if seen > 6 and house.seeded.chance(4)
        else "connecting"
        if now == "engaging" and seen > 7
        else now
    )
    if wanted != now:
        pair.relationship.phase, pair.relationship.phase_since = wanted, day
        rows.add(
            PhaseChange(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                relationship=pair.relationship,
                phase=wanted,
                on=day,
                recorded_at=moment(day, 18 * 60),
                recorded_by_id=pair.peer.id,
            )
        )
    return wanted


def _note(house: House, rows: Rows, pair: Pair, encounter: Encounter, recorded_at: Instant) -> None:
    seeded = house.seeded
    data = fitting(seeded.pick(HAPPENED), is_apart=encounter.kind == "virtual").format(name=pair.client.name)
    assessment, plan = seeded.pick(NOTICED), seeded.pick(NEXT)
    is_recent = (house.today - encounter.started_on).days <= 9
    signed = not (seeded.chance(28) if is_recent else seeded.chance(1))
    note_id = seeded.new_id()
    rows.add(
        Note(
            id=note_id,
            organization_id=house.organization_id,
            encounter=encounter,
            client_id=pair.client.id,
            author=pair.peer,
            data=data,
            assessment=assessment,
            plan=plan,
            drafted_at=recorded_at,
            saved_at=recorded_at,
            signed_at=recorded_at if signed else None,
            signed_by_id=pair.peer.id if signed else None,
            content_hash=content_hash(
                encounter_id=encounter.id,
                author_id=pair.peer.id,
                texts=NoteTexts(data, assessment, plan),
                signed_at=recorded_at,
            )
            if signed
            else "",
        )
    )
    if is_recent and seeded.chance(45):
        _promise(house, rows, pair, encounter, plan, recorded_at)


def _promise(house: House, rows: Rows, pair: Pair, encounter: Encounter, text: str, recorded_at: Instant) -> None:
    rows.add(
        Promise(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            relationship=pair.relationship,
            encounter_id=encounter.id,
            text=text,
            due_on=encounter.started_on + timedelta(days=house.seeded.between(2, 9)),
            made_at=recorded_at,
            made_by_id=pair.peer.id,
        )
    )


def _survey(house: House, rows: Rows, pair: Pair, encounter: Encounter) -> None:
    seeded, own = house.seeded, {"organization_id": house.organization_id}
    if not seeded.chance(62):
        return
    state = seeded.weighted((("answered", 66), ("declined", 14), ("offered", 20)))
    survey = rows.add(
        Survey(
            id=seeded.new_id(),
            encounter=encounter,
            client_id=pair.client.id,
            instrument="one-minute-survey",
            instrument_version="1",
            channel="handed_phone",
            state=state,
            token_digest=hashlib.sha256(encounter.id.bytes).hexdigest(),
            offered_at=encounter.ended_at,
            answered_at=encounter.ended_at if state != "offered" else None,
            **own,
        )
    )
    if state != "answered":
        return
    months_in = (encounter.started_on - pair.since).days // 30
    answers: list[tuple[str, str, int | None]] = []
    satisfaction = seeded.weighted(((5, 52), (4, 30), (3, 13), (2, 4), (1, 1)))
    wellbeing = min(
        5,
        max(
            1, seeded.weighted(((1, 8), (2, 24), (3, 38), (4, 22), (5, 8))) + (1 if seeded.chance(9 * months_in) else 0)
        ),
    )
    answers.append(("satisfaction", f"satisfaction_{satisfaction}", satisfaction))
    answers.append(("wellbeing", f"wellbeing_{wellbeing}", wellbeing))
    if seeded.chance(86):
        answers.append(("counterfactual", seeded.weighted(COUNTERFACTUALS), None))
    for link_id, code, number in answers:
        rows.add(SurveyAnswer(id=seeded.new_id(), survey=survey, link_id=link_id, code=code, number=number, **own))
