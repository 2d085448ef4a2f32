"""Attendance to the minute: never beyond a block, nothing overwritten, no minute twice, a missed block seen before the exam."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of
from hypothesis import strategies as st

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import Instant, Span
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.training.commands.attendance import check_in, correct_attendance, record_attendance
from cairn.training.domain.attendance import Mark, coverage, minutes_in, stays
from cairn.training.domain.codes import EVERY, LETTERS, accepts, code_at
from cairn.training.models import AttendanceMark
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, at
from tests.training.planning import CODES, blocks_of, candidate, join, later, plan

BLOCK = Span(at(9), at(12))


def test_minutes_are_the_union_within_the_block():
    marks = [Mark("in", at(9, 10)), Mark("out", at(10)), Mark("in", at(9, 50)), Mark("out", at(11))]
    assert minutes_in(marks, BLOCK, at(13)) == 110
    assert minutes_in([Mark("in", at(9, 7))], BLOCK, at(13)) == 173  # came late, was not marked as left
    assert minutes_in([Mark("in", at(9, 7))], BLOCK, at(9, 30)) == 23  # while it runs, until now
    assert minutes_in([], BLOCK, at(13)) == 0


def test_a_correction_sets_aside_what_was_before_it_and_marks_after_it_count():
    marks = [Mark("in", at(9)), Mark("correction", at(10), at(11), reason="roster")]
    assert minutes_in(marks, BLOCK, at(13)) == 60
    assert minutes_in([*marks, Mark("correction", None, None, reason="wrong person")], BLOCK, at(13)) == 0
    assert minutes_in([*marks, Mark("in", at(11, 30)), Mark("out", at(11, 45))], BLOCK, at(13)) == 75


moments = st.integers(0, 400).map(lambda minute: Instant(at(7) + timedelta(minutes=minute)))


@settings_of(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(["in", "out"]), moments), max_size=8), moments)
def test_nobody_attends_more_than_the_block_whatever_was_written(marks, now):
    found = [Mark(kind, moment) for kind, moment in marks]
    assert 0 <= minutes_in(found, BLOCK, now) <= max(0, Span(BLOCK.start, min(BLOCK.end, now)).minutes)
    assert all(BLOCK.start <= stay.start < stay.end <= BLOCK.end for stay in stays(found, BLOCK, now))


def test_coverage_adds_the_blocks_that_teach_a_competency():
    found = coverage(("a", "b", "c"), [(("a", "b"), 60, 60), (("b",), 30, 0)])
    assert [(one.attended, one.taught) for one in found] == [(60, 60), (60, 90), (0, 0)]


def test_codes_change_and_the_one_before_is_still_taken():
    key, block = b"k" * 32, new_id()
    code = code_at(key, block, NOW)
    assert len(code) == 6
    assert set(code) <= set(LETTERS)
    assert accepts(key, block, Instant(NOW + EVERY), code.lower())
    assert not accepts(key, block, Instant(NOW + 2 * EVERY), code)
    assert not accepts(key, new_id(), NOW, code)
    assert not accepts(key, block, NOW, "")


@dataclass
class Room:
    """Ivo's registration in a class whose first block runs from 3 to 5 pm tomorrow."""

    cast: object
    registration_id: object
    first: object
    second: object

    def mark(self, kind="in", moment=None, **changes):
        kay = self.cast.kay
        sent = {
            "mark_id": new_id(), "registration_id": self.registration_id, "block_id": self.first.id, "kind": kind,
            "at": moment or later(1), "now": later(1, 1), **changes,
        }  # fmt: skip
        with scope_of(kay):
            return record_attendance(actor=kay, **sent)

    def correct(self, **changes):
        sent = {
            "mark_id": new_id(), "registration_id": self.registration_id, "block_id": self.first.id, "at": later(1, 0.5),
            "until": later(1, 1), "reason": "The paper roster shows it", "now": later(1, 2), **changes,
        }  # fmt: skip
        with scope_of(self.cast.kay):
            return correct_attendance(actor=self.cast.kay, **sent)

    def count(self):
        with scope_of(self.cast.kay):
            return AttendanceMark.objects.count()

    def entries(self):
        with scope_of(self.cast.kay):
            return LedgerEntry.objects.filter(action__startswith="training.attendance").count()


