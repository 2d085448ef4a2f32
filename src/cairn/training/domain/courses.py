"""What a course, a class and a block need to be one. Blocks are the scheduled instruction; breaks are simply not in one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cairn.kernel.durations import in_hours
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, Span

TITLE_LENGTH = 120
LONGEST_COURSE = 400 * 60  # a slip of the finger, not a rule; so are the limits below
MOST_SEATS = 200
LONGEST_BLOCK = 12 * 60
LONGEST_EXAM = 8 * 60
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """A course as typed. `price_rule` names the body's published fee; without it `price_cents` is the course's own price."""

    title: str
    minutes: int
    competencies: tuple[str, ...]
    price_rule: str
    price_cents: int
    exam_bank: str


@dataclass(frozen=True, slots=True)
class ClassDraft:
    """One run of a course: where, for how many, and the exam that ends it. Its blocks come after."""

    place: str
    seats: int
    exam_opens_at: Instant
    exam_closes_at: Instant
    exam_minutes: int
    exam_items: int


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """One stretch of instruction and the competencies that it teaches."""

    title: str
    starts_at: Instant
    ends_at: Instant
    competencies: tuple[str, ...]


def check_course(draft: CourseDraft, known: Collection[str], rules: Collection[str], banks: Collection[str]) -> None:
    """Raise BadInput with a sentence for each field that cannot be taken."""
    problems: dict[str, str] = {}
    if not 0 < len(draft.title.strip()) <= TITLE_LENGTH:
        problems["title"] = f"Give the course's title, up to {TITLE_LENGTH} letters."
    if not 1 <= draft.minutes <= LONGEST_COURSE:
        problems["hours"] = "Give the hours of instruction, such as 40 or 4.5."
    if not draft.competencies or not set(draft.competencies) <= set(known):
        problems["competencies"] = "Choose what the course teaches."
    if draft.price_rule and draft.price_rule not in rules:
        problems["price_rule"] = "Choose the published fee or a price of your own."
    if not 0 <= draft.price_cents < 10**7:
        problems["price"] = "Give the price in dollars, such as 950."
    if draft.exam_bank not in banks:
        problems["exam_bank"] = "Choose the items that the exam draws from."
    if problems:
        raise BadInput(problems)


def check_class(draft: ClassDraft, items_there_are: int, now: Instant) -> None:
    """Raise BadInput with a sentence for each field that cannot be taken."""
    problems: dict[str, str] = {}
    if not 0 < len(draft.place.strip()) <= TITLE_LENGTH:
        problems["place"] = "Say where the class meets."
    if not 1 <= draft.seats <= MOST_SEATS:
        problems["seats"] = f"Give the number of seats, 1 to {MOST_SEATS}."
    if not 1 <= draft.exam_minutes <= LONGEST_EXAM:
        problems["exam_minutes"] = "Give the minutes that a person has for the exam."
    if not 1 <= draft.exam_items <= items_there_are:
        problems["exam_items"] = f"Give the number of questions, 1 to {items_there_are}."
    if draft.exam_opens_at <= now:
        problems["exam_opens"] = "The exam must still be to come."
    if Span(draft.exam_opens_at, draft.exam_closes_at).minutes < max(draft.exam_minutes, 1):
        problems["exam_closes"] = "The exam must stay open at least as long as a person has for it."
    if problems:
        raise BadInput(problems)


def check_block(draft: BlockDraft, taught: Collection[str], others: Sequence[Span]) -> None:
    """Raise BadInput with a sentence for each field that cannot be taken. `taught` is what the course teaches."""
    problems: dict[str, str] = {}
    span = Span(draft.starts_at, draft.ends_at)
    if not 0 < len(draft.title.strip()) <= TITLE_LENGTH:
        problems["title"] = "Say in a few words what the block is about."
    if not 1 <= span.minutes <= LONGEST_BLOCK:
        problems["ends"] = "The end must be after the start, by no more than 12 hours."
    elif any(span.overlaps(other) for other in others):
        problems["starts"] = "Another block of this class is at that time."
    if not draft.competencies or not set(draft.competencies) <= set(taught):
        problems["competencies"] = "Choose what this block teaches."
    if problems:
        raise BadInput(problems)


def check_cancelling(reason: str) -> None:
    """Raise BadInput without a reason: everybody who was registered is told it."""
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise BadInput({"reason": f"Say why, in up to {LONGEST_REASON} letters. Everybody who is registered reads it."})


def check_opening(minutes: int, blocks: Sequence[tuple[Span, tuple[str, ...]]], taught: Collection[str],
                  exam_opens_at: Instant, now: Instant) -> None:  # fmt: skip
    """What must be so before anybody can register: all hours, all competencies, the first block still to come, the exam after the last."""
    problems: dict[str, str] = {}
    planned = sum(span.minutes for span, _ in blocks)
    missing = set(taught) - {code for _, codes in blocks for code in codes}
    if planned < minutes:
        problems["blocks"] = f"The blocks add up to {in_hours(planned)}; the course has {in_hours(minutes)}. Add more."
    elif missing:
        problems["blocks"] = f"{len(missing)} of the course's competencies stand in no block yet. Add them to one."
    elif min(span.start for span, _ in blocks) <= now:
        problems["blocks"] = "The first block has begun, so nobody could register any more. Plan another class."
    elif max(span.end for span, _ in blocks) > exam_opens_at:
        problems["blocks"] = "A block ends after the exam opens. Plan the exam for after the last block."
    if problems:
        raise BadInput(problems)
