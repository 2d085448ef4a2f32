"""Who must sign for a person today, who may sign for them, and on which ground they sign alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import NotFound
from cairn.platform.packs import rules_on
from cairn.privacy import ledger, policy_consents
from cairn.privacy.domain.consents import ConsentKind
from cairn.privacy.domain.guardians import Evidence, Ground, GroundFact, GuardianFact, Power, Relation
from cairn.privacy.domain.papers_english import ENGLISH
from cairn.privacy.domain.proofs import Proofs, proofs_for
from cairn.privacy.domain.signers import decide_who_signs
from cairn.privacy.domain.signing import Answer, Signer, SigningFacts, power_for
from cairn.privacy.domain.wording import Wording
from cairn.privacy.models import Guardian, SigningGround
from cairn.privacy.policy import visible
from cairn.privacy.subjects import PersonServed, get_person
from cairn.rulebook.rules import Rules

SEE = policy_consents.SEE_GUARDIANS


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper that was looked at, when, and which one."""

    evidence: Evidence
    words: str
    seen_on: date


@dataclass(frozen=True, slots=True)
class GuardianView:
    """Somebody who may sign, or might once. `is_able` today, for what was asked."""

    id: UUID
    name: str
    relation: Relation
    may_sign: tuple[Power, ...]
    starts_on: date
    ends_on: date | None
    evidence: Evidence
    evidence_words: str
    seen_on: date
    is_able: bool
    later: tuple[PaperView, ...]  # what was looked at after they had been written down, first to last
    is_proven: bool  # by a paper that the pack of the place takes for this kind of consent
    unproven: tuple[Power, ...]  # of what they may sign, what no paper proves yet

    @property
    def shown(self) -> str:
        return self.shown_in(ENGLISH.relations)

    def shown_in(self, relations: Mapping[Relation, str]) -> str:
        words = relations[self.relation]
        return f"{self.name} ({words[:1].lower()}{words[1:]})"


@dataclass(frozen=True, slots=True)
class GroundView:
    """Why a minor signs alone, as somebody wrote it down."""

    id: UUID
    ground: Ground
    by_listed_profession: bool
    because: str
    starts_on: date


@dataclass(frozen=True, slots=True)
class Signing:
    """Whose names a paper of one kind needs on one day, and why. `required` is who will be asked even where the law is not known."""

    on: date
    person: PersonServed
    decision: Decision
    guardians: tuple[GuardianView, ...]
    grounds: tuple[GroundView, ...]

    @property
    def answer(self) -> Answer:
        return Answer(self.decision.outcome)

    @property
    def able(self) -> tuple[GuardianView, ...]:
        return tuple(one for one in self.guardians if one.is_able)

    @property
    def required(self) -> tuple[Signer, ...]:
        told = str(self.decision.figures["signers"])
        if told:
            return tuple(Signer(code) for code in told.split(","))
        return (Signer.CLIENT, Signer.GUARDIAN) if self.able else (Signer.CLIENT,)

    @property
    def must_ask(self) -> bool:
        """Whether the law of this place is not known here, so that somebody has to be asked before a yes counts."""
        return self.answer is Answer.NOT_KNOWN

    @property
    def majority_on(self) -> date | None:
        return self.decision.figures["majority_on"]

    @property
    def is_minor(self) -> bool:
        return self.majority_on is not None and self.on < self.majority_on

    def named(self, wording: Wording = ENGLISH) -> str:
        """The person, as the paper names them."""
        return wording.person(self.person.name, self.person.legal, self.person.called)

    def names(self, wording: Wording = ENGLISH) -> tuple[str, ...]:
        """Who signs, as the paper says it."""
        able = (one.shown_in(wording.relations) for one in self.able)
        guardians = f" {wording.or_word} ".join(able) or wording.some_guardian
        words = {Signer.CLIENT: self.named(wording), Signer.GUARDIAN: guardians}
        return tuple(words[signer] for signer in self.required)


def get_signing(actor: Actor, client_id: UUID, on: date, kind: ConsentKind = ConsentKind.NAMED_PARTY) -> Signing:
    """Who must sign for a client today, with everybody and everything that bears on it. Raises NotFound. Three statements."""
    signing = read_signing(actor, SEE, client_id, kind, on)
    ledger.looked("privacy.guardian.seen", clients=[client_id])
    return signing


