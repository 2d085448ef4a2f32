"""Writing down what happened to a credential: issued, renewed, continued in education."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.credentials import policy  # noqa: F401 - declares who may
from cairn.credentials.domain.continuing_education import Category
from cairn.credentials.domain.standing import expiry_day
from cairn.credentials.models import BackgroundCheck, ContinuingEducation, Credential, Renewal
from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import visible

KINDS = {"behavioral_health_peer": "Behavioral health peer support", "family_peer": "Family peer support"}
LONGEST = 100 * 60  # minutes in one course: a slip of the finger, not a rule


@dataclass(frozen=True, slots=True)
class CredentialDraft:
    kind: str
    number: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """One completed course or paper; `category` decides what it can serve. `source_id`: the class held here that it comes from."""

    completed_on: date
    minutes: int
    category: str
    title: str
    sponsor: str
    source_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RenewalDraft:
    """A renewal made on a day for a calendar year. `attested_ce` is the holder's word; proof is never asked for first."""

    renewed_on: date
    for_year: int
    fee_paid_cents: int
    attested_ce: bool


@command(permission="credentials.credential.add")
def add_credential(*, actor: Actor, credential_id: UUID, holder_id: UUID, draft: CredentialDraft, now: Instant) -> UUID:
    """Put a certificate on record, under the rules of the organization's place."""
    today = local_date(now, actor.zone)
    holders = visible(Engagement, actor, "credentials.credential.add", today).filter(role="peer_supporter")
    if not holders.filter(id=holder_id).exists():
        raise NotFound
    _require(
        kind=(draft.kind in KINDS, "Choose which certificate it is."),
        number=(0 < len(draft.number.strip()) <= 40, "Give the number as it is printed on the certificate."),
        issued_on=(draft.issued_on <= today, "This day is still to come. Add the certificate once it is issued."),
    )
    content = {
        "holder_id": holder_id, "kind": draft.kind, "number": draft.number.strip(), "issued_on": draft.issued_on,
        "place": actor.place,
    }  # fmt: skip
    if create_once(Credential, actor, credential_id, content):
        ledger.record("credentials.credential.added", credential=credential_id, holder=holder_id)
    return credential_id


@command(permission="credentials.ce.record")
def record_ce(*, actor: Actor, course_id: UUID, credential_id: UUID, draft: CourseDraft, now: Instant) -> UUID:
    """Write down one completed course. It must lie between certification and today."""
    credential = _credential(actor, credential_id, "credentials.ce.record", now)
    today = local_date(now, actor.zone)
    _require(
        completed_on=(
            credential.issued_on <= draft.completed_on <= today,
            "This day is still to come. Add the course once it is done."
            if draft.completed_on > today
            else f"Courses count from certification on, {credential.issued_on:%B} {credential.issued_on.day}, "
            f"{credential.issued_on.year}. Check the day.",
        ),
        hours=(1 <= draft.minutes <= LONGEST, "Give the length in hours or minutes; one course is under 100 hours."),
        category=(draft.category in list(Category), "Choose what it was about."),
        title=(0 < len(draft.title.strip()) <= 160, "Give the course's title, up to 160 letters."),
        sponsor=(0 < len(draft.sponsor.strip()) <= 120, "Say who gave the course, up to 120 letters."),
    )
    _refuse_double(credential, course_id, draft)
    content = {
        "credential_id": credential_id, "completed_on": draft.completed_on, "minutes": draft.minutes,
        "category": draft.category, "title": draft.title.strip(), "sponsor": draft.sponsor.strip(),
        "source_id": draft.source_id,
    }  # fmt: skip
    if create_once(ContinuingEducation, actor, course_id, content, recorded_at=now, recorded_by_id=actor.engagement_id):
        ledger.record(
            "credentials.ce.recorded", course=course_id, credential=credential_id, category=draft.category,
            minutes=draft.minutes,
        )  # fmt: skip
    return course_id


