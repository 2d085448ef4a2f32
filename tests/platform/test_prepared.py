"""Prepared reads: the same answers as asked plainly, for whoever asks; and nothing that looks into its arguments is kept."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.test.utils import CaptureQueriesContext

from cairn.identity.models import Account
from cairn.kernel.actors import Actor
from cairn.platform.db.added import add_rows
from cairn.platform.db.prepared import LONGEST_LIST, prepared
from cairn.platform.db.wall import OutsideScope
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerSubject
from cairn.privacy.policy import visible
from cairn.privacy.scope import scope_of
from cairn.support import policy
from cairn.support.models import Client, Relationship
from tests import people

pytestmark = pytest.mark.django_db(transaction=True)

runs: list[str] = []


@prepared
def _seen(actor: Actor, on: date) -> QuerySet[Client]:
    runs.append("seen")
    return visible(Client, actor, policy.SEE, on).order_by("name")


@prepared
def _among(actor: Actor, on: date, ids: list[UUID]) -> QuerySet[Client]:
    return visible(Client, actor, policy.SEE, on).filter(id__in=ids)


@prepared
def _named(actor: Actor, on: date, name: str) -> QuerySet[Client]:
    return visible(Client, actor, policy.SEE, on).filter(name=name)


@prepared
def _begun_before(actor: Actor, on: date, day: date | None) -> QuerySet[Client]:
    rows = visible(Client, actor, policy.SEE, on)
    return rows if day is None else rows.filter(started_on__lt=day)


@prepared
def _works_with_its_day(actor: Actor, on: date) -> QuerySet[Client]:
    return visible(Client, actor, policy.SEE, on).filter(started_on__lt=on + timedelta(days=1))


@prepared
def _looks_into_its_id(wanted: UUID) -> QuerySet[Client]:
    return Client.objects.filter(id=wanted) if wanted.int % 2 else Client.objects.exclude(id=wanted)


@prepared
def _contains(text: str) -> QuerySet[Client]:
    return Client.objects.filter(name__contains=text)


@prepared
def _locked(wanted: UUID) -> QuerySet[Relationship]:
    return Relationship.objects.filter(id=wanted).select_for_update()


def test_each_asks_for_themselves_with_what_was_worked_out_once(cast):
    runs.clear()
    connection.__dict__.pop("prepared_reads", None)
    told = {}
    for name in ("ana", "cleo", "dov", "ana"):
        actor = cast.actors[name]
        with scope_of(actor):
            told[name] = [row.name for row in _seen(actor, people.TODAY)]
    assert told == {"ana": ["Gil"], "cleo": ["Hal"], "dov": ["Zoe"]}
    assert runs == ["seen", "seen"]  # twice to prove it, never again for this role


def test_another_role_has_another_policy(cast):
    with scope_of(cast.ana):
        assert [row.name for row in _seen(cast.ana, people.TODAY)] == ["Gil"]
        assert {row.name for row in _seen(cast.faye, people.TODAY)} == {"Gil", "Hal"}


def test_each_wall_suffices_without_the_other(cast, settings):
    with scope_of(cast.ana):
        assert [row.name for row in _seen(cast.ana, people.TODAY)] == ["Gil"]
        settings.CAIRN_WALL_ONE = False
        assert {row.name for row in _seen(cast.ana, people.TODAY)} == {"Gil", "Hal"}
        settings.CAIRN_WALL_ONE = True
        settings.CAIRN_WALL_TWO = False
        assert [row.name for row in _seen(cast.dov, people.TODAY)] == ["Zoe"]


def test_the_day_and_a_missing_day_are_other_questions(cast):
    with scope_of(cast.ana):
        assert len(_begun_before(cast.ana, people.TODAY, None)) == 1
        assert len(_begun_before(cast.ana, people.TODAY, people.LONG_AGO)) == 0
        assert len(_begun_before(cast.ana, people.TODAY, people.LONG_AGO + timedelta(days=1))) == 1
        assert _seen(cast.ana, people.LONG_AGO - timedelta(days=1)) == []


@pytest.mark.parametrize("others", [0, 1, 7, LONGEST_LIST + 1])
def test_lists_of_any_length(cast, others):
    ids = [cast.gil.id, *(new_id() for _ in range(others)), cast.gil.id, cast.hal.id]
    with scope_of(cast.ana):
        assert [row.name for row in _among(cast.ana, people.TODAY, ids)] == ["Gil"]


def test_an_empty_list_asks_nothing(cast):
    with scope_of(cast.ana), CaptureQueriesContext(connection) as captured:
        assert _among(cast.ana, people.TODAY, []) == []
    assert len(captured) == 0


def test_words_are_filled_in_and_not_kept(cast):
    with scope_of(cast.ana):
        assert [row.name for row in _named(cast.ana, people.TODAY, "Gil")] == ["Gil"]
        assert _named(cast.ana, people.TODAY, "x' OR 1=1 --") == []
    assert "OR 1=1" not in repr(list(connection.prepared_reads))


@pytest.mark.parametrize(
    "ask",
    [
        lambda cast: _works_with_its_day(cast.ana, people.TODAY),
        lambda cast: _looks_into_its_id(cast.gil.id),
        lambda cast: _contains("Gil"),
    ],
)
def test_a_read_that_looks_into_its_arguments_is_refused_at_once(cast, ask):
    with scope_of(cast.ana), pytest.raises(LookupError, match="looks into its arguments"):
        ask(cast)


def test_a_lock_needs_a_transaction_each_time(cast):
    with scope_of(cast.ana):
        with transaction.atomic():
            assert len(_locked(cast.gil_and_ana.id)) == 1
        with pytest.raises(transaction.TransactionManagementError):
            _locked(cast.gil_and_ana.id)


def test_arguments_of_other_kinds_are_refused(cast):
    with pytest.raises(TypeError, match="takes no dict"):
        _named(cast.ana, people.TODAY, {})
    with pytest.raises(TypeError, match="takes no list of int"):
        _among(cast.ana, people.TODAY, [1])


def test_what_closes_over_something_is_no_prepared_read():
    wanted = "Gil"

    def rows() -> QuerySet[Client]:
        return Client.objects.filter(name=wanted)

    with pytest.raises(TypeError, match="of its arguments alone"):
        prepared(rows)


@prepared
def _called_like(actor: Actor) -> QuerySet[Client]:
    return Client.objects.filter(name=actor.name)


@prepared
def _with_their_relationships(actor: Actor, on: date) -> QuerySet[Client]:
    return visible(Client, actor, policy.SEE, on).prefetch_related("relationships")


@prepared
def _either(words: list[str] | list[UUID]) -> QuerySet[Client]:
    column = "id__in" if isinstance(words[0], UUID) else "name__in"
    return Client.objects.filter(**{column: words})


@pytest.mark.parametrize(
    "ask", [lambda cast: _called_like(cast.ana), lambda cast: _with_their_relationships(cast.ana, people.TODAY)]
)
def test_what_an_actor_is_called_is_never_kept_and_nothing_is_prefetched(cast, ask):
    with scope_of(cast.ana), pytest.raises(LookupError):
        ask(cast)


def test_lists_of_one_length_and_other_things_are_other_questions(cast):
    with scope_of(cast.ana):
        assert [row.name for row in _either(["Gil", "Nobody"])] == ["Gil"]
        assert [row.name for row in _either([cast.gil.id, new_id()])] == ["Gil"]


def test_rows_that_are_only_added_are_as_a_model_writes_them(cast):
    with scope_of(cast.ana), transaction.atomic():
        first, second, third = (
            LedgerSubject(organization_id=cast.ana.organization_id, n=7, subject_id=new_id()) for _ in range(3)
        )
        add_rows([first])
        add_rows([second, third])
        add_rows([])
        assert {one.pk: one.subject_id for one in LedgerSubject.objects.filter(n=7)} == {
            one.pk: one.subject_id for one in (first, second, third)
        }


def test_rows_are_not_added_outside_the_open_organization(cast):
    with scope_of(cast.ana), pytest.raises(OutsideScope), transaction.atomic():
        add_rows([LedgerSubject(organization_id=cast.dov.organization_id, n=7, subject_id=new_id()) for _ in range(2)])


def test_an_account_is_found_by_its_key_as_by_anything_else(cast):
    account = cast.accounts["ana"]
    assert Account.objects.get(pk=account.pk) == Account.objects.get(pk=str(account.pk)) == account
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert Account.objects.get(pk=account.pk).is_active is False
    with pytest.raises(Account.DoesNotExist):
        Account.objects.get(pk=new_id())


COLUMNS = ("id", "name", "started_on", "created_at", "program__is_part2", "ended_on", "letters")
SHAPES = (
    lambda rows: rows.values_list(*COLUMNS),
    lambda rows: rows.values_list(*COLUMNS, named=True),
    lambda rows: rows.values(*COLUMNS),
    lambda rows: rows.values(),
    lambda rows: rows.values_list("name", flat=True),
)


def _plainly(shape: int, organization_id: UUID, day: date) -> QuerySet[Client]:
    rows = Client.objects.filter(organization_id=organization_id, started_on__lte=day).order_by("name")
    return SHAPES[shape](rows.annotate(letters=Length("name")))


_in_shape = prepared(_plainly)


@pytest.mark.parametrize("shape", range(len(SHAPES)))
def test_columns_come_in_the_shape_that_was_asked_for(cast, shape):
    with scope_of(cast.ana):
        for day in (people.TODAY, date(1970, 1, 1)):
            asked = _in_shape(shape, cast.ana.organization_id, day)
            plain = list(_plainly(shape, cast.ana.organization_id, day))
            assert asked == plain
            assert bool(plain) == (day == people.TODAY)
            assert [getattr(row, "_fields", ()) for row in asked] == [getattr(row, "_fields", ()) for row in plain]
