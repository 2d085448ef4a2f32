"""What a credential is on a given day, worked out from what happened to it; never a stored word.

A renewal is counted from the day it was made. So a date inside a gap stays a gap, whatever was filed later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter

from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.instants import in_words, years_after
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules


class DisciplineKind(StrEnum):
    SUSPENDED = "suspended"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Renewal:
    """One renewal or reactivation: the day it was made and the last day of the year that it covers."""

    renewed_on: date
    for_year: int


@dataclass(frozen=True, slots=True)
class Discipline:
    """An order of the board, from a day to a day (none: until lifted)."""

    kind: DisciplineKind
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class StandingFacts:
    issued_on: date | None
    renewals: tuple[Renewal, ...] = ()
    discipline: tuple[Discipline, ...] = ()


class Standing(StrEnum):
    CANDIDATE = "candidate"
    ACTIVE = "active"
    LAPSED = "lapsed"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    SUSPENDED = "suspended"
    REVOKED = "revoked"

    @property
    def may_practice(self) -> bool:
        return self in (Standing.ACTIVE, Standing.LAPSED)


WORDS = {
    Standing.CANDIDATE: ("candidate", "not certified yet; say candidate"),
    Standing.ACTIVE: ("certificate", "certified"),
    Standing.LAPSED: ("certificate", "certified; the renewal is late"),
    Standing.EXPIRED: ("expired certificate", "formerly certified"),
    Standing.TERMINATED: ("terminated certificate", "formerly certified"),
    Standing.SUSPENDED: ("suspended certificate", "suspended by the board"),
    Standing.REVOKED: ("revoked certificate", "revoked by the board"),
}


@dataclass(frozen=True, slots=True)
class Ladder:
    """The days on which a credential that nobody renews changes its standing."""

    covered_until: date
    lapsed_until: date
    expired_until: date

    def rung(self, on: date) -> tuple[Standing, date | None]:
        """The standing on a day and the last day of it."""
        if on <= self.covered_until:
            return Standing.ACTIVE, self.covered_until
        if on <= self.lapsed_until:
            return Standing.LAPSED, self.lapsed_until
        if on <= self.expired_until:
            return Standing.EXPIRED, self.expired_until
        return Standing.TERMINATED, None


def decide_standing(facts: StandingFacts, rules: Rules, on: date) -> Decision:
    """The standing on `on`, whether it allows practice on that day, and the word to use for it."""
    standing, ladder = stand_on(facts, rules, on)
    return _decision(standing, facts, rules, on, ladder)


def stand_on(facts: StandingFacts, rules: Rules, on: date) -> tuple[Standing, Ladder | None]:
    """The same answer without its reasons: for counting and sorting a whole book, where nobody reads them."""
    if facts.issued_on is None or on < facts.issued_on:
        return Standing.CANDIDATE, None
    ladder = _ladder_on(facts.issued_on, facts.renewals, rules, on)
    return _order_on(facts, on) or ladder.rung(on)[0], ladder


def expiry_day(rules: Rules, year: int) -> date:
    """The day on which every certificate of a year runs out."""
    return _terms(rules).covers(year)


@dataclass(frozen=True, slots=True)
class _Terms:
    """The numbers of the ladder, read from the rules once for each answer."""

    month: int
    day: int
    lapsed_days: int
    years: int

    def covers(self, year: int) -> date:
        return date(year, self.month, self.day)

    def ladder(self, covered_until: date) -> Ladder:
        lapsed_until = covered_until + timedelta(days=self.lapsed_days)
        return Ladder(covered_until, lapsed_until, years_after(covered_until, self.years))


def _terms(rules: Rules) -> _Terms:
    month, day = (int(part) for part in str(rules.value("license.expiry")).split("-"))
    return _Terms(month, day, rules.days("license.lapsed"), rules.years("license.terminated_after"))


def _ladder_on(issued_on: date, renewals: tuple[Renewal, ...], rules: Rules, on: date) -> Ladder:
    """Follow the renewals made by `on`, in order. One made after termination opens nothing."""
    terms = _terms(rules)
    covered = terms.covers(issued_on.year)
    open_until = years_after(covered, terms.years)
    for renewal in sorted(renewals, key=attrgetter("renewed_on", "for_year")):
        in_time = issued_on <= renewal.renewed_on <= on and renewal.renewed_on <= open_until
        if in_time and renewal.for_year > covered.year:
            covered = terms.covers(renewal.for_year)
            open_until = years_after(covered, terms.years)
    return terms.ladder(covered)


def _order_on(facts: StandingFacts, on: date) -> Standing | None:
    """The gravest order of the board in force on a day."""
    kinds = {order.kind for order in facts.discipline if order.start <= on and (order.end is None or on <= order.end)}
    if DisciplineKind.REVOKED in kinds:
        return Standing.REVOKED
    return Standing.SUSPENDED if DisciplineKind.SUSPENDED in kinds else None


def _decision(standing: Standing, facts: StandingFacts, rules: Rules, on: date, ladder: Ladder | None) -> Decision:
    word, phrase = WORDS[standing]
    findings = (
        _issued(facts, rules, on),
        *((_renewed(ladder, rules, on), _orders(standing)) if ladder else ()),
    )
    return Decision(
        subject="Standing of the certificate",
        outcome=standing.value,
        allowed=standing.may_practice,
        findings=findings,
        figures={
            "may_practice": standing.may_practice,
            "may_use_title": standing.may_practice,
            "title": _title(standing, rules),
            "word": word,
            "phrase": phrase,
            "say": _say(standing, ladder),
            "until": ladder.rung(on)[1] if ladder else None,
            "expires_on": ladder.covered_until if ladder else None,
            "expired_from": ladder.lapsed_until + timedelta(days=1) if ladder else None,
            "terminated_from": ladder.expired_until + timedelta(days=1) if ladder else None,
        },
    )


def _say(standing: Standing, ladder: Ladder | None) -> str:
    """What the standing means for its holder, in a sentence. Only what is in force says "until": an end of grace is no validity."""
    if standing is Standing.CANDIDATE or ladder is None:
        return "Not certified yet."
    return {
        Standing.ACTIVE: f"Covered until {in_words(ladder.covered_until)}.",
        Standing.LAPSED: f"Ran out on {in_words(ladder.covered_until)}. It can be renewed late, and work goes on, until "
        f"{in_words(ladder.lapsed_until)}.",
        Standing.EXPIRED: f"Ran out on {in_words(ladder.covered_until)}. No practice under it; it can be brought back until "
        f"{in_words(ladder.expired_until)}.",
        Standing.TERMINATED: f"Ran out on {in_words(ladder.covered_until)} and can no longer be brought back.",
        Standing.SUSPENDED: "No practice under it until the board lifts its order.",
        Standing.REVOKED: "Taken away by the board. No practice under it.",
    }[standing]


def _title(standing: Standing, rules: Rules) -> str:
    return str(rules.value("title.certified" if standing.may_practice else "title.candidate"))


def _issued(facts: StandingFacts, rules: Rules, on: date) -> Finding:
    issued = facts.issued_on is not None and facts.issued_on <= on
    return check(
        "standing.issued",
        "Certified by the board",
        verdict=issued,
        required=f"issued on or before {on.isoformat()}",
        found=f"issued on {facts.issued_on.isoformat()}" if facts.issued_on else "not issued",
        remedy="Until then the word is candidate, and services are not those of a certified peer supporter.",
        by=(rules.entry("cert.act_effective"),),
    )


def _renewed(ladder: Ladder, rules: Rules, on: date) -> Finding:
    rung, _ = ladder.rung(on)
    late = f"covered until {ladder.covered_until.isoformat()}"
    remedies = {
        Standing.LAPSED: f"Renew by {ladder.lapsed_until.isoformat()}, with the late penalty.",
        Standing.EXPIRED: f"Reactivate by {ladder.expired_until.isoformat()}: penalty, fee, all CE, audit.",
        Standing.TERMINATED: "A new application.",
    }
    return check(
        "standing.renewed",
        "Renewed for the year",
        verdict=Verdict.WARNING if rung is Standing.LAPSED else rung is Standing.ACTIVE,
        required=f"covered on {on.isoformat()}, or lapsed for at most {rules.days('license.lapsed')} days",
        found=late if rung is Standing.ACTIVE else f"{late}; {rung.value} on {on.isoformat()}",
        remedy=remedies.get(rung, ""),
        by=(
            rules.entry("license.expiry"),
            rules.entry("license.lapsed"),
            rules.entry("license.expired"),
            rules.entry("license.terminated_after"),
        ),
    )


def _orders(standing: Standing) -> Finding:
    ordered = standing in (Standing.SUSPENDED, Standing.REVOKED)
    return check(
        "standing.discipline",
        "No order of the board against practice",
        verdict=not ordered,
        required="no suspension or revocation in force",
        found=standing.value if ordered else "none",
        remedy="The board lifts its order, or it runs out.",
    )
