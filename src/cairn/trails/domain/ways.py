"""The four trails for one person: whether each is open and why, what it costs, and the hours that it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cairn.credentials.domain.applications import Trail
from cairn.credentials.domain.fees import FeeDue, application_fees
from cairn.kernel.decisions import Finding, Verdict
from cairn.kernel.durations import in_hours
from cairn.kernel.money import ZERO, Money
from cairn.rulebook.checks import check
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules
from cairn.trails.domain.answers import Answers, Job, License, Said, Volunteered


@dataclass(frozen=True, slots=True)
class Way:
    """One trail for this person: whether it is open and why, what it costs, and the hours that it takes."""

    trail: Trail
    finding: Finding
    costs: tuple[FeeDue, ...]
    effort: tuple[tuple[str, int], ...]  # (what, minutes)

    @property
    def is_open(self) -> bool:
        return self.finding.is_met

    @property
    def cost(self) -> Money:
        return sum((fee.amount for fee in self.costs), ZERO)

    @property
    def minutes(self) -> int:
        return sum(minutes for _, minutes in self.effort)


def way_of(trail: Trail, answers: Answers, rules: Rules) -> Way:
    """One trail, as these answers and the rules of the day leave it."""
    finding = {
        Trail.EMPLOYMENT: _employment,
        Trail.SELF_PAY: _self_pay,
        Trail.OTHER_STATE: _other_state,
        Trail.VOLUNTEER: _volunteer,
    }[trail](answers, rules)
    return Way(trail, finding, tuple(_costs(trail, rules)), tuple(_effort(trail, answers, rules)))


def _employment(answers: Answers, rules: Rules) -> Finding:
    entry, letter = rules.entry("trail.entry", context=Trail.EMPLOYMENT.value), rules.entry("trail.offer_letter")
    return check(
        "finder.employment",
        "With a job or an offer",
        verdict=answers.job is Job.COMPLETE,
        required=f"{'; '.join(entry.items)}, in a letter that shows {', '.join(letter.items)}",
        found=_job_words(answers.job),
        remedy=_job_remedy(answers.job, letter),
        by=(entry, letter),
    )


def _job_words(job: Job | None) -> str:
    words = {Job.COMPLETE: "a job or an offer, in such a letter", Job.INCOMPLETE: "an offer, not yet in such a letter"}
    return words.get(job, "no job or offer") if job else "not said"


def _job_remedy(job: Job | None, letter: Entry) -> str:
    if job is Job.INCOMPLETE:
        return f"Ask the employer for a letter with {', '.join(letter.items)}."
    return "Opens with an offer of a job in peer support."


def _self_pay(answers: Answers, rules: Rules) -> Finding:
    entry, fee = rules.entry("trail.entry", context=Trail.SELF_PAY.value), rules.entry("ps101.fee")
    elsewhere = answers.other_license is License.CURRENT
    verdict = Verdict.MET if answers.can_pay is Said.YES else Verdict.NOT_MET
    note = "The guide offers this trail to people without a license of another state; ask the training body first."
    return check(
        "finder.self_pay",
        "Paying for the class",
        verdict=Verdict.WARNING if verdict is Verdict.MET and elsewhere else verdict,
        required=f"{fee.money} for the class",
        found="can be paid" if answers.can_pay is Said.YES else "cannot be paid now" if answers.can_pay else "not said",
        remedy="Opens when somebody can pay: ask an employer to be, a tribe, a vocational program.",
        by=(entry, fee),
        note=note if elsewhere else "",
    )


def _other_state(answers: Answers, rules: Rules) -> Finding:
    entry, proof = rules.entry("trail.entry", context=Trail.OTHER_STATE.value), rules.entry("trail.other_state_proof")
    letter = rules.entry("trail.offer_letter")
    has_license = answers.other_license is License.CURRENT
    held = {
        License.CURRENT: "a current license",
        License.ENDED: "a license that ended",
        License.NONE: "no other license",
    }
    license_words = held[answers.other_license] if answers.other_license else "license not said"
    remedy = (
        _job_remedy(answers.job, letter) if has_license else "Opens with a license of another state that is current."
    )
    return check(
        "finder.other_state",
        "With a license of another state",
        verdict=has_license and answers.job is Job.COMPLETE,
        required=f"{'; '.join(entry.items)}. The license is {' or comes as '.join(proof.items)}",
        found=f"{license_words}; {_job_words(answers.job)}",
        remedy=remedy,
        by=(entry, proof, letter, rules.entry("reciprocity")),
    )


def _volunteer(answers: Answers, rules: Rules) -> Finding:
    hours, training = rules.entry("trail4.volunteer_hours"), rules.entry("trail4.extra_training")
    said = {
        Volunteered.DONE: "both done",
        Volunteered.HOURS: "the volunteering done, the training to come",
        Volunteered.WILLING: "ready to do it",
        Volunteered.NO: "not wished",
    }
    return check(
        "finder.volunteer",
        "Volunteering and training",
        verdict=answers.volunteered in (Volunteered.DONE, Volunteered.HOURS, Volunteered.WILLING),
        required=f"{in_hours(hours.minutes)} of volunteering, then {in_hours(training.minutes)} or more of further training",
        found=said[answers.volunteered] if answers.volunteered else "not said",
        remedy="Open to everybody who wishes to volunteer.",
        by=(rules.entry("trail.entry", context=Trail.VOLUNTEER.value), hours, training),
    )


def _costs(trail: Trail, rules: Rules) -> Iterator[FeeDue]:
    """Every fee that the sources name, by payee."""
    if trail is Trail.SELF_PAY:
        yield FeeDue("ps101.fee", "The class", "the training body", rules.money("ps101.fee"))
    yield from application_fees(rules)


def _effort(trail: Trail, answers: Answers, rules: Rules) -> Iterator[tuple[str, int]]:
    if trail is Trail.VOLUNTEER and answers.volunteered not in (Volunteered.DONE, Volunteered.HOURS):
        yield "Volunteering", rules.minutes("trail4.volunteer_hours")
    if trail is Trail.VOLUNTEER and answers.volunteered is not Volunteered.DONE:
        yield "Further training, at least", rules.minutes("trail4.extra_training")
    yield "The class", rules.minutes("ps101.hours")
