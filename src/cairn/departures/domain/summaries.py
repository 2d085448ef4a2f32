"""The discharge summary: five texts, drafted from what stands, signed by its writer, with the person's own words kept apart."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from uuid import UUID

from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, in_words

TEXT_LENGTH = 4000


@dataclass(frozen=True, slots=True)
class SummaryTexts:
    """What the summary says. `their_words` are the person's own and nobody else's."""

    together: str = ""
    reached: str = ""
    carries: str = ""
    ahead: str = ""
    their_words: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(value.strip() for value in asdict(self).values())


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of the summary on screen and paper."""

    code: str
    label: str
    hint: str


QUESTIONS = (
    Asked("together", "What we did together", "Since when, how often, through which phases"),
    Asked("reached", "What changed", "What was reached, in the words of their goals"),
    Asked("carries", "What carries", "What helps, who stands by, what keeps well"),
    Asked("ahead", "What comes next", "Where to turn, whom to call, and that the door stays open"),
    Asked("their_words", "In their own words", "What the person wants to say here. Only what they said themselves"),
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One relationship as the draft tells it."""

    peer_name: str
    started_on: date
    ended_on: date | None
    phases: tuple[str, ...]  # in the order in which they were walked


@dataclass(frozen=True, slots=True)
class Pointed:
    """One referral as the draft tells it. `is_open`: something may still come of it."""

    place: str
    asked_on: date
    came_of_it: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What stands in the record on the day of writing."""

    came_on: date
    left_on: date | None
    stretches: tuple[Stretch, ...]
    contacts: int
    goals_reached: tuple[str, ...]
    goals_walked: tuple[str, ...]
    their_words: str = ""
    pointed: tuple[Pointed, ...] = ()


def draft_summary(facts: DraftFacts) -> SummaryTexts:
    """A first text to change. It says what is written down and guesses nothing."""
    until = f" until {in_words(facts.left_on)}" if facts.left_on else ""
    lines = [f"Here from {in_words(facts.came_on)}{until}."]
    for one in facts.stretches:
        end = f" to {in_words(one.ended_on)}" if one.ended_on else ""
        phases = f" Phases: {', '.join(one.phases)}." if one.phases else ""
        lines.append(f"Walked with {one.peer_name} from {in_words(one.started_on)}{end}.{phases}")
    if facts.contacts:
        lines.append(f"{facts.contacts} {'contact' if facts.contacts == 1 else 'contacts'}.")
    reached = [f"Reached: {goal}" for goal in facts.goals_reached]
    ahead = [f"Still on the way: {goal}" for goal in facts.goals_walked]
    reached += [_pointed(one) for one in facts.pointed if not one.is_open]
    ahead += [_pointed(one) for one in facts.pointed if one.is_open]
    return SummaryTexts("\n".join(lines), "\n".join(reached), "", "\n".join(ahead), facts.their_words)


def _pointed(one: Pointed) -> str:
    return f"{one.place}, asked on {in_words(one.asked_on)}: {one.came_of_it.lower()}."


def check_texts(texts: SummaryTexts) -> None:
    """Raises BadInput naming each text that is too long."""
    problems = {
        one.name: f"Use at most {TEXT_LENGTH:,} characters; this has {len(getattr(texts, one.name)):,}."
        for one in fields(texts)
        if len(getattr(texts, one.name)) > TEXT_LENGTH
    }
    if problems:
        raise BadInput(problems)


def decide_sign(texts: SummaryTexts, *, is_signed: bool) -> Decision:
    """It says something, and is not signed yet."""
    return Decision.all_of(
        "Summary can be signed",
        (
            _finding(
                "words", texts.is_empty, "What it says", "words in at least one field", "Write a line, then sign."
            ),
            _finding("unsigned", is_signed, "Signature", "not signed yet", "What is signed stays as it is."),
        ),
    )


def content_hash(*, departure_id: UUID, texts: SummaryTexts, with_client: bool, by: UUID, at: Instant) -> str:
    """SHA-256 over one canonical form of what was signed, by whom and when."""
    content = {
        "departure": str(departure_id), "texts": asdict(texts), "with_client": with_client, "by": str(by),
        "at": at.isoformat(),
    }  # fmt: skip
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _finding(code: str, is_against: bool, title: str, required: str, remedy: str) -> Finding:  # noqa: FBT001
    verdict = Verdict.NOT_MET if is_against else Verdict.MET
    found = {"words": "nothing yet", "unsigned": "already signed"}[code] if is_against else required
    return Finding(f"summary.{code}", verdict, title, required, found, remedy if is_against else "")
