"""A step as it stands, explained: what it needs, what was found, who says so; and what the way costs so far and still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from cairn.journeys.steps import Party, Step
from cairn.journeys.walking import Stand, StepState
from cairn.kernel.decisions import Decision, Verdict
from cairn.kernel.money import ZERO, Money
from cairn.rulebook.checks import check
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules

STATE_WORDS = {
    StepState.DONE: "Done",
    StepState.READY: "Next",
    StepState.UNDER_WAY: "Under way",
    StepState.WAITS: "Later",
    StepState.NOT_POSSIBLE: "Not possible yet",
    StepState.NOT_NEEDED: "Not needed any more",
}
VERDICTS = {StepState.DONE: Verdict.MET, StepState.NOT_NEEDED: Verdict.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class StepFee:
    """One fee on the way. `paid_on` is the day of the step that it belongs to; None while it is to come."""

    step: Step
    amount: Money
    payee: str
    paid_on: date | None


def who_words(party: Party) -> str:
    """Who acts, said to the candidate."""
    return "you" if party is Party.PERSON else party.label


def decide_step(stand: Stand, rules: Rules) -> Decision:
    """Why a step stands as it does, with the rules of the day behind it and the source of the step itself."""
    step = stand.step
    verdict = VERDICTS.get(stand.state, Verdict.WARNING if step.optional else Verdict.NOT_MET)
    words = STATE_WORDS[stand.state]
    finding = check(
        f"step.{step.key}",
        step.title,
        verdict=verdict,
        required=step.text or step.title,
        found=" ".join(part for part in (f"{words}.", stand.reason) if part),
        remedy=f"Now it is on {who_words(step.who)}." if stand.state is not StepState.WAITS else "",
        by=entries_of(step, rules),
    )
    finding = replace(finding, citations=(*finding.citations, step.citation))
    return Decision(step.title, words.lower(), finding.is_met, (finding,))


def entries_of(step: Step, rules: Rules) -> tuple[Entry, ...]:
    """The rules behind a step that are in force on the day; what a pack does not have is left out."""
    named = (name.partition("/") for name in step.rules)
    found = (rules.find(key, context=context or None) for key, _, context in named)
    return tuple(entry for entry in found if entry is not None)


def step_fees(stands: Iterable[Stand], rules: Rules) -> Iterator[StepFee]:
    """Each fee by the step that it belongs to: what is done at the rates of its day, what is to come at those of `rules`.

    A step that nobody waits for any more costs nothing more.
    """
    for stand in stands:
        paid_on = stand.since if stand.state is StepState.DONE else None
        then = rules.rulebook.on(paid_on, rules.place) if paid_on else rules
        entry = then.find(stand.step.fee) if stand.step.fee else None
        if entry is None or stand.state is StepState.NOT_NEEDED:
            continue
        payee = then.find(f"{stand.step.fee}.payee")
        yield StepFee(stand.step, entry.money, str(payee.value) if payee else "the training body", paid_on)


def total(fees: Iterable[StepFee], *, paid: bool) -> Money:
    return sum((fee.amount for fee in fees if (fee.paid_on is not None) is paid), ZERO)
