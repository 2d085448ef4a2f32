"""One meeting: who came, one contact for each, worked minutes once, what is not kept, and what is put right."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.gatherings.commands.corrections import correct_walk_ins, correct_who_came
from cairn.gatherings.commands.meetings import (
    call_off_day,
    cancel_meeting,
    open_meeting,
    tell_meeting,
    write_group_contacts,
)
from cairn.gatherings.domain.attendance import Came
from cairn.gatherings.domain.kinds import State
from cairn.gatherings.models import Attendance, Correction, Meeting
from cairn.gatherings.queries.meetings import get_meeting
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, Span, from_local
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Encounter, EncounterMark
from cairn.support.queries.contact_time import list_contact_spans
from cairn.work.domain.worked import union
from tests.gatherings.house import begin, close, event, group_of_both, invite, opened, told
from tests.people import NOW, TODAY, ZONE, at, serve

pytestmark = pytest.mark.django_db


def view(cast, meeting_id, actor=None):
    actor = actor or cast.ana
    with scope_of(actor):
        return get_meeting(actor, meeting_id, TODAY)


def contacts():
    with scope_of_installation():
        return list(Encounter.objects.order_by("started_at", "id"))


def came(client, **more):
    return Came(client.id, came=True, **more)


def put_right(cast, meeting_id, client, is_so, actor=None, because="I mixed two people up"):
    actor = actor or cast.ana
    with scope_of(actor):
        correct_who_came(actor=actor, meeting_id=meeting_id, client_id=client.id, came=is_so, because=because, now=NOW)


def test_opening_a_day_twice_finds_the_same_meeting(cast):
    group = group_of_both(cast)
    assert opened(cast, group) == opened(cast, group, cast.cleo)
    with pytest.raises(BadInput, match="does not meet"):
        opened(cast, group, on=TODAY + timedelta(days=1))


def test_a_day_to_come_is_begun_on_its_own_local_day_and_not_before(cast):
    group, day = group_of_both(cast), TODAY + timedelta(days=7)
    midnight = from_local(day, time(0), ZONE)
    with scope_of(cast.ana):
        with pytest.raises(BadInput) as raised:
            open_meeting(actor=cast.ana, gathering_id=group, on=day, now=Instant(midnight - timedelta(minutes=1)))
        assert raised.value.problems == {"on": "It is not that day yet. It can be begun on November 27, 2026."}
        assert not Meeting.objects.exists()
        assert open_meeting(actor=cast.ana, gathering_id=group, on=day, now=midnight)


def test_a_day_to_come_can_be_called_off_ahead_with_a_reason(cast):
    group, day = group_of_both(cast), TODAY + timedelta(days=7)

    def call_off(actor, because, on=day):
        with scope_of(actor):
            return call_off_day(actor=actor, gathering_id=group, on=on, because=because, now=NOW)

    for actor, because, on, refused in (
        (cast.ana, " ", day, BadInput),
        (cast.ana, "x" * 1000, day, BadInput),
        (cast.ana, "Holiday", day + timedelta(days=1), BadInput),
        (cast.dov, "Holiday", day, NotFound),
    ):
        with pytest.raises(refused):
            call_off(actor, because, on)
    with scope_of(cast.ana):
        assert not Meeting.objects.exists()
    assert call_off(cast.ana, "Holiday") == call_off(cast.cleo, "Closed")
    with scope_of(cast.ana):
        row = Meeting.objects.get()
        assert (row.state, row.on, row.closed_because) == (State.CANCELED.value, day, "Holiday")
    opened(cast, group)
    with pytest.raises(Conflict, match="begun already"):
        call_off(cast.ana, "Holiday", TODAY)


def test_a_day_on_which_the_clocks_skip_its_hour_is_opened_an_hour_later(cast):
    night = date(2027, 3, 14)
    group = begin(cast, weekdays=(7,), starts_at=time(2, 30))
    with scope_of(cast.ana):
        meeting = open_meeting(actor=cast.ana, gathering_id=group, on=night, now=from_local(night, time(0), ZONE))
        assert get_meeting(cast.ana, meeting, night).started_at == from_local(night, time(3, 30), ZONE)


def test_closing_writes_one_group_contact_for_each_of_ones_own_people(cast):
    meeting = opened(cast, group_of_both(cast))
    assert close(cast, meeting, came(cast.gil), came(cast.hal)) == 1
    (only,) = contacts()
    assert (only.client_id, only.kind, only.minutes, only.session_id) == (cast.gil.id, "group", 90, meeting)
    assert only.peer_id == cast.ana.engagement_id
    with scope_of_installation():
        assert set(EncounterMark.objects.values_list("family", "code")) == {
            ("support", "emotional"),
            ("dimension", "community"),
        }
    assert [one.client_id for one in view(cast, meeting).waits_for_other] == [cast.hal.id]


def test_the_other_leader_adds_the_contacts_of_their_own_people_once(cast):
    meeting = opened(cast, group_of_both(cast))
    close(cast, meeting, came(cast.gil), came(cast.hal))
    for written in (1, 0):
        with scope_of(cast.cleo):
            assert write_group_contacts(actor=cast.cleo, meeting_id=meeting, now=NOW) == written
    assert {(one.client_id, one.peer_id) for one in contacts()} == {
        (cast.gil.id, cast.ana.engagement_id),
        (cast.hal.id, cast.cleo.engagement_id),
    }


def test_a_person_with_two_leaders_at_once_has_one_contact(cast):
    group = group_of_both(cast)
    with scope_of_installation():
        type(cast.gil_and_ana).objects.create(
            organization_id=cast.organization.id,
            client=cast.gil,
            peer_id=cast.cleo.engagement_id,
            phase="engaging",
            phase_since=TODAY,
            started_on=TODAY,
        )
    meeting = opened(cast, group)
    close(cast, meeting, came(cast.gil))
    with scope_of(cast.cleo):
        assert write_group_contacts(actor=cast.cleo, meeting_id=meeting, now=NOW) == 0
    assert len(contacts()) == 1


def test_a_group_is_one_stretch_of_worked_time_however_many_came(cast):
    with scope_of_installation():
        others = [serve(f"Guest {n}", cast.ana, cast.program)[0] for n in range(4)]
    group = begin(cast)
    people = [cast.gil, *others]
    for person in people:
        invite(cast, group, person.id)
    assert close(cast, opened(cast, group), *[came(one) for one in people]) == 5
    with scope_of(cast.faye):
        spans = list_contact_spans(cast.faye, TODAY, end=NOW)[cast.ana.engagement_id]
    assert len(spans) == 5
    assert sum(span.minutes for span in union(spans)) == 90


def test_each_person_has_their_own_minutes(cast):
    meeting = opened(cast, group_of_both(cast))
    close(cast, meeting, came(cast.gil, arrived_at=at(10, 20), left_at=at(11)))
    assert [(one.started_at, one.ended_at, one.minutes) for one in contacts()] == [(at(10, 20), at(11), 40)]


@pytest.mark.parametrize(
    ("person", "changed", "field"),
    [
        ({"arrived_at": at(9)}, {}, "arrived"),
        ({"arrived_at": at(11), "left_at": at(11)}, {}, "arrived"),
        ({}, {"span": Span(at(11), at(11))}, "stop"),
        ({}, {"span": Span(at(14), at(16))}, "stop"),  # not over yet
        ({}, {"span": Span(at(10, days_ago=1), at(11))}, "start"),
        ({}, {"topic": "x" * 201}, "topic"),
        ({}, {"walk_ins": -1}, "walk_ins"),
    ],
)
def test_times_and_texts_that_cannot_be_write_nothing(cast, person, changed, field):
    meeting = opened(cast, group_of_both(cast))
    with pytest.raises(BadInput) as raised:
        close(cast, meeting, came(cast.gil, **person), **changed)
    assert next(iter(raised.value.problems)).startswith(field)
    assert not contacts()
    with scope_of_installation():
        assert Meeting.objects.get().state == "open"


def test_first_names_of_walk_ins_are_gone_once_it_is_closed(cast):
    meeting = opened(cast, group_of_both(cast))
    with scope_of(cast.ana):
        tell_meeting(actor=cast.ana, meeting_id=meeting, told=told(walk_ins=2, walk_in_names="Jo, Max"), now=NOW)
    assert view(cast, meeting).walk_in_names == "Jo, Max"
    close(cast, meeting, version=2, walk_ins=2, walk_in_names="Jo, Max")
    with scope_of_installation():
        row = Meeting.objects.get()
        assert (row.walk_ins, row.walk_in_names) == (2, "")
        row.walk_in_names = "Jo"
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save()
    assert not contacts()


def test_two_leaders_who_write_at_once_do_not_write_over_each_other(cast):
    meeting = opened(cast, group_of_both(cast))
    with scope_of(cast.cleo):
        tell_meeting(actor=cast.cleo, meeting_id=meeting, told=told(came(cast.hal)), now=NOW)
    with pytest.raises(Conflict, match="other leader"):
        close(cast, meeting, came(cast.gil))
    assert [one.client_id for one in view(cast, meeting).came] == [cast.hal.id]


def test_keeping_the_same_twice_is_kept_once(cast):
    meeting = opened(cast, group_of_both(cast))
    for _ in range(2):
        with scope_of(cast.ana):
            tell_meeting(actor=cast.ana, meeting_id=meeting, told=told(came(cast.gil)), now=NOW)
    assert view(cast, meeting).version == 2
    with scope_of(cast.ana), pytest.raises(Conflict):
        tell_meeting(actor=cast.ana, meeting_id=meeting, told=told(), now=NOW)


def test_somebody_who_was_never_invited_cannot_be_ticked_in_a_closed_group(cast):
    meeting = opened(cast, begin(cast))
    for stranger in (cast.gil, cast.zoe):
        with pytest.raises(NotFound):
            close(cast, meeting, came(stranger))
    open_to_all = opened(cast, begin(cast, is_open=True))
    assert close(cast, open_to_all, came(cast.gil)) == 1
    with pytest.raises(NotFound):
        close(cast, opened(cast, begin(cast, is_open=True)), came(cast.hal))


def test_closing_again_changes_nothing(cast):
    meeting = opened(cast, group_of_both(cast))
    close(cast, meeting, came(cast.gil))
    assert close(cast, meeting, came(cast.gil)) == 0
    assert len(contacts()) == 1


def test_an_event_counts_heads_and_keeps_no_names(cast):
    meeting = opened(cast, event(cast))
    with pytest.raises((BadInput, NotFound)):
        close(cast, meeting, came(cast.gil))
    close(cast, meeting, walk_ins=34)
    assert view(cast, meeting).walk_ins == 34
    with scope_of_installation():
        assert not Attendance.objects.exists()


def test_putting_right_keeps_what_stood_there_and_marks_the_contact(cast):
    meeting = opened(cast, group_of_both(cast))
    close(cast, meeting, came(cast.gil))
    put_right(cast, meeting, cast.gil, is_so=False)
    put_right(cast, meeting, cast.gil, is_so=False)  # says so already
    assert contacts()[0].in_error_at is not None
    found = view(cast, meeting)
    assert not found.came
    assert [(one.name, one.was_told, one.is_told, one.by) for one in found.corrections] == [
        ("Gil", "came", "did not come", "Ana")
    ]
    put_right(cast, meeting, cast.gil, is_so=True)
    assert [one.in_error_at is None for one in contacts()] == [False, True]
    with scope_of_installation(), pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.update(was_told="nothing")


def test_a_contact_of_the_other_leader_is_taken_out_by_them(cast):
    meeting = opened(cast, group_of_both(cast))
    close(cast, meeting, came(cast.gil))
    with pytest.raises(Conflict, match="other leader"):
        put_right(cast, meeting, cast.gil, is_so=False, actor=cast.cleo)
    assert contacts()[0].in_error_at is None


def test_putting_right_asks_why_and_only_of_what_is_closed(cast):
    meeting = opened(cast, group_of_both(cast))
    with pytest.raises(Conflict, match="not closed"):
        put_right(cast, meeting, cast.gil, is_so=True)
    close(cast, meeting)
    with pytest.raises(BadInput, match="what was wrong"):
        put_right(cast, meeting, cast.gil, is_so=True, because=" ")
    with pytest.raises(NotFound):
        put_right(cast, meeting, cast.zoe, is_so=True)


def test_the_number_is_put_right(cast):
    meeting = opened(cast, event(cast))
    close(cast, meeting, walk_ins=34)
    with scope_of(cast.ana):
        for _ in range(2):
            correct_walk_ins(actor=cast.ana, meeting_id=meeting, count=43, because="Turned around", now=NOW)
        with pytest.raises(BadInput):
            correct_walk_ins(actor=cast.ana, meeting_id=meeting, count=-1, because="x", now=NOW)
    found = view(cast, meeting)
    assert (found.walk_ins, [one.was_told for one in found.corrections]) == (43, ["34 counted"])


def test_a_canceled_meeting_says_why_and_a_held_one_cannot_be_canceled(cast):
    meeting = opened(cast, group_of_both(cast))

    def cancel(because="Snow"):
        with scope_of(cast.ana):
            cancel_meeting(actor=cast.ana, meeting_id=meeting, because=because, now=NOW)

    with pytest.raises(BadInput):
        cancel("")
    cancel()
    cancel()
    assert view(cast, meeting).closed_because == "Snow"
    with pytest.raises(Conflict):
        close(cast, meeting, came(cast.gil))
    meeting = opened(cast, event(cast))
    close(cast, meeting, walk_ins=1)
    with pytest.raises(Conflict, match="held and closed"):
        cancel()


def test_nobody_outside_learns_who_came(cast):
    group = begin(cast, other_leader_id=None)
    invite(cast, group, cast.gil.id)
    meeting = opened(cast, group)
    close(cast, meeting, came(cast.gil))
    for actor in (cast.ben, cast.faye):
        assert [one.name for one in view(cast, meeting, actor).came] == ["Gil"]
    for actor in (cast.cleo, cast.dov):
        for id_ in (meeting, new_id()):
            with pytest.raises(NotFound):
                view(cast, id_, actor)
            with pytest.raises(NotFound):
                close(cast, id_, actor=actor)
            with scope_of(actor), pytest.raises(NotFound):
                write_group_contacts(actor=actor, meeting_id=id_, now=NOW)
            with scope_of(actor), pytest.raises(NotFound):
                cancel_meeting(actor=actor, meeting_id=id_, because="x", now=NOW)
            with pytest.raises(NotFound):
                put_right(cast, id_, cast.gil, is_so=False, actor=actor)
