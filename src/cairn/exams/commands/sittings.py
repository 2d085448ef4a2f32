"""Sitting an exam: begin once, save answer by answer, hand in once. The server's clock is the only one."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

from django.conf import settings

from cairn.exams import policy  # noqa: F401 - declares who may
from cairn.exams.domain.banks import OPTIONS, Bank
from cairn.exams.domain.papers import draw_items, lay_out, read_paper, written
from cairn.exams.domain.scores import count_right
from cairn.exams.models import Sitting, SittingAnswer
from cairn.exams.queries.banks import banks
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible

TAKE = "exams.sitting.take"
OTHER_PAPER = "This answer belongs to another paper than yours. Nothing was changed: load your exam anew."
HANDED_IN = "This exam was handed in. It is counted as it was then; nothing was changed."
TIME_IS_OVER = (
    "The time is over. Every answer that was saved before counts; this one came later and does not. Nothing was lost."
)


@command(permission=TAKE)
def start_sitting(
    *, actor: Actor, occasion_id: UUID, bank: Bank, items: int, minutes: int, closes_at: Instant, now: Instant
) -> UUID:
    """Begin the exam of an occasion, or find the one that was begun: a person sits once. Whoever calls has checked that they may.

    Everybody who sits this occasion gets the same items, drawn by a key of the installation so that nobody can work them out
    beforehand; their order, and that of the options, is each person's own.
    """
    own = visible(Sitting, actor, TAKE, local_date(now, actor.zone))
    begun = own.filter(occasion_id=occasion_id).values_list("id", flat=True).first()
    if begun is not None:
        ledger.unchanged("begun before")
        return begun
    drawn = draw_items(bank, items, _seed(occasion_id))
    sitting = Sitting.objects.create(
        id=new_id(),
        organization_id=actor.organization_id,
        occasion_id=occasion_id,
        candidate_id=actor.engagement_id,
        bank=bank.name,
        bank_version=bank.version,
        paper=written(lay_out(drawn, _seed(occasion_id, actor.engagement_id))),
        items=items,
        started_at=now,
        ends_at=min(now + timedelta(minutes=minutes), closes_at),
    )
    ledger.record("exams.sitting.started", sitting=sitting.id, occasion=occasion_id, items=items)
    return sitting.id


@command(permission=TAKE)
def save_answer(*, actor: Actor, sitting_id: UUID, item: str, place: int | None, now: Instant) -> None:
    """Save the option at `place` of this paper, from 0. The same again changes nothing; another choice takes its place.

    Raises NotFound, BadInput (an item of another paper, no option), Conflict (handed in, or the time is over).
    """
    sitting = _locked(actor, sitting_id, now)
    if sitting.submitted_at is not None:
        raise Conflict(HANDED_IN)
    if now > sitting.ends_at:
        raise Conflict(TIME_IS_OVER)
    asked = next((one for one in read_paper(sitting.paper) if one.code == item), None)
    if asked is None:
        raise BadInput({"item": OTHER_PAPER})
    if place is None or not 0 <= place < OPTIONS:
        raise BadInput({"choice": "Choose one of the four answers."})
    choice = asked.order[place]
    answer = SittingAnswer.objects.filter(sitting=sitting, item=item).first()
    if answer is None:
        SittingAnswer.objects.create(
            id=new_id(), organization_id=actor.organization_id, sitting=sitting, item=item, choice=choice, saved_at=now
        )
    elif answer.choice == choice:
        ledger.unchanged("saved before")
        return
    else:
        answer.choice, answer.saved_at = choice, now
        answer.save(update_fields=["choice", "saved_at"])
    ledger.record("exams.answer.saved", sitting=sitting_id, item=item)


@command(permission=TAKE)
def submit_sitting(*, actor: Actor, sitting_id: UUID, now: Instant) -> UUID:
    """Hand in. What was saved counts; once more changes nothing; after the time it counts as handed in when the time ran out."""
    sitting = _locked(actor, sitting_id, now)
    if sitting.submitted_at is not None:
        ledger.unchanged("handed in before")
        return sitting_id
    _close(sitting, Instant(min(now, as_instant(sitting.ends_at))))
    ledger.record("exams.sitting.submitted", sitting=sitting_id, occasion=sitting.occasion_id, correct=sitting.correct)
    return sitting_id


@command(permission="exams.sitting.close")
def close_sitting(*, actor: Actor, occasion_id: UUID, candidate_id: UUID, now: Instant) -> None:
    """Count a sitting whose time ran out without handing in. One that is counted, or none at all, is left as it is."""
    rows = visible(Sitting, actor, "exams.sitting.close", local_date(now, actor.zone)).select_for_update(of=("self",))
    sitting = rows.filter(occasion_id=occasion_id, candidate_id=candidate_id).first()
    if sitting is None or sitting.submitted_at is not None or now <= sitting.ends_at:
        ledger.unchanged("nothing to close")
        return
    _close(sitting, as_instant(sitting.ends_at))
    ledger.record("exams.sitting.closed", sitting=sitting.id, occasion=occasion_id, correct=sitting.correct)


def _seed(*ids: UUID) -> str:
    return hmac.new(settings.CAIRN_FORM_KEY, b"".join(one.bytes for one in ids), hashlib.sha256).hexdigest()


def _close(sitting: Sitting, at: Instant) -> None:
    answers = dict(SittingAnswer.objects.filter(sitting=sitting).values_list("item", "choice"))
    sitting.correct = count_right(banks()[sitting.bank], read_paper(sitting.paper), answers).correct
    sitting.submitted_at = at
    sitting.save(update_fields=["correct", "submitted_at"])


def _locked(actor: Actor, sitting_id: UUID, now: Instant) -> Sitting:
    rows = visible(Sitting, actor, TAKE, local_date(now, actor.zone)).select_for_update(of=("self",))
    sitting = rows.filter(id=sitting_id).first()
    if sitting is None:
        raise NotFound
    return sitting
