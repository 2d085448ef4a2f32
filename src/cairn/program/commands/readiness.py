"""Opening a round, answering it, sharing what was said, and planning how to get ready."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from cairn.instruments.answers import read_answers
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, as_instant, in_words, local_date
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.program import policy
from cairn.program.domain.readiness import LONGEST_PLAN, SIDES, last_day_of_plan
from cairn.program.models import ReadinessAnswer, ReadinessRound, ReadinessSheet
from cairn.program.queries.readiness import asked

SHARED_ALREADY = "The answers of this round are shared, so it takes no more. A new round can be opened."


@command(permission=policy.RUN)
def open_readiness_round(*, actor: Actor, round_id: UUID, now: Instant) -> UUID:
    """Open a round. Raises Conflict while another one is open."""
    rows = visible(ReadinessRound, actor, policy.RUN, local_date(now, actor.zone)).select_for_update()
    if rows.filter(id=round_id).exists():
        ledger.unchanged("opened before")
        return round_id
    if rows.filter(shared_at__isnull=True).exists():
        raise Conflict("A round is open already. Share its answers first.")
    try:
        with transaction.atomic():
            ReadinessRound.objects.create(
                id=round_id,
                organization_id=actor.organization_id,
                instrument=asked().name,
                instrument_version=asked().version,
                opened_at=now,
                opened_by_id=actor.engagement_id,
            )
    except IntegrityError:  # the id is in use where the actor sees nothing, or somebody was quicker
        raise Conflict("The round could not be opened. Look whether one is open, and open it once more.") from None
    ledger.record("program.readiness.opened", round=round_id)
    return round_id


@command(permission=policy.ANSWER)
def answer_readiness(*, actor: Actor, round_id: UUID, given: Mapping[str, str], now: Instant) -> None:
    """Keep the own answers in the place of earlier ones, until the round is shared. Raises NotFound, BadInput, Conflict."""
    on = local_date(now, actor.zone)
    held = visible(ReadinessRound, actor, policy.ANSWER, on).select_for_update().filter(id=round_id).first()
    if held is None:
        raise NotFound
    answers = {answer.link_id: answer.option.code for answer in read_answers(asked(), given)}
    own = visible(ReadinessSheet, actor, policy.ANSWER, on).filter(round_id=round_id).first()
    before = dict(own.answers.values_list("link_id", "code")) if own else {}
    if answers == before:
        ledger.unchanged("answered before")
        return
    if held.shared_at is not None:
        raise Conflict(SHARED_ALREADY)
    if own:
        own.delete()
    sheet = ReadinessSheet.objects.create(
        organization_id=actor.organization_id,
        round=held,
        person_id=actor.engagement_id,
        side=SIDES[actor.role].value,
        answered_at=now,
    )
    ReadinessAnswer.objects.bulk_create(
        ReadinessAnswer(organization_id=actor.organization_id, sheet=sheet, link_id=link_id, code=code)
        for link_id, code in answers.items()
    )
    ledger.record("program.readiness.answered", round=round_id)


@command(permission=policy.RUN)
def share_readiness_round(*, actor: Actor, round_id: UUID, now: Instant) -> UUID:
    """Close a round and let the house see what was said together. Raises NotFound, BadInput when nobody answered."""
    held = _held(actor, round_id, now)
    if held.shared_at is not None:
        ledger.unchanged("shared before")
        return round_id
    count = held.sheets.count()
    if not count:
        raise BadInput({"round": "Nobody has answered yet. There is nothing to share."})
    held.shared_at, held.shared_by_id = now, actor.engagement_id
    held.save(update_fields=["shared_at", "shared_by_id"])
    ledger.record("program.readiness.shared", round=round_id, people=count)
    return round_id


@command(permission=policy.RUN)
def plan_readiness(*, actor: Actor, round_id: UUID, plan: str, reach_by: date | None, now: Instant) -> UUID:
    """Write down how the house gets ready, and by when, in the place of an earlier plan. Raises NotFound, BadInput."""
    held, today = _held(actor, round_id, now), local_date(now, actor.zone)
    if held.shared_at is None:
        raise BadInput({"plan": "Share the answers first; then plan by what they say."})
    problems: dict[str, str] = {}
    if not plan.strip() or len(plan) > LONGEST_PLAN:
        problems["plan"] = f"Say in a few sentences how you get there, at most {LONGEST_PLAN} characters."
    last = last_day_of_plan(local_date(as_instant(held.shared_at), actor.zone), rules_on(today, actor.place))
    if reach_by is None or reach_by < today or (last is not None and reach_by > last):
        problems["reach_by"] = f"Give a day to come{f', {in_words(last)} at the latest' if last else ''}."
    if problems:
        raise BadInput(problems)
    if (held.plan, held.reach_by) == (plan.strip(), reach_by):
        ledger.unchanged("planned before")
        return round_id
    held.plan, held.reach_by, held.planned_at, held.planned_by_id = plan.strip(), reach_by, now, actor.engagement_id
    held.save(update_fields=["plan", "reach_by", "planned_at", "planned_by_id"])
    ledger.record("program.readiness.planned", round=round_id, reach_by=reach_by)
    return round_id


def _held(actor: Actor, round_id: UUID, now: Instant) -> ReadinessRound:
    rows = visible(ReadinessRound, actor, policy.RUN, local_date(now, actor.zone)).select_for_update()
    held = rows.filter(id=round_id).first()
    if held is None:
        raise NotFound
    return held
