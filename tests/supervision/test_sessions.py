"""The log: recorded by the supervisor, signed by both, naming nobody who is served."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cairn.identity.models import SupervisionAgreement
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.supervision.commands.sessions import record_session
from cairn.supervision.commands.signatures import cancel_session, sign_session
from cairn.supervision.domain.sessions import SessionDraft
from cairn.supervision.domain.summaries import names_a_client
from cairn.supervision.models import SupervisionSession
from cairn.supervision.queries.sessions import list_waiting_signatures
from tests.browsers import counted, set_clock, sign_in
from tests.labor import session
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db(transaction=True)


def draft(cast, **changes) -> SessionDraft:
    content = SessionDraft(
        peer_id=cast.ana.engagement_id,
        kind="clinical",
        format="in_person",
        started_at=at(10),
        ended_at=at(11, 7),
        topics=("ethics", "self_care"),
        summary="Talked through holding a boundary with a client.",
    )
    return replace(content, **changes)


def record(cast, actor=None, session_id=None, sign=False, **changes):
    actor = actor or cast.ben
    with scope_of(actor):
        return record_session(
            actor=actor, session_id=session_id or new_id(), draft=draft(cast, **changes), now=NOW, sign=sign
        )


def rows(cast) -> list[SupervisionSession]:
    with scope_of(cast.faye):
        return list(SupervisionSession.objects.order_by("started_at"))


def test_a_session_is_recorded_to_the_minute_and_waits_for_both(cast):
    session_id = record(cast)
    (row,) = rows(cast)
    assert (row.id, row.minutes, row.topics, row.started_on) == (session_id, 67, "ethics,self_care", TODAY)
    for actor in (cast.ana, cast.ben):
        with scope_of(actor):
            assert [each.id for each in list_waiting_signatures(actor, TODAY)] == [session_id]
            sign_session(actor=actor, session_id=session_id, now=NOW)
            assert list_waiting_signatures(actor, TODAY) == ()
    (row,) = rows(cast)
    assert row.peer_signed_at == row.supervisor_signed_at == NOW


def test_a_replay_changes_nothing_and_other_content_is_a_conflict(cast):
    session_id = record(cast)
    assert record(cast, session_id=session_id) == session_id
    with pytest.raises(Conflict):
        record(cast, session_id=session_id, summary="Something else.")
    assert len(rows(cast)) == 1
    with scope_of(cast.faye):
        assert LedgerEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ended_at": at(9)}, "ended_at"),
        ({"ended_at": at(10)}, "ended_at"),
        ({"ended_at": NOW + timedelta(minutes=1)}, "ended_at"),
        ({"started_at": NOW + timedelta(minutes=1), "ended_at": NOW + timedelta(minutes=2)}, "started_at"),
        ({"started_at": at(10, days_ago=1)}, "ended_at"),
        ({"started_at": at(10, days_ago=2000), "ended_at": at(11, days_ago=2000)}, "started_at"),
        ({"kind": "chat"}, "kind"),
        ({"format": "carrier pigeon"}, "format"),
        ({"topics": ()}, "topics"),
        ({"topics": ("ethics", "gossip")}, "topics"),
        ({"summary": "x" * 501}, "summary"),
        ({"commitments": "x" * 501}, "commitments"),
        ({"scenario": "no-such-scenario"}, "scenario"),
        ({"commitments": "Ana calls Gil on Monday"}, "commitments"),
        ({"summary": "Reach the client at 406 555 0142"}, "summary"),
        ({"summary": "The client, born 05/02/1986 or so"}, "summary"),
        ({"commitments": "Write to someone@example.org"}, "commitments"),
    ],
)
def test_bad_input_names_the_field(cast, changes, field):
    with pytest.raises(BadInput) as error:
        record(cast, **changes)
    assert set(error.value.problems) == {field}
    assert rows(cast) == []


def test_two_sessions_cannot_overlap(cast):
    record(cast)
    with pytest.raises(BadInput) as error:
        record(cast, started_at=at(11, 6), ended_at=at(12))
    assert set(error.value.problems) == {"started_at"}
    record(cast, started_at=at(11, 7), ended_at=at(12))
    assert len(rows(cast)) == 2


@pytest.mark.parametrize(
    "summary", ["Gil is doing well", "about gil's lease", "Met GIL.", "Mr. Marsh called", "gilbert again", "(Gil)"]
)
def test_a_summary_that_names_a_client_is_refused(cast, summary):
    with pytest.raises(BadInput) as error:
        record(cast, summary=summary)
    assert "a client" in error.value.problems["summary"]
    assert not any(name in error.value.problems["summary"].casefold() for name in ("gil", "marsh"))
    assert rows(cast) == []


@pytest.mark.parametrize("summary", ["Be agile", "vigil and Hal", "a client without a home"])
def test_a_summary_without_a_name_of_the_peers_own_clients_is_taken(cast, summary):
    record(cast, summary=summary)
    assert rows(cast)[0].summary == summary


def test_no_session_of_the_log_holds_a_name_of_anybody_served(cast):
    """What was refused is nowhere: not in the row, not in the ledger, not in the answer."""
    session_id = new_id()
    for words in ("Gil did well", "Mr. Marsh and his lease"):
        with pytest.raises(BadInput) as error:
            record(cast, session_id=session_id, summary=words, commitments=words)
        assert not {"gil", "marsh"} & set(str(error.value.problems).casefold().split())
    record(cast, session_id=session_id, summary="A client did well", commitments="Ana asks the clinic in 2 weeks")
    with scope_of(cast.faye):
        row = SupervisionSession.objects.get()
        told = " ".join(LedgerEntry.objects.values_list("body", flat=True))
    assert not names_a_client(f"{row.summary} {row.commitments} {told}", ["Gil", "Gilbert", "Marsh"])


def test_what_both_signed_stays_also_the_columns_that_came_later(cast):
    with scope_of(cast.ben):
        signed = session(cast, at(9), at(10), commitments="Two calls a week")
        with pytest.raises(IntegrityError), transaction.atomic():
            SupervisionSession.objects.filter(id=signed.id).update(commitments="Three calls a week")
        assert SupervisionSession.objects.get().commitments == "Two calls a week"


def test_everyday_words_count_as_names_only_when_written_like_one():
    assert names_a_client("Will called", ["Will"])
    assert not names_a_client("Ana will call", ["Will"])
    assert names_a_client("María José said", ["María José Etcheverry"])
    assert not names_a_client("anything", ["", "M"])


def test_names_are_also_kept_out_after_the_agreement_ended(cast):
    with scope_of(cast.faye):
        SupervisionAgreement.objects.update(ends_on=TODAY - timedelta(days=1))
    yesterday = {"started_at": at(10, days_ago=2), "ended_at": at(11, days_ago=2)}
    with pytest.raises(BadInput) as error:
        record(cast, summary="Gil moved", **yesterday)
    assert set(error.value.problems) == {"summary"}
    record(cast, **yesterday)


def test_only_the_own_supervisor_records(cast):
    with pytest.raises(NotFound):
        record(cast, peer_id=cast.cleo.engagement_id)
    with pytest.raises(NotFound):
        record(cast, peer_id=cast.dov.engagement_id)
    with pytest.raises(NotFound):
        record(cast, peer_id=new_id())
    for actor in (cast.ana, cast.faye, cast.dov):
        with pytest.raises(NotPermitted):
            record(cast, actor)


def test_only_the_two_of_them_sign_and_twice_is_once(cast):
    with scope_of(cast.ana):
        session_id = session(cast, at(9), at(10), peer_signed_at=None).id
    for actor in (cast.cleo, cast.faye, cast.dov):
        with scope_of(actor), pytest.raises(NotFound):
            sign_session(actor=actor, session_id=session_id, now=NOW)
    with pytest.raises(NotPermitted):
        sign_session(actor=cast.jun, session_id=session_id, now=NOW)
    with scope_of(cast.ana):
        sign_session(actor=cast.ana, session_id=session_id, now=NOW)
        sign_session(actor=cast.ana, session_id=session_id, now=NOW + timedelta(hours=1))
        assert SupervisionSession.objects.get().peer_signed_at == NOW
        assert LedgerEntry.objects.count() == 1


def test_a_record_is_taken_back_only_while_one_signature_is_missing(cast):
    with scope_of(cast.ben):
        wrong = session(cast, at(9), at(10), peer_signed_at=None)
        signed = session(cast, at(11), at(12))
        cancel_session(actor=cast.ben, session_id=wrong.id, now=NOW)
        cancel_session(actor=cast.ben, session_id=wrong.id, now=NOW)
        with pytest.raises(Conflict):
            cancel_session(actor=cast.ben, session_id=signed.id, now=NOW)
        assert SupervisionSession.objects.get(id=wrong.id).cancelled_at == NOW
        assert LedgerEntry.objects.count() == 1
    with scope_of(cast.ana), pytest.raises(Conflict):
        sign_session(actor=cast.ana, session_id=wrong.id, now=NOW)
    with scope_of(cast.ben), pytest.raises(NotFound):
        cancel_session(actor=cast.ben, session_id=new_id(), now=NOW)


def form(**changes):
    sent = {
        "id": new_id(), "on": TODAY.isoformat(), "started_at": "10:00", "ended_at": "11:00", "kind": "clinical",
        "format": "video", "topics": ["ethics"], "summary": "Boundaries.", "sign": "yes",
    }  # fmt: skip
    return {**sent, **changes}


def test_record_and_sign_through_the_pages(cast, monkeypatch):
    set_clock(monkeypatch)
    ben, ana = sign_in(cast, "ben"), sign_in(cast, "ana")
    with counted() as count:
        assert ben.post(f"/supervision/{cast.ana.engagement_id}/record/", form()).status_code == 302
    assert len(count) <= 10, count
    (row,) = rows(cast)
    assert f"/supervision/sessions/{row.id}/sign/" in ana.get("/supervision/").content.decode()
    assert "Sign this session" in ana.get(f"/supervision/sessions/{row.id}/sign/").content.decode()
    with counted() as count:
        assert ana.post(f"/supervision/sessions/{row.id}/sign/").status_code == 302
    assert len(count) <= 10, count
    assert rows(cast)[0].peer_signed_at is not None
    assert sign_in(cast, "cleo").get(f"/supervision/sessions/{row.id}/sign/").status_code == 404


def test_what_cannot_be_taken_comes_back_as_typed(cast, monkeypatch):
    set_clock(monkeypatch)
    ben = sign_in(cast, "ben")
    address = f"/supervision/{cast.ana.engagement_id}/record/"
    answer = ben.post(address, form(summary="Gil moved out", ended_at="soon", sign=""))
    body = answer.content.decode()
    assert answer.status_code == 400
    assert "Give the end" in body
    assert "Gil moved out" in body
    answer = ben.post(address, form(summary="Gil moved out"))
    assert answer.status_code == 400
    assert "seems to name someone" in answer.content.decode()
    assert rows(cast) == []


def test_taking_back_asks_once(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.ben):
        row = session(cast, at(9), at(10), peer_signed_at=None)
    ben = sign_in(cast, "ben")
    assert "Take back this record?" in ben.get(f"/supervision/sessions/{row.id}/cancel/").content.decode()
    assert rows(cast)[0].cancelled_at is None
    assert ben.post(f"/supervision/sessions/{row.id}/cancel/").status_code == 302
    assert rows(cast)[0].cancelled_at == NOW
