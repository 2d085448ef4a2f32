"""A contact as a peer supporter tells it, and whether it can be taken down as told.

Almost everything can: nothing blocks a save but a time that cannot be. What looks odd (two places at once, late, outside the dates of
the relationship) is a warning that goes with the contact and holds its billing until somebody has looked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from cairn.kernel.actors import ClientId, EncounterId
from cairn.kernel.citations import Citation, Status
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.instants import Instant, Period, Span, local_date, minutes_between
from cairn.support.domain.frameworks import DIMENSIONS, PRINCIPLES, SUPPORT_TYPES, Framework, Word
from cairn.support.domain.phases import ACTIVITIES, Phase

# Product limits, not any state's: they catch slips of the thumb.
LONGEST_HOURS = 24  # a longer "contact" is a forgotten stop time
DEVICE_CLOCK_MINUTES = 5  # how far a phone's clock may run ahead of ours before "just now" is the future
LATE_AFTER_HOURS = 72  # written up later than this, memory has faded: the note says so


class Kind(StrEnum):
    """What sort of contact it was. The words shown are `label`."""

    ONE_TO_ONE = "one_to_one"
    GROUP = "group"
    OUTREACH = "outreach"
    WARMLINE = "warmline"
    DROP_IN = "drop_in"
    VIRTUAL = "virtual"
    COURT = "court"
    CRISIS = "crisis"
    SOCIAL = "social"

    @property
    def label(self) -> str:
        return _KIND_WORDS[self]

    @property
    def is_individual(self) -> bool:
        """Whether the peer supporter is with this one person only."""
        return self not in (Kind.GROUP, Kind.SOCIAL, Kind.DROP_IN)


_KIND_WORDS = {
    Kind.ONE_TO_ONE: "One to one",
    Kind.GROUP: "Group",
    Kind.OUTREACH: "Outreach",
    Kind.WARMLINE: "Warmline",
    Kind.DROP_IN: "Drop-in",
    Kind.VIRTUAL: "Phone or video",
    Kind.COURT: "Court",
    Kind.CRISIS: "Crisis",
    Kind.SOCIAL: "Social activity",
}


class Place(StrEnum):
    """Where it was."""

    COMMUNITY = "community"
    HOME = "home"
    OFFICE = "office"
    CLINIC = "clinic"
    HOSPITAL = "hospital"
    JAIL_OR_COURT = "jail_or_court"
    SHELTER = "shelter"
    REMOTE = "remote"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _PLACE_WORDS[self]


_PLACE_WORDS = {
    Place.COMMUNITY: "Out in the community",
    Place.HOME: "Their home",
    Place.OFFICE: "Our office",
    Place.CLINIC: "Clinic",
    Place.HOSPITAL: "Hospital",
    Place.JAIL_OR_COURT: "Jail or court",
    Place.SHELTER: "Shelter",
    Place.REMOTE: "Not in person",
    Place.OTHER: "Somewhere else",
}


DIRECT_SERVICES = Framework(
    "service",
    "Direct service",
    (
        Word("coaching", "Coached skills"),
        Word("self_advocacy", "Helped them speak up for themselves"),
        Word("crisis_support", "Stood by in a crisis or a return to use"),
        Word("community_resources", "Used community resources"),
        Word("natural_supports", "Built friends, family, social life"),
    ),
    Citation(
        "support.direct_services", "Montana peer support program guide, billable direct service", Status.VERIFIED, None
    ),
)
MARKED = {one.family: one for one in (SUPPORT_TYPES, DIMENSIONS, ACTIVITIES, DIRECT_SERVICES, PRINCIPLES)}


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One thing that happened: a family ("support", "dimension", "activity", "service", "principle") and a code of it."""

    family: str
    code: str

    @property
    def label(self) -> str:
        """The words shown; the code itself for a mark of an older set."""
        framework = MARKED.get(self.family)
        return framework.label_of(self.code) if framework else self.code.replace("_", " ")


