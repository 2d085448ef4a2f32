"""The list of places that help, as searched, and one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from cairn.directory import policy
from cairn.directory.domain.entries import Capacity, Entry, Kind, phones_from_json
from cairn.directory.domain.freshness import Freshness, Terms, how_fresh, is_capacity_stale
from cairn.directory.domain.hours import Standing, hours_from_json, next_opening, opening_in_words, standing
from cairn.directory.domain.settings import Setting
from cairn.directory.models import Listing
from cairn.directory.queries.terms import terms_on
from cairn.identity.queries.names import names_of
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.platform.distances import Point, middle_of, miles_between
from cairn.platform.lists import page_after
from cairn.platform.zips import middle_of_zip
from cairn.privacy.policy import may, visible

ON_A_PAGE = 40
SEARCHED = ("organization_name", "service_name", "description", "eligibility", "city", "languages")


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for. Everything may stay empty; `after` is the mark of the page before."""

    word: str = ""
    kind: Kind | None = None
    is_open_now: bool = False
    has_room: bool = False  # said lately, and by somebody: not known is not room
    zip_code: str = ""
    is_ended: bool = False
    after: str = ""
    setting: Setting | None = None


@dataclass(frozen=True, slots=True)
class ListingCard:
    """One entry as it stands today. `miles` is None without a ZIP, or where no coordinates are known."""

    id: UUID
    entry: Entry
    freshness: Freshness
    standing: Standing
    capacity: Capacity
    capacity_said_on: date | None
    is_capacity_stale: bool
    confirmed_on: date | None
    is_ended: bool
    miles: float | None = None
    opens: str = ""  # "Opens at 9:00 am", when it is closed and opens within a week

    @property
    def standing_words(self) -> str:
        """How it stands by the clock, and when that changes."""
        return self.opens or self.standing.label


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found. `older` is the mark to go on from, "" at the end."""

    cards: tuple[ListingCard, ...]
    count: int
    unknown_hours: int  # left out of "open now" because nobody wrote their hours down
    older: str
    is_zip_known: bool
    terms: Terms


@dataclass(frozen=True, slots=True)
class ListingView:
    """One entry whole: with who said what about it, and the version that a change must name."""

    card: ListingCard
    version: int
    confirmed_by: str  # "" where the name is not the reader's to see
    is_from_file: bool  # confirmed by somebody at the source of a file
    ended_at: Instant | None
    ended_by: str
    ended_because: str
    terms: Terms
    merged_into_id: UUID | None  # the entry that stands for this one


def find_listings(actor: Actor, now: Instant, search: Search, *, size: int = ON_A_PAGE) -> Found:
    """By name, or nearest first with a ZIP whose place is known; old entries last. One statement, with a ZIP two."""
    on, terms = local_date(now, actor.zone), terms_on(local_date(now, actor.zone), actor.place)
    rows = visible(Listing, actor, policy.SEE, on).filter(ended_at__isnull=not search.is_ended)
    start = find_start(rows, search.zip_code, actor.place)
    cards = [card_of(row, now, actor, terms, start) for row in _matching(rows, search)]
    unknown = sum(card.standing is Standing.UNKNOWN for card in cards) if search.is_open_now else 0
    if search.is_open_now:
        cards = [card for card in cards if card.standing is Standing.OPEN]
    if search.has_room:
        cards = [card for card in cards if card.capacity is Capacity.OPEN and not card.is_capacity_stale]
    cards.sort(key=_order)
    shown, older = page_after(cards, lambda card: str(card.id), search.after, size)
    return Found(tuple(shown), len(cards), unknown, older, start is not None, terms)


def get_listing(actor: Actor, listing_id: UUID, now: Instant) -> ListingView:
    """One entry, also one that was taken off the list; raises NotFound. Two statements."""
    on, terms = local_date(now, actor.zone), terms_on(local_date(now, actor.zone), actor.place)
    row = visible(Listing, actor, policy.SEE, on).filter(id=listing_id).first()
    if row is None:
        raise NotFound
    who = filter(None, (row.confirmed_by_id, row.ended_by_id))
    names = names_of(actor, who, on) if may(actor, "identity.engagement.see") else {}
    return ListingView(
        card_of(row, now, actor, terms, None),
        row.version,
        names.get(row.confirmed_by_id, "") if row.confirmed_by_id else "",
        row.confirmed_by_id is None and row.confirmed_on is not None,
        as_instant(row.ended_at) if row.ended_at else None,
        names.get(row.ended_by_id, "") if row.ended_by_id else "",
        row.ended_because,
        terms,
        row.merged_into_id,
    )


def card_of(row: Listing, now: Instant, actor: Actor, terms: Terms, start: Point | None) -> ListingCard:
    """A row with what the day and the hour make of it."""
    entry, on = entry_of(row), local_date(now, actor.zone)
    at = now.astimezone(ZoneInfo(actor.zone)).replace(tzinfo=None)
    now_standing = standing(entry.hours, at)
    opening = next_opening(entry.hours, at) if now_standing is Standing.CLOSED else None
    return ListingCard(
        row.id,
        entry,
        how_fresh(row.confirmed_on, on, terms),
        now_standing,
        Capacity(row.capacity),
        row.capacity_said_on,
        is_capacity_stale(row.capacity_said_on, on, terms),
        row.confirmed_on,
        row.ended_at is not None,
        miles_between(start, entry.point) if start and entry.point else None,
        opening_in_words(opening, at) if opening else "",
    )


def entry_of(row: Listing) -> Entry:
    return Entry(
        row.organization_name, row.service_name, Kind(row.kind), row.description, row.eligibility, row.cost, row.languages,
        phones_from_json(row.phones), row.web, row.street, row.city, row.state, row.zip_code, row.latitude, row.longitude,
        hours_from_json(row.hours), Setting(row.setting),
    )  # fmt: skip


def _matching(rows: QuerySet[Listing], search: Search) -> Iterable[Listing]:
    if search.kind is not None:
        rows = rows.filter(kind=search.kind.value)
    if search.setting is not None:
        rows = rows.filter(setting=search.setting.value)
    for word in search.word.split()[:6]:
        condition = Q(kind__in=[kind.value for kind in Kind if word.casefold() in kind.label.casefold()])
        for column in SEARCHED:
            condition |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(condition)
    return rows


def find_start(rows: QuerySet[Listing], zip_code: str, place: str) -> Point | None:
    """The middle of the entries that have this ZIP and coordinates: where its people go. Else that of its area by the state's list."""
    if not zip_code:
        return None
    known = rows.filter(zip_code__startswith=zip_code[:5], latitude__isnull=False).values_list("latitude", "longitude")
    middle = middle_of([(float(lat), float(lon)) for lat, lon in known if lat is not None and lon is not None])
    return middle or middle_of_zip(place, zip_code)


def _order(card: ListingCard) -> tuple[bool, bool, float, str, str, int]:
    """What nobody looked at for long stands below the rest, however near: a closed door is farther than the next town."""
    names = (card.entry.service_name.lower(), card.entry.organization_name.lower())
    return (card.freshness is Freshness.OLD, card.miles is None, card.miles or 0.0, *names, card.id.int)
