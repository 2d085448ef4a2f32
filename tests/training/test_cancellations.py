"""Calling off a class: with a reason that everybody in it reads, nothing owed, nothing left to do in it; and only while that can be."""

from __future__ import annotations

import pytest

from cairn.front.pages.trail_records import from_training
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.training.commands.attendance import check_in, record_attendance
from cairn.training.commands.cancellations import cancel_class
from cairn.training.commands.courses import open_class
from cairn.training.commands.exams import start_exam
from cairn.training.commands.registrations import confirm_payment, register_for_class, withdraw_registration
from cairn.training.models import CourseClass, Invoice, Registration
from cairn.training.queries.desk import list_desk
from cairn.training.queries.registrations import list_registrations
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY
from tests.training.planning import EXAM, OVER, attend, blocks_of, candidate, decide, join, later, passed, plan

pytestmark = pytest.mark.django_db
WHY = "The hall burned down."


def cancel(cast, class_id, reason=WHY, now=NOW, actor=None):
    actor = actor or cast.kay
    with scope_of(actor):
        return cancel_class(actor=actor, class_id=class_id, reason=reason, now=now)


def test_a_cancelled_class_owes_nothing_and_says_why_once(cast):
    class_id = plan(cast, seats=1)
    join(cast.ivo, class_id)
    join(candidate(cast, "una"), class_id, now=later(0, 0.1))
    for _ in range(2):
        cancel(cast, class_id, f" {WHY} ", later(0, 1))
    with scope_of(cast.kay):
        row = CourseClass.objects.get()
        assert (row.cancelled_at, row.cancelled_by_id, row.cancelled_because) == (
            later(0, 1), cast.kay.engagement_id, WHY,
        )  # fmt: skip
        assert Invoice.objects.get().cancelled_on == TODAY
        (entry,) = LedgerEntry.objects.filter(action="training.class.cancelled")
        assert WHY not in str(vars(entry))
        assert Registration.objects.filter(seat_at__isnull=False).count() == 1  # the line did not move up into nothing
    with pytest.raises(Conflict, match="another reason"):
        cancel(cast, class_id, "The trainer moved away.")


def test_a_class_is_not_cancelled_without_a_reason_or_by_anybody_else(cast):
    class_id = plan(cast)
    for reason in ("  ", "x" * 201):
        with pytest.raises(BadInput) as error:
            cancel(cast, class_id, reason)
        assert set(error.value.problems) == {"reason"}
    for actor in (cast.ivo, cast.faye, cast.dov):
        with pytest.raises(NotPermitted):
            cancel(cast, class_id, actor=actor)
    with pytest.raises(NotFound):
        cancel(cast, new_id())
    with scope_of(cast.kay):
        assert CourseClass.objects.get().cancelled_at is None


def test_a_class_whose_exam_was_begun_or_is_over_is_decided_instead(cast):
    begun, over = plan(cast), plan(cast)
    registration_id = join(cast.ivo, begun)
    with scope_of(cast.ivo):
        start_exam(actor=cast.ivo, registration_id=registration_id, now=EXAM)
    with pytest.raises(Conflict, match="decision on each person"):
        cancel(cast, begun, now=EXAM)
    with pytest.raises(Conflict, match="is over"):
        cancel(cast, over, now=later(3, 3))
    cancel(cast, over, now=later(3, 2.9))
    cancel(cast, plan(cast, opened=False), now=later(9))  # a plan that nobody registered for is never over


def test_nothing_more_is_done_in_a_cancelled_class(cast):
    class_id = plan(cast)
    registration_id, block = join(cast.ivo, class_id), blocks_of(cast, class_id)[0]
    una = candidate(cast, "una")
    cancel(cast, class_id, now=later(1, 0.5))
    with pytest.raises(Conflict, match="will not take place"):
        join(una, class_id)
    with scope_of(cast.ivo):
        with pytest.raises(Conflict, match="was cancelled"):
            withdraw_registration(actor=cast.ivo, registration_id=registration_id, now=later(1, 1))
        with pytest.raises(Conflict, match="was cancelled"):
            start_exam(actor=cast.ivo, registration_id=registration_id, now=EXAM)
        with pytest.raises(BadInput, match="None of your classes"):
            check_in(actor=cast.ivo, code="ABCDEF", now=later(1, 1))
    with scope_of(cast.kay), pytest.raises(Conflict, match="was cancelled"):
        record_attendance(
            actor=cast.kay, mark_id=new_id(), registration_id=registration_id, block_id=block.id, kind="in",
            at=block.starts_at, now=later(1, 1),
        )  # fmt: skip
    with pytest.raises(Conflict, match="was cancelled"):
        decide(cast, registration_id)
    planned = plan(cast, opened=False)
    cancel(cast, planned)
    with scope_of(cast.kay), pytest.raises(Conflict, match="was cancelled"):
        open_class(actor=cast.kay, class_id=planned, now=NOW)


def test_a_registration_sent_again_after_the_class_was_cancelled_is_the_same_one(cast):
    class_id, registration_id = plan(cast), new_id()
    join(cast.ivo, class_id, registration_id=registration_id)
    cancel(cast, class_id)
    sent = {"registration_id": registration_id, "class_id": class_id, "funding": "self"}
    with scope_of(cast.ivo):
        assert register_for_class(actor=cast.ivo, now=later(0, 2), **sent) == registration_id
        assert Registration.objects.count() == 1


