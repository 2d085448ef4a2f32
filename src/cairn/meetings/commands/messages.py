"""Sending a message, having read those of the other, and saying when one answers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from unicodedata import category
from uuid import UUID

from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.meetings import policy
from cairn.meetings.domain.letters import MESSAGE_LENGTH, Hours, problems_of_hours
from cairn.meetings.models import AnsweringHours, Message
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import visible
from cairn.support.models import Relationship


@command(permission=policy.WRITE)
def send_message(*, actor: Actor, message_id: UUID, relationship_id: UUID, words: str, now: Instant) -> UUID:
    """Keep it with the relationship; nothing leaves Cairn. Raises NotFound, BadInput, Conflict (same id, other words)."""
    pair = _pair(actor, relationship_id, now)
    text = "".join(sign for sign in words.replace("\r\n", "\n") if sign == "\n" or category(sign) != "Cc").strip()
    if not text:
        raise BadInput({"words": "Write a few words."})
    if len(text) > MESSAGE_LENGTH:
        raise BadInput({"words": f"Use at most {MESSAGE_LENGTH} characters; now it is {len(text)}."})
    content = {"relationship_id": pair.id, "from_client": actor.role is Role.CLIENT, "words": text}
    if create_once(Message, actor, message_id, content, sent_at=now):
        ledger.record("meetings.message.sent", client=pair.client_id, message=message_id)
    return message_id


@command(permission=policy.READ)
def mark_messages_read(*, actor: Actor, relationship_id: UUID, shown: Collection[UUID], now: Instant) -> int:
    """What the other wrote and the page shows is read now; gives how many were new. Raises NotFound.

    What came in meanwhile, or stands on an older page, was not seen and stays new.
    """
    pair = _pair(actor, relationship_id, now)
    theirs = visible(Message, actor, policy.READ, local_date(now, actor.zone)).filter(
        id__in=shown, relationship=pair, from_client=actor.role is not Role.CLIENT, read_at__isnull=True
    )
    count = theirs.update(read_at=now)
    if not count:
        ledger.unchanged("nothing new")
        return 0
    ledger.record("meetings.message.read", client=pair.client_id, relationship=pair.id, count=count)
    return count


@command(permission=policy.HOURS)
def set_hours(*, actor: Actor, hours: Hours, now: Instant) -> None:
    """When the acting peer supporter answers. Raises BadInput."""
    problems = problems_of_hours(hours)
    if problems:
        raise BadInput(problems)
    content = {"weekdays": "".join(map(str, hours.weekdays)), "opens": hours.opens, "closes": hours.closes}
    own: dict[str, Any] = {"organization_id": actor.organization_id, "peer_id": actor.engagement_id}
    if AnsweringHours.objects.filter(**own, **content).exists():
        return ledger.unchanged("says so already")
    AnsweringHours.objects.update_or_create(**own, defaults={**content, "changed_at": now})
    ledger.record("meetings.hours.set")
    return None


def _pair(actor: Actor, relationship_id: UUID, now: Instant) -> Relationship:
    pair = policy.own_pairs(actor, local_date(now, actor.zone)).filter(id=relationship_id).first()
    if pair is None:
        raise NotFound
    return pair
