"""Somebody asks for a peer supporter by themselves, without an account: what they say, and what cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant
from cairn.support.domain.phones import phone_digits

CALLED_LENGTH, PHONE_LENGTH, ANOTHER_LENGTH, TIMES_LENGTH, WORDS_LENGTH = 80, 30, 80, 80, 600
MOST_FROM_ONE = (
    8  # an hour, from one network at one door: a shelter or a library shares one; a machine that writes has few
)
MOST_WAITING = 200  # at one door: beyond it nobody can be answered, and people are told to call
NEARLY_FULL = 150  # from here on those who answer are told
QUICKEST = timedelta(seconds=3)  # nobody reads the page and writes a name in less
LONGEST_OPEN = timedelta(hours=12)  # a form that was given out before is shown again, with what was typed
PUT_BACK_WITHIN = timedelta(days=7)  # what was thrown away as junk can be put back so long


class Outcome(StrEnum):
    """How an asking was settled."""

    TAKEN_UP = "taken_up"
    LET_GO = "let_go"
    JUNK = "junk"


class Message(StrEnum):
    """What may be said where somebody else answers. The codes are those of the step that keeps it."""

    NOTHING = "nothing"
    FIRST_NAME = "first_name"
    SAY_WHO = "say_who"


class Language(StrEnum):
    """In which language they asked."""

    ENGLISH = "en"
    SPANISH = "es"

    @property
    def other(self) -> Language:
        return Language.SPANISH if self is Language.ENGLISH else Language.ENGLISH


@dataclass(frozen=True, slots=True)
class AskingDraft:
    """What they wrote. A first name and one way to reach them; the rest may stay empty."""

    called: str
    phone: str = ""
    another: str = ""
    message: Message = Message.NOTHING
    times: str = ""
    brings: str = ""
    language: Language = Language.ENGLISH


def ask_again(given_out: Instant, now: Instant, *, trap_filled: bool) -> str:
    """Why the form is shown once more instead of kept: the key of a sentence (`asking_words`), empty for a form as people send it.

    It is asked, never decided: whoever is taken for a machine reads so, and presses the button again.
    """
    if trap_filled:
        return "by_machine"
    if now - given_out < QUICKEST:
        return "too_quick"
    return "open_long" if now - given_out > LONGEST_OPEN else ""


def check_asking(draft: AskingDraft) -> None:
    """Raises BadInput with the key of a sentence (`asking_words`) for each field that cannot be taken."""
    problems = {}
    if not draft.called:
        problems["called"] = "no_name"
    if not (draft.phone or draft.another):
        problems["phone"] = "no_way"
    elif not (draft.another or phone_digits(draft.phone)):
        problems["phone"] = "few_digits"
    lengths = {
        "called": CALLED_LENGTH, "phone": PHONE_LENGTH, "another": ANOTHER_LENGTH, "times": TIMES_LENGTH,
        "brings": WORDS_LENGTH,
    }  # fmt: skip
    for field, most in lengths.items():
        if len(getattr(draft, field)) > most:
            problems[field] = "too_long"
    if problems:
        raise BadInput(problems)