@pytest.fixture
def room(cast):
    class_id = plan(cast)
    return Room(cast, join(cast.ivo, class_id), *blocks_of(cast, class_id))


@pytest.mark.django_db
def test_the_roster_is_kept_and_a_replay_changes_nothing(room):
    mark_id = new_id()
    for _ in range(2):
        room.mark(mark_id=mark_id)
    room.mark()  # in already, from another tap: nothing new
    assert (room.count(), room.entries()) == (1, 1)
    with pytest.raises(Conflict):
        room.mark(mark_id=mark_id, moment=later(1, 0.5))
    room.mark("out", later(1, 1))
    room.mark("out", later(1, 1))
    assert room.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"moment": later(1, -0.5)}, "runs from 3:00 pm to 5:00 pm"),
        ({"moment": later(1, 2.5), "now": later(1, 3)}, "outside it cannot be attendance"),
        ({"moment": later(1, 1.5)}, "still to come"),
        ({"kind": "out"}, "not checked in"),
    ],
)
def test_a_time_beyond_the_block_is_refused_at_its_field_and_nothing_is_written(room, changes, words):
    with pytest.raises(BadInput, match=words) as error:
        room.mark(**changes)
    assert set(error.value.problems) == {"at"}
    assert (room.count(), room.entries()) == (0, 0)


@pytest.mark.django_db
def test_a_block_of_another_class_and_strangers_are_not_found(room):
    other = blocks_of(room.cast, plan(room.cast))[0]
    with pytest.raises(NotFound):
        room.mark(block_id=other.id)
    with pytest.raises(NotFound):
        room.mark(registration_id=new_id())
    for actor in (room.cast.ivo, room.cast.dov):
        with scope_of(actor), pytest.raises(NotPermitted):
            record_attendance(
                actor=actor, mark_id=new_id(), registration_id=room.registration_id, block_id=room.first.id, kind="in",
                at=later(1), now=later(1, 1),
            )  # fmt: skip


@pytest.mark.django_db
def test_a_correction_is_an_addition_with_a_reason(room):
    room.mark()
    mark_id = new_id()
    for _ in range(2):
        room.correct(mark_id=mark_id)
    assert (room.count(), room.entries()) == (2, 2)
    for changes, field in (
        ({"reason": " "}, "reason"),
        ({"until": None}, "until"),
        ({"until": later(1, 0.25)}, "until"),
        ({"at": later(1, -1)}, "at"),
    ):
        with pytest.raises(BadInput) as error:
            room.correct(**changes)
        assert set(error.value.problems) == {field}
    assert room.count() == 2


