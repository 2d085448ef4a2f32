"""The policies register: which version holds, when its review is due, who has read it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.program.commands.policies import acknowledge_policy, enter_policy, take_back_policy
from cairn.program.domain.policies import PolicyDraft
from cairn.program.models import ProgramPolicy
from cairn.program.queries.phases import list_own_facts
from cairn.program.queries.policies import list_policies, list_readers
from tests.browsers import set_clock, sign_in
from tests.people import LONG_AGO, NOW, TODAY, engage

pytestmark = pytest.mark.django_db


def enter(actor, owner, *, policy_id=None, **changes):
    given = {
        "subject": "staff_crisis", "name": "When it gets hard for one of us", "version": "1", "in_force_on": LONG_AGO,
        "review_on": TODAY + timedelta(days=90), "owner_id": owner.engagement_id, "kept_at": "Blue binder", **changes,
    }  # fmt: skip
    with scope_of(actor):
        return enter_policy(actor=actor, policy_id=policy_id or new_id(), draft=PolicyDraft(**given), now=NOW)


def states(actor):
    with scope_of(actor):
        return {row.version: row.state[0] for row in list_policies(actor, TODAY)}


def test_a_version_stands_until_the_next_one_of_its_name_is_in_force(cast):
    policy_id = enter(cast.faye, cast.ben)
    enter(cast.faye, cast.ben, policy_id=policy_id)  # sent again
    assert states(cast.ana) == {"1": "In force"}
    enter(cast.faye, cast.ben, version="3", in_force_on=TODAY + timedelta(days=9))
    assert states(cast.ana) == {"1": "In force", "3": "Not in force yet"}
    enter(cast.noor, cast.ben, name="WHEN IT GETS HARD FOR ONE OF US", version="2", in_force_on=TODAY)
    assert states(cast.ana) == {"1": "Replaced", "2": "In force", "3": "Not in force yet"}
    with pytest.raises(Conflict):
        enter(cast.faye, cast.ben, policy_id=policy_id, version="4")


def test_a_review_that_is_past_says_so(cast):
    enter(cast.faye, cast.ben, review_on=TODAY - timedelta(days=1))
    assert states(cast.ana) == {"1": "Review overdue"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"subject": "weather"}, "subject"),
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"version": ""}, "version"),
        ({"in_force_on": None}, "in_force_on"),
        ({"review_on": LONG_AGO}, "review_on"),
        ({"review_on": None}, "review_on"),
        ({"owner_id": None}, "owner"),
        ({"kept_at": "x" * 201}, "kept_at"),
    ],
)
def test_what_cannot_be_entered_names_its_field(cast, changes, field):
    with pytest.raises(BadInput) as error:
        enter(cast.faye, cast.ben, **changes)
    assert set(error.value.problems) == {field}


def test_nobody_of_another_house_looks_after_it(cast):
    with pytest.raises(BadInput) as error:
        enter(cast.faye, cast.dov)
    assert set(error.value.problems) == {"owner"}


def test_who_has_read_it_says_so_once_and_the_keeper_sees_who(cast):
    policy_id = enter(cast.faye, cast.ben)
    for _ in range(2):
        with scope_of(cast.ana):
            acknowledge_policy(actor=cast.ana, policy_id=policy_id, now=NOW)
    with scope_of(cast.ana):
        assert [(row.read_by, row.is_read) for row in list_policies(cast.ana, TODAY)] == [(1, True)]
        with pytest.raises(NotPermitted):
            list_readers(cast.ana, policy_id, TODAY)
    with scope_of(cast.faye):
        assert [(row.read_by, row.is_read) for row in list_policies(cast.faye, TODAY)] == [(1, False)]
        assert list_readers(cast.faye, policy_id, TODAY) == [("Ana", TODAY)]
        assert LedgerEntry.objects.filter(body__contains="program.policy.acknowledged").count() == 1


def test_the_register_shows_two_steps_of_the_phases(cast):
    enter(cast.faye, cast.ben, subject="privacy", name="Privacy", in_force_on=TODAY)
    with scope_of(cast.faye):
        assert [fact.step for fact in list_own_facts(cast.faye, TODAY)] == ["policies"]
    policy_id = enter(cast.faye, cast.ben)
    with scope_of(cast.faye):
        facts = {fact.step: fact.on for fact in list_own_facts(cast.faye, TODAY)}
        assert facts == {"policies": LONG_AGO, "crisis_policy": LONG_AGO}
        take_back_policy(actor=cast.faye, policy_id=policy_id, because="Only a draft.", now=NOW)
        take_back_policy(actor=cast.faye, policy_id=policy_id, because="Again.", now=NOW)
        assert [fact.step for fact in list_own_facts(cast.faye, TODAY)] == ["policies"]
        assert ProgramPolicy.objects.get(id=policy_id).taken_back_because == "Only a draft."
        with pytest.raises(BadInput):
            take_back_policy(actor=cast.faye, policy_id=policy_id, because=" ", now=NOW)


def test_dov_and_those_who_do_not_work_here_are_told_nothing(cast):
    policy_id = enter(cast.faye, cast.ben)
    with scope_of_installation():
        vera = engage(cast, "vera", Role.PROGRAM_MANAGER, cast.other_organization, cast.other_program)
    with scope_of(cast.dov):
        assert list_policies(cast.dov, TODAY) == ()
    for unknown in (policy_id, new_id()):
        with scope_of(cast.dov), pytest.raises(NotFound):
            acknowledge_policy(actor=cast.dov, policy_id=unknown, now=NOW)
        with scope_of(vera), pytest.raises(NotFound):
            take_back_policy(actor=vera, policy_id=unknown, because="Ours.", now=NOW)
    with scope_of(cast.lee), pytest.raises(NotPermitted):
        list_policies(cast.lee, TODAY)
    with pytest.raises(NotPermitted):
        enter(cast.ana, cast.ben)


def test_the_pages(cast, monkeypatch):
    set_clock(monkeypatch)
    faye, ana = sign_in(cast, "faye"), sign_in(cast, "ana")
    assert "No policy is entered yet" in ana.get("/program/policies/").content.decode()
    assert "Policies</a>" in ana.get("/").content.decode()
    assert "Policies</a>" not in sign_in(cast, "lee").get("/").content.decode()
    form = {
        "subject": "staff_crisis", "name": "When it gets hard", "version": "1", "in_force_on": LONG_AGO.isoformat(),
        "review_on": TODAY.isoformat(), "owner": str(cast.ben.engagement_id), "kept_at": "Blue binder",
    }  # fmt: skip
    wrong = faye.post("/program/policies/new/", {**form, "review_on": "soon"})
    assert wrong.status_code == 400
    assert "Blue binder" in wrong.content.decode()
    assert faye.post("/program/policies/new/", form).status_code == 302
    with scope_of(cast.faye):
        at = f"/program/policies/{ProgramPolicy.objects.get().id}/"
    assert "I have read it" in ana.get("/program/policies/").content.decode()
    assert ana.post(f"{at}read/").status_code == 302
    assert "You have read it" in ana.get("/program/policies/").content.decode()
    assert "Ana" in faye.get(at).content.decode()
    assert ana.get(at).status_code == 403
    assert faye.post(f"{at}take-back/", {"because": ""}).status_code == 400
    assert faye.post(f"{at}take-back/", {"because": "Only a draft."}).status_code == 302
    assert "No policy is entered yet" in faye.get("/program/policies/").content.decode()
