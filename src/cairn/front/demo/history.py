"""Six months of work, day by day: contacts with notes, the rest of the day, supervision, and what clients answered.

Written as rows in bulk, not through the commands: this installation never saw it happen, and the ledger says so in one entry.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Model

from cairn.front.demo.people import PAYER, ZONE, House
from cairn.front.demo.words import AGREED, HAPPENED, NEXT, NOTICED
from cairn.identity.models import Engagement
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy.models import Consent
from cairn.supervision.models import SupervisionSession
from cairn.supervision.queries.scenarios import scenarios
from cairn.support.domain.notes import NoteTexts, content_hash
from cairn.support.models import (
    Client,
    ClinicalDiagnosis,
    Coverage,
    Encounter,
    EncounterMark,
    Note,
    PhaseChange,
    Promise,
    Relationship,
    Survey,
    SurveyAnswer,
)
from cairn.work.models import WorkEntry

HISTORY_DAYS = 182
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


@dataclass
class Rows:
    """Rows waiting to be written together, in the order in which they refer to each other."""

    waiting: dict[type[Model], list[Any]] = field(default_factory=dict)

    def add(self, row: Model) -> Any:
        self.waiting.setdefault(type(row), []).append(row)
        return row

    def write(self) -> int:
        count = 0
        for model, rows in self.waiting.items():
            model._default_manager.bulk_create(rows, batch_size=200)
            count += len(rows)
        self.waiting.clear()
        return count


@dataclass
class Pair:
    """A client with a peer supporter, as the story follows them."""

    client: Client
    relationship: Relationship
    peer: Engagement
    since: date
    every_days: int


def moment(day: date, minute_of_day: int) -> Instant:
    at = datetime.combine(day, time(minute_of_day // 60, minute_of_day % 60), tzinfo=ZoneInfo(ZONE))
    return as_instant(at)


def welcome(house: House, rows: Rows, peers: list[str], clients: tuple[tuple[str, str, str, str], ...]) -> list[Pair]:
    """Clients with their consents, coverage and one relationship each. A few papers are missing, as in life."""
    pairs = []
    for number, (name, given, family, goal) in enumerate(clients):
        peer = house.staff[peers[number % len(peers)]]
        since = max(house.ago(house.seeded.between(40, HISTORY_DAYS - 1)), peer.starts_on)
        client = rows.add(
            Client(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                program=house.program,
                name=name,
                legal_given_name=given,
                legal_family_name=family,
                birth_date=None
                if number == 16
                else date(house.seeded.between(1958, 2005), house.seeded.between(1, 12), 14),
                goal=goal,
                started_on=since,
                created_at=moment(since, 600),
                created_by_id=peer.id,
            )
        )
        relationship = rows.add(
            Relationship(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                client=client,
                peer=peer,
                started_on=since,
                phase="engaging",
                phase_since=since,
            )
        )
        _papers(house, rows, client, peer, since, number)
        pairs.append(Pair(client, relationship, peer, since, house.seeded.weighted(((5, 2), (7, 5), (10, 3), (14, 2)))))
    return pairs


def _papers(house: House, rows: Rows, client: Client, peer: Engagement, since: date, number: int) -> None:
    own = {"organization_id": house.organization_id}
    revoked = moment(house.ago(12), 900) if number == 7 else None
    if number != 11:
        rows.add(
            Consent(
                id=house.seeded.new_id(),
                client_id=client.id,
                kind="treatment_payment_operations",
                recipient="",  # the whole class, as the form says it
                recipient_class="care_and_payment",
                scope="billing,contacts,plan",
                purpose="for treatment, payment, and health care operations",
                expires_event="end of services",
                form_version="2024",
                signed_at=moment(since, 610),
                signed_zone=ZONE,
                taken_by_id=peer.id,
                revoked_at=revoked,
                revoked_by_id=peer.id if revoked else None,
                **own,
            )
        )
    if number % 5 == 0:
        rows.add(
            Consent(
                id=house.seeded.new_id(),
                client_id=client.id,
                kind="named_party",
                recipient="My sister",
                recipient_class="family",
                scope="attendance",
                purpose="so that she worries less",
                expires_on=house.today + timedelta(days=120),
                form_version="2024",
                signed_at=moment(since, 612),
                signed_zone=ZONE,
                taken_by_id=peer.id,
                **own,
            )
        )
    if number not in (3, 19):
        ends_on = house.ago(20) if number == 9 else None
        rows.add(
            Coverage(
                id=house.seeded.new_id(),
                client=client,
                payer=PAYER,
                member_id=f"MT{house.seeded.between(10**8, 10**9 - 1)}",
                starts_on=since - timedelta(days=200),
                ends_on=ends_on,
                **own,
            )
        )
    if number != 13:
        rows.add(
            ClinicalDiagnosis(
                id=house.seeded.new_id(),
                client=client,
                code=house.seeded.pick(("F10.20", "F11.20", "F15.20", "F33.1", "F43.10")),
                recorded_on=since,
                from_clinician="Referring clinic",
                **own,
            )
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
    data = seeded.pick(HAPPENED).format(name=pair.client.name)
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
        rows.add(
            Promise(
                id=seeded.new_id(),
                organization_id=house.organization_id,
                relationship=pair.relationship,
                encounter_id=encounter.id,
                text=plan,
                due_on=encounter.started_on + timedelta(days=seeded.between(2, 9)),
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
    agreement, known = house.agreements[peer], tuple(scenarios())
    day, end = max(house.ago(HISTORY_DAYS - 4), agreement.starts_on), house.ago(until_days_ago)
    sessions: list[SupervisionSession] = []
    while day <= end:
        if day.weekday() >= 5:
            day += timedelta(days=7 - day.weekday())
            continue
        started, ended = moment(day, 18 * 60), moment(day, 18 * 60 + minutes)
        sessions.append(
            SupervisionSession(
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
                topics=",".join(
                    sorted(
                        house.seeded.sample(
                            ("ethics", "boundaries", "self_care", "skill_building", "celebrating", "resources"), 2
                        )
                    )
                ),
                summary="",
                scenario=known[len(sessions) % len(known)] if len(sessions) % 2 == 0 else "",
                commitments=AGREED[len(sessions) % len(AGREED)],
                recorded_at=ended,
                recorded_by_id=agreement.supervisor_id,
                peer_signed_at=ended,
                supervisor_signed_at=ended,
            )
        )
        day += timedelta(days=every_days)
    if last_unsigned and sessions:
        sessions[-1].peer_signed_at = None
    for session in sessions:
        rows.add(session)
