"""What the year's renewal run says to each certificate of the book: what is due, what it costs, or why nothing is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.credentials.domain.standing import Standing
from cairn.kernel.decisions import Decision, Verdict


class Notice(StrEnum):
    """What one certificate is told. The last three need a person: they are the run's exceptions."""

    RENEWED = "renewed"
    DUE = "due"
    ENDED = "ended"
    LATE = "late"
    STOPPED = "stopped"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return LABELS[self][0]

    @property
    def why(self) -> str:
        return LABELS[self][1]

    @property
    def is_exception(self) -> bool:
        return self in EXCEPTIONS


LABELS = {
    Notice.RENEWED: ("Renewed already", "Paid beyond this year; nothing to do."),
    Notice.DUE: ("To be renewed", "Runs out this year; the form and the fee are due."),
    Notice.ENDED: ("No longer held", "Given back, revoked or over: only a new application leads back."),
    Notice.LATE: ("To be reactivated first", "An earlier renewal was missed; it is made up before the next one."),
    Notice.STOPPED: ("Stopped by an order", "Suspended: the board lifts its order before anything is renewed."),
    Notice.UNKNOWN: ("Cost not on record", "The pack of rules has no amount for it; add it, then look again."),
}
EXCEPTIONS = (Notice.LATE, Notice.STOPPED, Notice.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Noticed:
    """What one certificate is told, and what it would pay today (0 where nothing is to be paid)."""

    notice: Notice
    for_year: int
    cost_cents: int


def decide_notice(standing: Decision, renewal: Decision, year: int) -> Noticed:
    """What the run for `year` says, from the standing and from what a renewal on the same day would ask for."""
    covered_until: date | None = standing.figures.get("expires_on")
    for_year, cost = renewal.figures["for_year"], renewal.figures["cost_cents"]
    if standing.outcome == Standing.SUSPENDED.value:
        return Noticed(Notice.STOPPED, 0, 0)
    if not renewal.finding("renew.standing").is_met or covered_until is None:
        return Noticed(Notice.ENDED, 0, 0)
    if covered_until.year >= year:
        return Noticed(Notice.RENEWED, covered_until.year, 0)
    if renewal.finding("renew.cost").verdict is Verdict.UNKNOWN:
        return Noticed(Notice.UNKNOWN, for_year, 0)
    return Noticed(Notice.LATE if for_year < year else Notice.DUE, for_year, cost)
