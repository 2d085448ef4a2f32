"""How a referral stands today. No word for a long time is "we do not know", and never a success."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cairn.kernel.citations import Citation
from cairn.referrals.domain.steps import CLOSING, Heard


class State(StrEnum):
    NOT_HANDED_OVER = "not_handed_over"
    NO_WORD_YET = "no_word_yet"
    ACCEPTED = "accepted"
    WAITING_LIST = "waiting_list"
    GOT_THERE = "got_there"
    HELPED = "helped"
    HELPED_PARTLY = "helped_partly"
    NOT_HELPED = "not_helped"
    NOT_THERE = "not_there"
    REFUSED = "refused"
    STOPPED = "stopped"
    NOT_KNOWN = "not_known"

    @property
    def label(self) -> str:
        return {
            "not_handed_over": "Not handed over yet",
            "no_word_yet": "No word yet",
            "waiting_list": "On the waiting list",
            "not_known": "We do not know",
        }.get(self.value) or Heard(self.value).label

    @property
    def sign(self) -> str:
        """Which badge says it; the words say it too."""
        signs = {"helped": "good", "helped_partly": "good", "not_handed_over": "soon", "not_known": "unknown"}
        return "told" if self.is_open else signs.get(self.value, "closed")

    @property
    def is_open(self) -> bool:
        """Still on the way: handed over, and something may come of it."""
        return self in (State.NO_WORD_YET, State.ACCEPTED, State.WAITING_LIST, State.GOT_THERE)


@dataclass(frozen=True, slots=True)
class Terms:
    """After how many days to ask how it went, and after how many nobody knows. This house's own choice, and says that it is."""

    ask_days: int
    ask_waiting_list_days: int
    unknown_days: int
    citations: tuple[Citation, ...] = ()

    def ask_if_silent_since(self, today: date, state: State) -> date:
        """Whoever was last heard of on this day or before is to be asked about today."""
        days = self.ask_waiting_list_days if state is State.WAITING_LIST else self.ask_days
        return today - timedelta(days=days)

    def known_since(self, today: date) -> date:
        """Before this day a word is too old to say how things stand."""
        return today - timedelta(days=self.unknown_days)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known. `heard` is the newest thing that stands; `word_on` its day, or the handing over, or the asking."""

    heard: Heard | None
    word_on: date
    asked_about_on: date  # the last time anybody asked, also without an answer
    is_handed_over: bool


def state_of(facts: Facts, today: date, terms: Terms) -> State:
    """Closed by what was heard last; else open until the word is too old."""
    if facts.heard in CLOSING:
        return State(facts.heard.value)
    if facts.heard is None and not facts.is_handed_over:
        return State.NOT_HANDED_OVER
    if facts.word_on < terms.known_since(today):
        return State.NOT_KNOWN
    return State(facts.heard.value) if facts.heard else State.NO_WORD_YET


def is_due(facts: Facts, state: State, today: date, terms: Terms) -> bool:
    """Whether it is time to ask how it went, or to hand over at last. What nobody knows any more is not asked about again and again."""
    waits = state.is_open or state is State.NOT_HANDED_OVER
    return waits and facts.asked_about_on <= terms.ask_if_silent_since(today, state)
