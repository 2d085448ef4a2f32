"""What the desk sees: the calls of late, callers by the nickname they chose, the word left by the shift before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant, from_local, local_date
from cairn.platform.lists import one_page
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.warmline import policy
from cairn.warmline.domain.kinds import Came, Offer, Topic
from cairn.warmline.models import Call, HandOver

ON_A_PAGE, CALLERS_SHOWN, OFTEN, DAYS_BACK = 12, 60, 2, 90


@dataclass(frozen=True, slots=True)
class CallRow:
    id: UUID
    started_at: Instant
    minutes: int
    topics: tuple[Topic, ...]
    offers: tuple[Offer, ...]
    came: Came
    nickname: str
    is_crisis: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class CallPage:
    rows: tuple[CallRow, ...]
    older: int | None  # the page after this one, None at the end


@dataclass(frozen=True, slots=True)
class CallerRow:
    """Somebody who calls often, by the name they chose: what they mostly want to talk about, and when they called last."""

    nickname: str
    calls: int
    last_on: date
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class HandOverRow:
    words: str
    at: Instant
    peer_name: str


def list_calls(actor: Actor, on: date, *, page: int = 0) -> CallPage:
    """Calls of the last ninety days, newest first, twelve at a time. Empty for who has no shift that day. One statement."""
    rows, older = one_page(_standing(actor, on).order_by("-started_at", "id"), page, ON_A_PAGE)
    found = tuple(_row(actor, row) for row in rows)
    if found:
        ledger.looked("warmline.call.listed", count=len(found))
    return CallPage(found, older)


def get_call(actor: Actor, call_id: UUID, on: date) -> CallRow:
    """One call that stands; raises NotFound."""
    row = _standing(actor, on).filter(id=call_id).first()
    if row is None:
        raise NotFound
    return _row(actor, row)


def list_callers(actor: Actor, on: date) -> tuple[CallerRow, ...]:
    """Who called at least twice in ninety days under a name they chose, most often first. Two statements."""
    counted = list(
        _standing(actor, on)
        .exclude(caller_key="")
        .values("caller_key")
        .annotate(calls=Count("id"), last=Max("started_at"))
        .filter(calls__gte=OFTEN)
        .order_by("-calls", "caller_key")[:CALLERS_SHOWN]
    )
    rows = _standing(actor, on).filter(caller_key__in=[one["caller_key"] for one in counted]).order_by("started_at")
    names: dict[str, str] = {}
    topics: dict[str, Counter[Topic]] = {}
    for key, nickname, codes in rows.values_list("caller_key", "nickname", "topics"):
        names[key] = nickname  # as it was written last
        topics.setdefault(key, Counter()).update(Topic(code) for code in codes.split(","))
    return tuple(
        CallerRow(
            names[one["caller_key"]],
            one["calls"],
            local_date(as_instant(one["last"]), actor.zone),
            tuple(topic for topic, _ in topics[one["caller_key"]].most_common(2)),
        )
        for one in counted
    )


def list_nicknames(actor: Actor, on: date) -> list[str]:
    """Every nickname of the last ninety days: what a hand-over note may not hold. One statement."""
    rows = _standing(actor, on).exclude(nickname="").order_by("caller_key")
    return list(rows.values_list("caller_key", flat=True).distinct())


def find_hand_over(actor: Actor, on: date) -> HandOverRow | None:
    """The last word that a shift left. One statement."""
    rows = visible(HandOver, actor, policy.DESK, on).select_related("shift__peer")
    row = rows.order_by("-at", "id").first()
    return HandOverRow(row.words, as_instant(row.at), row.shift.peer.name) if row else None


def _standing(actor: Actor, on: date) -> QuerySet[Call]:
    since = from_local(on - timedelta(days=DAYS_BACK), time(12), actor.zone)
    return visible(Call, actor, policy.DESK, on).filter(taken_back_at__isnull=True, started_at__gte=since)


def _row(actor: Actor, row: Call) -> CallRow:
    return CallRow(
        row.id,
        as_instant(row.started_at),
        row.minutes,
        tuple(Topic(code) for code in row.topics.split(",")),
        tuple(Offer(code) for code in row.offers.split(",")),
        Came(row.came),
        row.nickname,
        row.hand_off_id is not None,
        row.recorded_by_id == actor.engagement_id,
    )
