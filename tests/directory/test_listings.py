"""Writing places down, saying that they are right, and who may see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from cairn.directory.commands.listings import (
    bring_back_listing,
    change_listing,
    confirm_listing,
    end_listing,
    say_capacity,
    write_listing,
)
from cairn.directory.domain.entries import Capacity, Entry, Kind, Phone
from cairn.directory.domain.freshness import Freshness
from cairn.directory.domain.hours import Standing, read_hours
from cairn.directory.models import Listing
from cairn.directory.queries.listings import ON_A_PAGE, Search, find_listings, get_listing
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
PORCH = Entry("Recovery House", "The Porch", Kind.DROP_IN, phones=(Phone("406-555-0112", "front desk"),), city="Town")
LATER = Instant(NOW + timedelta(days=1))


def write(cast, actor=None, listing_id=None, entry=PORCH, **changes):
    actor = actor or cast.ana
    with scope_of(actor):
        return write_listing(actor=actor, listing_id=listing_id or new_id(), entry=replace(entry, **changes), now=NOW)


def do(verb, actor, listing_id, now=NOW, **more):
    with scope_of(actor):
        return verb(actor=actor, listing_id=listing_id, now=now, **more)


def read(actor, listing_id, now=NOW):
    with scope_of(actor):
        return get_listing(actor, listing_id, now)


def find(actor, now=NOW, **search):
    with scope_of(actor):
        return find_listings(actor, now, Search(**search))


def names(found):
    return [card.entry.service_name for card in found.cards]


def test_a_place_is_written_down_once_and_counts_as_looked_at(cast):
    listing_id = new_id()
    write(cast, listing_id=listing_id)
    write(cast, listing_id=listing_id)
    one = read(cast.faye, listing_id)
    assert (one.card.entry, one.card.confirmed_on, one.confirmed_by) == (PORCH, TODAY, cast.ana.name)
    assert one.card.freshness is Freshness.FRESH
    assert len(find(cast.ana).cards) == 1
    with pytest.raises(Conflict):
        write(cast, listing_id=listing_id, service_name="Another")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"service_name": ""}, "service_name"),
        ({"organization_name": ""}, "organization_name"),
        ({"zip_code": "596"}, "zip_code"),
        ({"web": "javascript:alert(1)"}, "web"),
        ({"latitude": Decimal("46")}, "latitude"),
        ({"latitude": Decimal("91"), "longitude": Decimal("1")}, "latitude"),
        ({"phones": (Phone("call us"),)}, "phones"),
        ({"phones": (Phone("988"),) * 9}, "phones"),
        ({"description": "x" * 2001}, "description"),
        ({"hours": read_hours("Mon 9am-5pm from 2026-12-01 until 2026-11-01")}, "hours"),
    ],
)
def test_what_cannot_be_taken_names_its_field(cast, changes, field):
    with pytest.raises(BadInput) as raised:
        write(cast, **changes)
    assert field in raised.value.problems


def test_a_change_names_the_version_that_was_read(cast):
    listing_id = write(cast)
    change = {"entry": replace(PORCH, cost="Free"), "version": 1}
    do(change_listing, cast.faye, listing_id, **change)
    do(change_listing, cast.faye, listing_id, **change)  # sent again
    assert (read(cast.ana, listing_id).card.entry.cost, read(cast.ana, listing_id).version) == ("Free", 2)
    with pytest.raises(Conflict):
        do(change_listing, cast.ana, listing_id, entry=replace(PORCH, cost="Five dollars"), version=1)
    with pytest.raises(BadInput):
        do(change_listing, cast.ana, listing_id, entry=replace(PORCH, service_name=""), version=2)


def test_it_goes_stale_and_one_tap_makes_it_fresh(cast):
    listing_id = write(cast)
    ages = [Instant(NOW + timedelta(days=days)) for days in (90, 91, 180, 181)]
    assert [read(cast.ana, listing_id, at).card.freshness for at in ages] == [
        Freshness.FRESH, Freshness.CONFIRM, Freshness.CONFIRM, Freshness.OLD,
    ]  # fmt: skip
    for _ in range(2):
        do(confirm_listing, cast.ben, listing_id, now=ages[-1])
    one = read(cast.ana, listing_id, ages[-1])
    assert (one.card.freshness, one.confirmed_by) == (Freshness.FRESH, cast.ben.name)


def test_room_is_said_with_its_day_and_goes_stale(cast):
    listing_id = write(cast)
    assert read(cast.ana, listing_id).card.capacity is Capacity.NOT_KNOWN
    for _ in range(2):
        do(say_capacity, cast.ben, listing_id, capacity=Capacity.FULL)
    card = read(cast.ana, listing_id).card
    assert (card.capacity, card.capacity_said_on, card.is_capacity_stale) == (Capacity.FULL, TODAY, False)
    assert read(cast.ana, listing_id, Instant(NOW + timedelta(days=15))).card.is_capacity_stale
    do(say_capacity, cast.ben, listing_id, capacity=Capacity.NOT_KNOWN)
    assert read(cast.ana, listing_id).card.capacity_said_on is None


def test_off_the_list_with_a_reason_and_back(cast):
    listing_id = write(cast)
    with pytest.raises(BadInput):
        do(end_listing, cast.ana, listing_id, because=" ")
    for _ in range(2):
        do(end_listing, cast.ana, listing_id, because="Closed in June")
    with pytest.raises(Conflict):
        do(end_listing, cast.ana, listing_id, because="Burned down")
    assert (names(find(cast.ana)), names(find(cast.ana, is_ended=True))) == ([], ["The Porch"])
    assert read(cast.ana, listing_id).ended_by == cast.ana.name
    for verb, more in (
        (confirm_listing, {}),
        (say_capacity, {"capacity": Capacity.OPEN}),
        (change_listing, {"entry": PORCH, "version": 1}),
    ):
        with pytest.raises(Conflict):
            do(verb, cast.faye, listing_id, **more)
    for _ in range(2):
        do(bring_back_listing, cast.ana, listing_id)
    assert names(find(cast.ana)) == ["The Porch"]


def test_each_verb_answers_dov_as_for_a_place_that_does_not_exist(cast):
    listing_id = write(cast)
    acts = (
        (confirm_listing, {}),
        (say_capacity, {"capacity": Capacity.FULL}),
        (change_listing, {"entry": PORCH, "version": 1}),
        (end_listing, {"because": "Gone"}),
        (bring_back_listing, {}),
    )
    for verb, more in acts:
        for wanted in (listing_id, new_id()):
            with pytest.raises(NotFound):
                do(verb, cast.dov, wanted, **more)
    with pytest.raises(NotFound):
        read(cast.dov, listing_id)
    assert names(find(cast.dov)) == []


@pytest.mark.parametrize("who", ["jun", "lee", "kay", "hana", "ivo", "noor"])
def test_whose_duty_does_not_need_it_gets_none(cast, who):
    with pytest.raises(NotPermitted):
        find(getattr(cast, who))


def test_supervisors_confirm_and_do_not_write_mentors_only_read(cast):
    with pytest.raises(NotPermitted):
        write(cast, cast.ben)
    with pytest.raises(NotPermitted):
        do(confirm_listing, cast.mia, new_id())
    one = read(cast.mia, write(cast))
    assert (find(cast.mia).count, one.card.confirmed_on, one.confirmed_by) == (1, TODAY, "")


def test_words_kind_and_open_now_find(cast):
    hours = read_hours("Every day all day")
    write(cast, hours=hours)
    write(
        cast,
        service_name="Warm voice",
        kind=Kind.WARMLINE,
        description="At night",
        hours=read_hours("Mon 1:00 am - 1:30 am"),
    )
    write(cast, service_name="Pantry", kind=Kind.FOOD)
    assert names(find(cast.ana)) == ["Pantry", "The Porch", "Warm voice"]
    assert names(find(cast.ana, word="night zebra")) == []
    assert names(find(cast.ana, word="NIGHT recovery")) == ["Warm voice"]
    assert names(find(cast.ana, kind=Kind.FOOD)) == ["Pantry"]
    assert names(find(cast.ana, word="food")) == ["Pantry"]
    found = find(cast.ana, is_open_now=True)
    assert (names(found), found.unknown_hours) == (["The Porch"], 1)
    assert found.cards[0].standing is Standing.OPEN


def test_near_a_zip_the_nearest_comes_first_and_an_unknown_zip_says_so(cast):
    near, far = (Decimal("46.600000"), Decimal("-112.000000")), (Decimal("46.600000"), Decimal("-111.000000"))
    write(cast, service_name="Z near", zip_code="59601", latitude=near[0], longitude=near[1])
    write(cast, service_name="A far", zip_code="59715", latitude=far[0], longitude=far[1])
    write(cast, service_name="No coordinates", zip_code="59601")
    found = find(cast.ana, zip_code="59601")
    assert (names(found), found.is_zip_known) == (["Z near", "A far", "No coordinates"], True)
    assert [None if card.miles is None else round(card.miles) for card in found.cards] == [0, 47, None]
    assert not find(cast.ana, zip_code="10001").is_zip_known


def test_from_a_zip_in_which_no_entry_stands_it_is_told_how_far(cast):
    write(cast, service_name="A far", zip_code="59715", latitude=Decimal("45.68"), longitude=Decimal("-111.04"))
    write(cast, service_name="Z near", latitude=Decimal("47.06"), longitude=Decimal("-109.43"))
    found = find(cast.ana, zip_code="59452-1234")
    assert (names(found), found.is_zip_known) == (["Z near", "A far"], True)
    assert 10 < found.cards[0].miles < 40


def test_what_nobody_looked_at_for_long_stands_below_the_rest_however_near(cast):
    near = write(cast, zip_code="59601", latitude=Decimal("46.6"), longitude=Decimal("-112.0"))
    write(cast, service_name="Far", zip_code="59602", latitude=Decimal("47.6"), longitude=Decimal("-112.0"))
    assert names(find(cast.ana, zip_code="59601")) == ["The Porch", "Far"]
    with scope_of_installation():
        Listing.objects.filter(id=near).update(confirmed_on=TODAY - timedelta(days=181))
    assert names(find(cast.ana, zip_code="59601")) == ["Far", "The Porch"]


def test_room_is_only_what_was_said_lately(cast):
    porch = write(cast)
    write(cast, service_name="Not asked")
    do(say_capacity, cast.ana, porch, capacity=Capacity.OPEN)
    assert names(find(cast.ana, has_room=True)) == ["The Porch"]
    assert names(find(cast.ana, has_room=True, now=Instant(NOW + timedelta(days=15)))) == []


def test_pages_skip_nothing_and_show_nothing_twice(cast):
    for number in range(ON_A_PAGE + 3):
        write(cast, service_name=f"Place {number:03}")
    first = find(cast.ana)
    second = find(cast.ana, after=first.older)
    assert (len(first.cards), len(second.cards), second.older) == (ON_A_PAGE, 3, "")
    assert names(first) + names(second) == [f"Place {number:03}" for number in range(ON_A_PAGE + 3)]


def test_the_ledger_says_that_and_never_what(cast):
    write(cast)
    with scope_of_installation():
        body = LedgerEntry.objects.order_by("n").values_list("body", flat=True).last()
        assert Listing.objects.count() == 1
    assert "directory.listing.written" in body
    assert "Porch" not in body
