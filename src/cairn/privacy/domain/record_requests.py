"""What somebody asks of their own record, on paper or aloud: until when it is answered, and whether the term may be longer. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cairn.kernel.citations import Citation
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import in_words

WORDS_LENGTH, NAME_LENGTH, BECAUSE_LENGTH = 300, 120, 600
SUBJECT = "The term may be made longer"


class Asked(StrEnum):
    """What they ask for."""

    ACCESS = "access"
    ACCOUNTING = "accounting"
    INTERMEDIARY = "intermediary"

    @property
    def label(self) -> str:
        return {
            "access": "To see the record, or have a copy",
            "accounting": "The list of what was sent",
            "intermediary": "The list of an exchange that passes it on",
        }[self.value]


class Way(StrEnum):
    """How they asked."""

    PAPER = "paper"
    MOUTH = "mouth"
    PHONE = "phone"
    MAIL = "mail"

    @property
    def label(self) -> str:
        return {"paper": "On paper", "mouth": "By word of mouth", "phone": "By phone", "mail": "By mail or email"}[
            self.value
        ]


class Answer(StrEnum):
    """What came of it."""

    GIVEN = "given"
    PART = "part"
    DENIED = "denied"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> str:
        return {
            "given": "They have it",
            "part": "They have a part of it",
            "denied": "It was denied",
            "taken_back": "They asked for it no more",
        }[self.value]

    @property
    def needs_reason(self) -> bool:
        return self in (Answer.PART, Answer.DENIED)


@dataclass(frozen=True, slots=True)
class Term:
    """What a rule gives: days, and by how many it may be made longer how often."""

    days: int
    more_days: int
    times: int
    citation: Citation

    def first_due(self, asked_on: date) -> date:
        return asked_on + timedelta(days=self.days)

    def last_due(self, first_due: date) -> date:
        return first_due + timedelta(days=self.more_days)


def decide_extension(*, first_due: date, extended_on: date | None, is_answered: bool, on: date, term: Term) -> Decision:
    """Once, inside the first term, and only while nothing was answered. The reason is asked by the command."""
    sources = (term.citation,)

    def finding(code: str, title: str, required: str, found: str, remedy: str, *, is_met: bool) -> Finding:
        verdict = Verdict.MET if is_met else Verdict.NOT_MET
        return Finding(f"record_request.{code}", verdict, title, required, found, "" if is_met else remedy, sources)

    return Decision.all_of(
        SUBJECT,
        [
            finding(
                "open", "Still open", "No answer yet", "Answered" if is_answered else "No answer yet",
                "Nothing is to be done.", is_met=not is_answered,
            ),
            finding(
                "once", "How often", f"{term.times} time{'s'[: term.times != 1]}",
                f"Made longer on {in_words(extended_on)}" if extended_on else "Not yet",
                "Answer now.", is_met=term.times > (extended_on is not None),
            ),
            finding(
                "in_time", "Inside the first term", f"By {in_words(first_due)}", in_words(on),
                "It is too late for more time. Answer now.", is_met=on <= first_due,
            ),
        ],
    )  # fmt: skip


def check_request(asked: Asked, words: str, asked_of: str, asked_on: date | None, today: date) -> date:
    """The day of asking. Raises BadInput naming each field."""
    problems = {}
    if asked_on is None:
        problems["asked_on"] = "Say on which day they asked: the term counts from there."
    elif asked_on > today:
        problems["asked_on"] = "This day is still to come."
    if len(words) > WORDS_LENGTH:
        problems["words"] = f"Use at most {WORDS_LENGTH} characters; now it is {len(words)}."
    if asked is Asked.INTERMEDIARY and not asked_of:
        problems["asked_of"] = "Write the name of the exchange, as their permission names it."
    elif len(asked_of) > NAME_LENGTH:
        problems["asked_of"] = f"Use at most {NAME_LENGTH} characters; now it is {len(asked_of)}."
    if problems or asked_on is None:
        raise BadInput(problems)
    return asked_on


def check_answer(answer: Answer, because: str, answered_on: date | None, asked_on: date, today: date) -> date:
    """The day of the answer. Raises BadInput naming each field."""
    problems = {}
    if answered_on is None:
        problems["answered_on"] = "Say on which day they were answered."
    elif not asked_on <= answered_on <= today:
        problems["answered_on"] = f"Give a day from {in_words(asked_on)} until today."
    problems |= check_because(
        because, "Say why, in the words that they were given in writing." if answer.needs_reason else ""
    )
    if problems or answered_on is None:
        raise BadInput(problems)
    return answered_on


def check_because(because: str, ask: str) -> dict[str, str]:
    """The problem with a reason, by its field; with `ask` there has to be one."""
    if ask and not because:
        return {"because": ask}
    if len(because) > BECAUSE_LENGTH:
        return {"because": f"Use at most {BECAUSE_LENGTH} characters; now it is {len(because)}."}
    return {}
