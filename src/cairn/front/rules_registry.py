"""Every rule that can be asked by name: from a page, the command line or a case table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cairn.billing.domain.rates import RateFacts, decide_rate
from cairn.billing.domain.units import UnitsFacts, decide_units
from cairn.credentials.domain.applications import ApplicationFacts, decide_may_apply
from cairn.credentials.domain.continuing_education import CeFacts, decide_ce
from cairn.credentials.domain.courses import CourseFacts, decide_course_passed
from cairn.credentials.domain.fees import RenewalFeeFacts, decide_renewal_fee
from cairn.credentials.domain.renewals import RenewalFacts, decide_renewal
from cairn.credentials.domain.standing import StandingFacts, decide_standing
from cairn.departures.domain.retention import ClosedFacts, decide_closed
from cairn.kernel.decisions import Decision
from cairn.matching.domain.conflicts import ConflictFacts, FormerClientFacts, decide_conflict, decide_former_client
from cairn.privacy.domain.retention import RetentionFacts, decide_retention
from cairn.privacy.domain.signers import decide_who_signs
from cairn.privacy.domain.signing import SigningFacts
from cairn.rulebook.rules import Rules
from cairn.supervision.domain.debt import DebtFacts, decide_supervision_debt
from cairn.supervision.domain.supervisors import SupervisorFacts, decide_supervisor_eligible
from cairn.trails.domain.answers import Answers
from cairn.trails.domain.finder import decide_trail
from cairn.trails.domain.hours import HoursFacts, decide_hours


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, the kind of place whose pack answers, the shape of its facts, and the function."""

    name: str
    place_kind: str  # "state" or "payer"
    facts: type[Any]
    decide: Callable[[Any, Rules, date], Decision]
    description: str


RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("trail", "state", Answers, decide_trail,
             "Which of the four trails to a certificate is open to a person, at what cost, or why not yet."),
        Rule("trail-hours", "state", HoursFacts, decide_hours,
             "Which hours of volunteering and further training count for the fourth trail, and from which day."),
        Rule("course-passed", "state", CourseFacts, decide_course_passed,
             "Whether an enrollment passed its class, and whether its hours are enough to be licensed on."),
        Rule("may-apply", "state", ApplicationFacts, decide_may_apply,
             "Whether a candidate may apply for certification on a day, and what is missing when not."),
        Rule("standing", "state", StandingFacts, decide_standing,
             "What a certificate is on a day, from issue, renewals, discipline; whether it allows practice."),
        Rule("ce", "state", CeFacts, decide_ce,
             "Continuing education owed, earned, carried and lost, year by year."),
        Rule("renewal-fee", "state", RenewalFeeFacts, decide_renewal_fee,
             "The yearly renewal fee on a day."),
        Rule("renewal", "state", RenewalFacts, decide_renewal,
             "What the next yearly renewal needs, what it does not ask for, and from when it is late."),
        Rule("supervision-debt", "state", DebtFacts, decide_supervision_debt,
             "Supervision owed for hours worked, work left until the stop, and every gap that was too long."),
        Rule("supervisor-eligible", "state", SupervisorFacts, decide_supervisor_eligible,
             "Whether a person may supervise a peer supporter on a day."),
        Rule("units", "payer", UnitsFacts, decide_units,
             "Units and price for one client on one service date, as the payer rounds."),
        Rule("rate", "payer", RateFacts, decide_rate,
             "What the payer pays for peer support on a service date."),
        Rule("retention", "state", RetentionFacts, decide_retention,
             "Whether a record may be destroyed: the longest of all terms, and any legal hold."),
        Rule("closed-record", "state", ClosedFacts, decide_closed,
             "How long the record of somebody who left is kept: by whom it was paid, as a minor or not, under a hold."),
        Rule("who-signs", "state", SigningFacts, decide_who_signs,
             "Whose names a consent needs: the person's, a guardian's or both; by age, ground and place."),
        Rule("conflict", "state", ConflictFacts, decide_conflict,
             "Whether a tie between a peer supporter and a person stands before service, and which rule may apply."),
        Rule("former-client", "state", FormerClientFacts, decide_former_client,
             "Whether the clock after the end of professional services still runs."),
    )
}  # fmt: skip
