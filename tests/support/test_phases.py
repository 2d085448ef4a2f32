"""The circle of phases, and the sets of words."""

from __future__ import annotations

import pytest

from cairn.support.domain import frameworks
from cairn.support.domain.phases import ACTIVITIES, CIRCLE, Phase, decide_phase_change, way_back

E, C, S = Phase.ENGAGING, Phase.CONNECTING, Phase.SUPPORTING


@pytest.mark.parametrize(
    ("current", "wanted", "allowed", "warned"),
    [
        (E, C, True, False),
        (C, S, True, False),
        (E, S, True, True),
        (S, C, True, False),
        (S, E, True, False),
        (C, E, True, False),
        (C, C, False, False),
    ],
)
def test_every_step_is_allowed_and_only_the_jump_is_worth_a_thought(current, wanted, allowed, warned):
    decision = decide_phase_change(current, wanted)
    assert (decision.allowed, bool(decision.warnings)) == (allowed, warned)


def test_when_somebody_pulls_away_engaging_comes_first_and_then_connecting():
    assert [way_back(phase) for phase in (E, C, S)] == [(), (E,), (E, C)]


def test_a_step_back_is_called_part_of_the_way():
    assert decide_phase_change(S, E).finding("phase.moved").found == "A step back. That is part of the way"
    assert decide_phase_change(E, C).finding("phase.moved").found == "A step on"


def test_the_guide_has_four_five_and_six_activities():
    assert [len(guide.activities) for guide in CIRCLE] == [4, 5, 6]
    assert len(ACTIVITIES.codes) == len(ACTIVITIES.words) == 13  # listening and the principles stand in two phases each


def test_the_sets_have_their_sizes_and_unread_names_say_so():
    sizes = {framework.family: len(framework.codes) for framework in frameworks.ALL}
    assert sizes == {"support": 4, "dimension": 4, "principle": 10, "wellness": 8}
    unsure = {framework.family for framework in frameworks.ALL if not framework.citation.status.is_sure}
    assert unsure == {"principle", "wellness"}
    assert frameworks.framework_of("dimension").label_of("home") == "Home"
    with pytest.raises(KeyError):
        frameworks.framework_of("nothing")
