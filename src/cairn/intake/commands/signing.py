"""A person's own yes or no to what it costs: to the exact bytes that were shown, on a device handed over or on their own pages."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cairn.intake import policy
from cairn.intake.commands.intakes import put_step
from cairn.intake.commands.later import intake_of
from cairn.intake.domain.fee_words import SIGNED, Way
from cairn.intake.domain.questions import NOT_YET, SHOWN, Step
from cairn.intake.models import FeeSignature, StepEntry
from cairn.intake.queries.fee_papers import get_fee_paper
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.domain.papers import Says
from cairn.privacy.domain.wording import PaperLanguage
from cairn.privacy.subjects import require_client
from cairn.support.commands.known_as import hold_client

CHANGED = "What it costs was written anew, or these words changed. Nothing was signed. Read it again."
UNDER_AGE = "They are under age: a parent or guardian signs what it costs, on paper."


@dataclass(frozen=True, slots=True)
class FeeAnswer:
    """`digest` names the words that were read, in `language`; `intake_id` is for somebody who came without an intake."""

    id: UUID
    client_id: UUID
    intake_id: UUID
    says: Says
    digest: str
    language: PaperLanguage


@command(permission=policy.SIGN_FEE)
def sign_fee(*, actor: Actor, answer: FeeAnswer, now: Instant) -> Says:
    """Keep the yes or the no with the words. Raises NotFound, Conflict (the words changed, under age, or the id was used otherwise)."""
    on, client_id = local_date(now, actor.zone), answer.client_id
    require_client(actor, policy.SIGN_FEE, client_id, on)
    hold_client(actor, client_id)
    before = FeeSignature.objects.filter(organization_id=actor.organization_id, id=answer.id).first()
    if before is not None:
        if (before.client_id, before.says, before.digest) != (client_id, answer.says.value, answer.digest):
            raise Conflict(CHANGED)
        ledger.unchanged("signed before")
        return answer.says
    paper = get_fee_paper(actor, client_id, on, answer.language)
    if paper.notice_id is None or paper.digest != answer.digest:
        raise Conflict(CHANGED)
    if paper.is_under_age:
        raise Conflict(UNDER_AGE)
    way = Way.OWN_ACCOUNT if actor.role is Role.CLIENT else Way.THIS_DEVICE
    FeeSignature.objects.create(
        id=answer.id, organization_id=actor.organization_id, client_id=client_id, notice_id=paper.notice_id,
        says=answer.says.value, text=paper.text, language=answer.language.value, digest=paper.digest, name=paper.name,
        way=way.value, signed_at=now, taken_by_id=actor.engagement_id,
    )  # fmt: skip
    _tell_step(actor, answer, paper.told, now)
    if answer.says is Says.AGREES:
        ledger.record("intake.fee.signed", client=client_id, signature=answer.id)
    else:
        ledger.record("intake.fee.refused", client=client_id, signature=answer.id)
    return answer.says


def _tell_step(actor: Actor, answer: FeeAnswer, told: str, now: Instant) -> None:
    """The step of coming in says it from now on. After a no it waits: how it can be paid is talked over."""
    agreed = SIGNED if answer.says is Says.AGREES else NOT_YET
    row = intake_of(actor, policy.SIGN_FEE, answer.client_id, answer.intake_id, now)
    standing = StepEntry.objects.filter(organization_id=actor.organization_id, intake=row, step=Step.FEE.value)
    seen = standing.order_by("-number").values_list("number", flat=True).first() or 0
    put_step(actor, row, Step.FEE, {"agreed": agreed, SHOWN: told}, seen, now)
