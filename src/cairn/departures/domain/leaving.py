"""Why somebody leaves, in kind words, and from which day a leaving can count. Nothing that is missing holds anybody back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.kernel.citations import Citation, Status
from cairn.kernel.decisions import Decision, Finding, Verdict

SUBJECT = "Can be written down as left"
NOTICE = Citation("us-mt.ethics.ending", "ARM 24.219.2301(3)(b) and (d)", Status.VERIFIED, None)


class Reason(StrEnum):
    """Why the way together ends."""

    REACHED = "reached"
    MOVED = "moved"
    OTHER_HELP = "other_help"
    ASKED = "asked"
    LOST_TOUCH = "lost_touch"
    DIED = "died"
    CANNOT_GO_ON = "cannot_go_on"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _WORDS[self][0]

    @property
    def told(self) -> str:
        return _WORDS[self][1]


_WORDS = {
    Reason.REACHED: ("Has what they came for", "They feel ready to go on without us"),
    Reason.MOVED: ("Moved away", "Another town, another program"),
    Reason.OTHER_HELP: ("Has other help now", "A clinic, a group, people of their own"),
    Reason.ASKED: ("Asked to stop", "Their choice; they owe nobody a reason"),
    Reason.LOST_TOUCH: ("We lost touch", "The door stays open"),
    Reason.DIED: ("Died", "Look after yourself and those who knew them"),
    Reason.CANNOT_GO_ON: ("We cannot go on", "A conflict, or the program ends. Other help was looked for"),
    Reason.OTHER: ("Something else", "In your own words below"),
}


@dataclass(frozen=True, slots=True)
class LeaveFacts:
    """The days that a last day has to fit between. `walking_since`: when the latest relationship that goes on began."""

    came_on: date
    walking_since: date | None = None
    last_contact_on: date | None = None


def decide_leave(facts: LeaveFacts, left_on: date, today: date) -> Decision:
    """Whether this can be the last day: not before they came, not before the last contact, not still to come."""
    earliest = [(facts.came_on, "came", "They came in on {day}")]
    if facts.walking_since:
        earliest.append((facts.walking_since, "together", "Somebody began to walk with them on {day}"))
    if facts.last_contact_on:
        earliest.append((facts.last_contact_on, "contact", "There was a contact on {day}"))
    findings = [_not_before(left_on, first, code, words) for first, code, words in earliest]
    is_to_come = left_on > today
    findings.append(
        Finding(
            "leave.day",
            Verdict.NOT_MET if is_to_come else Verdict.MET,
            "Not still to come",
            f"Today, {today}, or earlier",
            f"{left_on}",
            "Plan the goodbye for that day, and write it down once it was." if is_to_come else "",
        )
    )
    return Decision.all_of(SUBJECT, findings)


def _not_before(left_on: date, first: date, code: str, words: str) -> Finding:
    is_before = left_on < first
    return Finding(
        f"leave.{code}",
        Verdict.NOT_MET if is_before else Verdict.MET,
        "Not before",
        words.format(day=first),
        f"{left_on} is before {first}" if is_before else f"{left_on}",
        f"{words.format(day=first)}: choose that day or a later one." if is_before else "",
    )
