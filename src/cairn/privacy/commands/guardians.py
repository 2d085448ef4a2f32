"""Who may sign for somebody, and on which ground a minor signs alone: written down with what was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy import ledger, policy_consents
from cairn.privacy.command import command
from cairn.privacy.domain.guardians import BY_COURT, Evidence, Ground, Power, Relation
from cairn.privacy.domain.proofs import proofs_for
from cairn.privacy.models import Consent, Guardian, GuardianPaper, SigningGround
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.privacy.queries.signing import later_papers, powers_of
from cairn.privacy.subjects import require_client

RECORD = policy_consents.RECORD_GUARDIANS
NAME_LENGTH, WORDS_LENGTH, BECAUSE_LENGTH = 120, 200, 300


@dataclass(frozen=True, slots=True)
class GuardianDraft:
    """Somebody who may sign, what, from when until when, and what was looked at."""

    id: UUID
    client_id: UUID
    name: str
    relation: Relation
    may_sign: frozenset[Power]
    starts_on: date
    evidence: Evidence
    seen_on: date
    ends_on: date | None = None
    evidence_words: str = ""


@dataclass(frozen=True, slots=True)
class ProofDraft:
    """The paper that was looked at after somebody had been written down on their word."""

    guardian_id: UUID
    evidence: Evidence
    seen_on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class GroundDraft:
    """Why a minor signs alone from a day on."""

    id: UUID
    client_id: UUID
    ground: Ground
    because: str
    starts_on: date
    by_listed_profession: bool = False


@command(permission=RECORD)
def record_guardian(*, actor: Actor, draft: GuardianDraft, now: Instant) -> UUID:
    """Write down somebody who may sign. Raises NotFound, BadInput, Conflict (same id, other content)."""
    on = local_date(now, actor.zone)
    require_client(actor, RECORD, draft.client_id, on)
    _check_guardian(draft, on)
    content = {
        "client_id": draft.client_id,
        "name": draft.name.strip(),
        "relation": draft.relation.value,
        "may_sign": ",".join(power.value for power in Power if power in draft.may_sign),
        "starts_on": draft.starts_on,
        "ends_on": draft.ends_on,
        "evidence": draft.evidence.value,
        "evidence_words": draft.evidence_words.strip(),
        "seen_on": draft.seen_on,
    }
    if create_once(Guardian, actor, draft.id, content, recorded_at=now, recorded_by_id=actor.engagement_id):
        ledger.record("privacy.guardian.recorded", client=draft.client_id, guardian=draft.id)
    return draft.id


@command(permission=RECORD)
def prove_guardian(*, actor: Actor, draft: ProofDraft, now: Instant) -> UUID:
    """A paper was looked at: what they signed on their word counts from now on. Whatever was looked at before stays beside it.

    Gives the client's id. Raises NotFound, BadInput (proves nothing here), Conflict (it proves no more than what is written down already).
    """
    on = local_date(now, actor.zone)
    row = lock_one(visible(Guardian, actor, RECORD, on), draft.guardian_id)
    words = draft.words.strip()
    stands = later_papers(row)
    if (draft.evidence.value, words, draft.seen_on) in stands:
        ledger.unchanged("sent before")
        return row.client_id
    _check_proof(draft, row, on, actor.place)
    if stands and not _adds(draft.evidence, row, [Evidence(kind) for kind, _, _ in stands], on, actor.place):
        raise Conflict(
            "A paper is written down for them already that proves all that this one would. Nothing was changed."
        )
    if not stands:
        row.proof, row.proof_words, row.proof_seen_on = draft.evidence.value, words, draft.seen_on
        row.proved_at, row.proved_by_id = now, actor.engagement_id
        row.save(update_fields=["proof", "proof_words", "proof_seen_on", "proved_at", "proved_by_id"])
    else:
        GuardianPaper.objects.create(
            organization_id=actor.organization_id,
            guardian=row,
            evidence=draft.evidence.value,
            words=words,
            seen_on=draft.seen_on,
            recorded_at=now,
            recorded_by_id=actor.engagement_id,
        )
    ledger.record("privacy.guardian.proven", client=row.client_id, guardian=row.id, evidence=draft.evidence.value)
    return row.client_id


@command(permission=RECORD)
def end_guardian(*, actor: Actor, guardian_id: UUID, now: Instant) -> UUID:
    """They sign no more, from today. What they signed without the person waits for the person's own word. Gives the client's id."""
    on = local_date(now, actor.zone)
    row = lock_one(visible(Guardian, actor, RECORD, on), guardian_id)
    if row.ends_on is not None and row.ends_on <= on:
        ledger.unchanged("ended before")
        return row.client_id
    row.ends_on, row.ended_by_id = max(on, row.starts_on), actor.engagement_id
    row.save(update_fields=["ends_on", "ended_by_id"])
    standing = Consent.objects.filter(organization_id=actor.organization_id, client_id=row.client_id, revoked_at=None)
    signed = standing.filter(paper__signatures__guardian=row, without_person=True)
    for consent in signed.select_for_update(of=("self",)):
        consent.own_word_from = min(on, consent.own_word_from or on)
        consent.save(update_fields=["own_word_from"])
    ledger.record("privacy.guardian.ended", client=row.client_id, guardian=row.id)
    return row.client_id


@command(permission=RECORD)
def record_ground(*, actor: Actor, draft: GroundDraft, now: Instant) -> UUID:
    """Write down why a minor signs alone. Whether it holds here is decided each time. Raises NotFound, BadInput, Conflict."""
    on = local_date(now, actor.zone)
    require_client(actor, RECORD, draft.client_id, on)
    because = draft.because.strip()
    if not because:
        raise BadInput({"because": "Write how you know, and with whom you talked it over."})
    if len(because) > BECAUSE_LENGTH:
        raise BadInput({"because": f"Use at most {BECAUSE_LENGTH} characters."})
    content = {
        "client_id": draft.client_id,
        "ground": draft.ground.value,
        "by_listed_profession": draft.by_listed_profession,
        "because": because,
        "starts_on": draft.starts_on,
    }
    if create_once(SigningGround, actor, draft.id, content, recorded_at=now, recorded_by_id=actor.engagement_id):
        ledger.record("privacy.ground.recorded", client=draft.client_id, ground=draft.id)
    return draft.id


@command(permission=RECORD)
def take_back_ground(*, actor: Actor, ground_id: UUID, because: str, now: Instant) -> UUID:
    """It was wrong, or holds no more. Gives the client's id. Raises NotFound, BadInput."""
    on = local_date(now, actor.zone)
    row = lock_one(visible(SigningGround, actor, RECORD, on), ground_id)
    if row.taken_back_at is not None:
        ledger.unchanged("taken back before")
        return row.client_id
    if not because.strip() or len(because.strip()) > WORDS_LENGTH:
        raise BadInput({"because": f"Say in a few words why; at most {WORDS_LENGTH} characters."})
    row.taken_back_at, row.taken_back_by_id, row.taken_back_because = now, actor.engagement_id, because.strip()
    row.save(update_fields=["taken_back_at", "taken_back_by_id", "taken_back_because"])
    ledger.record("privacy.ground.taken_back", client=row.client_id, ground=row.id)
    return row.client_id


