"""What each step of coming in asks. Everything can be left out: only a name is needed, and only at the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.intake.domain.arrivals import NAME_LENGTH
from cairn.kernel.instants import in_words


class Step(StrEnum):
    """The steps that keep answers. Their order, titles and sources stand in the pack."""

    WHO = "who"
    MATTERS = "matters"
    EXPLAINED = "explained"
    FEE = "fee"
    REACH = "reach"
    IDENTITY = "identity"


class Kind(StrEnum):
    """How an answer is given."""

    LINE = "line"
    TEXT = "text"
    PHONE = "phone"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `length` bounds a text; `options` are the codes and words of a choice."""

    code: str
    label: str
    kind: Kind = Kind.LINE
    length: int = NAME_LENGTH
    hint: str = ""
    why: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def told(self, answer: str) -> str:
        """A kept answer in words."""
        return in_words(date.fromisoformat(answer)) if self.kind is Kind.DAY else dict(self.options).get(answer, answer)


PHONE_LENGTH, GOAL_LENGTH, WORDS_LENGTH = 30, 300, 600
NOT_YET = "not_yet"

QUESTIONS: dict[Step, tuple[Question, ...]] = {
    Step.WHO: (
        Question("called", "What they like to be called", hint="A first name is enough"),
        Question("given", "First name on their papers", why="So that a payer can find them, and nobody is on record twice."),
        Question("family", "Last name on their papers"),
        Question("birth_date", "Birth date", Kind.DAY, why="It tells two of one name apart. Rules protect who is under age."),
    ),
    Step.MATTERS: (
        Question("brings", "What brings them here", Kind.TEXT, WORDS_LENGTH, hint="In their words, as much as they want to say"),
        Question("goal", "What matters most to them now", Kind.TEXT, GOAL_LENGTH, hint="It will stand at the top of their page"),
    ),
    Step.EXPLAINED: (
        Question("heard", "Was it explained?", Kind.CHOICE, options=(
            ("clear", "Yes, and they say it is clear"),
            ("with_questions", "Yes, and questions are left"),
            (NOT_YET, "Not yet"),
        )),
    ),
    Step.FEE: (
        Question("agreed", "Do they agree, in writing?", Kind.CHOICE, options=(
            ("signed", "They signed the exact words themselves"),
            ("screen", "They said yes by word of mouth: weaker, for they signed nothing"),
            ("paper", "They signed it on paper"),
            (NOT_YET, "Not yet"),
        )),
    ),
    Step.REACH: (
        Question("language", "Language they want to speak with us", Kind.CHOICE, options=(
            ("en", "English"), ("es", "Spanish"), ("ase", "American Sign Language"), ("other", "Another one"),
        )),
        Question("language_words", "If another: which one"),
        Question("phone", "Phone", Kind.PHONE, PHONE_LENGTH, why="Only so that you can reach them. It is not shared."),
        Question("another", "Another way to reach them", hint="E-mail, the phone of a friend, where they can be found"),
        Question("way", "Best way to reach them", Kind.CHOICE, options=(
            ("call", "Call"), ("text", "Text message"), ("mail", "Letter"), ("in_person", "Only in person"),
        )),
        Question("message", "If somebody else answers, or it is a machine", Kind.CHOICE,
            hint="Nobody finds out from a message that a person comes here, unless they want it so",
            options=(
                ("nothing", "Leave no message"),
                ("first_name", "My first name and a number, nothing else"),
                ("say_who", "I may say where I call from"),
            )),
        Question("times", "When not to call", hint="For example: not while somebody else is home"),
        Question("emergency_name", "Whom to call in an emergency"),
        Question("emergency_phone", "Their phone", Kind.PHONE, PHONE_LENGTH),
        Question("emergency_kin", "Who they are to them", hint="Sister, friend, landlord"),
        Question("emergency_knows", "Do they know that the person comes here?", Kind.CHOICE, options=(
            ("yes", "Yes, we may say who we are"), ("no", "No: say only that it is an emergency"),
        )),
    ),
    Step.IDENTITY: (
        Question("looked_at", "What did you look at?", Kind.CHOICE,
            hint="Look, and give it back. No copy and no number is kept",
            options=(
                ("state_id", "State ID or driver’s license"),
                ("tribal_id", "Tribal ID"),
                ("passport", "Passport or federal ID"),
                ("birth_certificate", "Birth certificate"),
                ("insurance_card", "Insurance or Medicaid card"),
                ("letter", "Letter of a shelter, court or agency"),
                ("known", "Somebody at work here knows them"),
                (NOT_YET, "Nothing yet"),
            )),
        Question("looked_on", "On which day", Kind.DAY),
    ),
}  # fmt: skip
LATER = (Step.EXPLAINED, Step.FEE, Step.REACH, Step.IDENTITY)  # may also be told after somebody was taken in
SHOWN = "shown"  # where a step keeps what was read to the person, word by word


def phones_of(step: Step) -> tuple[str, ...]:
    """The questions of a step that ask for a phone."""
    return tuple(question.code for question in QUESTIONS[step] if question.kind is Kind.PHONE)
