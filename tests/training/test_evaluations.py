"""How a class was, said by those who took it: once, without a name, and shown only when enough of them answered."""

from __future__ import annotations

import pytest

from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.privacy.scope import scope_of
from cairn.training.commands.evaluations import give_evaluation
from cairn.training.models import EvaluationAnswer
from cairn.training.queries.evaluations import summarize_evaluation
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY
from tests.training.planning import OVER, candidate, join, plan

pytestmark = pytest.mark.django_db
GIVEN = {"clear": "4", "recommend": "5"}


def evaluate(actor, registration_id, given=GIVEN, now=OVER):
    with scope_of(actor):
        give_evaluation(actor=actor, registration_id=registration_id, given=given, now=now)


def test_an_evaluation_is_given_once_after_the_class_and_names_nobody(cast):
    class_id = plan(cast)
    registration_id = join(cast.ivo, class_id)
    with pytest.raises(Conflict, match="not over"):
        evaluate(cast.ivo, registration_id, now=NOW)
    for given, field in (({"clear": "9"}, "clear"), ({}, "")):
        with pytest.raises(BadInput) as error:
            evaluate(cast.ivo, registration_id, given)
        assert set(error.value.problems) == {field}
    for _ in range(2):
        evaluate(cast.ivo, registration_id)
    with scope_of(cast.kay):
        rows = list(EvaluationAnswer.objects.all())
        assert len(rows) == 2
        assert {row.id.version for row in rows} | {rows[0].response.version} == {4}  # random: no time in it
        assert registration_id not in {row.response for row in rows}
    other = candidate(cast, "una")
    with pytest.raises(NotFound):
        evaluate(other, registration_id)


def test_what_was_said_is_hidden_below_five_people(cast, monkeypatch):
    class_id = plan(cast, seats=9)
    for number in range(5):
        actor = candidate(cast, f"c{number}")
        given = GIVEN if number else {"clear": "2"}
        evaluate(actor, join(actor, class_id), given)
        with scope_of(cast.kay):
            found = summarize_evaluation(cast.kay, class_id, TODAY)
        assert (found.people, bool(found.said)) == (number + 1, number == 4)
    assert [(one.n, dict(one.counts)["Mostly"]) for one in found.said] == [(5, 4)]  # four answered the other question
    set_clock(monkeypatch, OVER)
    kay = sign_in(cast, "kay")
    assert "5 people answered" in kay.get(f"/training/classes/{class_id}/evaluation/").content.decode()
    small = plan(cast)
    evaluate(cast.ivo, join(cast.ivo, small))
    assert "Hidden" in kay.get(f"/training/classes/{small}/evaluation/").content.decode()


def test_the_evaluation_s_page(cast, monkeypatch):
    registration_id = join(cast.ivo, plan(cast))
    set_clock(monkeypatch, OVER)
    ivo, where = sign_in(cast, "ivo"), f"/classes/own/{registration_id}/evaluation/"
    assert "Your name is not kept" in ivo.get(where).content.decode()
    assert ivo.post(where, {}).status_code == 400
    assert ivo.post(where, GIVEN).status_code == 302
    assert "You have told how the class was" in ivo.get(where).content.decode()
