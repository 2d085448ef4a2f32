"""Whom to call nearby: from the own list, open ones first, never without a number and never of another house."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from cairn.directory.commands.listings import end_listing, write_listing
from cairn.directory.domain.entries import Entry, Kind, Phone
from cairn.directory.domain.hours import Standing, read_hours
from cairn.directory.domain.settings import Setting
from cairn.directory.queries.crisis import SHOWN, list_crisis_places, list_numbers_nearby
from cairn.kernel.actors import Role
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of
from tests.browsers import counted
from tests.people import NOW

pytestmark = pytest.mark.django_db
TEAM = Entry(
    "County",
    "Team",
    Kind.OTHER,
    phones=(Phone("(406) 555-0199", "night"), Phone("406-555-0198")),
    setting=Setting.CRISIS,
)


def write(cast, **changes):
    with scope_of(cast.ana):
        return write_listing(actor=cast.ana, listing_id=new_id(), entry=replace(TEAM, **changes), now=NOW)


def nearby(actor, now=NOW):
    with scope_of(actor):
        return list_crisis_places(actor, now)


def test_the_first_number_of_each_team_with_how_it_stands(cast):
    write(cast)
    (one,) = nearby(cast.ana)
    assert (one.name, one.runs_it, one.number, one.dial) == ("Team", "County", "(406) 555-0199", "4065550199")
    assert (one.note, one.standing, one.is_old) == ("night", Standing.UNKNOWN, False)


def test_what_is_no_crisis_team_has_no_number_or_is_gone_is_left_out(cast):
    write(cast, setting=Setting.CLINIC)
    write(cast, service_name="Silent", phones=())
    gone = write(cast, service_name="Gone")
    with scope_of(cast.ana):
        end_listing(actor=cast.ana, listing_id=gone, because="Closed", now=NOW)
    assert nearby(cast.ana) == ()


def test_open_ones_first_and_no_more_than_one_can_try(cast):
    write(cast, service_name="A closed", hours=read_hours("Mon 1:00 am - 1:05 am"))
    write(cast, service_name="B unknown")
    write(cast, service_name="C open", hours=read_hours("Every day all day"))
    write(cast, service_name="D unknown")
    with counted() as count:
        found = nearby(cast.ana)
    assert [one.name for one in found] == ["C open", "B unknown", "D unknown"]
    assert len(found) == SHOWN
    assert len(count) <= 2  # the scope of the organization and the list


def test_nearest_first_where_the_place_is_known_and_none_missed_for_its_name(cast):
    for n in range(22):
        write(cast, service_name=f"A {n:02}")
    write(cast, service_name="Y far", latitude=Decimal("45.0"), longitude=Decimal("-110.0"))
    write(cast, service_name="Z near", zip_code="59601", latitude=Decimal("46.6"), longitude=Decimal("-112.0"))
    write(cast, service_name="X closed", hours=read_hours("Mon 1:00 am - 1:05 am"), zip_code="59601")
    with scope_of(cast.ana):
        found = list_numbers_nearby(cast.ana, NOW, "59601").crisis
    assert [one.name for one in found] == ["Z near", "Y far", "A 00"]
    assert [one.miles is None for one in found] == [False, False, True]
    assert [one.name for one in nearby(cast.ana)] == ["A 00", "A 01", "A 02"]


def test_a_warmline_is_told_apart(cast):
    write(cast)
    write(cast, service_name="Night line", kind=Kind.WARMLINE, setting=Setting.REMOTE)
    with scope_of(cast.ana):
        found = list_numbers_nearby(cast.ana, NOW)
    assert [[one.name for one in each] for each in (found.crisis, found.lines)] == [["Team"], ["Night line"]]


def test_a_number_that_nobody_checked_for_long_is_marked(cast):
    write(cast)
    assert nearby(cast.ana, Instant(NOW + timedelta(days=400)))[0].is_old


@pytest.mark.parametrize("who", ["ana", "ben", "faye", "mia"])
def test_who_may_meet_somebody_in_danger_sees_it(cast, who):
    write(cast)
    actor = getattr(cast, who)
    expected = actor.organization_id == cast.organization.id
    assert bool(nearby(actor)) is expected


def test_the_person_served_sees_it_too_and_nobody_of_another_house_or_without_need(cast):
    write(cast)
    assert nearby(replace(cast.ana, role=Role.CLIENT))
    assert nearby(cast.dov) == ()
    assert nearby(cast.jun) == ()
    assert nearby(replace(cast.dov, role=Role.CLIENT)) == ()
