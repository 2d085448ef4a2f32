"""Units for one client on one service date, rounded as the payer says and never beyond what was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cairn.billing.domain.rates import PER_HOUR, rate_on
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.durations import MINUTES_IN_HOUR
from cairn.kernel.instants import Instant, Span
from cairn.kernel.money import Money
from cairn.rulebook.checks import check
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules
from cairn.rulebook.unit_tables import UnitTable

PER_CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Contact:
    """One billable contact, from start to end; in a group, the minutes that this client attended."""

    started_at: Instant
    ended_at: Instant


@dataclass(frozen=True, slots=True)
class UnitsFacts:
    """One client, one service, one place of service: contacts, or only the minutes of each.

    `zone` is the program's: it fixes the service date, wherever the client is.
    """

    zone: str = "UTC"
    contacts: tuple[Contact, ...] = ()
    minutes: tuple[int, ...] = ()
    is_group: bool = False
    units_claimed: int | None = None


def minutes_by_service_date(contacts: Iterable[Contact], zone: str) -> dict[date, list[int]]:
    """Minutes of each contact under each service date: a contact over midnight has a part on both."""
    days: dict[date, list[int]] = defaultdict(list)
    for contact in sorted(contacts, key=lambda each: (each.started_at, each.ended_at)):
        for day, piece in Span(contact.started_at, contact.ended_at).by_local_day(zone):
            days[day].append(piece.minutes)
    return dict(days)


def decide_units(facts: UnitsFacts, rules: Rules, on: date) -> Decision:
    """Units and price for the service date `on`: as the payer rounds, and never more than the day bears."""
    minutes = [*facts.minutes, *minutes_by_service_date(facts.contacts, facts.zone).get(on, [])]
    table, base = rules.entry("units.table"), rules.find("units.basis")
    by_contact = base is not None and base.value == PER_CONTACT
    borne = table.unit_table.units(sum(minutes))
    rounded = sum(map(table.unit_table.units, minutes)) if by_contact else borne
    units = min(rounded, borne)
    rate = rate_on(rules, is_group=facts.is_group)
    findings = (
        _rounding(minutes, units, table, base),
        _not_beyond_actual(sum(minutes), rounded, borne, facts.units_claimed, rules),
        _rate(rate, is_group=facts.is_group),
    )
    return Decision(
        subject=f"Units on {on.isoformat()}",
        outcome=str(units),
        allowed=all(finding.is_met for finding in findings),
        findings=findings,
        figures={
            "units": units,
            "units_rounded": rounded,
            "units_borne": borne,
            "minutes": sum(minutes),
            "amount": _amount(rate, units, table.unit_table),
            "rate": rate.money if rate else None,
            "is_record_kept": True,
        },
    )


def _amount(rate: Entry | None, units: int, table: UnitTable) -> Money | None:
    """Units times the rate; an hourly rate of older days is shared over an hour's units and rounded once."""
    if rate is None:
        return None
    if rate.unit == PER_HOUR:
        return (rate.money * (units * table.unit_minutes)).over(MINUTES_IN_HOUR)
    return rate.money * units


def _rounding(minutes: list[int], units: int, table: Entry, base: Entry | None) -> Finding:
    by_contact = base is not None and base.value == PER_CONTACT
    together = "each contact by itself" if by_contact else "all contacts of the day together"
    return check(
        "units.rounding",
        "Minutes to units",
        verdict=Verdict.MET if units else Verdict.WARNING,
        required=f"{table.unit_table}; {together}",
        found=f"{' + '.join(map(str, minutes)) or '0'} min = {units}",
        remedy="Nothing to bill; the contact stays on record.",
        by=(table, *((base,) if base else ())),
        note="" if base else "The payer does not say what is rounded; the day is.",
    )


def _not_beyond_actual(actual: int, rounded: int, borne: int, claimed: int | None, rules: Rules) -> Finding:
    """The veto: what a claim states may not exceed the units of the minutes that were really spent."""
    may_bill = min(rounded, borne)
    beyond = claimed is not None and claimed > may_bill
    entry = rules.find("billed_within_actual")
    return check(
        "units.not_beyond_actual",
        "Billed time within actual time",
        verdict=Verdict.NOT_MET if beyond else Verdict.WARNING if rounded > borne else Verdict.MET,
        required=f"at most {may_bill} units for {actual} min in all",
        found=f"{rounded} by the payer's rounding" if claimed is None else f"{claimed} claimed",
        remedy=f"Bill {may_bill}.",
        by=(entry,) if entry else (),
    )


def _rate(rate: Entry | None, *, is_group: bool) -> Finding:
    kind = "group rate" if is_group else "rate"
    return check(
        "units.rate",
        "Rate by service date",
        verdict=Verdict.UNKNOWN if rate is None else Verdict.MET,
        required=f"a {kind} in force on the service date",
        found=rate.shown if rate else "none known",
        remedy=f"Enter the payer's {kind}; the individual rate is never divided by heads.",
        by=(rate,) if rate else (),
    )
