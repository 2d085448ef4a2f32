"""People met whom nobody names: counted, never listed, and small figures hidden so that they stay hidden."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cairn.intake.commands.heads import record_heads, take_back_heads
from cairn.intake.domain.heads import HeadsDraft, PlaceKind, by_month
from cairn.intake.models import HeadCount
from cairn.intake.queries.heads import get_heads, list_heads, list_months_of_heads
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.people import NOW, TODAY

NOVEMBER = date(2026, 11, 1)


def count(cast, actor=None, head_count_id=None, **changes):
    actor = actor or cast.ana
    draft = HeadsDraft(**{"on": TODAY, "place": "street", "people": 4, "given": ("food",), **changes})
    with scope_of(actor):
        return record_heads(actor=actor, head_count_id=head_count_id or new_id(), draft=draft, now=NOW)


def test_a_month_hides_what_is_small():
    (month,) = by_month([(NOVEMBER, "street", 4)])
    assert (month.people, month.times, month.by_place) == (None, 1, {PlaceKind.STREET: None})


def test_one_small_part_hides_the_next_with_it():
    (month,) = by_month([(NOVEMBER, "street", 4), (NOVEMBER, "meal", 12), (NOVEMBER, "drop_in", 30)])
    assert month.people == 46
    assert month.by_place == {PlaceKind.DROP_IN: 30, PlaceKind.STREET: None, PlaceKind.MEAL: None}


def test_two_small_parts_that_are_few_together_hide_a_third():
    """Else the whole less what is shown says that one person was met at each."""
    (month,) = by_month([(NOVEMBER, "street", 1), (NOVEMBER, "jail_or_court", 1), (NOVEMBER, "meal", 12)])
    assert (month.people, set(month.by_place.values())) == (14, {None})


def test_a_place_s_occasions_add_up_and_months_come_newest_first():
    later, earlier = by_month([(date(2026, 10, 3), "meal", 11), (NOVEMBER, "meal", 8), (date(2026, 11, 9), "meal", 8)])
    assert (later.first, later.times, later.people) == (NOVEMBER, 2, 16)
    assert (earlier.first, earlier.people) == (date(2026, 10, 1), 11)


def test_no_column_takes_words_about_a_person():
    texts = {field.name for field in HeadCount._meta.local_fields if field.get_internal_type() == "TextField"}
    assert texts == set()
    assert "name" not in {field.name for field in HeadCount._meta.local_fields}


@pytest.mark.django_db
def test_it_is_counted_once(cast):
    head_count_id = new_id()
    for _ in range(2):
        count(cast, head_count_id=head_count_id)
    with pytest.raises(Conflict):
        count(cast, head_count_id=head_count_id, people=5)
    with scope_of(cast.ana):
        (row,) = list_heads(cast.ana, TODAY)
    assert (row.people, row.place, [given.value for given in row.given]) == (4, PlaceKind.STREET, ["food"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"people": 0}, "people"),
        ({"people": 2001}, "people"),
        ({"on": None}, "on"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"place": "<script>"}, "place"),
        ({"given": ("Gil's coat",)}, "given"),
    ],
)
def test_what_cannot_be_counted_names_its_field(cast, changes, field):
    with pytest.raises(BadInput) as raised:
        count(cast, **changes)
    assert set(raised.value.problems) == {field}


@pytest.mark.django_db
def test_what_was_taken_back_is_read_and_not_counted(cast):
    head_count_id = count(cast, people=40)
    with scope_of(cast.ana):
        for because in (" ", "x" * 201):
            with pytest.raises(BadInput):
                take_back_heads(actor=cast.ana, head_count_id=head_count_id, because=because, now=NOW)
        for _ in range(2):
            take_back_heads(actor=cast.ana, head_count_id=head_count_id, because="Counted twice", now=NOW)
        assert get_heads(cast.ana, head_count_id, TODAY).taken_back_because == "Counted twice"
    with scope_of(cast.faye):
        assert list_months_of_heads(cast.faye, TODAY) == ()


@pytest.mark.django_db
def test_each_sees_their_own_and_the_manager_all(cast):
    head_count_id = count(cast, people=40)
    for who in (cast.cleo, cast.dov):
        with scope_of(who):
            assert list_heads(who, TODAY) == ()
            with pytest.raises(NotFound):
                take_back_heads(actor=who, head_count_id=head_count_id, because="No", now=NOW)
            with pytest.raises(NotPermitted):
                list_months_of_heads(who, TODAY)
    with scope_of(cast.faye):
        assert len(list_heads(cast.faye, TODAY)) == 1
        assert [month.people for month in list_months_of_heads(cast.faye, TODAY)] == [40]
    with scope_of_installation():
        assert HeadCount.objects.count() == 1
