"""By what a contact at a distance was held, and whether the organization approved it by that day. Pure.

Nothing here stops a contact: somebody in need is talked with by whatever is at hand. What is not approved is marked, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from cairn.kernel.citations import Citation
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import in_words
from cairn.support.domain.encounters import Kind, Place

NAME_LENGTH, BECAUSE_LENGTH = 80, 300
SUBJECT = "Held by an approved platform"


class Means(StrEnum):
    """How people meet by it."""

    PHONE = "phone"
    VIDEO = "video"
    TEXT = "text"

    @property
    def label(self) -> str:
        return {"phone": "Phone", "video": "Video", "text": "Text or chat"}[self.value]


@dataclass(frozen=True, slots=True)
class PlatformDraft:
    """What a manager approves, and why it will do: whose agreement stands, who reads along, where it is kept."""

    id: UUID
    name: str
    means: Means
    because: str
    approved_on: date | None


@dataclass(frozen=True, slots=True)
class Approval:
    """From when until when a platform is approved; `ended_on` is the first day on which it is not any more."""

    name: str
    approved_on: date
    ended_on: date | None = None

    def holds(self, on: date) -> bool:
        return self.approved_on <= on and (self.ended_on is None or on < self.ended_on)


def check_platform(draft: PlatformDraft, today: date) -> None:
    """Raises BadInput."""
    problems = {}
    for field, text, most, ask in (
        ("name", draft.name, NAME_LENGTH, "Write its name, as people call it."),
        ("because", draft.because, BECAUSE_LENGTH, "Say why it will do, such as the agreement that stands."),
    ):
        if not text.strip():
            problems[field] = ask
        elif len(text.strip()) > most:
            problems[field] = f"Use at most {most} characters; now it is {len(text.strip())}."
    if draft.approved_on is None:
        problems["approved_on"] = "Give the day from which it is approved."
    elif draft.approved_on > today:
        problems["approved_on"] = "This day is still to come. Approve it when it begins."
    if problems:
        raise BadInput(problems)


def is_at_a_distance(kind: Kind, place: Place) -> bool:
    """Whether a contact was held by something at all."""
    return kind is Kind.VIRTUAL or place is Place.REMOTE


def decide_platform(name: str, approval: Approval | None, on: date, sources: Iterable[Citation] = ()) -> Decision:
    """Whether it was approved on the day of the contact. Never against the contact: a warning, with what to do."""
    if approval is not None and approval.holds(on):
        found, verdict, remedy = f"{name}, approved since {in_words(approval.approved_on)}", Verdict.MET, ""
    else:
        verdict, remedy = Verdict.WARNING, "Talk it over with your supervisor, and meet by an approved one next time."
        found = f"{name}: not on the organization’s list"
        if approval is not None:
            found = f"{name}: not approved on {in_words(on)}"
    needed = "A platform that the organization approved by that day"
    finding = Finding("contact.platform", verdict, "Platform", needed, found, remedy, tuple(sources))
    return Decision(SUBJECT, "yes" if verdict is Verdict.MET else "look", True, (finding,))
