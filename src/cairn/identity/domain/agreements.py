"""What a supervision agreement and a supervisor's license need to be taken. Neither reaches back before the day it is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput

KINDS = {"regular": "Regular", "cover": "Cover, while the regular supervisor is away"}
SUPERVISIONS = {"clinical": "Clinical", "peer": "Peer", "administrative": "Administrative"}
COUNTS = "clinical"  # the only one that pays what is owed, and the only one that opens a client's record
# Who may hold which kind: what pays hours owed is a clinical supervisor's; the rest is whoever agreed to it.
_BESIDE = frozenset({Role.CLINICAL_SUPERVISOR, Role.PEER_SUPPORTER, Role.PROGRAM_MANAGER})
HELD_BY = {COUNTS: frozenset({Role.CLINICAL_SUPERVISOR}), "peer": _BESIDE, "administrative": _BESIDE}
REASON_LENGTH, NUMBER_LENGTH = 120, 40
LENGTHS = {"changes": 300, "frequency": 200, "duties": 1000}
LONGEST_TRAINING = 1000 * 60  # minutes: a slip of the finger, not a rule


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """Who is to supervise whom, from when. None where nobody said yet."""

    peer_id: UUID | None
    supervisor_id: UUID | None
    kind: str
    starts_on: date | None
    ends_on: date | None
    is_relative: bool | None
    is_own_therapist: bool | None
    supervision: str = COUNTS
    frequency: str = ""
    duties: str = ""
    cosigns_notes: bool = False


@dataclass(frozen=True, slots=True)
class VersionDraft:
    """What the next version of an agreement says; the two people and the kind stay. `changes` names the difference."""

    changes: str
    starts_on: date | None
    ends_on: date | None
    frequency: str = ""
    duties: str = ""
    cosigns_notes: bool = False


@dataclass(frozen=True, slots=True)
class LicenseDraft:
    """A supervisor's license as printed, with the training in supervision that may stand in for years."""

    holder_id: UUID | None
    license_type: str
    number: str
    licensed_on: date | None
    expires_on: date | None
    training_minutes: int = 0
    training_completed_on: date | None = None


def check_agreement(draft: AgreementDraft, today: date, *, excludes_near: bool) -> None:
    """Raise BadInput with a sentence for each field. `excludes_near`: the place's rules exclude relatives and own therapists."""
    problems: dict[str, str] = {}
    if draft.peer_id is None:
        problems["peer"] = "Choose the peer supporter."
    if draft.supervisor_id is None:
        problems["supervisor"] = "Choose the supervisor."
    problems |= _kinds(draft) | _too_long(frequency=draft.frequency, duties=draft.duties)
    if draft.starts_on is None:
        problems["starts_on"] = "Give the first day."
    elif draft.starts_on < today:
        problems["starts_on"] = "An agreement does not reach back. Choose today or a day to come."
    elif draft.ends_on is not None and draft.ends_on < draft.starts_on:
        problems["ends_on"] = "The last day comes before the first. Leave it empty if there is none."
    for name, said, who in (
        ("is_relative", draft.is_relative, "a relative, or shares the household or money,"),
        ("is_own_therapist", draft.is_own_therapist, "the peer supporter’s own therapist"),
    ):
        if said is None:
            problems[name] = "Say yes or no."
        elif said and excludes_near:
            problems[name] = f"Whoever is {who} may not supervise them. Choose another supervisor."
    if problems:
        raise BadInput(problems)


def _kinds(draft: AgreementDraft) -> dict[str, str]:
    problems: dict[str, str] = {}
    if draft.kind not in KINDS:
        problems["kind"] = "Choose whether it is the regular agreement or cover."
    elif draft.kind == "cover" and draft.ends_on is None:
        problems["ends_on"] = "Cover has a last day. Give the day until which it is needed."
    if draft.supervision not in SUPERVISIONS:
        problems["supervision"] = "Choose what kind of supervision it is."
    elif draft.cosigns_notes and draft.supervision != COUNTS:
        problems["cosigns_notes"] = "Only a clinical supervisor reads notes. Leave this out, or choose clinical."
    return problems


def check_version(draft: VersionDraft, today: date) -> None:
    """Raise BadInput with a sentence for each field of a new version that cannot be taken."""
    problems = _too_long(changes=draft.changes, frequency=draft.frequency, duties=draft.duties)
    if not draft.changes.strip():
        problems["changes"] = "Say what changes, so that both know what they sign."
    if draft.starts_on is None:
        problems["starts_on"] = "Give the first day."
    elif draft.starts_on <= today:
        problems["starts_on"] = "Choose tomorrow or later: the version in force holds through today."
    elif draft.ends_on is not None and draft.ends_on < draft.starts_on:
        problems["ends_on"] = "The last day comes before the first. Leave it empty if there is none."
    if problems:
        raise BadInput(problems)


def handover(wanted_on: date, today: date, old_starts_on: date, old_ends_on: date | None) -> tuple[date, date]:
    """The first day of the new version and the last of the old, when the second signature falls on `today`.

    The old one holds through the day of the signature, so that a session of that morning stays where it was agreed.
    """
    first = max(wanted_on, today + timedelta(days=1), old_starts_on + timedelta(days=1))
    last = first - timedelta(days=1)
    return first, last if old_ends_on is None else min(last, old_ends_on)


def _too_long(**texts: str) -> dict[str, str]:
    return {
        name: f"Keep it under {LENGTHS[name]} letters; this has {len(text.strip())}."
        for name, text in texts.items()
        if len(text.strip()) > LENGTHS[name]
    }


def check_end(last_day: date | None, because: str, starts_on: date, today: date) -> date:
    """The last day on which an agreement is to hold; raises BadInput. What was held under it before stays as it was."""
    problems: dict[str, str] = {}
    first = max(today, starts_on)
    if last_day is None:
        problems["ends_on"] = "Give the last day."
    elif last_day < first:
        problems["ends_on"] = f"Choose {first:%B} {first.day} or later: what was done under it before stays."
    if not 0 < len(because.strip()) <= REASON_LENGTH:
        problems["because"] = f"Say why in a few words, up to {REASON_LENGTH} letters."
    if problems or last_day is None:
        raise BadInput(problems)
    return last_day


def check_license(draft: LicenseDraft, today: date, types: Collection[str]) -> None:
    """Raise BadInput with a sentence for each field that cannot be taken. `types` are the place's."""
    problems: dict[str, str] = {}
    if draft.license_type not in types:
        problems["license_type"] = "Choose the kind of license."
    if not 0 < len(draft.number.strip()) <= NUMBER_LENGTH:
        problems["number"] = "Give the number as it is printed on the license."
    if draft.licensed_on is None or draft.licensed_on > today:
        problems["licensed_on"] = "Give the day of first licensing: today or earlier."
    elif draft.expires_on is not None and draft.expires_on < draft.licensed_on:
        problems["expires_on"] = "It runs out before it was given. Check the two days."
    if not 0 <= draft.training_minutes <= LONGEST_TRAINING:
        problems["training_hours"] = "Give the hours of training in supervision, such as 20."
    elif draft.training_minutes and (draft.training_completed_on is None or draft.training_completed_on > today):
        problems["training_completed_on"] = "Give the day on which the training was completed: today or earlier."
    if problems:
        raise BadInput(problems)
