"""When peer supporters were with people: start and end, nothing about whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, Span
from cairn.privacy.policy import visible
from cairn.privacy.scope import scope_of_organization
from cairn.support import policy_of_supervision  # noqa: F401 - declares who may


def list_contact_spans(
    actor: Actor,
    on: date,
    *,
    start: Instant | None = None,
    end: Instant,
    peer_id: UUID | None = None,
    whole: Collection[UUID] = (),
    permission: str = "support.contact_time.see",
) -> dict[UUID, list[Span]]:
    """Contacts that began from `start` until before `end`, by peer supporter (or of one). Those entered in error are left out.

    Of the peer supporters in `whole` also those before `start`. Time with somebody whose record is kept apart is time worked too: it is
    counted for everybody alike, so that a peer supporter and their supervisor owe and hold the same hours.
    """
    peers = visible(Engagement, actor, permission, on)
    if peer_id is not None:
        peers = peers.filter(id=peer_id)
    since = Q(encounters__started_at__gte=start) if start is not None else Q()
    if start is not None and whole:
        since |= Q(id__in=whole)
    rows = peers.filter(since, encounters__in_error_at__isnull=True, encounters__started_at__lt=end)
    spans: dict[UUID, list[Span]] = defaultdict(list)
    times = rows.values_list("id", "encounters__started_at", "encounters__ended_at")
    with scope_of_organization(actor.organization_id):
        for peer, began_at, ended_at in times.iterator():
            spans[peer].append(Span(Instant(began_at), Instant(ended_at)))
    return spans
