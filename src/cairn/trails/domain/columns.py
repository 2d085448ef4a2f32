"""The requirements against which one person is held in every place: which entries of the packs say them, and how each is weighed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules
from cairn.trails.domain.person import (
    ETHICS,
    MONTHS_IN_YEAR,
    Person,
    Weighed,
    count_weighed,
    learned_in,
    minutes_at_most,
    minutes_weighed,
    months_weighed,
    said,
    share_weighed,
    still_fresh,
    time_full,
)

Weigh = Callable[[Person, Entry, Rules, date], Weighed | None]
EACH = "/*"
SUICIDE = "suicide_prevention"


@dataclass(frozen=True, slots=True)
class Ask:
    """One line of a requirement. `keys`: the first that the place has speaks; `instead`: another way to the same line."""

    title: str
    keys: tuple[str, ...]
    weigh: Weigh
    asked: str = ""  # words where the value alone would say too little
    instead: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    asks: tuple[Ask, ...]


def _ce(person: Person, entry: Entry, rules: Rules, on: date) -> Weighed | None:
    """Hours of a year, or of the place's own term."""
    term = MONTHS_IN_YEAR if entry.unit.endswith("/year") else rules.find("renewal.every")
    return None if term is None else learned_in(person, entry, term, on)


def _ce_subject(person: Person, entry: Entry, rules: Rules, on: date) -> Weighed | None:
    """Only ethics is kept apart in people's own records; of other subjects nobody said anything."""
    term = rules.find("renewal.every")
    if term is None or ETHICS not in entry.context.split("_"):
        return None
    return learned_in(person, entry, term, on, ETHICS)


def _ce_suicide(person: Person, entry: Entry, rules: Rules, on: date) -> Weighed | None:
    term = rules.find("ce.suicide_prevention_years") or rules.find("ce.topic_every", context=SUICIDE)
    return None if term is None else learned_in(person, entry, term, on, SUICIDE)


def _training_in(person: Person, entry: Entry, rules: Rules, on: date) -> Weighed | None:
    return minutes_weighed(person.training_in.get(entry.context), entry)


_CREDITS = Ask(
    "College credits", ("applicant.credits",), lambda person, entry, *_: count_weighed(person.credits, entry)
)
_YEARS = Ask(
    "Years of experience",
    ("training.or_experience",),
    lambda person, entry, *_: months_weighed(person.work_months, entry),
)
_RECOVERY_COURSE = Ask("Course on recovery", ("training.hours/recovery",), _training_in)

COLUMNS = (
    Column("Age and schooling", (
        Ask("Age", ("applicant.age_min",), lambda person, entry, *_: months_weighed(
            None if person.age is None else person.age * MONTHS_IN_YEAR, entry)),
        Ask("Schooling", ("applicant.education", "education.minimum"), lambda person, entry, *_: said("to show", value=person.schooling)),
    )),
    Column("Lived experience", (
        Ask("Lived experience", ("app.attestations",), lambda person, entry, *_: said("to attest", value=person.lived_experience)),
    )),
    Column("Recovery", (
        Ask("Recovery", ("recovery.window",), lambda person, entry, _, on: time_full(person.recovery_since, entry, on)),
        Ask("Longest hospital stay in it", ("recovery.max_inpatient",),
            lambda person, entry, *_: minutes_at_most(person.longest_stay_minutes, entry), asked="at most {}"),
        Ask("Jail in it", ("recovery.max_incarceration",),
            lambda person, entry, *_: minutes_at_most(person.jail_minutes, entry), asked="at most {}"),
    )),
    Column("References and work", (
        Ask("References", ("applicant.references",), lambda person, entry, *_: count_weighed(person.references, entry)),
        Ask("Work before", ("applicant.work",), lambda person, entry, *_: months_weighed(person.work_months, entry), instead=(_CREDITS,)),
    )),
    Column("Training", (
        Ask("Training", ("training.hours",), lambda person, entry, *_: minutes_weighed(person.training_minutes, entry), instead=(_YEARS,)),
        Ask("Core course", ("training.hours/core",), _training_in),
        Ask("Course on mental health", ("training.hours/mental_health",), _training_in, instead=(_RECOVERY_COURSE,)),
        Ask("Further training", ("training.extra_hours",), lambda person, entry, *_: minutes_weighed(person.further_minutes, entry)),
        Ask("Training in {}", ("training.minimum/*",), _training_in),
        Ask("Age of the training", ("training.max_age",), lambda person, entry, _, on: still_fresh(person.training_ended_on, entry, on)),
    )),
    Column("Exam", (
        Ask("Exam", ("exam.required", "exam.items", "exam.parts"),
            lambda person, entry, *_: said("to pass", value=person.exam_passed), asked="an exam, passed"),
        Ask("Mark", ("exam.pass_mark", "ps101.pass_mark"), lambda person, entry, *_: share_weighed(person.exam_share, entry)),
    )),
    Column("Supervised work", (
        Ask("Supervised work", ("experience.hours",), lambda person, entry, *_: minutes_weighed(person.practice_minutes, entry)),
        Ask("Full-time work", ("experience.months",), lambda person, entry, *_: months_weighed(person.practice_months, entry)),
        Ask("Supervision of it", ("supervision.hours",), lambda person, entry, *_: minutes_weighed(person.supervised_minutes, entry)),
    )),
    Column("Background check", (
        Ask("Background check", ("app.fingerprint_validity",),
            lambda person, entry, _, on: still_fresh(person.fingerprints_on, entry, on), asked="not older than {}"),
    )),
    Column("Continuing education", (
        Ask("Continuing education", ("ce.annual", "ce.period_hours"), _ce),
        Ask("On {}", ("ce.minimum/*",), _ce_subject),
        Ask("Suicide prevention", ("ce.suicide_prevention", "ce.topic/suicide_prevention"), _ce_suicide),
    )),
)  # fmt: skip
