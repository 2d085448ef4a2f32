"""A Tuesday group of Ana and Cleo, and one row of every kind for `tests/whole_house.py`, all of them High Divide's."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from cairn.gatherings.commands.gatherings import GatheringDraft, begin_gathering, invite_client
from cairn.gatherings.commands.meetings import close_meeting, open_meeting
from cairn.gatherings.domain.attendance import Came, Told
from cairn.gatherings.domain.kinds import EventKind, Kind
from cairn.gatherings.models import Attendance, Correction, Gathering, Leader, Meeting, RosterPlace
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Span
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of
from cairn.support.domain.encounters import Mark, Place
from tests.people import NOW, TODAY, Cast, at

MARKS = frozenset({Mark("support", "emotional"), Mark("dimension", "community")})


def draft(cast: Cast, **changed: object) -> GatheringDraft:
    """A group of Ana and Cleo on Fridays at ten, today's weekday."""
    told = {
        "id": new_id(), "kind": Kind.GROUP, "event_kind": None, "name": "Coffee and company", "about": "",
        "is_open": False, "weekdays": (5,), "starts_at": time(10), "minutes": 90, "place": Place.OFFICE,
        "where_words": "The back room", "size_limit": None, "starts_on": date(2026, 9, 4), "ends_on": None,
        "other_leader_id": cast.cleo.engagement_id,
    }  # fmt: skip
    return GatheringDraft(**{**told, **changed})  # type: ignore[arg-type]


def begin(cast: Cast, actor: Actor | None = None, **changed: object) -> UUID:
    actor = actor or cast.ana
    with scope_of(actor):
        return begin_gathering(actor=actor, draft=draft(cast, **changed), now=NOW)


def invite(cast: Cast, gathering_id: UUID, client_id: UUID, actor: Actor | None = None) -> UUID:
    actor = actor or cast.ana
    with scope_of(actor):
        return invite_client(actor=actor, gathering_id=gathering_id, client_id=client_id, now=NOW)


def opened(cast: Cast, gathering_id: UUID, actor: Actor | None = None, on: date = TODAY) -> UUID:
    actor = actor or cast.ana
    with scope_of(actor):
        return open_meeting(actor=actor, gathering_id=gathering_id, on=on, now=NOW)


def told(*people: Came, **changed: object) -> Told:
    standing = {
        "version": 1, "span": Span(at(10), at(11, 30)), "topic": "What carries us", "marks": MARKS, "walk_ins": 0,
        "walk_in_names": "", "people": people,
    }  # fmt: skip
    return Told(**{**standing, **changed})  # type: ignore[arg-type]


def close(cast: Cast, meeting_id: UUID, *people: Came, actor: Actor | None = None, **changed: object) -> int:
    actor = actor or cast.ana
    with scope_of(actor):
        return close_meeting(actor=actor, meeting_id=meeting_id, told=told(*people, **changed), now=NOW)


def group_of_both(cast: Cast) -> UUID:
    """The group, with Ana's Gil and Cleo's Hal invited."""
    gathering_id = begin(cast)
    invite(cast, gathering_id, cast.gil.id)
    invite(cast, gathering_id, cast.hal.id, cast.cleo)
    return gathering_id


def event(cast: Cast, **changed: object) -> UUID:
    once = {"kind": Kind.EVENT, "event_kind": EventKind.MEAL, "weekdays": (), "starts_on": TODAY, "name": "Chili night"}
    return begin(cast, **{**once, **changed})


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`. Inside the installation's scope."""
    from tests.whole_house import CANARY

    own, ana = {"organization_id": cast.organization.id}, cast.ana.engagement_id
    gathering = Gathering.objects.create(
        kind="group",
        name=CANARY,
        about=CANARY,
        is_open=False,
        weekdays="2",
        starts_at=time(18),
        minutes=90,
        place="office",
        where_words=CANARY,
        starts_on=TODAY,
        made_at=NOW,
        made_by_id=ana,
        **own,
    )
    Leader.objects.create(gathering=gathering, peer_id=ana, **own)
    RosterPlace.objects.create(gathering=gathering, client=cast.gil, invited_at=NOW, invited_by_id=ana, **own)
    meeting = Meeting.objects.create(
        gathering=gathering,
        on=TODAY,
        state="open",
        started_at=at(10),
        ended_at=at(11),
        topic=CANARY,
        walk_in_names=CANARY,
        opened_at=NOW,
        **own,
    )
    Attendance.objects.create(meeting=meeting, client=cast.gil, came=True, recorded_at=NOW, recorded_by_id=ana, **own)
    Correction.objects.create(
        meeting=meeting, client=cast.gil, was_told=CANARY, is_told=CANARY, because=CANARY, at=NOW, by_id=ana, **own
    )
