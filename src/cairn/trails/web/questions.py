"""The finder's questions in words, with the numbers of the place's rules in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cairn.kernel.durations import in_hours
from cairn.rulebook.rules import Rules
from cairn.trails.domain.answers import Answers, Job, License, Said, Volunteered

YES_NO = ((Said.YES.value, "Yes"), (Said.NO.value, "No"))
PERSONAL = ("two_years", "long_stay", "jailed", "convicted")
KINDS = {"job": Job, "other_license": License, "volunteered": Volunteered, "can_pay": Said} | dict.fromkeys(
    PERSONAL, Said
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the page; `personal` ones say why they are asked and stand apart."""

    name: str
    legend: str
    options: tuple[tuple[str, ...], ...]
    hint: str = ""

    @property
    def personal(self) -> bool:
        return self.name in PERSONAL


def questions(rules: Rules) -> tuple[Question, ...]:
    letter = ", ".join(rules.items("trail.offer_letter"))
    hours = in_hours(rules.minutes("trail4.volunteer_hours"))
    training = in_hours(rules.minutes("trail4.extra_training"))
    window, lookback = f"{rules.years('recovery.window')} years", f"{rules.years('ethics.dui_lookback')} years"
    stay = in_hours(rules.minutes("recovery.max_inpatient"))
    return (
        Question("job", "Do you have a job in peer support, or an offer of one?", (
            (Job.COMPLETE.value, "Yes, in a letter", f"with {letter}"),
            (Job.INCOMPLETE.value, "Promised", "no such letter yet"),
            (Job.NONE.value, "No"))),
        Question("other_license", "Do you hold a peer support license of another state?", (
            (License.CURRENT.value, "Yes, it is current"), (License.ENDED.value, "It has ended"), (License.NONE.value, "No"))),
        Question("volunteered", f"Have you volunteered in recovery work? {hours} and then {training} of further training open a trail.", (
            (Volunteered.DONE.value, "Both done"), (Volunteered.HOURS.value, "The hours, not the training"),
            (Volunteered.WILLING.value, "Not that much, but I would"), (Volunteered.NO.value, "No, and I would not"))),
        Question("can_pay", f"Can the class be paid for? It costs {rules.money('ps101.fee')}.", YES_NO,
                 "By you or by somebody for you."),
        Question("two_years", f"Have you been in recovery for {window} or longer?", YES_NO),
        Question("long_stay",
                 f"In the last {window}, were you in a hospital for longer than {stay} at once, for mental health or substance use?",
                 YES_NO, f"{stay} or less does not count, nor do stays for other reasons."),
        Question("jailed", f"In the last {window}, were you in jail or prison, for however short a time?", YES_NO),
        Question("convicted", f"In the last {lookback}, were you convicted of driving under the influence or of drug possession?", YES_NO,
                 "Older convictions do not stand in the way by themselves."),
    )  # fmt: skip


def read_answers(sent: Mapping[str, str]) -> Answers:
    """What was chosen; anything else counts as skipped."""
    said = {name: kind(sent[name]) for name, kind in KINDS.items() if sent.get(name) in list(kind)}
    return Answers(**said)  # type: ignore[arg-type]
