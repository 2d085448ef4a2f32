"""The least that a report tells, by what happened."""

from __future__ import annotations

import pytest

from cairn.incidents.domain.kinds import ASKED_BY_ETHICS, EVERYDAY, Kind
from cairn.incidents.domain.minimum import MINIMUM, Told, check_items, minimum_of


def test_every_kind_has_its_least_and_a_return_to_use_none():
    assert set(MINIMUM) == set(Kind)
    assert all(MINIMUM[kind] for kind in ASKED_BY_ETHICS)
    assert all(MINIMUM[kind] == () for kind in EVERYDAY)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in EVERYDAY])
def test_where_nobody_is_named_no_name_is_on_the_list(kind):
    assert Told.NAME not in minimum_of(kind, names_client=False)


@pytest.mark.parametrize(
    ("kind", "items", "named", "is_good"),
    [
        (Kind.CHILD_ABUSE, (Told.WHAT, Told.NAME), True, True),
        (Kind.CHILD_ABUSE, (Told.WHAT, Told.NAME), False, False),
        (Kind.CRIME, (Told.NAME,), True, False),  # a crime here names no one whom we serve
        (Kind.INJURY, (Told.WHO_DID,), True, False),
        (Kind.CHILD_ABUSE, (), True, False),
        (Kind.RETURN_TO_USE, (Told.WHAT,), True, False),
    ],
)
def test_what_is_beyond_the_least_is_refused(kind, items, named, is_good):
    assert (check_items(kind, items, names_client=named) == {}) is is_good
