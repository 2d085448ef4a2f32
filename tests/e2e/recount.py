"""What the pages ought to say, counted again from the raw rows with arithmetic of our own.

Nothing of Cairn is imported here. The law's and the payers' numbers stand as they are printed in the sources named beside them,
not as the packs hold them: a pack that is changed by mistake makes these figures differ from the page.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tests.e2e.houses import ZONE, House

GAP = 40 * 60  # minutes of work before a session must be held: ARM 24.219 (RVID 46701)
RATIO = 20  # hours worked for one of supervision: Best Practices Guide 2022, Clinical Supervision
SHORTEST_SESSION = 15  # minutes: ARM 24.219.422
LICENSE_YEARS, TRAINING_HOURS = 3, 20  # either is enough: Best Practices Guide 2022, Implementation checklist
RATE_CENTS = 1401  # H0038, 15 minutes: Best Practices Guide 2022, funding
ADULT_YEARS = 18  # ARM 37.88.101
SERVICES = {"one_to_one", "group", "virtual", "crisis"}  # direct service; outreach and the like are never billed
NOT_SAID = "prefer_not_to_say"
EPISODE = timedelta(hours=24)
RESAMPLES, RESAMPLING_SEED = 2000, 20_170_501  # as printed on the page
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Supervision:
    """Minutes."""

    worked: int
    supervised: int
    since_last: int

    @property
    def until_stop(self) -> int:
        return max(0, GAP - self.since_last)

    @property
    def owed(self) -> int:
        return max(0, math.ceil(self.worked / RATIO - self.supervised))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=ZONE).astimezone(UTC)


def merged(spans: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """The same time with no minute twice."""
    out: list[tuple[datetime, datetime]] = []
    for begin, end in sorted(spans):
        if out and begin <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((begin, end))
    return out


def supervision(house: House, peer: str) -> Supervision:
    """Hours worked, hours supervised, work since the last session that counts, at the end of today."""
    until = midnight(house.today + timedelta(days=1))
    rows = house.rows(
        "SELECT started_at, ended_at FROM support_encounter WHERE peer_id = ? AND in_error_at IS NULL", [peer]
    )
    contacts = merged([(row["started_at"], row["ended_at"]) for row in rows if row["started_at"] < until])
    entries = [
        (midnight(row["on"]), row["minutes"])
        for row in house.rows(
            'SELECT "on", minutes FROM work_workentry WHERE peer_id = ? AND taken_back_at IS NULL', [peer]
        )
        if row["on"] <= house.today
    ]
    counted = [row for row in sessions(house, peer) if row["started_at"] < until]
    last = max((row["started_at"] for row in counted), default=datetime.min.replace(tzinfo=UTC))
    supervised = sum(row["minutes"] for row in counted)
    worked = sum((end - begin) // MINUTE for begin, end in contacts) + sum(minutes for _, minutes in entries)
    since = sum((end - max(begin, last)) // MINUTE for begin, end in contacts if end > last)
    since += sum(minutes for at, minutes in entries if at >= last)
    others = [row for row in house.rows(OTHER_KINDS, [peer]) if row["started_at"] < until]
    worked += supervised + sum(
        row["minutes"] for row in others
    )  # supervision of any kind is paid time, so it is worked too
    since += sum(row["minutes"] for row in others if row["started_at"] >= last)
    return Supervision(worked, supervised, since)


OTHER_KINDS = (
    "SELECT started_at, minutes FROM supervision_supervisionsession WHERE peer_id = ? AND kind <> 'clinical' "
    "AND peer_signed_at IS NOT NULL AND supervisor_signed_at IS NOT NULL AND cancelled_at IS NULL"
)


def sessions(house: House, peer: str) -> list[dict[str, Any]]:
    """Clinical sessions signed by both, long enough, under an agreement, by a supervisor licensed, and experienced or trained, on that day."""
    rows = house.rows(
        "SELECT s.started_at, s.started_on, s.minutes, s.kind, s.peer_signed_at, s.supervisor_signed_at, s.cancelled_at, "
        "a.starts_on, a.ends_on, a.is_relative, a.is_own_therapist, q.licensed_on, q.expires_on, "
        "q.supervision_training_minutes, q.supervision_training_completed_on "
        "FROM supervision_supervisionsession s JOIN identity_supervisionagreement a ON a.id = s.agreement_id "
        "JOIN identity_supervisorqualification q ON q.engagement_id = s.supervisor_id AND q.taken_back_at IS NULL "
        "WHERE s.peer_id = ? AND a.supervision = 'clinical'",
        [peer],
    )
    return [
        row
        for row in rows
        if row["kind"] == "clinical"
        and row["minutes"] >= SHORTEST_SESSION
        and row["peer_signed_at"] and row["supervisor_signed_at"] and not row["cancelled_at"]
        and row["starts_on"] <= row["started_on"] <= (row["ends_on"] or date.max)
        and not row["is_relative"] and not row["is_own_therapist"]
        and row["licensed_on"] <= row["started_on"] <= (row["expires_on"] or date.max)
        and (
            years(row["licensed_on"], LICENSE_YEARS) <= row["started_on"]
            or (row["supervision_training_minutes"] >= TRAINING_HOURS * 60
            and row["supervision_training_completed_on"] <= row["started_on"])
        )
    ]  # fmt: skip


def years(day: date, count: int) -> date:
    try:
        return day.replace(year=day.year + count)
    except ValueError:
        return date(day.year + count, 3, 1)


def units(minutes: int) -> int:
    """8 to 22 minutes one unit, then one for each 15: the printed table, row by row (ARM 37.87.809)."""
    table = [(8, 23, 1), (24, 38, 2), (39, 53, 3), (54, 68, 4), (69, 83, 5), (84, 98, 6), (99, 113, 7), (114, 128, 8)]
    for low, high, count in table:
        if low <= minutes <= high:
            return count
    assert minutes < 8 or minutes <= 600, "longer than anything here"
    return 0 if minutes < 8 else 8 + (minutes - 114) // 15


def clean_lines(house: House, peer: str, month: date) -> dict[tuple[str, date], tuple[int, int, int]]:
    """(client's name, service date) of one certified and supervised peer supporter -> minutes, units, cents that may be billed."""
    rows = house.rows(
        "SELECT e.id, e.client_id, e.started_at, e.ended_at, e.started_on, e.minutes, e.kind, e.place, n.signed_at, c.name, "
        "c.birth_date FROM support_encounter e JOIN support_note n ON n.encounter_id = e.id "
        "JOIN support_client c ON c.id = e.client_id WHERE e.peer_id = ? AND e.in_error_at IS NULL",
        [peer],
    )
    everything = house.rows(
        "SELECT id, client_id, peer_id, started_at, ended_at FROM support_encounter WHERE in_error_at IS NULL"
    )
    sums: dict[tuple[str, date, str], int] = defaultdict(int)
    for row in rows:
        in_month = (row["started_on"].year, row["started_on"].month) == (month.year, month.month)
        if not in_month or row["kind"] not in SERVICES or not row["signed_at"]:
            continue
        twice = [
            other for other in everything
            if other["id"] != row["id"]
            and (other["client_id"] == row["client_id"] or other["peer_id"] == peer)
            and other["started_at"] < row["ended_at"] and row["started_at"] < other["ended_at"]
        ]  # fmt: skip
        if not twice and is_payable(house, row):
            sums[row["name"], row["started_on"], row["place"]] += row["minutes"]
    lines: dict[tuple[str, date], tuple[int, int, int]] = {}
    for (name, day, _), minutes in sums.items():
        if units(minutes):
            lines[name, day] = (minutes, units(minutes), units(minutes) * RATE_CENTS)
    return lines


def is_payable(house: House, row: dict[str, Any]) -> bool:
    """Consent to bill that stands now, coverage and diagnosis on the service date, of age."""
    client, day = row["client_id"], row["started_on"]
    consents = house.rows(
        "SELECT scope, expires_on, revoked_at FROM privacy_consent WHERE client_id = ? AND recipient_class = 'care_and_payment'",
        [client],
    )
    agreed = any(
        "billing" in one["scope"].split(",")
        and not one["revoked_at"]
        and (one["expires_on"] or date.max) >= house.today
        for one in consents
    )
    coverages = house.rows("SELECT starts_on, ends_on FROM support_coverage WHERE client_id = ?", [client])
    covered = any(one["starts_on"] <= day <= (one["ends_on"] or date.max) for one in coverages)
    diagnoses = house.rows("SELECT recorded_on FROM support_clinicaldiagnosis WHERE client_id = ?", [client])
    diagnosed = any(one["recorded_on"] <= day for one in diagnoses)
    return agreed and covered and diagnosed and bool(row["birth_date"]) and years(row["birth_date"], ADULT_YEARS) <= day


@dataclass(frozen=True)
class Outcomes:
    contacts: int
    clients: int
    cents: int  # what the program cost
    offered: int
    answered: int
    declined: int
    saved: int  # cents, as stated
    low: int
    high: int
    people_asked: int

    @property
    def response(self) -> int:
        return math.floor(100 * self.answered / self.offered + 0.5)


def outcomes(house: House, organization: str, start: date, end: date) -> Outcomes:
    contacts = house.rows(
        "SELECT id, client_id, started_on, started_at FROM support_encounter WHERE organization_id = ? AND in_error_at IS NULL",
        [organization],
    )
    inside = [row for row in contacts if start <= row["started_on"] <= end]
    began = {
        row["id"]: row["started_at"]
        for row in contacts
        if midnight(start) <= row["started_at"] < midnight(end + timedelta(days=1))
    }
    surveys = [
        row
        for row in house.rows("SELECT id, client_id, encounter_id, state FROM support_survey")
        if row["encounter_id"] in began
    ]
    said = {
        row["survey_id"]: row["code"]
        for row in house.rows("SELECT survey_id, code FROM support_surveyanswer WHERE link_id = 'counterfactual'")
    }
    prices = {
        row["event"]: row["amount_cents"]
        for row in house.rows(
            "SELECT event, amount_cents FROM outcomes_unitcost WHERE organization_id = ?", [organization]
        )
    }
    asked: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for row in surveys:
        if said.get(row["id"], NOT_SAID) != NOT_SAID:
            asked[row["client_id"]].append((began[row["encounter_id"]], said[row["id"]]))
    each = [stated(answers, prices) for answers in asked.values()]
    low, high = resampled(each)
    program = house.rows(
        "SELECT starts_on, monthly_cost_cents FROM identity_program WHERE organization_id = ?", [organization]
    )
    cents = sum(
        math.floor(one["monthly_cost_cents"] * 12 * ((end - max(start, one["starts_on"])).days + 1) / 365 + 0.5)
        for one in program
    )
    states = [row["state"] for row in surveys]
    return Outcomes(
        len(inside), len({row["client_id"] for row in inside}), cents,
        len(states), states.count("answered"), states.count("declined"), sum(each), low, high, len(each),
    )  # fmt: skip


def stated(answers: list[tuple[datetime, str]], prices: dict[str, int]) -> int:
    """One client's cents: at most one priced event for each 24 hours that began with an answer."""
    total, since, is_spent = 0, None, False
    for at, event in sorted(answers):
        if since is None or at - since >= EPISODE:
            since, is_spent = at, False
        if prices.get(event) and not is_spent:
            total, is_spent = total + prices[event], True
    return total


def resampled(each: list[int]) -> tuple[int, int]:
    """The interval that anybody can draw again from the printed seed: whole clients, 2,000 times, the middle 95 of 100."""
    draw, values = random.Random(RESAMPLING_SEED), sorted(each)
    sums = sorted(sum(values[draw.randrange(len(values))] for _ in values) for _ in range(RESAMPLES))
    return sums[50], sums[1949]


def share(cents: int, percent: int) -> int:
    return math.floor(cents * percent / 100 + 0.5)


def dollars(cents: int) -> str:
    return f"{'−' if cents < 0 else ''}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def hours(minutes: int) -> str:
    """As a page says it: 1 h 30 min, 45 min, 2 h."""
    whole, rest = divmod(minutes, 60)
    return f"{whole} h {rest} min" if whole and rest else f"{whole} h" if whole else f"{rest} min"
