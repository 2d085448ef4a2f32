"""The public look-up asks one statement, and the engine answers it from an index: by number and by whole name, however much was issued."""

from __future__ import annotations

import pytest
from django.db import connection

from cairn.badges.domain.numbers import shown
from cairn.badges.models import Badge
from cairn.badges.queries.issued import list_badges_of
from cairn.badges.queries.published import find_listed, find_published
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.badges.badges import issue, stored
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
MANY = 4_000


@pytest.fixture
def one(cast):
    """A listed license among thousands; those beside it are rows only, signed by nobody."""
    badge = stored(issue(cast.hana, kind="license", recipient_name="Ada Q. Marsh"))
    with scope_of_installation():
        Badge.objects.filter(id=badge.id).update(is_listed=True)
        Badge.objects.bulk_create(_beside(badge, n) for n in range(MANY))
        if (
            connection.vendor == "postgresql"
        ):  # which counts its rows by itself in time; on SQLite nobody here ever does
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE badges_badge")
    return badge


def _beside(badge: Badge, n: int) -> Badge:
    row = Badge(**{field.attname: getattr(badge, field.attname) for field in Badge._meta.concrete_fields})
    row.id, row.number, row.status_index = new_id(), f"{n + 1:012d}", n if n < badge.status_index else n + 1
    row.name_key, row.is_listed, row.token = f"marsh person{n}", n % 2 == 0, "unsigned"
    return row


def asked(look):
    """The statements of a look, with their parameters."""
    seen = []

    def note(execute, sql, params, many, context):
        if "badges_badge" in sql:
            seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        found = look()
    return found, seen


def plan(sql, params):
    word = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with scope_of_installation(), connection.cursor() as cursor:
        cursor.execute(f"{word} {sql}", params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def scans(text):
    """The steps that read the badges from end to end."""
    if connection.vendor == "sqlite":
        return [line for line in text.splitlines() if line.startswith("SCAN") and "badge" in line]
    return [line for line in text.splitlines() if "Seq Scan on badges_badge" in line]


@pytest.mark.parametrize("by", ["number", "an unknown number", "name", "an unknown name"])
def test_a_look_is_one_statement_on_an_index(one, by):
    looks = {
        "number": lambda: find_published(shown(one.number), NOW),
        "an unknown number": lambda: find_published("000000000000", NOW),
        "name": lambda: find_listed("Marsh, Ada Q.", NOW),
        "an unknown name": lambda: find_listed("Nobody Here", NOW),
    }
    found, seen = asked(looks[by])
    assert bool(found) is not by.startswith("an unknown")
    assert len(seen) == 1
    text = plan(*seen[0])
    assert not scans(text), text


def test_badges_by_their_ids_are_found_by_their_ids(cast, one):
    with scope_of(cast.hana):
        found, seen = asked(lambda: list_badges_of(cast.hana, [one.id, *(new_id() for _ in range(11))], TODAY))
    assert ([each.id for each in found], len(seen)) == ([one.id], 1)
    text = plan(*seen[0])
    assert ("badges_badge_1 (id=?)" if connection.vendor == "sqlite" else "badges_badge_pkey") in text, text
    assert "badge_issued" not in text


def test_the_check_of_plans_can_fail(one):
    _, seen = asked(_unindexed)
    assert scans(plan(*seen[0]))


def _unindexed():
    with scope_of_installation():
        return list(Badge.objects.filter(criteria="nothing").values_list("id"))
