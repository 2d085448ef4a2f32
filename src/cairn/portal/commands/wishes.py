"""Choosing one's own peer supporter; and asking to talk it over first: one tap, taken back with one, cared for by staff."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.matching.commands.choices import choose_peer
from cairn.matching.queries.choices import get_open_choice
from cairn.portal import policy
from cairn.portal.models import PeerWish
from cairn.portal.queries.access import get_own_access
from cairn.portal.queries.wishes import OPEN
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.support.queries.clients import get_client


@command(permission=policy.WISH)
def choose_own_peer(*, actor: Actor, choice_id: UUID, peer_id: UUID, instead_of: UUID | None, now: Instant) -> UUID:
    """The person chose by themselves, so a talk about it that they had asked for is waited for no longer.

    Raises as `choose_peer` of the matching room does.
    """
    on = local_date(now, actor.zone)
    own = get_own_access(actor, on)
    chosen = {"choice_id": choice_id, "client_id": own.client_id, "peer_id": peer_id, "instead_of": instead_of}
    choose_peer(actor=actor, now=now, **chosen)  # type: ignore[arg-type]
    made = get_open_choice(actor, own.client_id, on)
    if made is None or made.id != choice_id:  # sent again after it was taken back
        return choice_id
    waiting = visible(PeerWish, actor, policy.WISH, on).filter(**OPEN, made_at__lte=made.made_at)
    if waiting.update(taken_back_at=now):
        ledger.record("portal.wish.taken_back", client=own.client_id)
    return choice_id


@command(permission=policy.WISH)
def wish_for_other_peer(*, actor: Actor, wish_id: UUID, now: Instant) -> None:
    """Say it. Said twice it is one wish. Raises BadInput when the services have ended (by the key of a sentence)."""
    on = local_date(now, actor.zone)
    own = get_own_access(actor, on)
    person = get_client(actor, own.client_id, on)
    if person.ended_on is not None and person.ended_on <= on:
        raise BadInput({"": "peer.ended"})
    content = {"id": wish_id, "organization_id": actor.organization_id, "client_id": own.client_id, "made_at": now}
    try:
        with transaction.atomic():
            PeerWish.objects.create(**content)
    except IntegrityError:  # it waits already, or this was sent before
        ledger.unchanged("said before")
        return
    ledger.record("portal.wish.made", client=own.client_id, wish=wish_id)


@command(permission=policy.WISH)
def take_back_wish(*, actor: Actor, now: Instant) -> None:
    """Never mind. Nobody is told who asked why."""
    on = local_date(now, actor.zone)
    own = get_own_access(actor, on)
    if not visible(PeerWish, actor, policy.WISH, on).filter(**OPEN).update(taken_back_at=now):
        ledger.unchanged("nothing waits")
        return
    ledger.record("portal.wish.taken_back", client=own.client_id)


@command(permission=policy.SETTLE)
def settle_wish(*, actor: Actor, wish_id: UUID, now: Instant) -> None:
    """Somebody took care of it, together with the person. Raises NotFound."""
    row = (
        visible(PeerWish, actor, policy.SETTLE, local_date(now, actor.zone))
        .select_for_update()
        .filter(id=wish_id)
        .first()
    )
    if row is None:
        raise NotFound
    if row.settled_at is not None or row.taken_back_at is not None:
        ledger.unchanged("nothing waits")
        return
    row.settled_at, row.settled_by_id = now, actor.engagement_id
    row.save(update_fields=["settled_at", "settled_by_id"])
    ledger.record("portal.wish.settled", client=row.client_id, wish=wish_id)
