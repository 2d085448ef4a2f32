"""Beginning a group or an open event, ending it, and asking people to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from cairn.gatherings import policy
from cairn.gatherings.domain.kinds import EventKind, Kind
from cairn.gatherings.domain.schedule import kept_weekdays
from cairn.gatherings.models import Gathering, Leader, RosterPlace
from cairn.gatherings.queries.rosters import expected_after
from cairn.identity.queries.names import is_peer_supporter
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once, mark_once
from cairn.privacy.policy import lock_one, visible
from cairn.privacy.subjects import require_client
from cairn.support.domain.encounters import Place

NAME_LENGTH, ABOUT_LENGTH, WHERE_LENGTH = 80, 400, 120
MOST_LEADERS = 2
LONGEST_MINUTES, LARGEST = 720, 500  # product limits against slips of the thumb


@dataclass(frozen=True, slots=True)
class GatheringDraft:
    """A gathering as its form tells it. No weekday: it is held once, on `starts_on`."""

    id: UUID
    kind: Kind
    event_kind: EventKind | None
    name: str
    about: str
    is_open: bool
    weekdays: tuple[int, ...]
    starts_at: time
    minutes: int
    place: Place
    where_words: str
    size_limit: int | None
    starts_on: date
    ends_on: date | None
    other_leader_id: UUID | None


@command(permission=policy.MAKE)
def begin_gathering(*, actor: Actor, draft: GatheringDraft, now: Instant) -> UUID:
    """Begin a series, a single group or an open event, led by the actor and at most one other. Raises BadInput, NotFound, Conflict."""
    _check(draft)
    leaders = {actor.engagement_id} | ({draft.other_leader_id} if draft.other_leader_id else set())
    if draft.other_leader_id and not is_peer_supporter(actor, draft.other_leader_id, local_date(now, actor.zone)):
        raise NotFound
    content = {
        "kind": draft.kind.value,
        "event_kind": draft.event_kind.value if draft.event_kind else "",
        "name": draft.name,
        "about": draft.about,
        "is_open": draft.is_open or draft.kind is Kind.EVENT,
        "weekdays": kept_weekdays(draft.weekdays),
        "starts_at": draft.starts_at,
        "minutes": draft.minutes,
        "place": draft.place.value,
        "where_words": draft.where_words,
        "size_limit": draft.size_limit,
        "starts_on": draft.starts_on,
    }
    more = {"ends_on": draft.ends_on, "made_at": now, "made_by_id": actor.engagement_id}
    if create_once(Gathering, actor, draft.id, content, **more):
        Leader.objects.bulk_create(
            Leader(organization_id=actor.organization_id, gathering_id=draft.id, peer_id=peer) for peer in leaders
        )
        ledger.record("gatherings.gathering.begun", gathering=draft.id, kind=draft.kind.value, leaders=len(leaders))
    return draft.id


@command(permission=policy.MAKE)
def end_gathering(*, actor: Actor, gathering_id: UUID, last_day: date, now: Instant) -> UUID:
    """It meets for the last time on a day. What was stays. Raises NotFound, BadInput."""
    gathering = locked_gathering(actor, policy.MAKE, gathering_id, now)
    if gathering.ends_on == last_day:
        ledger.unchanged("ends on that day already")
        return gathering_id
    if last_day < gathering.starts_on:
        raise BadInput({"last_day": "Give a day on or after the first one."})
    gathering.ends_on = last_day
    gathering.save(update_fields=["ends_on"])
    ledger.record("gatherings.gathering.ended", gathering=gathering_id)
    return gathering_id


@command(permission=policy.LEAD)
def change_leaders(*, actor: Actor, gathering_id: UUID, leader_ids: frozenset[UUID], now: Instant) -> None:
    """Say who leads it from now on. Who no longer does sees neither roster nor meetings any more. Raises NotFound, BadInput."""
    gathering = locked_gathering(actor, policy.LEAD, gathering_id, now)
    if not 1 <= len(leader_ids) <= MOST_LEADERS:
        raise BadInput({"leader": "Choose who leads it: one or two peer supporters."})
    on = local_date(now, actor.zone)
    leaders = Leader.objects.filter(organization_id=actor.organization_id, gathering=gathering)
    standing = set(leaders.values_list("peer_id", flat=True))
    if standing == leader_ids:
        return ledger.unchanged("led by these already")
    if not all(is_peer_supporter(actor, each, on) for each in leader_ids - standing):
        raise NotFound
    leaders.exclude(peer_id__in=leader_ids).delete()
    Leader.objects.bulk_create(
        Leader(organization_id=actor.organization_id, gathering=gathering, peer_id=each)
        for each in leader_ids - standing
    )
    ledger.record(
        "gatherings.leader.changed", gathering=gathering_id, came=sorted(map(str, leader_ids - standing)),
        gone=sorted(map(str, standing - leader_ids)),
    )  # fmt: skip
    return None


@command(permission=policy.INVITE)
def invite_client(*, actor: Actor, gathering_id: UUID, client_id: UUID, now: Instant) -> UUID:
    """Put one of one's own people on the roster. Raises NotFound, BadInput (an event; the group is full)."""
    gathering = locked_gathering(actor, policy.INVITE, gathering_id, now)
    require_client(actor, policy.INVITE, client_id, local_date(now, actor.zone))
    if gathering.kind == Kind.EVENT.value:
        raise BadInput({"person": "An open event has no roster: it only counts how many came."})
    places = RosterPlace.objects.filter(organization_id=actor.organization_id, gathering=gathering)
    place = places.filter(client_id=client_id).first()
    if place is not None and place.withdrawn_at is None:
        ledger.unchanged("invited before")
        return place.id
    if gathering.size_limit and expected_after(places, local_date(now, actor.zone)).count() >= gathering.size_limit:
        raise BadInput({"person": f"The group is full: its own limit is {gathering.size_limit}. Nobody was added."})
    if place is None:
        place = RosterPlace(organization_id=actor.organization_id, gathering=gathering, client_id=client_id)
    place.invited_at, place.invited_by_id, place.withdrawn_at = now, actor.engagement_id, None
    place.save()
    ledger.record("gatherings.place.invited", client=client_id, gathering=gathering_id)
    return place.id


