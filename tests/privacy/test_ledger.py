"""Every act leaves one row, chained to the one before; an act without one did not happen."""

from __future__ import annotations

import json

import pytest

from cairn.kernel.actors import Role
from cairn.kernel.errors import NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.models import LedgerEntry, LedgerHead, LedgerSubject
from cairn.privacy.policy import Grant, Reach, declare
from cairn.privacy.queries.looks import list_entries_about
from cairn.privacy.scope import scope_of
from tests import people

declare([Grant("privacy.test.act", Role.PEER_SUPPORTER, Reach.OWN, "Only for this test.")], {})


@command(permission="privacy.test.act")
def act_for_test(*, actor, now, silent=False, again=False):
    if again:
        return ledger.unchanged("sent before")
    if not silent:
        ledger.record("privacy.test.acted", client=new_id(), count=1)
    return None


@pytest.mark.django_db
def test_an_act_writes_one_chained_row(cast):
    with scope_of(cast.ana):
        act_for_test(actor=cast.ana, now=people.NOW)
        act_for_test(actor=cast.ana, now=people.NOW)
        first, second = LedgerEntry.objects.order_by("n")
        assert (first.n, second.n) == (1, 2)
        assert second.previous == first.hash
        assert LedgerHead.objects.get().hash == second.hash


@pytest.mark.django_db
def test_an_act_without_a_row_does_not_happen(cast):
    with scope_of(cast.ana), pytest.raises(RuntimeError, match="did not happen"):
        act_for_test(actor=cast.ana, now=people.NOW, silent=True)


@pytest.mark.django_db
def test_a_replay_writes_nothing(cast):
    with scope_of(cast.ana):
        act_for_test(actor=cast.ana, now=people.NOW, again=True)
        assert LedgerEntry.objects.count() == 0


@pytest.mark.django_db
def test_a_role_without_the_permission_is_refused(cast):
    with pytest.raises(NotPermitted):
        act_for_test(actor=cast.lee, now=people.NOW)


def look_at(cast, *clients):
    ledger.write(
        ledger.Gathering([{"action": "privacy.test.seen"}], dict.fromkeys(clients)), actor=cast.ana, now=people.NOW
    )


@pytest.mark.django_db
def test_the_same_clients_looked_at_again_are_named_once_and_each_look_is_found(cast):
    gil, one, two = cast.gil.id, new_id(), new_id()
    lists = [(gil, one), (gil, one, two), (one, gil), (gil,), (gil, one, two), (gil, two), (one, two)]
    with scope_of(cast.ana):
        for clients in lists:
            look_at(cast, *clients)
        before = LedgerEntry.objects.order_by("n").values_list("same_subjects_as", flat=True)
        assert list(before) == [None, None, 1, None, 2, None, None]
        assert LedgerSubject.objects.count() == 2 + 3 + 2 + 2
        looks = list_entries_about(cast.ana, gil, people.TODAY, before=None, limit=10)
    assert [look.n for look in looks] == [6, 5, 4, 3, 2, 1]


@pytest.mark.django_db
def test_an_entry_whose_text_was_damaged_stops_no_later_look(cast, monkeypatch):
    clients = cast.gil.id, new_id()
    damaged = enumerate(("", "[]", "{}", '{"subjects": null}'), 1)
    monkeypatch.setattr(ledger, "_late_looks", lambda *_: list(damaged))
    with scope_of(cast.ana):
        look_at(cast, *clients)
        assert LedgerEntry.objects.get().same_subjects_as is None
        assert LedgerSubject.objects.count() == 2


@pytest.mark.django_db
def test_another_organization_s_look_is_never_referred_to(cast):
    clients = cast.gil.id, new_id()
    with scope_of(cast.ana):
        look_at(cast, *clients)
    with scope_of(cast.dov):
        ledger.write(
            ledger.Gathering([{"action": "privacy.test.seen"}], dict.fromkeys(clients)), actor=cast.dov, now=people.NOW
        )
        assert LedgerEntry.objects.get().same_subjects_as is None
        assert LedgerSubject.objects.count() == 2


@pytest.mark.django_db
def test_each_client_reads_only_what_was_shown_of_them(cast):
    """A first page asks many things, each about other people."""
    ida = new_id()
    with scope_of(cast.ana):
        with ledger.gathering_looks() as looks:
            ledger.looked("test.caseload", clients=[cast.gil.id, ida])
            ledger.looked("test.message", clients=[ida])
            ledger.looked("test.nobody")
            ledger.looked("test.note", clients=(one for one in [cast.gil.id, cast.gil.id]))
        ledger.write(looks, actor=cast.ana, now=people.NOW)
        (look,) = list_entries_about(cast.ana, cast.gil.id, people.TODAY, before=None, limit=10)
        assert look.actions == ("test.caseload", "test.note")
        entry = LedgerEntry.objects.get()
        assert str(cast.gil.id) in json.loads(entry.body)["subjects"]
        assert [act.get("of") for act in json.loads(entry.body)["acts"]] == [None, [1], [], [0]]


@pytest.mark.django_db
def test_an_act_of_before_acts_named_their_clients_is_told_to_all_of_them(cast):
    ida = new_id()
    with scope_of(cast.ana):
        acts = [{"action": "test.caseload"}, {"action": "test.message"}]
        ledger.write(ledger.Gathering(acts, {cast.gil.id: None, ida: None}), actor=cast.ana, now=people.NOW)
        (look,) = list_entries_about(cast.ana, cast.gil.id, people.TODAY, before=None, limit=10)
    assert look.actions == ("test.caseload", "test.message")
