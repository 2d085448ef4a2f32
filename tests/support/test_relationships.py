"""Choosing, walking, promising, saying goodbye."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.support.commands.promises import PromiseDraft, make_promise, settle_promise
from cairn.support.commands.relationships import change_phase, end_relationship, start_relationship
from cairn.support.domain.phases import Phase
from cairn.support.domain.relationships import Outcome
from cairn.support.models import PhaseChange, Promise, Relationship
from cairn.support.queries.clients import get_client, list_steps
from tests.people import LONG_AGO, NOW, TODAY, at

pytestmark = pytest.mark.django_db


def start(cast, relationship_id, *, actor=None, client_id=None, peer_id=None):
    return start_relationship(
        actor=actor or cast.faye,
        relationship_id=relationship_id,
        client_id=client_id or cast.gil.id,
        peer_id=peer_id or cast.cleo.engagement_id,
        now=NOW,
    )


def test_the_chosen_peer_sees_the_person_and_sending_twice_is_once(cast):
    relationship_id = new_id()
    with scope_of(cast.faye):
        assert start(cast, relationship_id) == start(cast, relationship_id)
        with pytest.raises(Conflict):
            start(cast, relationship_id, peer_id=cast.ana.engagement_id)
        assert LedgerEntry.objects.count() == 1
    with scope_of(cast.cleo):
        assert get_client(cast.cleo, cast.gil.id, TODAY).own.id == relationship_id


def test_no_second_one_with_the_same_peer_and_none_with_somebody_who_is_no_peer(cast):
    with scope_of(cast.faye):
        for peer_id, code in (
            (cast.ana.engagement_id, "relationship.one"),
            (cast.jun.engagement_id, "relationship.peer"),
            (cast.dov.engagement_id, "relationship.peer"),
        ):
            with pytest.raises(Refused) as caught:
                start(cast, new_id(), peer_id=peer_id)
            assert [finding.code for finding in caught.value.decision.against] == [code]
        for left_on in (TODAY - timedelta(days=1), TODAY):  # on the day of the leaving it is over
            cast.gil.ended_on = left_on
            cast.gil.save()
            with pytest.raises(Refused) as caught:
                start(cast, new_id())
            assert caught.value.decision.against[0].code == "relationship.served"
        for client_id in (cast.zoe.id, new_id()):
            with pytest.raises(NotFound):
                start(cast, new_id(), client_id=client_id)
    with scope_of(cast.ana), pytest.raises(NotPermitted):
        start(cast, new_id(), actor=cast.ana)


def change(cast, phase, *, actor=None, change_id=None, relationship_id=None):
    return change_phase(
        actor=actor or cast.ana,
        change_id=change_id or new_id(),
        relationship_id=relationship_id or cast.gil_and_ana.id,
        phase=phase,
        now=NOW,
    )


def test_phases_go_on_and_back_and_the_jump_is_noticed(cast):
    with scope_of(cast.ana):
        assert change(cast, Phase.SUPPORTING).warnings
        assert not change(cast, Phase.ENGAGING).warnings
        step = new_id()
        change(cast, Phase.CONNECTING, change_id=step)
        change(cast, Phase.CONNECTING, change_id=step)
        with pytest.raises(Conflict):
            change(cast, Phase.ENGAGING, change_id=step)
        with pytest.raises(Refused):
            change(cast, Phase.CONNECTING)
        assert PhaseChange.objects.count() == LedgerEntry.objects.count() == 3
        own = get_client(cast.ana, cast.gil.id, TODAY).own
        assert (own.phase, own.phase_since) == (Phase.CONNECTING, TODAY)
        assert len(list_steps(cast.ana, cast.gil.id, TODAY)) == 3


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_others_cannot_tell_a_relationship_or_a_promise_from_none(cast, who):
    actor = getattr(cast, who)
    with scope_of(cast.ana):
        promise_id = make_promise(actor=cast.ana, draft=promise(cast), now=NOW)
    with scope_of(actor):
        for relationship_id in (cast.gil_and_ana.id, new_id()):
            with pytest.raises(NotFound):
                change(cast, Phase.CONNECTING, actor=actor, relationship_id=relationship_id)
            with pytest.raises(NotFound):
                end(cast, actor=actor, relationship_id=relationship_id)
            with pytest.raises(NotFound):
                make_promise(actor=actor, draft=promise(cast, relationship_id=relationship_id), now=NOW)
        for one in (promise_id, new_id()):
            with pytest.raises(NotFound):
                settle_promise(actor=actor, promise_id=one, outcome=Outcome.KEPT, now=NOW)


def end(cast, *, actor=None, relationship_id=None, ended_on=TODAY, because="Moved away"):
    return end_relationship(
        actor=actor or cast.ana,
        relationship_id=relationship_id or cast.gil_and_ana.id,
        ended_on=ended_on,
        because=because,
        now=NOW,
    )


def test_the_door_closes_on_the_day_of_the_goodbye(cast):
    with scope_of(cast.ana):
        end(cast)
        with pytest.raises(NotFound):
            get_client(cast.ana, cast.gil.id, TODAY)
        with pytest.raises(NotFound):
            change(cast, Phase.CONNECTING)
        end(cast)  # sent again
        assert LedgerEntry.objects.count() == 1
        with pytest.raises(NotFound):
            end(cast, because="Something else")
    with scope_of(cast.ben), pytest.raises(NotFound):
        get_client(cast.ben, cast.gil.id, TODAY)
    with scope_of(cast.faye):
        assert get_client(cast.faye, cast.gil.id, TODAY).current is None
        end(cast, actor=cast.faye)
        with pytest.raises(Conflict):
            end(cast, actor=cast.faye, because="Something else")


@pytest.mark.parametrize("day", [LONG_AGO - timedelta(days=1), TODAY + timedelta(days=1)])
def test_a_goodbye_lies_between_the_start_and_today(cast, day):
    with scope_of(cast.ana):
        with pytest.raises(Refused):
            end(cast, ended_on=day)
        with pytest.raises(BadInput):
            end(cast, because="x" * 121)
        assert Relationship.objects.get(id=cast.gil_and_ana.id).ended_on is None


def promise(cast, *, relationship_id=None, text="Call the landlord", promise_id=None):
    return PromiseDraft(promise_id or new_id(), relationship_id or cast.gil_and_ana.id, text, date(2026, 11, 25))


def test_a_promise_stands_until_it_is_settled(cast):
    draft = promise(cast)
    with scope_of(cast.ana):
        assert make_promise(actor=cast.ana, draft=draft, now=at(9)) == make_promise(
            actor=cast.ana, draft=draft, now=NOW
        )
        with pytest.raises(Conflict):
            make_promise(actor=cast.ana, draft=promise(cast, promise_id=draft.id, text="Other"), now=NOW)
        assert [one.id for one in get_client(cast.ana, cast.gil.id, TODAY).promises] == [draft.id]
        for _ in range(2):
            assert settle_promise(actor=cast.ana, promise_id=draft.id, outcome=Outcome.LET_GO, now=NOW) == cast.gil.id
        with pytest.raises(Conflict):
            settle_promise(actor=cast.ana, promise_id=draft.id, outcome=Outcome.KEPT, now=NOW)
        assert get_client(cast.ana, cast.gil.id, TODAY).promises == ()
        assert LedgerEntry.objects.count() == 2
        assert Promise.objects.get().outcome == "let_go"


@pytest.mark.parametrize("text", ["  ", "x" * 201])
def test_a_promise_is_a_few_words(cast, text):
    with scope_of(cast.ana):
        with pytest.raises(BadInput):
            make_promise(actor=cast.ana, draft=promise(cast, text=text), now=NOW)
        assert not Promise.objects.exists()
