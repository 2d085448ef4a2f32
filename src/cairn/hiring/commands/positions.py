"""Describing a job, posting it and closing it. What was posted is not changed: the next version takes its place."""

from __future__ import annotations

import secrets
from datetime import date
from uuid import UUID

from django.db import IntegrityError

from cairn.hiring import policy
from cairn.hiring.domain.descriptions import DescriptionDraft, problems_of, warnings_of
from cairn.hiring.models import Description, Position
from cairn.hiring.queries.packs import choices_for, scope_words
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import OTHER_CONTENT, mark_once
from cairn.privacy.policy import visible


@command(permission=policy.RUN)
def write_description(*, actor: Actor, position_id: UUID, draft: DescriptionDraft, now: Instant) -> UUID:
    """Write or change the version that is not posted yet; the first one makes the position. Sent again, nothing changes."""
    words = scope_words()
    problems = problems_of(draft, choices_for(actor.place), words)
    if problems:
        raise BadInput(problems)
    position = _position_to_write(actor, position_id, now)
    last = Description.objects.select_for_update().filter(position=position).order_by("-n").first()
    content = _content(draft, warnings_of(draft.own_duties, words))
    if last is not None and all(getattr(last, name) == value for name, value in content.items()):
        ledger.unchanged("written before")
        return position.id
    if last is None or last.posted_at is not None:
        n = last.n + 1 if last else 1
        last = Description(organization_id=actor.organization_id, position=position, n=n)
    for name, value in content.items():
        setattr(last, name, value)
    last.drafted_at, last.drafted_by_id = now, actor.engagement_id
    last.save()
    ledger.record("hiring.description.written", position=position.id, version=last.n, duties=len(draft.duties))
    return position.id


@command(permission=policy.RUN)
def post_position(
    *, actor: Actor, position_id: UUID, open_from: date | None, open_until: date | None, now: Instant
) -> None:
    """Show the newest version to everybody from a day on. Posting again puts a new version or new days in place."""
    today = local_date(now, actor.zone)
    position = _position(actor, position_id, today)
    problems: dict[str, str] = {}
    if open_from is None:
        problems["open_from"] = "Give the first day."
    elif open_until is not None and open_until < open_from:
        problems["open_until"] = "The last day comes before the first. Leave it empty to close by hand."
    elif open_until is not None and open_until < today:
        problems["open_until"] = "This day is over. Give a later one."
    if position.closed_at is not None:
        problems["open_from"] = "This posting was closed. Begin a new position."
    if problems:
        raise BadInput(problems)
    draft = Description.objects.filter(position=position, posted_at__isnull=True).first()
    if draft is None and (position.open_from, position.open_until) == (open_from, open_until):
        return ledger.unchanged("posted before")
    if draft is not None:
        draft.posted_at = now
        draft.save(update_fields=["posted_at"])
    position.open_from, position.open_until = open_from, open_until
    position.save(update_fields=["open_from", "open_until"])
    ledger.record("hiring.position.posted", position=position.id, version=draft.n if draft else 0)
    return None


@command(permission=policy.RUN)
def close_position(*, actor: Actor, position_id: UUID, now: Instant) -> None:
    """Take no more applications. Those that came stay; a closed posting is not opened again."""
    position = _position(actor, position_id, local_date(now, actor.zone))
    if mark_once(position, "closed", now):
        ledger.record("hiring.position.closed", position=position.id)


def _position_to_write(actor: Actor, position_id: UUID, now: Instant) -> Position:
    """The position, made with its first description. Its public number is random, and says nothing of the row."""
    number = UUID(bytes=secrets.token_bytes(16), version=4)
    defaults = {"public_id": number, "created_at": now, "created_by_id": actor.engagement_id}
    try:
        Position.objects.get_or_create(id=position_id, organization_id=actor.organization_id, defaults=defaults)
    except IntegrityError:  # the id is in use where the actor sees nothing
        raise Conflict(OTHER_CONTENT) from None
    return _position(actor, position_id, local_date(now, actor.zone))  # locked: two tabs write one draft


def _position(actor: Actor, position_id: UUID, on: date) -> Position:
    found = visible(Position, actor, policy.RUN, on).select_for_update().filter(id=position_id).first()
    if found is None:
        raise NotFound
    return found


def _content(draft: DescriptionDraft, warned: dict[str, str]) -> dict[str, object]:
    assert draft.pay_low is not None  # noqa: S101 - checked before
    assert draft.pay_high is not None  # noqa: S101
    return {
        "title": draft.title.strip(),
        "setting": draft.setting.strip(),
        "supervisor": draft.supervisor.strip(),
        "hours": draft.hours.strip(),
        "pay_low_cents": draft.pay_low.cents,
        "pay_high_cents": draft.pay_high.cents,
        "overview": draft.overview.strip(),
        "duties": list(draft.duties),
        "own_duties": [[text, warned.get(text, "")] for text in draft.own_duties],
        "qualifications": list(draft.qualifications),
    }