@dataclass(frozen=True, slots=True)
class EncounterDraft:
    """One contact as told. `id` is made by the form, so that sending it twice is the same contact."""

    id: EncounterId
    client_id: ClientId
    kind: Kind
    place: Place
    span: Span
    zone: str  # of the program: the service date is the local day there, wherever the phone is
    phase: Phase | None = None
    marks: frozenset[Mark] = field(default_factory=frozenset)
    session_id: UUID | None = None  # the group that it was part of
    ended_just_now: bool = False  # the stop time is when it was sent, so a second send may say a minute more
    device_recorded_at: Instant | None = None
    device_zone: str = ""

    @property
    def started_on(self) -> date:
        return local_date(self.span.start, self.zone)


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """A next step promised at a contact, with the day by which, when there is one."""

    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a save did: the contact, whether its note is signed, and the codes of what should be looked at."""

    encounter_id: EncounterId
    is_signed: bool
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EncounterFacts:
    """What is known when a contact is taken down."""

    now: Instant
    relationship: Period
    peer_is_elsewhere: bool = False  # the same peer supporter is in two contacts, at least one of them individual
    client_is_elsewhere: bool = False  # another contact with the same client meets this time


INDIVIDUAL = tuple(kind.value for kind in Kind if kind.is_individual)
FIELD_OF = {"encounter.order": "stop", "encounter.length": "minutes", "encounter.future": "stop"}


def decide_record(draft: EncounterDraft, facts: EncounterFacts) -> Decision:
    """Whether the contact can be taken down. Findings against it: `encounter.order`, `.length`, `.future`. Warnings: the rest."""
    return Decision.all_of(
        "Contact can be saved",
        (*_times(draft.span, facts.now), *warnings_of(draft, facts)),
        minutes=draft.span.minutes,
        started_on=draft.started_on,
    )


def _times(span: Span, now: Instant) -> Iterable[Finding]:
    if span.end <= span.start:
        yield _against("encounter.order", "Stop time", "after the start", "at or before the start", "Check both times.")
    elif span.end - span.start > timedelta(hours=LONGEST_HOURS):
        needed = f"at most {LONGEST_HOURS} hours"
        yield _against("encounter.length", "Length", needed, f"{span.minutes} minutes", "Check the stop time.")
    if span.end > now + timedelta(minutes=DEVICE_CLOCK_MINUTES):
        needed = f"no later than now (a clock may run {DEVICE_CLOCK_MINUTES} minutes ahead)"
        ahead = f"{minutes_between(now, span.end)} minutes from now"
        yield _against("encounter.future", "Stop time", needed, ahead, "Write it up once it has happened.")


def warnings_of(draft: EncounterDraft, facts: EncounterFacts) -> Iterable[Finding]:
    """What holds the billing of a contact, or marks it, without stopping the save."""
    if facts.peer_is_elsewhere:
        yield _warning("encounter.peer_overlap", "Two of your contacts at once", "one person at a time")
    if facts.client_is_elsewhere:
        yield _warning("encounter.client_overlap", "Two contacts with this person at once", "one at a time is billed")
    if not facts.relationship.holds(draft.started_on):
        yield _warning(
            "encounter.outside_relationship", "Outside the dates of your work together", str(facts.relationship)
        )
    if is_after_ending(facts.relationship.end, facts.now, draft.zone):
        told = "written down after it"
        yield Finding("encounter.after_ending", Verdict.WARNING, "Late entry", "before your work together ended", told)
    lag = late_by_hours(draft.span.end, facts.now)
    if lag:
        yield Finding(
            "encounter.late", Verdict.WARNING, "Late entry", f"within {LATE_AFTER_HOURS} hours", f"{lag} hours later"
        )


def late_by_hours(ended_at: Instant, recorded_at: Instant) -> int:
    """Whole hours between the contact and writing it up when that is more than LATE_AFTER_HOURS; 0 when it is not late."""
    lag = recorded_at - ended_at
    return int(lag / timedelta(hours=1)) if lag > timedelta(hours=LATE_AFTER_HOURS) else 0


def is_after_ending(ended_on: date | None, recorded_at: Instant, zone: str) -> bool:
    """Whether a contact was written down only after the day on which the two stopped walking together."""
    return ended_on is not None and ended_on < local_date(recorded_at, zone)


def _against(code: str, title: str, required: str, found: str, remedy: str) -> Finding:
    return Finding(code, Verdict.NOT_MET, title, required, found, remedy)


def _warning(code: str, title: str, required: str) -> Finding:
    return Finding(code, Verdict.WARNING, title, required, "the times meet", "Correct the one that is wrong.")
