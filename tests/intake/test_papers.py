"""What a check of records may learn of coming in: whether a paper was looked at and the fee agreed to, and no answer."""

from __future__ import annotations

import pytest

from cairn.departures.domain.records import Content
from cairn.front.pages.leaving import tell_records
from cairn.intake.models import Intake, StepEntry
from cairn.intake.queries.papers import Papers, list_papers
from cairn.kernel.errors import NotPermitted
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def came_in(cast, *steps):
    """An intake of Gil with these (step, words) in turn."""
    own = {"organization_id": cast.organization.id}
    with scope_of_installation():
        intake = Intake.objects.create(
            called="Gil", way="walk_in", begun_at=NOW, begun_by_id=cast.ana.engagement_id, state="enrolled",
            closed_at=NOW, client=cast.gil, **own,
        )  # fmt: skip
        for number, (step, words) in enumerate(steps, 1):
            StepEntry.objects.create(
                intake=intake, step=step, number=number, words=words, saved_at=NOW, saved_by_id=cast.ana.engagement_id, **own
            )  # fmt: skip


def papers(cast, actor=None):
    actor = actor or cast.faye
    with scope_of(actor):
        return list_papers(actor, [cast.gil.id, cast.hal.id], TODAY)


def test_the_newest_answer_counts_and_nobody_is_made_up(cast):
    assert papers(cast) == {}
    came_in(cast, ("identity", {"looked_at": "not_yet"}), ("fee", {"agreed": "paper"}), ("who", {"family": "Marsh"}))
    assert papers(cast) == {cast.gil.id: Papers(looked_at=False, fee_agreed=True)}
    came_in(cast, ("identity", {"looked_at": "state_id"}), ("fee", {}))
    assert papers(cast)[cast.gil.id] == Papers(looked_at=True, fee_agreed=True)


def test_a_later_answer_takes_an_earlier_one_s_place(cast):
    came_in(cast, ("identity", {"looked_at": "state_id"}), ("identity", {"looked_at": "not_yet"}))
    assert not papers(cast)[cast.gil.id].looked_at
    with scope_of(cast.faye):
        told = tell_records(cast.faye, [cast.gil.id, cast.hal.id], TODAY)
    assert told[cast.gil.id][Content.IDENTITY].is_there is False
    assert Content.IDENTITY not in told[cast.hal.id]


def test_another_house_and_other_roles_learn_nothing(cast):
    came_in(cast, ("identity", {"looked_at": "state_id"}))
    assert papers(cast, cast.dov) == {}
    with pytest.raises(NotPermitted):
        papers(cast, cast.jun)
