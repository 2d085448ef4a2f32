"""A sitting: begun once, saved answer by answer, resumed anywhere, handed in once, counted exactly; the key stays on the server."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.exams.commands.sittings import close_sitting, save_answer, start_sitting, submit_sitting
from cairn.exams.domain.papers import read_paper
from cairn.exams.models import Sitting, SittingAnswer
from cairn.exams.queries.banks import banks
from cairn.exams.queries.sittings import get_paper, get_score, list_results, weigh_items
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from tests.browsers import counted, set_clock, sign_in, steady
from tests.people import NOW, TODAY
from tests.training.planning import candidate

pytestmark = pytest.mark.django_db
BANK = banks()["peer-support-core"]
CLASS = new_id()


def after(minutes: int) -> Instant:
    return Instant(NOW + timedelta(minutes=minutes))


def begin(actor, occasion_id=CLASS, items=18, minutes=60, closes_at=None, now=NOW):
    with scope_of(actor):
        return start_sitting(
            actor=actor, occasion_id=occasion_id, bank=BANK, items=items, minutes=minutes,
            closes_at=closes_at or after(180), now=now,
        )  # fmt: skip


def answer(actor, sitting_id, question, place=0, now=NOW):
    with scope_of(actor):
        save_answer(actor=actor, sitting_id=sitting_id, item=question.code, place=place, now=now)


def paper_of(actor, sitting_id):
    with scope_of(actor):
        return get_paper(actor, sitting_id, TODAY)


def right_place(question):
    item = BANK.items[question.code]
    return question.options.index(item.options[item.right])


def answer_right(actor, sitting_id, count):
    """The first `count` questions right, the others wrong."""
    for number, question in enumerate(paper_of(actor, sitting_id).questions):
        place = right_place(question)
        answer(actor, sitting_id, question, place if number < count else (place + 1) % 4)


def submit(actor, sitting_id, now=NOW):
    with scope_of(actor):
        return submit_sitting(actor=actor, sitting_id=sitting_id, now=now)


def test_an_exam_is_begun_once_with_the_items_of_its_class_in_an_order_of_one_s_own(cast):
    una = candidate(cast, "una")
    first = begin(cast.ivo)
    assert begin(cast.ivo, now=after(5)) == first
    other = paper_of(una, begin(una))
    mine = paper_of(cast.ivo, first)
    assert mine.ends_at == after(60)
    assert [one.code for one in mine.questions] != [one.code for one in other.questions]
    assert {one.code for one in mine.questions} == {one.code for one in other.questions}
    with scope_of(cast.kay):
        assert Sitting.objects.count() == 2
    assert paper_of(cast.ivo, begin(cast.ivo, new_id(), minutes=60, closes_at=after(20))).ends_at == after(20)


def test_answers_are_saved_one_by_one_changed_and_there_on_any_device(cast):
    sitting_id = begin(cast.ivo)
    question = paper_of(cast.ivo, sitting_id).questions[0]
    for place, minute in ((1, 1), (1, 2), (3, 3)):
        answer(cast.ivo, sitting_id, question, place, after(minute))
    found = paper_of(cast.ivo, sitting_id)
    assert (found.questions[0].chosen, found.questions[0].saved_at, found.answered) == (3, after(3), 1)
    assert found.ends_at == after(60)  # the clock goes on wherever one is
    with scope_of(cast.kay):
        assert LedgerEntry.objects.filter(action="exams.answer.saved").count() == 2  # the same again wrote nothing
        assert SittingAnswer.objects.count() == 1


def test_after_the_time_what_was_saved_counts_and_what_comes_later_is_refused(cast):
    sitting_id = begin(cast.ivo)
    question, other = paper_of(cast.ivo, sitting_id).questions[:2]
    answer(cast.ivo, sitting_id, question, right_place(question), after(60))  # the last moment is in time
    with pytest.raises(Conflict, match="The time is over"):
        answer(cast.ivo, sitting_id, other, right_place(other), after(61))
    with scope_of(cast.ivo):
        score = get_score(cast.ivo, sitting_id, TODAY, after(61))
    assert (score.correct, score.items) == (1, 18)
    submit(cast.ivo, sitting_id, after(90))
    with scope_of(cast.kay):
        row = Sitting.objects.get()
        assert (row.submitted_at, row.correct) == (after(60), 1)


def test_handed_in_twice_is_once_and_nothing_changes_afterwards(cast):
    sitting_id = begin(cast.ivo)
    answer_right(cast.ivo, sitting_id, 15)
    for minute in (10, 20):
        submit(cast.ivo, sitting_id, after(minute))
    question = paper_of(cast.ivo, sitting_id).questions[17]
    with pytest.raises(Conflict, match="was handed in"):
        answer(cast.ivo, sitting_id, question, right_place(question), after(21))
    with scope_of(cast.kay):
        row = Sitting.objects.get()
        assert (row.submitted_at, row.correct) == (after(10), 15)
        assert LedgerEntry.objects.filter(action="exams.sitting.submitted").count() == 1
        with pytest.raises(DatabaseError), transaction.atomic():
            Sitting.objects.update(correct=18)


def test_an_answer_to_another_paper_is_refused_and_nothing_is_lost(cast):
    sitting_id = begin(cast.ivo)
    questions = paper_of(cast.ivo, sitting_id).questions
    answer(cast.ivo, sitting_id, questions[0], 2)
    mine = {one.code for one in questions}
    stranger = next(code for code in BANK.items if code not in mine)
    with scope_of(cast.ivo):
        for item, place, field in (
            (stranger, 0, "item"),
            ("", 0, "item"),
            (questions[1].code, 4, "choice"),
            (questions[1].code, None, "choice"),
        ):
            with pytest.raises(BadInput) as error:
                save_answer(actor=cast.ivo, sitting_id=sitting_id, item=item, place=place, now=NOW)
            assert set(error.value.problems) == {field}
    found = paper_of(cast.ivo, sitting_id)
    assert (found.answered, found.questions[0].chosen) == (1, 2)


def test_nobody_touches_the_exam_of_another(cast):
    sitting_id, una = begin(cast.ivo), candidate(cast, "una")
    question = paper_of(cast.ivo, sitting_id).questions[0]
    with pytest.raises(NotFound):
        answer(una, sitting_id, question)
    with pytest.raises(NotFound):
        submit(una, sitting_id)
    with pytest.raises(NotFound):
        paper_of(una, sitting_id)
    for actor in (cast.dov, cast.kay):
        with pytest.raises(NotPermitted):
            answer(actor, sitting_id, question)
    with scope_of(una):
        assert list_results(una, CLASS, TODAY, NOW) == {}


def test_no_page_shows_the_key_or_a_reason(cast, monkeypatch):
    set_clock(monkeypatch)
    sitting_id = begin(cast.ivo)
    ivo = sign_in(cast, "ivo")
    where = f"/exams/sittings/{sitting_id}/"
    pages = [ivo.get(f"{where}?show={show}").content.decode() for show in ("", "1", "all")]
    answer_right(cast.ivo, sitting_id, 15)
    submit(cast.ivo, sitting_id)
    pages.append(ivo.get(where).content.decode())
    assert "15 of 18" in pages[-1]
    for page in pages:
        assert not [item.code for item in BANK.items.values() if item.reason in page]
    with scope_of(cast.kay):
        stored = Sitting.objects.get().paper
    assert sorted(len(one.order) for one in read_paper(stored)) == [4] * 18


def test_the_exam_works_by_plain_forms_and_by_script(cast, monkeypatch):
    set_clock(monkeypatch)
    sitting_id = begin(cast.ivo)
    ivo, where = sign_in(cast, "ivo"), f"/exams/sittings/{sitting_id}/"
    questions = paper_of(cast.ivo, sitting_id).questions
    page = ivo.get(where).content.decode()
    assert f'id="{questions[0].code}"' in page
    assert questions[1].text not in page
    assert page.count("data-answer") == 1
    went_on = ivo.post(f"{where}answer/", {"item": questions[0].code, "choice": "2", "show": "1"})
    assert went_on["Location"] == f"{where}?show=2"
    assert ivo.get(f"{where}?show=all").content.decode().count("data-answer") == 18
    by_script = ivo.post(
        f"{where}answer/", {"item": questions[1].code, "choice": "1", "show": "all"}, headers={"HX-Request": "true"}
    )
    assert (by_script.status_code, "Saved 3:00 pm" in by_script.content.decode()) == (200, True)
    assert "checked" in ivo.get(f"{where}?show=2").content.decode()
    wrong = ivo.post(f"{where}answer/", {"item": "core-99", "choice": "1", "show": "1"})
    assert (wrong.status_code, "another paper" in wrong.content.decode()) == (400, True)
    sent = {"item": "core-99", "choice": "1", "show": "1"}
    wrong = ivo.post(f"{where}answer/", sent, headers={"HX-Request": "true"})
    assert (wrong.status_code, wrong["HX-Refresh"]) == (400, "true")
    assert "another paper" in ivo.get(f"{where}?show=2").content.decode()  # said once, on the page that is loaded anew
    odd = ivo.post(f"{where}answer/", {"item": questions[0].code, "choice": "2", "show": "²"})
    assert odd["Location"] == f"{where}?show=1"
    assert "16 questions have no answer yet" in ivo.get(f"{where}submit/").content.decode()
    set_clock(monkeypatch, after(61))
    ivo = sign_in(cast, "ivo")  # away too long: signed in anew, perhaps on another device
    late = ivo.post(f"{where}answer/", {"item": questions[2].code, "choice": "1", "show": "3"})
    assert late.status_code == 409
    assert "this one came later" in late.content.decode()
    late = ivo.post(f"{where}answer/", {"item": questions[2].code, "choice": "1"}, headers={"HX-Request": "true"})
    assert (late.status_code, late["HX-Refresh"]) == (409, "true")
    assert ivo.post(f"{where}submit/").status_code == 302
    assert "2 of 18 were answered" in ivo.get(where).content.decode()


def test_a_paper_costs_the_same_whatever_was_answered(cast, monkeypatch):
    set_clock(monkeypatch)
    sitting_id = begin(cast.ivo, items=54)
    ivo, costs = sign_in(cast, "ivo"), []
    for right in (0, 54):
        if right:
            answer_right(cast.ivo, sitting_id, right)
        with counted() as count:
            ivo.get(f"/exams/sittings/{sitting_id}/?show=all")
        costs.append(len(count))
    assert costs == [2, 2]


def test_the_coordinator_sees_results_and_closes_what_ran_out(cast):
    una = candidate(cast, "una")
    mine, theirs = begin(cast.ivo), begin(una)
    answer_right(cast.ivo, mine, 9)
    with scope_of(cast.kay):
        running = list_results(cast.kay, CLASS, TODAY, NOW)
        assert {one.correct for one in running.values()} == {None}
        over = list_results(cast.kay, CLASS, TODAY, after(61))
        assert (over[cast.ivo.engagement_id].correct, over[una.engagement_id].correct) == (9, 0)
        for now in (NOW, after(61), after(62)):
            close_sitting(actor=cast.kay, occasion_id=CLASS, candidate_id=cast.ivo.engagement_id, now=now)
        row = Sitting.objects.get(id=mine)
        assert (row.submitted_at, row.correct) == (after(60), 9)
        assert Sitting.objects.get(id=theirs).submitted_at is None
        assert LedgerEntry.objects.filter(action="exams.sitting.closed").count() == 1
    with pytest.raises(NotPermitted):
        close_sitting(actor=cast.ivo, occasion_id=CLASS, candidate_id=cast.ivo.engagement_id, now=after(61))


def test_items_are_weighed_over_counted_sittings_only(cast, monkeypatch):
    set_clock(monkeypatch)
    for number in range(3):
        actor = candidate(cast, f"c{number}")
        sitting_id = begin(actor, items=len(BANK.items))
        answer_right(actor, sitting_id, 60 * number)
        if number:
            submit(actor, sitting_id)
    with scope_of(cast.kay):
        sittings, weighed = weigh_items(cast.kay, BANK.name, TODAY)
    assert (sittings, len(weighed)) == (2, len(BANK.items))
    assert {one.figures.n for one in weighed} == {2}
    assert sum(one.figures.right for one in weighed) == 180
    kay = sign_in(cast, "kay")
    with counted() as count:
        page = kay.get("/exams/items/").content.decode()
    assert len(count) == 2
    assert "Too few answers: 2 of 20" in page
    assert "c0" not in steady(page).lower().split("<main")[1]
    assert sign_in(cast, "ivo").get("/exams/items/").status_code == 403
    assert kay.get("/exams/items/?bank=none").status_code == 404
