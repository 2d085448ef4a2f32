"""The demo's doors: two of one name can be told apart by what stands on them."""

from __future__ import annotations

import pytest

from cairn.front.pages.demo import doors
from cairn.identity.models import Engagement
from cairn.kernel.actors import Role
from cairn.privacy.scope import scope_of_installation
from tests import people
from tests.people import TODAY

pytestmark = pytest.mark.django_db


def test_namesakes_are_marked_wherever_they_are(cast):
    with scope_of_installation():
        twin = people.engage(cast, "twin", Role.CANDIDATE, cast.other_organization, cast.other_program)
        Engagement.objects.filter(id=twin.engagement_id).update(name="Faye")
    found = {(door.name, door.role): door.is_namesake for _, roles in doors(TODAY) for door in roles}
    assert found["Faye", Role.CANDIDATE]
    assert found["Faye", Role.PROGRAM_MANAGER]
    assert not found["Ben", Role.CLINICAL_SUPERVISOR]
