"""What one person told when they came in, and what they signed about the cost, for the file that they take along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.intake import policy
from cairn.intake.domain.questions import Step
from cairn.intake.models import FeeSignature, Intake, StepEntry
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BrokenRecord
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy import ledger
from cairn.privacy.domain.papers import Says, digest_of
from cairn.privacy.domain.wording import PaperLanguage
from cairn.privacy.policy import visible
from cairn.privacy.subjects import require_client


@dataclass(frozen=True, slots=True)
class SignedFee:
    """A yes or no to what it costs, with the exact words. `text` is what `digest` was taken over."""

    id: UUID
    name: str
    says: Says
    language: PaperLanguage
    text: str
    digest: str
    signed_at: Instant


@dataclass(frozen=True, slots=True)
class ToldStep:
    """What was kept of one step on one day, by the codes of its questions; kept again, it is another one."""

    step: Step
    saved_at: Instant
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CameIn:
    """One time that they came in."""

    begun_at: Instant
    begun_by: str
    told: tuple[ToldStep, ...]  # as it was written down, first to last


def list_own_fees(actor: Actor, client_id: UUID, on: date) -> tuple[SignedFee, ...]:
    """Every yes and no to the cost, newest first; raises NotFound, BrokenRecord. Two statements."""
    require_client(actor, policy.SIGN_FEE, client_id, on)
    rows = visible(FeeSignature, actor, policy.SIGN_FEE, on).filter(client_id=client_id)
    found = tuple(_fee(row) for row in rows.order_by("-signed_at", "-id"))
    ledger.looked("intake.fee.seen", clients=[client_id] if found else [])
    return found


def list_own_comings(actor: Actor, client_id: UUID, on: date) -> tuple[CameIn, ...]:
    """Each time that they came in, newest first, with every answer that was kept; raises NotFound. Three statements."""
    require_client(actor, policy.TAKE_TOLD, client_id, on)
    rows = visible(Intake, actor, policy.TAKE_TOLD, on).filter(client_id=client_id).select_related("begun_by")
    intakes = list(rows.order_by("-begun_at", "id"))
    told: dict[UUID, list[ToldStep]] = {row.id: [] for row in intakes}
    entries = visible(StepEntry, actor, policy.TAKE_TOLD, on).filter(intake__in=list(told))
    for entry in entries.order_by("number"):
        if entry.words:
            answers = tuple((code, str(answer)) for code, answer in entry.words.items())
            told[entry.intake_id].append(ToldStep(Step(entry.step), as_instant(entry.saved_at), answers))
    ledger.looked("intake.kept.seen", clients=[client_id] if intakes else [])
    return tuple(CameIn(as_instant(row.begun_at), row.begun_by.name, tuple(told[row.id])) for row in intakes)


def _fee(row: FeeSignature) -> SignedFee:
    if digest_of(row.text) != row.digest:
        raise BrokenRecord(f"The words about the cost in {row.id} are not those that were signed.")
    language, signed_at = PaperLanguage(row.language), as_instant(row.signed_at)
    return SignedFee(row.id, row.name, Says(row.says), language, row.text, row.digest, signed_at)
