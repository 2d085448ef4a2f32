"""One person may let in a program manager or a system owner; those who lead see it on their home and in the looks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cairn.identity.commands.invitations import invite_person, reissue_invitation
from cairn.identity.models import Invitation
from cairn.identity.queries.leading_roles import list_let_in
from cairn.kernel.actors import Role
from cairn.kernel.errors import NotPermitted
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of
from tests.browsers import set_clock, sign_in
from tests.front.test_homes import text_of
from tests.identity.test_invitations import draft
from tests.people import NOW

pytestmark = pytest.mark.django_db


def let_in(cast, role=Role.PROGRAM_MANAGER, name="Petra Loom"):
    with scope_of(cast.noor):
        given = draft(name=name, role=role, email="petra@example.org")
        return invite_person(actor=cast.noor, engagement_id=new_id(), draft=given, now=NOW)


def test_the_manager_sees_it_and_so_do_the_looks(cast, monkeypatch):
    set_clock(monkeypatch)
    let_in(cast)
    said = text_of(sign_in(cast, "faye").get("/"))
    assert "Petra Loom, program manager: a link made Nov 20 by Noor, system owner; not used yet." in said
    assert "Let somebody in as program manager" in text_of(sign_in(cast, "faye").get("/who-looked/?all=yes"))
    assert "Petra Loom" not in text_of(sign_in(cast, "noor").get("/")), "who did it need not be told"


def test_a_new_link_for_somebody_who_leads_is_seen_by_the_others(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.noor):
        reissue_invitation(actor=cast.noor, engagement_id=cast.faye.engagement_id, now=NOW)
        second = let_in(cast, Role.SYSTEM_OWNER, "Otis Reed")
    assert second.token
    assert "Otis Reed, system owner" in text_of(sign_in(cast, "faye").get("/"))
    assert "Faye, program manager" not in text_of(sign_in(cast, "faye").get("/")), "she is told at sign-in"


def test_after_two_weeks_and_for_other_roles_it_is_quiet(cast):
    let_in(cast)
    let_in(cast, Role.BILLER, "Bea Hart")
    with scope_of(cast.faye):
        assert [one.name for one in list_let_in(cast.faye, NOW)] == ["Petra Loom"]
        assert list_let_in(cast.faye, Instant(NOW + timedelta(days=15))) == ()
        Invitation.objects.update(created_by_id=None)  # as the first owner's, made by whoever installed
        assert list_let_in(cast.faye, NOW) == ()


@pytest.mark.parametrize("who", ["ana", "ben", "jun", "lee", "dov"])
def test_nobody_else_reads_it(cast, who):
    let_in(cast)
    with scope_of(cast.actors[who]), pytest.raises(NotPermitted):
        list_let_in(cast.actors[who], NOW)
