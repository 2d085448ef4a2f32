"""What mentoring brought: answered once a year, counted without names."""

from __future__ import annotations

import pytest

from cairn.kernel.errors import BadInput, NotPermitted
from cairn.mentoring.commands.benefits import answer_benefits
from cairn.mentoring.models import BenefitAnswer
from cairn.mentoring.queries.benefits import FEWEST, MENTEE, MENTOR, get_own_answers, list_benefit_counts
from cairn.platform.instruments import instrument
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from tests.browsers import set_clock, sign_in
from tests.labor import hire_more
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def answer(actor, **given):
    with scope_of(actor):
        answer_benefits(actor=actor, given=given, now=NOW)


def answered_by(cast, people, code="clearly", name=MENTEE) -> None:
    for person in people:
        BenefitAnswer.objects.create(
            organization_id=cast.organization.id,
            person=person,
            for_year=TODAY.year,
            instrument=name,
            instrument_version="1",
            link_id="skills",
            code=code,
            answered_at=NOW,
        )


def test_both_sides_have_five_questions_of_their_own():
    asked = {name: [question.link_id for question in instrument(name).questions] for name in (MENTOR, MENTEE)}
    assert [len(questions) for questions in asked.values()] == [5, 5]
    assert asked[MENTOR] != asked[MENTEE]


def test_answers_are_kept_and_may_change_within_the_year(cast):
    answer(cast.ana, skills="clearly", goals="")
    answer(cast.ana, skills="clearly")  # the same again
    answer(cast.ana, skills="not_yet", goals="a_little")
    with scope_of(cast.ana):
        assert get_own_answers(cast.ana, TODAY) == {"skills": "not_yet", "goals": "a_little"}
        assert LedgerEntry.objects.count() == 2
        assert "not_yet" not in LedgerEntry.objects.order_by("-n")[0].body
    for other in (cast.cleo, cast.dov, cast.mia):
        with scope_of(other):
            assert get_own_answers(other, TODAY) == {}


@pytest.mark.parametrize(("given", "field"), [({}, "skills"), ({"skills": "maybe"}, "skills")])
def test_what_cannot_be_taken_names_the_question(cast, given, field):
    with pytest.raises(BadInput) as error:
        answer(cast.ana, **given)
    assert set(error.value.problems) == {field}
    with scope_of(cast.ana):
        assert not BenefitAnswer.objects.exists()


def test_counts_stay_hidden_until_enough_have_answered(cast):
    with scope_of(cast.faye):
        people = hire_more(cast, FEWEST)
        answered_by(cast, people[:-1])
        answered_by(cast, people[-1:], "a_little", MENTOR)
    with scope_of(cast.kay):
        mentees, mentors = list_benefit_counts(cast.kay, TODAY)
    assert (mentees.people, mentees.is_hidden, mentees.questions) == (FEWEST - 1, True, ())
    assert mentors.is_hidden
    with scope_of(cast.faye):
        BenefitAnswer.objects.filter(instrument=MENTOR).update(instrument=MENTEE)
    with scope_of(cast.kay):
        mentees, _ = list_benefit_counts(cast.kay, TODAY)
    assert mentees.questions[0][1] == (("Yes, clearly", FEWEST - 1), ("A little", 1), ("Not yet", 0))


def test_who_answers_and_who_counts(cast):
    for actor in (cast.kay, cast.faye, cast.ben):
        with pytest.raises(NotPermitted):
            answer(actor, skills="clearly")
    for actor in (cast.mia, cast.ana, cast.faye, cast.dov):
        with scope_of(actor), pytest.raises(NotPermitted):
            list_benefit_counts(actor, TODAY)


def test_the_pages(cast, monkeypatch):
    set_clock(monkeypatch)
    ana, kay = sign_in(cast, "ana"), sign_in(cast, "kay")
    assert ana.post("/mentoring/benefits/", {}).status_code == 400
    assert ana.post("/mentoring/benefits/", {"skills": "clearly"}).status_code == 302
    assert 'value="clearly" checked' in ana.get("/mentoring/benefits/").content.decode()
    assert "Hidden" in kay.get("/mentoring/benefits/counts/").content.decode()
    with scope_of(cast.faye):
        answered_by(cast, hire_more(cast, FEWEST), "not_yet")
    said = kay.get("/mentoring/benefits/counts/").content.decode()
    assert f"{FEWEST + 1} answered" in said
    assert sign_in(cast, "mia").get("/mentoring/benefits/counts/").status_code == 403
