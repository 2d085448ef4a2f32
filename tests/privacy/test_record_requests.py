"""What people ask of their own record: the day by law, once more time, the answer; on the manager's home until then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.kernel.citations import Citation, Status
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.commands.record_requests import (
    RequestDraft,
    answer_record_request,
    extend_record_request,
    take_record_request,
)
from cairn.privacy.domain.record_requests import Answer, Asked, Term, Way, decide_extension
from cairn.privacy.models import LedgerEntry, RecordRequest
from cairn.privacy.queries.record_requests import count_waiting, get_request, list_requests, list_requests_of
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support import policy as _  # noqa: F401 - says which clients a reach covers
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
TERM = Term(30, 30, 1, Citation("hipaa.access", "45 CFR 164.524(b)(2)", Status.VERIFIED, None))


def take(cast, actor=None, request_id=None, client=None, **changed):
    actor = actor or cast.ana
    told = {"asked": Asked.ACCESS, "way": Way.MOUTH, "asked_on": TODAY, "words": "My notes of spring", **changed}
    draft = RequestDraft(request_id or new_id(), (client or cast.gil).id, **told)
    with scope_of(actor):
        return take_record_request(actor=actor, draft=draft, now=NOW)


def extend(cast, request_id, because="It is kept on paper", actor=None, days=0):
    actor = actor or cast.faye
    with scope_of(actor):
        return extend_record_request(
            actor=actor, request_id=request_id, because=because, now=Instant(NOW + timedelta(days=days))
        )


def answer(cast, request_id, what=Answer.GIVEN, because="", actor=None, on=TODAY):
    actor = actor or cast.faye
    with scope_of(actor):
        return answer_record_request(
            actor=actor, request_id=request_id, answer=what, because=because, answered_on=on, now=NOW
        )


def read(cast, request_id):
    with scope_of(cast.faye):
        return get_request(cast.faye, request_id, TODAY)


@pytest.mark.parametrize(
    ("asked", "days", "source"),
    [
        (Asked.ACCESS, 30, "45 CFR 164.524(b)(2)"),
        (Asked.ACCOUNTING, 60, "45 CFR 164.528(c) (not verified)"),
        (Asked.INTERMEDIARY, 30, "42 CFR 2.24(b)(1)"),
    ],
)
def test_each_request_has_its_day_from_the_pack_counted_from_the_asking(cast, asked, days, source):
    asked_on = TODAY - timedelta(days=3)
    one = read(cast, take(cast, asked=asked, asked_on=asked_on, asked_of="State Exchange"))
    assert (one.due_on, one.due_source) == (asked_on + timedelta(days=days), source)
    assert one.asked_of == ("State Exchange" if asked is Asked.INTERMEDIARY else "")


def test_thirty_days_are_days_of_the_calendar_over_the_end_of_february():
    assert TERM.first_due(date(2024, 1, 31)) == date(2024, 3, 1)
    assert TERM.last_due(date(2024, 3, 1)) == date(2024, 3, 31)


def test_once_more_time_inside_the_first_term_with_a_reason(cast):
    one = take(cast)
    with pytest.raises(BadInput):
        extend(cast, one, because=" ")
    due = extend(cast, one, days=30)
    assert due == TODAY + timedelta(days=60)
    assert extend(cast, one) == due  # sent again
    with pytest.raises(Refused):
        extend(cast, one, because="And once more")
    late = take(cast)
    with pytest.raises(Refused):
        extend(cast, late, days=31)
    assert read(cast, late).extended_on is None


@pytest.mark.parametrize(
    ("extended", "answered", "days", "allowed"),
    [(False, False, 30, True), (False, False, 31, False), (True, False, 1, False), (False, True, 1, False)],
)
def test_when_the_term_may_be_longer(extended, answered, days, allowed):
    decision = decide_extension(
        first_due=TODAY + timedelta(days=30), extended_on=TODAY if extended else None, is_answered=answered,
        on=TODAY + timedelta(days=days), term=TERM,
    )  # fmt: skip
    assert decision.allowed is allowed
    assert all(finding.citations for finding in decision.findings)


def test_an_intermediary_has_no_more_time(cast):
    with pytest.raises(Refused):
        extend(cast, take(cast, asked=Asked.INTERMEDIARY, asked_of="State Exchange"))


def test_an_answer_stays_and_a_denial_says_why(cast):
    one = take(cast)
    for what in (Answer.DENIED, Answer.PART):
        with pytest.raises(BadInput):
            answer(cast, one, what)
    answer(cast, one, Answer.DENIED, "It was gathered for a case in court. You may complain to us.")
    answer(cast, one, Answer.DENIED, "It was gathered for a case in court. You may complain to us.")
    with pytest.raises(Conflict):
        answer(cast, one)
    with pytest.raises(Refused):
        extend(cast, one)
    with scope_of_installation(), pytest.raises(DatabaseError), transaction.atomic():
        RecordRequest.objects.filter(id=one).update(answer="given")
    assert read(cast, one).answer is Answer.DENIED


@pytest.mark.parametrize(
    "changed",
    [
        {"asked_on": None},
        {"asked_on": TODAY + timedelta(days=1)},
        {"words": "x" * 301},
        {"asked": Asked.INTERMEDIARY},
        {"asked": Asked.INTERMEDIARY, "asked_of": "x" * 121},
    ],
)
def test_bad_input_writes_nothing(cast, changed):
    with pytest.raises(BadInput):
        take(cast, **changed)
    with scope_of_installation():
        assert not RecordRequest.objects.exists()


@pytest.mark.parametrize("on", [None, TODAY + timedelta(days=1), TODAY - timedelta(days=1)])
def test_an_answer_has_a_day_between_the_asking_and_today(cast, on):
    with pytest.raises(BadInput):
        answer(cast, take(cast), on=on)


def test_the_same_send_again_is_one_row_and_other_words_are_a_conflict(cast):
    one = take(cast)
    assert take(cast, request_id=one) == one
    with pytest.raises(Conflict):
        take(cast, request_id=one, words="Something else")
    with scope_of_installation():
        assert RecordRequest.objects.count() == 1
        assert LedgerEntry.objects.filter(action="privacy.record_request.taken").count() == 1


def test_who_may(cast):
    one = take(cast)
    for actor in (cast.cleo, cast.dov):
        with pytest.raises((NotFound, NotPermitted)):
            take(cast, actor)
        with scope_of(actor):
            assert list_requests_of(actor, cast.gil.id, TODAY) == ()
    with pytest.raises(NotPermitted):
        answer(cast, one, actor=cast.ana)
    with pytest.raises((NotFound, NotPermitted)):
        answer(cast, one, actor=cast.dov)
    with pytest.raises(NotPermitted), scope_of(cast.noor):
        list_requests(cast.noor, TODAY)


def test_what_waits_comes_first_and_is_counted(cast):
    later, sooner, done = take(cast), take(cast, asked_on=TODAY - timedelta(days=9)), take(cast)
    answer(cast, done)
    with scope_of(cast.faye):
        assert [one.id for one in list_requests(cast.faye, TODAY)] == [sooner, later, done]
        assert count_waiting(cast.faye, TODAY) == (2, TODAY + timedelta(days=21))


def test_what_waits_is_listed_however_much_was_answered_since(cast, monkeypatch):
    monkeypatch.setattr("cairn.privacy.queries.record_requests.SHOWN", 2)
    waits = take(cast, asked_on=TODAY - timedelta(days=90))
    for each in [take(cast), take(cast), take(cast)]:
        answer(cast, each)
    with scope_of(cast.faye):
        assert next(one.id for one in list_requests(cast.faye, TODAY)) == waits


def test_the_pages_take_answer_and_show_it_on_the_home(cast, monkeypatch):
    set_clock(monkeypatch)
    ana, faye = sign_in(cast, "ana"), sign_in(cast, "faye")
    address = f"/people/{cast.gil.id}/asks/"
    assert "30 days" in ana.get(address).content.decode()
    sent = {
        "id": str(new_id()),
        "asked": "access",
        "way": "paper",
        "asked_on": TODAY.isoformat(),
        "words": "<b>All</b>",
    }
    assert ana.post(address, {**sent, "asked": "nothing"}).status_code == 400
    assert ana.post(address, sent, follow=True).status_code == 200
    assert "1 person asks for a record" in faye.get("/").content.decode()
    page = faye.get("/record-requests/").content.decode()
    assert "&lt;b&gt;All&lt;/b&gt;" in page
    with scope_of_installation():
        one = f"/record-requests/{RecordRequest.objects.get().id}/"
    assert "45 CFR 164.524(d)" in faye.get(one).content.decode()
    assert faye.post(one, {"do": "longer", "because": ""}).status_code == 400
    assert faye.post(one, {"do": "longer", "because": "It is on paper"}, follow=True).status_code == 200
    assert faye.post(one, {"do": "longer", "because": "Once more"}).status_code == 409
    told = {"do": "answer", "answer": "denied", "because": "", "answered_on": TODAY.isoformat()}
    assert faye.post(one, told).status_code == 400
    assert faye.post(one, told | {"answer": "given"}, follow=True).status_code == 200
    assert "asks for a record" not in faye.get("/").content.decode()
    assert ana.get("/record-requests/").status_code == 200
