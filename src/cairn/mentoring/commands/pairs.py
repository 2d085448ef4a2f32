"""Telling a wish, choosing a mentor, signing, stopping."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction

from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.mentoring import policy  # noqa: F401 - declares who may
from cairn.mentoring.domain.rhythm import EndReason
from cairn.mentoring.domain.wishes import MOST_PLACES, Topic, Way
from cairn.mentoring.models import MentoringPair, MentoringWish
from cairn.mentoring.queries.wishes import list_mentors
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import lock_one, visible


@command(permission="mentoring.wish.tell")
def tell_wish(
    *, actor: Actor, topics: Collection[str], ways: Collection[str], places: int | None, now: Instant
) -> None:
    """Say what the own talks should be about, and how; a mentor also says for how many there is room."""
    is_mentor = actor.role is Role.MENTOR
    problems: dict[str, str] = {}
    if not topics or not set(topics) <= set(Topic):
        problems["topics"] = "Choose at least one topic."
    if not ways or not set(ways) <= set(Way):
        problems["ways"] = "Choose at least one way to talk."
    if is_mentor and (places is None or not 0 <= places <= MOST_PLACES):
        problems["places"] = f"Say for how many people there is room, from 0 to {MOST_PLACES}."
    if problems:
        raise BadInput(problems)
    content = {
        "topics": ",".join(topic for topic in Topic if topic in topics),
        "ways": ",".join(way for way in Way if way in ways),
        "places": places if is_mentor else 0,
    }
    rows = visible(MentoringWish, actor, "mentoring.wish.tell", local_date(now, actor.zone))
    if rows.filter(**content).exists():
        ledger.unchanged("told before")
        return
    MentoringWish.objects.update_or_create(
        organization_id=actor.organization_id, person_id=actor.engagement_id, defaults={**content, "told_at": now}
    )
    ledger.record("mentoring.wish.told", topics=len(set(topics)), ways=len(set(ways)))


@command(permission="mentoring.pair.choose")
def choose_mentor(*, actor: Actor, pair_id: UUID, mentor_id: UUID, now: Instant) -> UUID:
    """Choose a mentor; the one before is thanked and ended. Choosing is the mentee's signature; the mentor's is still to come."""
    today = local_date(now, actor.zone)
    offers = visible(MentoringWish, actor, "mentoring.mentor.see", today).select_for_update(of=("self",))
    offers.filter(person_id=mentor_id).first()  # two who choose at once: the last place is given once
    mentor = next((each for each in list_mentors(actor, today) if each.id == mentor_id), None)
    if mentor is None:
        raise NotFound
    own = visible(MentoringPair, actor, "mentoring.pair.choose", today).select_for_update()
    before = own.filter(mentee_id=actor.engagement_id, ended_on__isnull=True).first()
    if before is not None and before.mentor_id == mentor_id:
        ledger.unchanged("chosen before")
        return before.id
    if own.filter(id=pair_id).exists():
        raise Conflict("This choice was made before with another mentor. Nothing was changed; choose once more.")
    if not mentor.has_room:
        raise BadInput({"mentor": f"{mentor.name} has no room left now. Choose another mentor, or ask again later."})
    if before is not None:
        _end(before, actor, EndReason.ANOTHER_MENTOR.value, now)
    try:
        with transaction.atomic():
            MentoringPair.objects.create(
                id=pair_id,
                organization_id=actor.organization_id,
                mentor_id=mentor_id,
                mentee_id=actor.engagement_id,
                chosen_at=now,
                mentee_signed_at=now,
            )
    except IntegrityError:  # the id is in use where the actor sees nothing
        raise Conflict("This choice could not be kept. Nothing was changed; choose once more.") from None
    ledger.record("mentoring.pair.chosen", pair=pair_id, mentor=mentor_id)
    return pair_id


@command(permission="mentoring.pair.sign")
def sign_pair(*, actor: Actor, pair_id: UUID, now: Instant) -> UUID:
    """Sign the own side of the agreement."""
    pair = _own_pair(actor, pair_id, "mentoring.pair.sign", now)
    side = "mentor_signed_at" if pair.mentor_id == actor.engagement_id else "mentee_signed_at"
    if getattr(pair, side) is not None:
        ledger.unchanged("signed before")
        return pair_id
    if pair.ended_on is not None:
        raise BadInput({"pair": "This pair has ended. A new choice begins a new one."})
    setattr(pair, side, now)
    pair.save(update_fields=[side])
    ledger.record("mentoring.pair.signed", pair=pair_id, side=side.removesuffix("_signed_at"))
    return pair_id


@command(permission="mentoring.pair.end")
def end_pair(*, actor: Actor, pair_id: UUID, because: str, now: Instant) -> UUID:
    """Stop. Either of the two may, at any time, with a reason out of a short list."""
    pair = _own_pair(actor, pair_id, "mentoring.pair.end", now)
    if because not in list(EndReason):
        raise BadInput({"because": "Choose why you stop."})
    if pair.ended_on is not None:
        ledger.unchanged("ended before")
        return pair_id
    _end(pair, actor, because, now)
    return pair_id


def _end(pair: MentoringPair, actor: Actor, because: str, now: Instant) -> None:
    pair.ended_on, pair.ended_because = local_date(now, actor.zone), because
    pair.ended_by_id = actor.engagement_id
    pair.save(update_fields=["ended_on", "ended_because", "ended_by_id"])
    ledger.record("mentoring.pair.ended", pair=pair.id, because=because)


def _own_pair(actor: Actor, pair_id: UUID, permission: str, now: Instant) -> MentoringPair:
    return lock_one(visible(MentoringPair, actor, permission, local_date(now, actor.zone)), pair_id)
