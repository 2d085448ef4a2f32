"""The coordinator's home: what is open in each class, the same few statements for many, and lists in order."""

from __future__ import annotations

import pytest

from cairn.kernel.errors import NotPermitted
from cairn.privacy.scope import scope_of
from cairn.training.queries.desk import list_desk
from tests.browsers import counted, set_clock, sign_in
from tests.people import TODAY
from tests.training.planning import candidate, join, later, plan

pytestmark = pytest.mark.django_db


def test_a_class_under_way_names_who_missed_a_block_and_what_is_unpaid(cast, monkeypatch):
    class_id = plan(cast, seats=1)
    join(cast.ivo, class_id)
    join(candidate(cast, "una"), class_id, now=later(0, 0.1))
    with scope_of(cast.kay):
        (desk,) = list_desk(cast.kay, TODAY, later(2))
    assert (desk.state, desk.missed, desk.waiting, desk.undecided, desk.unpaid) == ("under way", (("Ivo", 1),), 1, 1, 1)
    assert str(desk.open_amount) == "$950.00"
    set_clock(monkeypatch, later(2))
    said = sign_in(cast, "kay").get("/").content.decode()
    assert "1 person has missed whole blocks" in said
    assert "1 invoice is not paid yet" in said
    set_clock(monkeypatch, later(5))
    assert "1 of 1 are not decided yet" in sign_in(cast, "kay").get("/").content.decode()
    with pytest.raises(NotPermitted):
        list_desk(cast.dov, TODAY, later(2))


def test_the_home_costs_the_same_for_many_classes(cast, monkeypatch):
    set_clock(monkeypatch, later(1, 1))
    kay, costs = sign_in(cast, "kay"), []
    for number in range(2):
        for each in range(1 + 3 * number):
            join(candidate(cast, f"c{number}{each}"), plan(cast))
        with counted() as count:
            assert kay.get("/").status_code == 200
        costs.append(len(count))
    assert costs == [4, 4]