@command(permission=policy.INVITE)
def take_off_roster(*, actor: Actor, gathering_id: UUID, client_id: UUID, now: Instant) -> None:
    """Somebody no longer wants to come; what they came to stays written. Raises NotFound."""
    locked_gathering(actor, policy.INVITE, gathering_id, now)
    places = RosterPlace.objects.filter(organization_id=actor.organization_id, gathering_id=gathering_id)
    place = places.filter(client_id=client_id).first()
    if place is None:
        raise NotFound
    if mark_once(place, "withdrawn", now):
        ledger.record("gatherings.place.taken_off", client=client_id, gathering=gathering_id)


def locked_gathering(actor: Actor, permission: str, gathering_id: UUID, now: Instant) -> Gathering:
    """The row of a gathering within reach, locked; raises NotFound."""
    rows = visible(Gathering, actor, permission, local_date(now, actor.zone))
    return lock_one(rows, gathering_id)


def _check(draft: GatheringDraft) -> None:
    problems = {}
    if not draft.name:
        problems["name"] = "Give it a name, as people say it."
    for field, text, longest in (
        ("name", draft.name, NAME_LENGTH),
        ("about", draft.about, ABOUT_LENGTH),
        ("where_words", draft.where_words, WHERE_LENGTH),
    ):
        if len(text) > longest:
            problems[field] = f"Use at most {longest} characters; now it is {len(text)}."
    if not 0 < draft.minutes <= LONGEST_MINUTES:
        problems["minutes"] = f"Give its length in minutes, 1 to {LONGEST_MINUTES}."
    if draft.size_limit is not None and not 0 < draft.size_limit <= LARGEST:
        problems["size_limit"] = f"Give a number from 1 to {LARGEST}, or leave it empty."
    if draft.ends_on is not None and draft.ends_on < draft.starts_on:
        problems["ends_on"] = "The last day must not be before the first."
    if draft.kind is Kind.EVENT and draft.event_kind is None:
        problems["event_kind"] = "Choose what sort of event it is."
    if not set(draft.weekdays) <= set(range(1, 8)):
        problems["weekdays"] = "Choose among the seven days."
    if problems:
        raise BadInput(problems)