def _check_guardian(draft: GuardianDraft, on: date) -> None:
    problems = {}
    if not draft.name.strip():
        problems["name"] = "Write the name of who may sign."
    elif len(draft.name.strip()) > NAME_LENGTH:
        problems["name"] = f"Use at most {NAME_LENGTH} characters."
    if not draft.may_sign:
        problems["may_sign"] = "Choose at least one thing that they may sign."
    if draft.ends_on is not None and draft.ends_on <= draft.starts_on:
        problems["ends_on"] = "The last day lies before the first. Change one of them."
    if draft.seen_on > on:
        problems["seen_on"] = "This day is still to come. Give the day on which you looked at it."
    if draft.relation in BY_COURT and draft.evidence is not Evidence.COURT_ORDER:
        problems["evidence"] = "A guardian by a court is written down once the order was looked at."
    if len(draft.evidence_words.strip()) > WORDS_LENGTH:
        problems["evidence_words"] = f"Use at most {WORDS_LENGTH} characters."
    if problems:
        raise BadInput(problems)


def _adds(evidence: Evidence, row: Guardian, stands: Sequence[Evidence], on: date, place: str) -> bool:
    """Whether a paper proves something that they may sign and that nothing proves yet."""
    relation, rules = Relation(row.relation), rules_on(on, place)
    before = (Evidence(row.evidence), *stands)
    signs = [proofs_for(power, rules) for power in powers_of(row)]
    return any(one.takes(relation, evidence) and not any(one.takes(relation, kind) for kind in before) for one in signs)


def _check_proof(draft: ProofDraft, row: Guardian, on: date, place: str) -> None:
    problems = {}
    relation, rules = Relation(row.relation), rules_on(on, place)
    signs = [proofs_for(power, rules) for power in powers_of(row)]
    if not any(proofs.takes(relation, draft.evidence) for proofs in signs):
        problems["evidence"] = f"This does not prove it here. {signs[0].remedy(relation)}"
    if draft.seen_on > on:
        problems["seen_on"] = "This day is still to come. Give the day on which you looked at it."
    if len(draft.words.strip()) > WORDS_LENGTH:
        problems["words"] = f"Use at most {WORDS_LENGTH} characters."
    if problems:
        raise BadInput(problems)
