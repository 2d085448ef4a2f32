"""The form of the page that puts one person under every place's rules: its questions, what was typed as facts, and facts as typed.

Nothing of it is kept. An empty field is "not said". What cannot be read is said at the field, in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

from cairn.kernel.instants import months_after
from cairn.trails.domain.person import ETHICS, MONTHS_IN_YEAR, Learned, Person
from cairn.trails.domain.subjects import subject_words

HOURS, COUNT, DAY, YES = "hours", "count", "day", "yes"
MOST_HOURS, MOST_COUNT = 100_000, 2_000
SUICIDE = "suicide_prevention"
SUBJECT = "training_in_"


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    label: str
    kind: str
    hint: str = ""


APPLY = (
    Question("age", "Age in years", COUNT),
    Question("schooling", "High school diploma, or its equivalent?", YES),
    Question("lived_experience", "Lived experience that you can attest to?", YES, "Diagnosis, treatment and recovery."),
    Question("recovery_since", "In recovery since", DAY),
    Question("stay_hours", "Longest hospital stay since, in hours", HOURS, "For mental health or substance use. 0 for none."),
    Question("jail_hours", "Time in jail or prison in that time, in hours", HOURS, "0 for none."),
    Question("references", "References that you can name", COUNT),
    Question("work_months", "Months of work in the field", COUNT),
    Question("credits", "College credits", COUNT),
    Question("fingerprints_on", "Day of your fingerprint results", DAY),
)  # fmt: skip
TRAIN = (
    Question("training_hours", "Hours of peer support training", HOURS, "As the certificate says them."),
    Question("training_ended_on", "Last day of that training", DAY),
    Question("further_hours", "Hours of further training", HOURS),
    Question("exam_passed", "Exam passed?", YES),
    Question("exam_correct", "Right answers in it", COUNT),
    Question("exam_items", "Questions in it", COUNT),
)
PRACTICE = (
    Question("practice_hours", "Hours of supervised work", HOURS, "A place may count only some of them."),
    Question("practice_months", "Months of full-time work as a peer supporter", COUNT),
    Question("supervised_hours", "Hours of supervision in it", HOURS),
)
LEARN = (
    Question("ce_year", "Hours of continuing education in the last 12 months", HOURS),
    Question("ce_before", "And in the 12 months before", HOURS),
    Question("ce_ethics", "Of both, hours on ethics", HOURS),
    Question("ce_suicide", "Of both, hours on suicide prevention", HOURS),
)
GROUPS = (("To apply", APPLY), ("Training and exam", TRAIN), ("Practice", PRACTICE), ("Continuing education", LEARN))


def subject_questions(subjects: tuple[str, ...]) -> tuple[Question, ...]:
    """Subjects of training that one place or another asks hours of."""
    return tuple(Question(f"{SUBJECT}{name}", f"Hours on {subject_words(name)}", HOURS) for name in subjects)


def read_person(typed: Mapping[str, str], questions: tuple[Question, ...], on: date) -> tuple[Person, dict[str, str]]:
    """The facts as typed, and what could not be read, by field."""
    found: dict[str, object] = {}
    problems: dict[str, str] = {}
    for question in questions:
        text = typed.get(question.name, "").strip()
        if text:
            try:
                found[question.name] = READERS[question.kind](text, on)
            except ValueError as bad:
                problems[question.name] = str(bad)
    problems |= _contradictions(found)
    return (Person() if problems else _person(found, on)), problems


def typed_of(person: Person, on: date) -> dict[str, str]:
    """A person's facts as the form would hold them."""
    year, before = _learned(person, on, 0), _learned(person, on, MONTHS_IN_YEAR)
    share = person.exam_share
    found: dict[str, object] = {
        "training_hours": _hours(person.training_minutes),
        "training_ended_on": person.training_ended_on,
        "further_hours": _hours(person.further_minutes),
        "exam_passed": {True: "yes", False: "no"}.get(person.exam_passed) if person.exam_passed is not None else None,
        "exam_correct": share and share.numerator,
        "exam_items": share and share.denominator,
        "practice_hours": _hours(person.practice_minutes),
        "supervised_hours": _hours(person.supervised_minutes),
        "fingerprints_on": person.fingerprints_on,
    }
    if person.learned is not None:
        both = (*year, *before)
        found |= {
            "ce_year": _sum(year),
            "ce_before": _sum(before),
            "ce_ethics": _sum(both, ETHICS),
            "ce_suicide": _sum(both, SUICIDE),
        }
    return {name: str(value) for name, value in found.items() if value is not None}


