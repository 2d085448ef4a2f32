"""What matters to a person, and who might suit them, with reasons in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import NotFound
from cairn.matching import policy
from cairn.matching.domain.facets import Facet
from cairn.matching.domain.practice import Barred, Practice
from cairn.matching.domain.suggestions import Candidate, Offer, Suggestion, Wish, suggest, wishes_of, without_lived
from cairn.matching.models import Wishes
from cairn.matching.queries.offers import list_offers
from cairn.matching.queries.practice import ask_practice
from cairn.privacy import ledger
from cairn.privacy.policy import may, visible
from cairn.privacy.subjects import require_client
from cairn.support.models import Client, Relationship
from cairn.support.policy import going_on
from cairn.support.queries.caseloads import count_people_of_peers


@dataclass(frozen=True, slots=True)
class WishesView:
    """What matters to a person. `number` 0: nothing was written yet."""

    number: int = 0
    wishes: tuple[Wish, ...] = ()
    words: str = ""
    by_client: bool = False
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WithNow:
    """Somebody who walks with the person today."""

    relationship_id: UUID
    peer_id: UUID
    peer_name: str


@dataclass(frozen=True, slots=True)
class NotOffered:
    """Somebody who may not begin with anybody new today, for whoever answers for it."""

    peer_id: UUID
    name: str
    barred: Barred


@dataclass(frozen=True, slots=True)
class Choosing:
    """Everything for the moment of choosing. `left_out`: wishes that only the person themselves is answered.

    Nobody who may not practice is among `people`. `not_offered` names them and says why; it is empty for the person themselves.
    """

    client_id: UUID
    name: str
    wishes: WishesView
    people: tuple[Suggestion, ...]
    with_now: tuple[WithNow, ...]
    left_out: tuple[Wish, ...]
    not_offered: tuple[NotOffered, ...]
    practice: Practice


def get_wishes(actor: Actor, client_id: UUID, on: date) -> WishesView:
    """The newest wishes of a person; raises NotFound. Two statements."""
    require_client(actor, policy.SEE_WISHES, client_id, on)
    ledger.looked("matching.wishes.seen", clients=[client_id])
    return _newest(actor, client_id, on)


def list_suggestions(actor: Actor, client_id: UUID, on: date) -> Choosing:
    """Everybody whom a person may choose, with reasons; raises NotFound. Eleven statements, twelve for the person themselves."""
    name = visible(Client, actor, policy.CHOOSE, on).filter(id=client_id).values_list("name", flat=True).first()
    if name is None:
        raise NotFound
    wishes = _newest(actor, client_id, on)
    asked = frozenset(wish.value for wish in wishes.wishes if wish.facet is Facet.LIVED)
    offers = list_offers(actor, on, lived_asked=asked)
    with_now = _with_now(actor, client_id, on)
    taken, people = {one.peer_id for one in with_now}, count_people_of_peers(actor, on)
    practice = ask_practice(actor, on)
    others = [one for one in _at_work(actor, on) if one[0] not in taken]
    candidates = [
        Candidate(peer_id, peer_name, offers.get(peer_id, Offer()), people.get(peer_id, 0))
        for peer_id, peer_name in others
        if peer_id in practice.may
    ]
    not_offered = tuple(
        NotOffered(peer_id, peer_name, Barred(practice.against[peer_id]))
        for peer_id, peer_name in others
        if peer_id in practice.against
    )
    shown = wishes.wishes if may(actor, policy.SHOW_LIVED) else without_lived(wishes.wishes)
    ledger.looked("matching.suggestions.seen", clients=[client_id])
    left_out = tuple(wish for wish in wishes.wishes if wish not in shown)
    return Choosing(client_id, name, wishes, suggest(shown, candidates), with_now, left_out, not_offered, practice)


def list_who_may_be_chosen(actor: Actor, on: date) -> list[tuple[UUID, str]]:
    """The peer supporters at work on a day who may begin with somebody new: id and name. Six statements."""
    practice = ask_practice(actor, on)
    return [one for one in _at_work(actor, on) if one[0] in practice.may]


def _at_work(actor: Actor, on: date) -> list[tuple[UUID, str]]:
    rows = visible(Engagement, actor, policy.SHOW_OFFERS, on).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        ended_at__isnull=True,
        starts_on__lte=on,
        role=Role.PEER_SUPPORTER.value,
    )
    return list(rows.order_by("name", "id").values_list("id", "name"))


def _newest(actor: Actor, client_id: UUID, on: date) -> WishesView:
    for row in visible(Wishes, actor, policy.SEE_WISHES, on).filter(client_id=client_id).order_by("-number")[:1]:
        return WishesView(row.number, wishes_of(row.wishes), row.words, row.by_client, row.written_at)
    return WishesView()


def _with_now(actor: Actor, client_id: UUID, on: date) -> tuple[WithNow, ...]:
    rows = visible(Relationship, actor, policy.CHOOSE, on).filter(going_on(on), client_id=client_id)
    return tuple(WithNow(*row) for row in rows.order_by("started_on", "id").values_list("id", "peer_id", "peer__name"))
