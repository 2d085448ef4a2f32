"""When two part and nobody walks besides, what was promised still gets an answer."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cairn.kernel.errors import BadInput, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.commands.left_promises import hand_on_promise, let_go_of_promise
from cairn.support.commands.promises import PromiseDraft, make_promise
from cairn.support.models import Promise, Relationship
from cairn.support.queries.left_promises import list_left_promises
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def left(cast):
    """Ana promised Gil a ride, and no longer walks with him; nobody does."""
    draft = PromiseDraft(new_id(), cast.gil_and_ana.id, "Drive to the clinic together")
    with scope_of(cast.ana):
        make_promise(actor=cast.ana, draft=draft, now=NOW)
    with scope_of_installation():
        Relationship.objects.filter(id=cast.gil_and_ana.id).update(ended_on=TODAY, ended_because="moved")
    return draft.id


def walks_now(cast):
    with scope_of_installation():
        row = Relationship.objects.create(
            organization_id=cast.organization.id, client=cast.gil, peer_id=cast.cleo.engagement_id, started_on=TODAY,
            phase="engaging", phase_since=TODAY,
        )  # fmt: skip
    return row.id


def promise(promise_id):
    with scope_of_installation():
        return Promise.objects.get(id=promise_id)


@pytest.mark.parametrize("who", ["ben", "faye"])
def test_whoever_answers_for_it_sees_it_and_lets_it_go_with_a_reason(cast, left, who):
    actor = cast.actors[who]
    with scope_of(actor):
        (one,) = list_left_promises(actor, TODAY)
        assert (one.client_name, one.made_with, one.walkers) == ("Gil", "Ana", ())
        with pytest.raises(BadInput):
            let_go_of_promise(actor=actor, promise_id=left, because=" ", now=NOW)
        let_go_of_promise(actor=actor, promise_id=left, because="He has a car now", now=NOW)
        assert list_left_promises(actor, TODAY) == ()
        with pytest.raises(NotFound):  # a second click
            let_go_of_promise(actor=actor, promise_id=left, because="He has a car now", now=NOW)
    assert (promise(left).outcome, promise(left).settled_because) == ("let_go", "He has a car now")


def test_it_is_handed_on_to_who_walks_with_him_now(cast, left):
    to = walks_now(cast)
    with scope_of(cast.ben):
        hand_on_promise(actor=cast.ben, promise_id=left, relationship_id=to, now=NOW)
    assert promise(left).outcome == "passed_on"
    with scope_of(cast.cleo):
        assert Promise.objects.filter(relationship_id=to, settled_at=None).get().text == "Drive to the clinic together"


def test_it_is_not_handed_to_somebody_who_walks_with_another(cast, left):
    with scope_of(cast.ben), pytest.raises(BadInput):
        hand_on_promise(actor=cast.ben, promise_id=left, relationship_id=cast.hal_and_cleo.id, now=NOW)


def test_nobody_else_learns_of_it(cast, left):
    for who in ("dov", "ana", "cleo"):
        actor = cast.actors[who]
        with scope_of(actor), pytest.raises((NotFound, NotPermitted)):
            let_go_of_promise(actor=actor, promise_id=left, because="mine", now=NOW)
    assert promise(left).settled_at is None


def test_what_somebody_still_keeps_is_not_on_the_list(cast):
    draft = PromiseDraft(new_id(), cast.gil_and_ana.id, "Call on Monday")
    with scope_of(cast.ana):
        make_promise(actor=cast.ana, draft=draft, now=NOW)
    with scope_of(cast.faye):
        assert list_left_promises(cast.faye, TODAY) == ()


def test_the_pages_say_it_and_keep_what_was_typed(cast, left, monkeypatch):
    set_clock(monkeypatch)
    faye, where = sign_in(cast, "faye"), reverse("settle_left_promise", kwargs={"promise_id": left})
    assert "Still promised: Drive to the clinic together" in faye.get(reverse("list_choices")).content.decode()
    ben = sign_in(cast, "ben")
    assert "Drive to the clinic together" in ben.get(reverse("list_left_promises")).content.decode()
    long = ben.post(where, {"because": "x" * 201})
    assert long.status_code == 400
    assert "x" * 201 in long.content.decode()
    assert ben.post(where, {"because": "He has a car now"}).status_code == 302
    assert ben.post(where, {"because": "He has a car now"}).status_code == 404
