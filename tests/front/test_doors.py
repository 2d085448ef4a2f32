"""The demo's doors: two of one name can be told apart by what stands on them."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from cairn.front.pages.demo import doors
from cairn.identity.models import Engagement
from cairn.intake.models import AskingDoor
from cairn.kernel.actors import Role
from cairn.privacy.scope import scope_of_installation
from tests import people
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def test_namesakes_are_marked_wherever_they_are(cast):
    with scope_of_installation():
        twin = people.engage(cast, "twin", Role.CANDIDATE, cast.other_organization, cast.other_program)
        Engagement.objects.filter(id=twin.engagement_id).update(name="Faye")
    found = {(door.name, door.role): door.is_namesake for _, roles in doors(TODAY) for door in roles}
    assert found["Faye", Role.CANDIDATE]
    assert found["Faye", Role.PROGRAM_MANAGER]
    assert not found["Ben", Role.CLINICAL_SUPERVISOR]


def test_who_is_chosen_has_a_door_beside_the_first_of_the_role(cast):
    with scope_of_installation():
        Engagement.objects.filter(id=cast.cleo.engagement_id).update(name="Cleo Barrow")
    here = next(roles for _, roles in doors(TODAY) if any(door.name == "Cleo Barrow" for door in roles))
    peers = [door for door in here if door.role is Role.PEER_SUPPORTER]
    assert [door.name for door in peers] == ["Ana", "Cleo Barrow"]
    assert peers[0].moments != peers[1].moments


def test_passers_by_have_a_door_while_a_program_lets_them_ask(cast, settings):
    settings.CAIRN_DEMO = True
    assert "Somebody passing by" not in Browser().get("/demo/").content.decode()
    with scope_of_installation():
        AskingDoor.objects.create(
            organization_id=cast.organization.id, program=cast.program, token="walk-with-me", opened_at=NOW,
            opened_by_id=cast.faye.engagement_id,
        )  # fmt: skip
    assert 'href="/ask/walk-with-me/"' in Browser().get("/demo/").content.decode()
    assert Browser().get("/ask/walk-with-me/").status_code == 200
