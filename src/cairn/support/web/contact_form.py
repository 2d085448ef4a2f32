"""The contact form: its fields, what they start from, and reading them into one contact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar
from uuid import UUID

from cairn.kernel.actors import Actor, ClientId, EncounterId
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant
from cairn.platform.forms import read_day, without_steering
from cairn.platform.ids import read_id
from cairn.support.commands.notes import texts_of
from cairn.support.domain.encounters import MARKED, EncounterDraft, Kind, Mark, Place, PromiseMade
from cairn.support.domain.notes import NoteTexts
from cairn.support.domain.phases import Phase
from cairn.support.domain.told_times import ToldTime, is_just_now, span_of

SINGLE = [
    "person",
    "minutes",
    "length",
    "day",
    "start",
    "stop",
    "past_midnight",
    "which_start",
    "which_stop",
    "kind",
    "place",
    "phase",
    "pulled_away",
    "data",
    "assessment",
    "plan",
    "their_words",
    "with_client",
    "template",
    "promise",
    "promise_due",
]
FIELDS = (*SINGLE, *MARKED)
NOTE_FIELDS = ("data", "assessment", "plan", "their_words")
LABELS = {
    "person": "Who",
    "minutes": "How long",
    "start": "Start",
    "stop": "Stop",
    "day": "Day",
    "promise_due": "By when",
    "promise": "Promise",
}
T = TypeVar("T", Kind, Place, Phase)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields of a form by name, as a page draws them: from a post, a kept draft, or a fresh start."""

    fields: Mapping[str, Sequence[str]]

    def one(self, name: str) -> str:
        values = self.fields.get(name) or [""]
        return values[0]

    def many(self, name: str) -> tuple[str, ...]:
        return tuple(self.fields.get(name, ()))

    @property
    def has_times(self) -> bool:
        return any(self.one(name) for name in ("length", "day", "start", "stop")) or self.one("minutes") == "times"


@dataclass(frozen=True, slots=True)
class WrittenUp:
    """One contact as the form tells it."""

    draft: EncounterDraft
    texts: NoteTexts
    promise: PromiseMade | None
    version: int


def kept_fields(post: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What of a post is worth keeping: the form's own fields that say something."""
    return {
        name: list(map(without_steering, values)) for name, values in post.items() if name in FIELDS and any(values)
    }


def told_beforehand(asked: Mapping[str, str]) -> dict[str, list[str]]:
    """The times that an address brings along, as that of an appointment does: a day and two times, else nothing."""
    problems: dict[str, str] = {}
    day = _day(asked.get("day", ""), "day", problems)
    start, stop = (_clock(asked.get(name, ""), name, problems) for name in ("start", "stop"))
    if problems or day is None or start is None or stop is None:
        return {}
    return {"minutes": ["times"], "day": [day.isoformat()], "start": [f"{start:%H:%M}"], "stop": [f"{stop:%H:%M}"]}


def read_contact(filled: Filled, encounter_id: UUID, version: int, actor: Actor, now: Instant) -> WrittenUp:
    """The contact of a form; raises BadInput with every field that needs another look, NotFound for a person that is no id."""
    problems: dict[str, str] = {}
    told = _told_time(filled, problems)
    span = _or_none(lambda: span_of(told, now, actor.zone), problems) if not problems else None
    kind = _choice(Kind, filled.one("kind") or Kind.ONE_TO_ONE, "kind", problems)
    place = _choice(Place, filled.one("place") or Place.COMMUNITY, "place", problems)
    phase = _choice(Phase, filled.one("phase"), "phase", problems) if filled.one("phase") else None
    marks = _marks(filled, problems)
    texts = _or_none(lambda: texts_of(filled.fields), problems)
    promise = _promise(filled, problems)
    if not filled.one("person"):
        problems["person"] = "Choose who you were with."
    if problems or span is None or kind is None or place is None or texts is None:
        raise BadInput(problems)
    client_id = read_id(filled.one("person"))
    if client_id is None:
        raise NotFound
    draft = EncounterDraft(
        id=EncounterId(encounter_id),
        client_id=ClientId(client_id),
        kind=kind,
        place=place,
        span=span,
        zone=actor.zone,
        phase=phase,
        marks=marks,
        ended_just_now=is_just_now(told),
    )
    return WrittenUp(draft, texts, promise, version)


def _told_time(filled: Filled, problems: dict[str, str]) -> ToldTime:
    minutes = filled.one("length") or filled.one("minutes")
    length = int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) <= 4 else None
    if length is None and minutes not in ("times", ""):
        problems["minutes"] = "Give the length in minutes, such as 50."
    return ToldTime(
        minutes=length,
        day=_day(filled.one("day"), "day", problems),
        start=_clock(filled.one("start"), "start", problems),
        stop=_clock(filled.one("stop"), "stop", problems),
        past_midnight=bool(filled.one("past_midnight")),
        which_start=filled.one("which_start"),
        which_stop=filled.one("which_stop"),
    )


def _promise(filled: Filled, problems: dict[str, str]) -> PromiseMade | None:
    text, due = filled.one("promise").strip(), _day(filled.one("promise_due"), "promise_due", problems)
    if due and not text:
        problems["promise"] = "Write what was promised, or clear the day."
    return PromiseMade(text, due) if text else None


def _marks(filled: Filled, problems: dict[str, str]) -> frozenset[Mark]:
    for family, framework in MARKED.items():
        if not set(filled.many(family)) <= framework.codes:
            problems[family] = "Choose among the words shown."
    return frozenset(Mark(family, code) for family in MARKED for code in filled.many(family))


def _or_none(read: Callable[[], R], problems: dict[str, str]) -> R | None:
    try:
        return read()
    except BadInput as error:
        problems.update(error.problems)
        return None


def _choice(of: type[T], value: str, field: str, problems: dict[str, str]) -> T | None:
    try:
        return of(value)
    except ValueError:
        problems[field] = "Choose among the words shown."
        return None


def _day(text: str, field: str, problems: dict[str, str]) -> date | None:
    day = read_day(text)
    if text and day is None:
        problems[field] = "Give the day as year-month-day, such as 2026-11-20."
    return day


def _clock(text: str, field: str, problems: dict[str, str]) -> time | None:
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None) if text else None
    except ValueError:
        problems[field] = "Give the time as hour and minute, such as 14:05."
        return None