@command(permission="credentials.renewal.record")
def record_renewal(*, actor: Actor, renewal_id: UUID, credential_id: UUID, draft: RenewalDraft, now: Instant) -> UUID:
    """Write down a renewal that was made. Missing proof of hours never stands in its way; the word given is kept."""
    credential = _credential(actor, credential_id, "credentials.renewal.record", now)
    today = local_date(now, actor.zone)
    _require(
        renewed_on=(
            credential.issued_on <= draft.renewed_on <= today,
            "Give the day on which it was renewed: after certification, not after today.",
        ),
        for_year=(
            credential.issued_on.year < draft.for_year <= today.year + 1,
            f"Renewals run from {credential.issued_on.year + 1} to {today.year + 1}. Choose the year that it covers.",
        ),
        fee_paid=(draft.fee_paid_cents >= 0, "Give the fee that was paid, or 0."),
    )
    ends_on = expiry_day(rules_on(draft.renewed_on, credential.place), draft.for_year)
    if credential.renewals.filter(period_ends_on=ends_on, taken_back_at__isnull=True).exclude(id=renewal_id).exists():
        raise BadInput({"for_year": f"The renewal for {draft.for_year} is already on record."})
    content = {
        "credential_id": credential_id, "renewed_on": draft.renewed_on, "period_ends_on": ends_on,
        "fee_paid_cents": draft.fee_paid_cents, "attested_ce": draft.attested_ce,
    }  # fmt: skip
    if create_once(Renewal, actor, renewal_id, content):
        ledger.record("credentials.renewal.recorded", renewal=renewal_id, credential=credential_id, year=draft.for_year)
    return renewal_id


@command(permission="credentials.background.record")
def record_background_check(
    *, actor: Actor, check_id: UUID, holder_id: UUID, completed_on: date, is_clear: bool | None, now: Instant
) -> UUID:
    """Write down that a background check came back, and whether it was clear; never what it said."""
    today = local_date(now, actor.zone)
    holders = visible(Engagement, actor, "credentials.background.record", today).filter(role="peer_supporter")
    if not holders.filter(id=holder_id).exists():
        raise NotFound
    _require(
        checked_on=(completed_on <= today, "This day is still to come. Record the check once it came back."),
        is_clear=(is_clear is not None, "Say whether it came back clear. What it says is not kept here."),
    )
    content = {"holder_id": holder_id, "completed_on": completed_on, "is_clear": is_clear}
    if create_once(BackgroundCheck, actor, check_id, content):
        ledger.record("credentials.background.recorded", check=check_id, holder=holder_id)
    return check_id


def _credential(actor: Actor, credential_id: UUID, permission: str, now: Instant) -> Credential:
    credentials = visible(Credential, actor, permission, local_date(now, actor.zone))
    credential = credentials.filter(id=credential_id, taken_back_at__isnull=True).select_for_update().first()
    if credential is None:
        raise NotFound
    return credential


def _refuse_double(credential: Credential, course_id: UUID, draft: CourseDraft) -> None:
    """A class taken over and the same written down by hand would count twice: same day, same length, and one of them a class."""
    kept = credential.continuing_education.filter(taken_back_at__isnull=True).exclude(id=course_id)
    if draft.source_id is not None and kept.filter(source_id=draft.source_id).exists():
        raise Conflict("These hours are counted already. Nothing was added.")
    same = kept.filter(completed_on=draft.completed_on, minutes=draft.minutes)
    if draft.source_id is None:
        same = same.filter(source_id__isnull=False)
    twin = same.first()
    if twin is not None:
        raise BadInput(
            {
                "title": f"“{twin.title}” of the same day and length is on record. If it is the same, leave this out; if "
                "that one is wrong, take it back first."
            }
        )


def _require(**rules: tuple[bool, str]) -> None:
    """Raise BadInput with every sentence whose condition does not hold."""
    problems = {field: sentence for field, (holds, sentence) in rules.items() if not holds}
    if problems:
        raise BadInput(problems)