def _person(found: Mapping[str, object], on: date) -> Person:
    correct, items = found.get("exam_correct"), found.get("exam_items")
    plain = {name: found.get(name) for name in ("age", "schooling", "lived_experience", "recovery_since", "references",
             "work_months", "credits", "training_ended_on", "exam_passed", "practice_months", "fingerprints_on")}  # fmt: skip
    return Person(
        **plain,  # type: ignore[arg-type]
        longest_stay_minutes=found.get("stay_hours"),  # type: ignore[arg-type]
        jail_minutes=found.get("jail_hours"),  # type: ignore[arg-type]
        training_minutes=found.get("training_hours"),  # type: ignore[arg-type]
        further_minutes=found.get("further_hours"),  # type: ignore[arg-type]
        practice_minutes=found.get("practice_hours"),  # type: ignore[arg-type]
        supervised_minutes=found.get("supervised_hours"),  # type: ignore[arg-type]
        training_in={name.removeprefix(SUBJECT): value for name, value in found.items() if name.startswith(SUBJECT)},  # type: ignore[misc]
        exam_share=Fraction(correct, items) if isinstance(correct, int) and isinstance(items, int) else None,
        learned=_as_learned(found, on),
    )


def _as_learned(found: Mapping[str, object], on: date) -> tuple[Learned, ...] | None:
    """Two sums as entries: what is on a subject first, the rest on anything."""
    if not any(question.name in found for question in LEARN):
        return None
    left = {
        "": _whole(found, "ce_year") + _whole(found, "ce_before"),
        ETHICS: _whole(found, "ce_ethics"),
        SUICIDE: _whole(found, "ce_suicide"),
    }
    left[""] -= left[ETHICS] + left[SUICIDE]
    entries = []
    for day, room in ((on, _whole(found, "ce_year")), (months_after(on, -MONTHS_IN_YEAR), _whole(found, "ce_before"))):
        for subject in (ETHICS, SUICIDE, ""):
            taken = min(room, left[subject])
            room, left[subject] = room - taken, left[subject] - taken
            entries.append(Learned(day, taken, subject))
    return tuple(entry for entry in entries if entry.minutes)


def _contradictions(found: Mapping[str, object]) -> dict[str, str]:
    problems = {}
    if _whole(found, "ce_ethics") + _whole(found, "ce_suicide") > _whole(found, "ce_year") + _whole(found, "ce_before"):
        problems["ce_ethics"] = "These are parts of the hours above and cannot be more than they are."
    if ("exam_correct" in found) != ("exam_items" in found):
        problems["exam_items"] = "Give both: right answers, and questions."
    elif _whole(found, "exam_correct") > _whole(found, "exam_items"):
        problems["exam_correct"] = "More right answers than questions."
    elif "exam_items" in found and not found["exam_items"]:
        problems["exam_items"] = "An exam has at least one question."
    return problems


def _read_hours(text: str, on: date) -> int:
    try:
        minutes = Decimal(text.replace(",", ".") if text.isascii() else "?") * 60
    except InvalidOperation:
        minutes = Decimal(-1)
    if not (minutes.is_finite() and 0 <= minutes <= MOST_HOURS * 60):
        raise ValueError("Give hours as a number, such as 40 or 19.5.")
    return int(minutes.to_integral_value(ROUND_HALF_UP))


def _read_count(text: str, on: date) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 4 or int(text) > MOST_COUNT:
        raise ValueError("Give a whole number, such as 12.")
    return int(text)


def _read_day(text: str, on: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("Give a day, such as 2024-06-30.") from None
    if day > on or day.year < 1900:
        raise ValueError("Give a day that is not in the future.")
    return day


def _read_yes(text: str, on: date) -> bool:
    if text not in ("yes", "no"):
        raise ValueError("Choose yes or no.")
    return text == "yes"


READERS = {HOURS: _read_hours, COUNT: _read_count, DAY: _read_day, YES: _read_yes}


def _whole(found: Mapping[str, object], name: str) -> int:
    value = found.get(name, 0)
    return value if isinstance(value, int) else 0


def _learned(person: Person, on: date, months_ago: int) -> tuple[Learned, ...]:
    last, first = months_after(on, -months_ago), months_after(on, -months_ago - MONTHS_IN_YEAR)
    return tuple(each for each in person.learned or () if first < each.on <= last)


def _sum(entries: tuple[Learned, ...], subject: str = "") -> str:
    return str(_hours(sum(each.minutes for each in entries if not subject or each.subject == subject)))


def _hours(minutes: int | None) -> str | None:
    """Hours with as many places as keep every minute: 19.5, and 0.35 for 21 minutes."""
    if minutes is None:
        return None
    return f"{Decimal(minutes) / 60:.4f}".rstrip("0").rstrip(".")
