"""Opening a private calendar feed, renewing its address, changing its word, and closing it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.meetings import policy
from cairn.meetings.domain.feeds import BUSY, problems_of_word
from cairn.meetings.models import CalendarFeed
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible


@command(permission=policy.FEED)
def open_feed(*, actor: Actor, token_digest: str, word: str, now: Instant) -> UUID:
    """A feed of the actor's own times at a new secret address, of which only the digest is kept. One before it closes.

    Raises BadInput. The same digest again changes nothing.
    """
    said = word.strip() or BUSY
    problems = problems_of_word(said)
    if problems:
        raise BadInput(problems)
    _one_at_a_time(actor)
    standing = _open(actor, now)
    before = standing.filter(token_digest=token_digest).first()
    if before is not None:
        ledger.unchanged("opened before")
        return before.id
    standing.update(closed_at=now)
    row = CalendarFeed.objects.create(
        organization_id=actor.organization_id,
        owner_id=actor.engagement_id,
        person_id=actor.person_id,
        token_digest=token_digest,
        word=said,
        opened_at=now,
    )
    ledger.record("meetings.feed.opened", client=_self(actor, now), feed=row.id)
    return row.id


@command(permission=policy.FEED)
def close_feed(*, actor: Actor, now: Instant) -> None:
    """Its address answers from now on like one that never was. Raises NotFound when none is open."""
    _one_at_a_time(actor)
    row = _open(actor, now).first()
    if row is None:
        raise NotFound
    row.closed_at = now
    row.save(update_fields=["closed_at"])
    ledger.record("meetings.feed.closed", client=_self(actor, now), feed=row.id)


def _one_at_a_time(actor: Actor) -> None:
    """Of two windows of one owner the second waits for the first: it then finds the first's address, and closes it.

    Without this both find none open, and the database refuses whoever comes second.
    """
    own = Engagement.objects.filter(organization_id=actor.organization_id, id=actor.engagement_id)
    list(own.select_for_update(no_key=True).values_list("id"))


def _open(actor: Actor, now: Instant) -> QuerySet[CalendarFeed]:
    return visible(CalendarFeed, actor, policy.FEED, local_date(now, actor.zone)).filter(closed_at__isnull=True)


def _self(actor: Actor, now: Instant) -> UUID | None:
    return policy.own_client_id(actor, local_date(now, actor.zone))
