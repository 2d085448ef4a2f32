"""Who leads a group changes: by a leader, or by the manager when one leaves; and sight goes with it."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

from cairn.gatherings.commands.gatherings import change_leaders
from cairn.gatherings.queries.gatherings import get_gathering, list_gatherings
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import set_clock, sign_in
from tests.gatherings.house import begin
from tests.people import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db


def change(actor: Actor, gathering_id: UUID, *leaders: UUID) -> None:
    with scope_of(actor):
        change_leaders(actor=actor, gathering_id=gathering_id, leader_ids=frozenset(leaders), now=NOW)


def led_by(cast: Cast, gathering_id: UUID) -> set[UUID]:
    with scope_of(cast.faye):
        return set(get_gathering(cast.faye, gathering_id, TODAY).row.leader_ids)


def changes() -> int:
    with scope_of_installation():
        return LedgerEntry.objects.filter(action="gatherings.leader.changed").count()


def test_a_leader_hands_a_group_on_and_sees_it_no_more(cast: Cast) -> None:
    group, ana, cleo = begin(cast, other_leader_id=None), cast.ana.engagement_id, cast.cleo.engagement_id
    change(cast.ana, group, ana, cleo)
    change(cast.ana, group, cleo, ana)  # sent again
    assert led_by(cast, group) == {ana, cleo}
    assert changes() == 1
    change(cast.ana, group, cleo)
    with scope_of(cast.ana):
        assert list_gatherings(cast.ana, TODAY).rows == ()
    with pytest.raises(NotFound):
        change(cast.ana, group, ana)
    with scope_of(cast.cleo):
        assert [row.id for row in list_gatherings(cast.cleo, TODAY).rows] == [group]


def test_the_manager_sees_to_it_that_a_group_goes_on(cast: Cast) -> None:
    group = begin(cast, other_leader_id=None)
    change(cast.faye, group, cast.cleo.engagement_id)
    assert led_by(cast, group) == {cast.cleo.engagement_id}


def test_one_or_two_peer_supporters_of_the_house_lead_and_nobody_else(cast: Cast) -> None:
    group, ana = begin(cast, other_leader_id=None), cast.ana.engagement_id
    for leaders in ((), (ana, cast.cleo.engagement_id, new_id())):
        with pytest.raises(BadInput) as told:
            change(cast.ana, group, *leaders)
        assert told.value.problems.keys() == {"leader"}
    for stranger in (cast.dov.engagement_id, cast.ben.engagement_id, new_id()):
        with pytest.raises(NotFound):
            change(cast.ana, group, ana, stranger)
    assert led_by(cast, group) == {ana}
    assert changes() == 0


def test_others_learn_nothing(cast: Cast) -> None:
    group = begin(cast, other_leader_id=None)
    for one in (group, new_id()):
        for actor in (cast.dov, cast.cleo):
            with pytest.raises(NotFound):
                change(actor, one, actor.engagement_id)
    for actor in (cast.ben, cast.jun):
        with pytest.raises(NotPermitted):
            change(actor, group, actor.engagement_id)
    assert led_by(cast, group) == {cast.ana.engagement_id}


def test_the_form_of_the_page_changes_them(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch)
    group, browser = begin(cast, other_leader_id=None), sign_in(cast, "ana")
    assert "Somebody else leads it" in browser.get(reverse("get_gathering", args=[group])).content.decode()
    address = reverse("change_group_leaders", args=[group])
    refused = browser.post(address, {"leader": "", "other_leader": ""})
    assert refused.status_code == 400
    assert "one or two peer supporters" in refused.content.decode()
    sent = {"leader": str(cast.cleo.engagement_id), "other_leader": ""}
    assert browser.post(address, sent).headers["Location"] == reverse("list_gatherings")
    assert led_by(cast, group) == {cast.cleo.engagement_id}
