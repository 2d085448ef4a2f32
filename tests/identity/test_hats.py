"""A role's first and last day begin and end by the clock of its organization, not by Greenwich's."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from cairn.identity.models import Engagement
from cairn.identity.queries.hats import list_hats_now, wear
from cairn.kernel.instants import from_local
from cairn.privacy.scope import scope_of_installation
from tests.people import TODAY, ZONE

pytestmark = pytest.mark.django_db


def at(days: int, hour: int):
    return from_local(TODAY + timedelta(days=days), time(hour), ZONE)


@pytest.mark.parametrize(
    ("days", "hour", "holds"), [(-1, 20, False), (0, 1, True), (0, 12, True), (0, 23, True), (1, 1, False)]
)
def test_the_last_and_only_day_is_a_day_at_home(cast, days, hour, holds):
    """At eight in the evening it is tomorrow in Greenwich: nobody is let in early, and nobody is shut out."""
    ana = cast.ana
    with scope_of_installation():
        Engagement.objects.filter(id=ana.engagement_id).update(starts_on=TODAY, ends_on=TODAY)
    now = at(days, hour)
    assert (wear(ana.person_id, ana.engagement_id, now, "") is not None) is holds
    assert ([hat.engagement_id for hat in list_hats_now(ana.person_id, now)] == [ana.engagement_id]) is holds