def test_everybody_in_it_reads_why_and_finds_another_class(cast, monkeypatch):
    set_clock(monkeypatch)
    class_id = plan(cast, seats=1)
    registration_id = join(cast.ivo, class_id)
    una = candidate(cast, "una")
    waiting = join(una, class_id, now=later(0, 0.1))
    with scope_of(cast.kay):
        confirm_payment(actor=cast.kay, registration_id=registration_id, paid_on=TODAY, now=NOW)
    kay, where = sign_in(cast, "kay"), f"/training/classes/{class_id}/cancel/"
    asked = kay.get(where).content.decode()
    for words in ("2 people are told", "1 invoice is cancelled; 1 of them was paid", "count for nothing"):
        assert words in asked
    assert kay.post(where, {"reason": ""}).status_code == 400
    assert kay.post(where, {"reason": WHY}).status_code == 302
    assert "cannot be cancelled any more" in kay.get(where).content.decode()
    assert WHY in kay.get(f"/training/classes/{class_id}/").content.decode()
    assert "To be paid back" in kay.get(f"/training/classes/{class_id}/").content.decode()
    ivo = sign_in(cast, "ivo")
    told = ivo.get(f"/classes/own/{registration_id}/").content.decode()
    for words in ("This class was cancelled", WHY, "the money is paid back", "Choose another class"):
        assert words in told
    assert "Step back" not in told
    assert "Cancelled" in ivo.get("/classes/").content.decode()
    line = sign_in(cast, "una").get(f"/classes/own/{waiting}/").content.decode()
    assert WHY in line
    assert "You owe nothing" in line
    assert "number" not in line
    assert "was cancelled" in ivo.get(f"/classes/{class_id}/").content.decode()


def test_a_cancelled_class_stands_on_no_trail_and_on_no_desk_as_work(cast):
    class_id = plan(cast)
    join(cast.ivo, class_id)
    with scope_of(cast.ivo):
        assert [fact.step for fact in from_training(list_registrations(cast.ivo, TODAY), cast.ivo.zone)] == [
            "registered"
        ]
    cancel(cast, class_id)
    with scope_of(cast.ivo):
        assert list(from_training(list_registrations(cast.ivo, TODAY), cast.ivo.zone)) == []
    with scope_of(cast.kay):
        (desk,) = list_desk(cast.kay, TODAY, OVER)
    assert (desk.state, desk.unpaid) == ("cancelled", 0)


def test_stepping_back_before_the_class_leaves_nothing_and_after_it_began_a_class_not_completed(cast, monkeypatch):
    class_id = plan(cast)
    una = candidate(cast, "una")
    first, second = join(cast.ivo, class_id), join(una, class_id)
    with scope_of(una):
        withdraw_registration(actor=una, registration_id=second, now=later(1, -0.1))
    attend(cast, first, class_id, 1)
    for _ in range(2):
        with scope_of(cast.kay):
            withdraw_registration(actor=cast.kay, registration_id=first, now=later(1, 3))
    with scope_of(cast.kay):
        left, before = Registration.objects.get(id=first), Registration.objects.get(id=second)
        assert not hasattr(before, "completion")
        row = left.completion
        assert (row.outcome, row.correct, row.attended_minutes, row.scheduled_minutes) == ("no", None, 120, 240)
        assert "left on November 21, 2026" in row.facts
        assert LedgerEntry.objects.filter(action="training.completion.decided").count() == 1
    set_clock(monkeypatch, later(1, 4))
    ivo = sign_in(cast, "ivo")
    assert "Not completed" in ivo.get("/classes/").content.decode()
    told = ivo.get(f"/classes/own/{first}/").content.decode()
    for words in ("it counts as not completed", "left on November 21, 2026", "You can take the class again"):
        assert words in told
    roster = sign_in(cast, "kay").get(f"/training/classes/{class_id}/").content.decode()
    assert "Ivo</a> (not completed)" in roster
    assert "Una</a>." in roster or "Una</a>," in roster
    assert "Not passed" not in sign_in(cast, "una").get("/classes/").content.decode()


def test_whoever_waits_and_steps_back_late_left_no_class(cast):
    class_id = plan(cast, seats=1)
    join(cast.ivo, class_id)
    una = candidate(cast, "una")
    waiting = join(una, class_id, now=later(0, 0.1))
    with scope_of(una):
        withdraw_registration(actor=una, registration_id=waiting, now=later(1, 1))
        assert not hasattr(Registration.objects.get(id=waiting), "completion")


def test_the_page_says_beforehand_what_stepping_back_means(cast, monkeypatch):
    registration_id = join(cast.ivo, plan(cast))
    where = f"/classes/own/{registration_id}/withdraw/"
    set_clock(monkeypatch)
    assert "Whoever waits longest" in sign_in(cast, "ivo").get(where).content.decode()
    set_clock(monkeypatch, later(1, 1))
    assert "counts as not completed" in sign_in(cast, "ivo").get(where).content.decode()


def test_a_passed_class_is_not_cancelled_afterwards(cast):
    class_id = plan(cast)
    passed(cast, class_id=class_id)
    with pytest.raises(Conflict, match="decision on each person"):
        cancel(cast, class_id, now=OVER)