@pytest.mark.django_db
def test_what_was_written_cannot_be_changed_or_removed(room):
    room.mark()
    with scope_of(room.cast.kay):
        for act in (
            lambda: AttendanceMark.objects.update(at=later(1, 1)),
            lambda: AttendanceMark.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()


@pytest.mark.django_db
def test_a_candidate_checks_in_with_the_letters_of_the_room(room):
    ivo, now = room.cast.ivo, later(1, 0.25)
    letters = code_at(settings.CAIRN_FORM_KEY, room.first.id, now)
    with scope_of(ivo):
        for _ in range(2):
            assert check_in(actor=ivo, code=letters, now=now) == room.registration_id
        for code, moment, words in (
            ("ZZZZZZ", now, "not the letters shown now"),
            (letters, later(1, 3), "under way now"),
            (code_at(settings.CAIRN_FORM_KEY, room.second.id, now), now, "not the letters"),
        ):
            with pytest.raises(BadInput, match=words) as error:
                check_in(actor=ivo, code=code, now=moment)
            assert set(error.value.problems) == {"code"}
    assert (room.count(), room.entries()) == (1, 1)
    other = candidate(room.cast, "una")
    with scope_of(other), pytest.raises(BadInput, match="None of your classes"):
        check_in(actor=other, code=letters, now=now)


@pytest.mark.django_db
def test_the_room_s_page_and_the_code(room, monkeypatch):
    where = f"/training/blocks/{room.first.id}/"
    set_clock(monkeypatch)
    assert "still to come" in sign_in(room.cast, "kay").get(where).content.decode()
    set_clock(monkeypatch, later(1, 0.5))
    kay = sign_in(room.cast, "kay")
    page = kay.get(where).content.decode()
    letters = code_at(settings.CAIRN_FORM_KEY, room.first.id, later(1, 0.5))
    assert f"{letters[:3]} {letters[3:]}" in page
    drawn = kay.get(f"{where}code.svg")
    assert (drawn["Content-Type"], b"<svg" in drawn.content) == ("image/svg+xml", True)
    sent = {"id": new_form_id(room.cast.organization.id), "registration": room.registration_id, "kind": "in"}
    late = kay.post(where, {**sent, "time": "23:00"})
    assert late.status_code == 400
    assert "This block runs from 3:00 pm to 5:00 pm" in late.content.decode()
    assert 'value="23:00"' in late.content.decode()
    assert kay.post(where, {**sent, "time": "15:10"}).status_code == 302
    assert "20 min" in kay.get(where).content.decode()
    assert kay.post(where, {**sent, "registration": "nobody"}).status_code == 404
    ivo = sign_in(room.cast, "ivo")
    assert f'value="{letters}"' in ivo.get(f"/classes/check-in/?code={letters}").content.decode()
    assert ivo.post("/classes/check-in/", {"code": "AAAAAA"}).status_code == 400
    assert ivo.post("/classes/check-in/", {"code": letters}).status_code == 302
    assert room.count() == 1  # in already


@pytest.mark.django_db
def test_a_missed_block_is_said_before_the_exam_to_both(room, monkeypatch):
    room.mark(moment=later(1, 0.5), now=later(1, 1))
    set_clock(monkeypatch, later(2, 4))
    kay, ivo = sign_in(room.cast, "kay"), sign_in(room.cast, "ivo")
    where = f"/training/registrations/{room.registration_id}/"
    page = kay.get(where).content.decode()
    for words in ("Missed", "Nothing heard of", "1 h 30 min of 2 h", "1 h 30 min attended of 4 h held"):
        assert words in page
    class_page = f"/training/classes/{room.first.course_class_id}/"
    assert "Missed whole blocks: Ivo (1)" in kay.get(class_page).content.decode()
    covered = kay.get(f"{class_page}coverage/").content.decode()
    assert covered.count("90 of 120") == 9
    assert covered.count("<strong>0</strong> of 120") == len(CODES) - 9
    assert "You missed Day 2" in ivo.get(f"/classes/own/{room.registration_id}/").content.decode()
    correct = f"{where}blocks/{room.second.id}/correct/"
    assert "Leave both empty" in kay.get(correct).content.decode()
    sent = {"id": new_form_id(room.cast.organization.id), "came": "15:00", "left": "17:00", "reason": ""}
    assert "Say why" in kay.post(correct, sent).content.decode()
    assert kay.post(correct, {**sent, "reason": "Signed the paper list"}).status_code == 302
    page = kay.get(where).content.decode()
    assert "Signed the paper list" in page
    assert "Nothing heard of" not in page


@pytest.mark.django_db
def test_the_room_s_page_costs_the_same_when_it_is_full(cast, monkeypatch):
    class_id = plan(cast, seats=20)
    block, _ = blocks_of(cast, class_id)
    set_clock(monkeypatch, later(1, 1))
    kay, costs = sign_in(cast, "kay"), []
    for start, end in ((0, 2), (2, 8)):
        for number in range(start, end):
            registration_id = join(candidate(cast, f"c{number}"), class_id)
            Room(cast, registration_id, block, None).mark()
        for where in (f"/training/blocks/{block.id}/", f"/training/classes/{class_id}/coverage/"):
            with counted() as count:
                assert kay.get(where).status_code == 200
            costs.append(len(count))
    assert costs[:2] == costs[2:]
    assert max(costs) <= 4
