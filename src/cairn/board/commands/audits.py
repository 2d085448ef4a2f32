"""Drawing who shows papers for a year's hours, and writing down what came of each."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from cairn.board import policy
from cairn.board.domain.draws import SHARE, Answer, draw, open_answers, size_of_draw
from cairn.board.models import AuditDraw, AuditedCredential
from cairn.board.queries.audits import list_eligible
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible

LONGEST = 500  # letters


@command(permission=policy.AUDIT)
def draw_audit(*, actor: Actor, draw_id: UUID, year: int, percent: int, seed: str, now: Instant) -> UUID:
    """Draw once for a year among the active certificates renewed for it, up to the law's share. The seed is kept."""
    today = local_date(now, actor.zone)
    before = visible(AuditDraw, actor, policy.AUDIT, today).filter(year=year).first()
    if before is not None and before.id == draw_id:
        ledger.unchanged("drawn before")
        return draw_id
    if before is not None:
        raise Conflict(f"{before.drawn_by_name} drew for {year} on {before.drawn_on.isoformat()}. That draw stands.")
    if not today.year - 2 <= year <= today.year:
        raise BadInput({"year": "Draw for this year or one of the two before it."})
    eligible = {one.number: one.id for one in list_eligible(actor, year, today)}
    chosen = draw(seed, eligible, size_of_draw(len(eligible), percent, rules_on(today, actor.place)))
    if not chosen:
        raise BadInput({"percent": f"{len(eligible)} certificates were renewed for {year}: this share draws nobody."})
    _keep_draw(actor, draw_id, year, percent, seed, len(eligible), now)
    AuditedCredential.objects.bulk_create(
        AuditedCredential(
            id=new_id(),
            organization_id=actor.organization_id,
            draw_id=draw_id,
            credential_id=eligible[number],
            place=place,
        )
        for place, number in enumerate(chosen, 1)
    )
    ledger.record("board.audit.drawn", draw=draw_id, year=year, eligible=len(eligible), drawn=len(chosen))
    return draw_id


def _keep_draw(
    actor: Actor, draw_id: UUID, year: int, percent: int, seed: str, eligible: int, now: Instant
) -> None:  # fmt: skip
    """The row of the draw; raises Conflict when another clerk's was first by a moment."""
    today = local_date(now, actor.zone)
    try:
        with transaction.atomic():
            AuditDraw.objects.create(
                id=draw_id,
                organization_id=actor.organization_id,
                year=year,
                seed=seed,
                percent=percent,
                rule=rules_on(today, actor.place).citation(SHARE).text[:200],
                eligible=eligible,
                drawn_on=today,
                drawn_at=now,
                drawn_by_id=actor.engagement_id,
                drawn_by_name=actor.name,
            )
    except IntegrityError:
        raise Conflict(f"Somebody else drew for {year} just now. That draw stands.") from None


def ask_for_certain(actor: Actor, credential_id: UUID, reactivation_id: UUID) -> None:
    """Open the audit of a certificate that came back after it had expired. Part of the command that wrote the reactivation."""
    audited = AuditedCredential.objects.create(
        id=new_id(),
        organization_id=actor.organization_id,
        reactivation_id=reactivation_id,
        credential_id=credential_id,
    )
    ledger.record("board.audit.opened", audited=audited.id, credential=credential_id)


@command(permission=policy.AUDIT)
def record_audit_answer(
    *, actor: Actor, audited_credential_id: UUID, answer: str, note: str, now: Instant
) -> UUID:  # fmt: skip
    """Write down what an audit came to. The first word stands; where hours were missing, that they were made up may follow."""
    today = local_date(now, actor.zone)
    rows = visible(AuditedCredential, actor, policy.AUDIT, today)
    audited = rows.filter(id=audited_credential_id).select_for_update().first()
    if audited is None:
        raise NotFound
    words, given = note.strip(), Answer(audited.answer) if audited.answer else None
    if given is not None and answer == given.value and audited.note.endswith(words):
        ledger.unchanged("written before")
        return audited_credential_id
    if given is not None and answer not in open_answers(given):
        raise Conflict(f"This audit was answered on {audited.answered_on}: {given.label.lower()}. That stands.")
    if answer not in open_answers(given):
        raise BadInput({"answer": "Choose what the papers showed."})
    kept = f"{audited.note} {words}".strip()
    if len(kept) > LONGEST:
        raise BadInput({"note": f"Keep the note under {LONGEST} letters."})
    audited.answer, audited.note = answer, kept
    audited.answered_on, audited.recorded_by_id = today, actor.engagement_id
    audited.save(update_fields=["answer", "note", "answered_on", "recorded_by_id"])
    ledger.record("board.audit.answered", audited=audited_credential_id, answer=answer)
    return audited_credential_id
