"""A role's first and last day begin and end by the clock of its organization, not by Greenwich's."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from cairn.identity.commands.invitations import end_engagement
from cairn.identity.domain.agreements import COUNTS
from cairn.identity.models import Engagement
from cairn.identity.queries.find_staff import find_staff
from cairn.identity.queries.hats import list_hats_now, wear
from cairn.identity.queries.names import (
    is_peer_supporter,
    list_peer_supporters,
    list_supervisors,
    list_who_may_supervise,
)
from cairn.kernel.instants import from_local
from cairn.privacy.scope import scope_of, scope_of_installation
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


def test_whoever_was_let_go_this_morning_is_on_no_list_of_those_at_work(cast):
    """Nobody plans a shift, a court or a supervision for them any more today; that they worked yesterday stays."""
    faye, gone = cast.faye, [cast.cleo.engagement_id, cast.ben.engagement_id]

    def listed(on):
        lists = [list_peer_supporters(faye, on), list_supervisors(faye, on), list_who_may_supervise(faye, COUNTS, on)]
        found = [*lists, find_staff(faye, "Cleo", on), find_staff(faye, "Ben", on)]
        return [sum(one.id in gone for one in each) for each in found]

    with scope_of(faye):
        assert listed(TODAY) == [1, 1, 1, 1, 1]
        for engagement_id in gone:
            end_engagement(actor=faye, engagement_id=engagement_id, now=at(0, 9))
        assert listed(TODAY) == [0, 0, 0, 0, 0]
        assert not is_peer_supporter(faye, cast.cleo.engagement_id, TODAY)
        assert listed(TODAY - timedelta(days=1)) == [1, 1, 1, 1, 1]