def read_signing(actor: Actor, permission: str, client_id: UUID, kind: ConsentKind, on: date) -> Signing:
    """The same under the permission of a command. Raises NotFound."""
    person = get_person(actor, permission, client_id, on)
    guardians = list(
        visible(Guardian, actor, permission, on)
        .filter(client_id=client_id)
        .prefetch_related("papers")
        .order_by("starts_on", "id")
    )
    grounds = list(_grounds(actor, permission, client_id, on))
    facts = SigningFacts(
        person.birth_date,
        power_for(kind),
        tuple(GroundFact(Ground(row.ground), row.by_listed_profession) for row in grounds),
        tuple(_fact(row) for row in guardians),
    )
    rules = rules_on(on, actor.place)
    decision, proofs = decide_who_signs(facts, rules, on), proofs_for(facts.power, rules)
    majority_on = decision.figures["majority_on"]
    is_adult = majority_on is not None and on >= majority_on
    able = facts.able(on, is_adult=is_adult)
    return Signing(
        on,
        person,
        decision,
        tuple(_view(row, proofs, rules, is_able=is_able) for row, is_able in zip(guardians, able, strict=True)),
        tuple(
            GroundView(row.id, Ground(row.ground), row.by_listed_profession, row.because, row.starts_on)
            for row in grounds
        ),
    )


@dataclass(frozen=True, slots=True)
class GuardianName:
    """Whose line it is, for a page about that line alone."""

    id: UUID
    client_id: UUID
    name: str


def find_guardian(actor: Actor, permission: str, guardian_id: UUID, on: date) -> GuardianName:
    """One who may sign; raises NotFound. One statement."""
    row = visible(Guardian, actor, permission, on).filter(id=guardian_id).first()
    if row is None:
        raise NotFound
    ledger.looked("privacy.guardian.seen", clients=[row.client_id])
    return GuardianName(row.id, row.client_id, row.name)


def _grounds(actor: Actor, permission: str, client_id: UUID, on: date) -> QuerySet[SigningGround]:
    rows = visible(SigningGround, actor, permission, on).filter(client_id=client_id, taken_back_at__isnull=True)
    return rows.filter(starts_on__lte=on).order_by("starts_on", "id")


def _fact(row: Guardian) -> GuardianFact:
    for_adult = Relation(row.relation) is Relation.ADULT_GUARDIAN
    return GuardianFact(
        powers_of(row),
        row.starts_on,
        row.ends_on,
        for_adult,
        Relation(row.relation),
        Evidence(row.evidence),
        tuple(Evidence(kind) for kind, _, _ in later_papers(row)),
    )


def _view(row: Guardian, proofs: Proofs, rules: Rules, *, is_able: bool) -> GuardianView:
    relation = Relation(row.relation)
    later = tuple(PaperView(Evidence(kind), words, on) for kind, words, on in later_papers(row))
    papers = (Evidence(row.evidence), *(one.evidence for one in later))
    return GuardianView(
        row.id,
        row.name,
        relation,
        powers_of(row),
        row.starts_on,
        row.ends_on,
        Evidence(row.evidence),
        row.evidence_words,
        row.seen_on,
        is_able,
        later,
        any(proofs.takes(relation, kind) for kind in papers),
        tuple(
            power
            for power in powers_of(row)
            if not any(proofs_for(power, rules).takes(relation, kind) for kind in papers)
        ),
    )


def later_papers(row: Guardian) -> tuple[tuple[str, str, date], ...]:
    """What was looked at for a guardian after they had been written down, first to last: kind, words, day."""
    first = ((row.proof, row.proof_words, row.proof_seen_on),) if row.proof and row.proof_seen_on else ()
    further = sorted(row.papers.all(), key=lambda one: (one.recorded_at, one.id))
    return (*first, *((one.evidence, one.words, one.seen_on) for one in further))


def powers_of(row: Guardian) -> tuple[Power, ...]:
    return tuple(Power(code) for code in row.may_sign.split(",") if code)
