"""What may be written down of a call. Pure. A warmline that keeps numbers or names is no longer anonymous, so both are refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from cairn.kernel.instants import Instant, Span
from cairn.warmline.domain.kinds import Came, Offer, Topic

NICKNAME_LENGTH, NICKNAME_WORDS, HAND_OVER_LENGTH = 30, 2, 600
KEY_LENGTH = 60  # some letters become three when their case is folded
LONGEST_CALL = 480  # minutes; a longer one is a typing error
GRACE = timedelta(hours=2)  # a call may begin before a shift or run on after it
_A_WORD = re.compile(r"\w+")
_A_NUMBER = re.compile(r"(?:\d[\s().+-]*){7,}")
REACHES_SOMEBODY = "Leave out numbers and addresses: the line stays anonymous."


@dataclass(frozen=True, slots=True)
class CallFacts:
    """One call as the desk writes it down. `nickname` is what the caller chose to be called, or ""."""

    started_at: Instant
    minutes: int
    topics: tuple[Topic, ...]
    offers: tuple[Offer, ...]
    came: Came
    nickname: str = ""


def names_a_way_back(text: str) -> bool:
    """Whether words hold a phone number or an e-mail address."""
    return bool(_A_NUMBER.search(text)) or "@" in text


def check_call(facts: CallFacts, *, now: Instant) -> dict[str, str]:
    """What is wrong, by field."""
    problems = {}
    if facts.started_at > now:
        problems["started_at"] = "This is still to come. Give the time when the phone rang."
    if not 0 <= facts.minutes <= LONGEST_CALL:
        problems["minutes"] = f"Give whole minutes, from 0 to {LONGEST_CALL}."
    if not facts.topics:
        problems["topics"] = "Choose what it was about. There is a choice for calls that end at once."
    if not facts.offers:
        problems["offers"] = "Choose what you offered. Listening counts."
    return problems | check_nickname(facts.nickname)


def check_nickname(nickname: str) -> dict[str, str]:
    if any(sign.isdigit() for sign in nickname) or "@" in nickname:
        return {"nickname": f"A first name or a nickname only. {REACHES_SOMEBODY}"}
    if len(nickname) > NICKNAME_LENGTH or len(nickname.split()) > NICKNAME_WORDS:
        return {"nickname": f"A first name or a chosen nickname: at most {NICKNAME_LENGTH} letters, no family name."}
    return {}


def check_hand_over(words: str, nicknames: Iterable[str]) -> dict[str, str]:
    """A note to the next on the desk says how the shift was, never who called."""
    if not words:
        return {"words": "Write what the next person should know, or leave it."}
    if len(words) > HAND_OVER_LENGTH:
        return {"words": f"Use at most {HAND_OVER_LENGTH} characters; now it is {len(words)}."}
    if names_a_way_back(words):
        return {"words": REACHES_SOMEBODY}
    spoken = set(_A_WORD.findall(words.casefold()))
    told = sorted(name for name in nicknames if (parts := set(_A_WORD.findall(name.casefold()))) and parts <= spoken)
    if told:
        return {"words": f"Leave out who called ({', '.join(told)}). Say what was heavy, and what worked."}
    return {}


def key_of(nickname: str) -> str:
    """The same nickname, however it was typed."""
    return " ".join(nickname.casefold().split())[:KEY_LENGTH]


def holds(shift: Span, started_at: Instant) -> bool:
    """Whether a call belongs to a shift: it began in it, or shortly before or after."""
    return shift.start - GRACE <= started_at < shift.end + GRACE
