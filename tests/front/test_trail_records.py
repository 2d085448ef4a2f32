"""The candidate's trail follows the records: what the training body and the board wrote down, nobody notes again."""

from __future__ import annotations

import pytest

from cairn.front.pages.trail import find_way
from cairn.journeys.walking import StepState
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of
from cairn.trails.commands.trails import choose_trail
from tests.board.packets import complete, send_application, write_application
from tests.board.test_publishing import settle_application
from tests.people import NOW
from tests.training.planning import candidate, join, later, plan
from tests.training.test_completions import OVER, passed

pytestmark = pytest.mark.django_db


def states(actor, now=OVER):
    with scope_of(actor):
        way = find_way(actor, now)
    assert way is not None
    return {stand.step.key: stand.state for stand in way.walk.stands}


@pytest.fixture
def ivo(cast):
    with scope_of(cast.ivo):
        choose_trail(actor=cast.ivo, choice_id=new_id(), trail="self_pay", now=NOW)
    return cast.ivo


def test_a_seat_a_class_and_its_exam_are_known_from_the_training_body(cast, ivo):
    assert states(ivo)["registered"] is not StepState.DONE
    passed(cast)
    found = states(ivo)
    assert {found[key] for key in ("registered", "class", "exam", "certificate")} == {StepState.DONE}


def test_a_class_that_was_not_passed_gives_nothing_but_its_reason(cast, ivo):
    passed(cast, 2)
    found = states(ivo)
    assert found["exam"] is StepState.NOT_POSSIBLE
    assert StepState.DONE not in {found[key] for key in ("registered", "class", "certificate")}


def test_who_waits_for_a_seat_is_under_way(cast, ivo):
    class_id = plan(cast, seats=1)
    join(candidate(cast, "una"), class_id)
    join(ivo, class_id)
    assert states(ivo, later(0, 1))["registered"] is StepState.UNDER_WAY


def test_the_application_is_followed_from_draft_to_license(cast, ivo):
    write_application(ivo)
    assert states(ivo, NOW)["application"] in (StepState.UNDER_WAY, StepState.WAITS)


def test_an_approval_is_the_end_of_the_trail(cast, ivo):
    application_id = send_application(cast)
    assert states(ivo, NOW)["application"] is not StepState.DONE, "sent is not decided"
    version = complete(cast, application_id)
    with scope_of(cast.hana):
        settle_application(
            actor=cast.hana, decision_id=new_id(), application_id=application_id, outcome="approved", reasons="",
            seen_version=version, now=NOW,
        )  # fmt: skip
    found = states(ivo, NOW)
    assert (found["requirements"], found["license"]) == (StepState.DONE, StepState.DONE)
