"""Notes that wait for the supervisor where the agreement asks for it: oldest first, signed as read, sent back with a word."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cairn.identity.models import SupervisionAgreement
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.supervision.commands.sign_offs import return_note, sign_off_notes
from cairn.supervision.models import SignOff
from cairn.supervision.queries.sign_offs import count_queue, list_queue, list_returned
from cairn.support.commands.amendments import amend_note
from cairn.support.models import Encounter, Note
from tests.browsers import counted, set_clock, sign_in
from tests.labor import contact
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast):
    """Ana's agreement asks Ben to sign her notes too."""
    with scope_of(cast.faye):
        SupervisionAgreement.objects.update(cosigns_notes=True)
    return cast


def note(cast, days_ago=1, words="Walked to the clinic", signed=True) -> Note:
    with scope_of(cast.ana):
        return Note.objects.create(
            organization_id=cast.organization.id,
            encounter=contact(cast, at(9, days_ago=days_ago), at(9, 40, days_ago=days_ago)),
            client_id=cast.gil.id,
            author_id=cast.ana.engagement_id,
            data=words,
            drafted_at=NOW,
            saved_at=NOW,
            signed_at=at(17, days_ago=days_ago) if signed else None,
            signed_by_id=cast.ana.engagement_id if signed else None,
            content_hash="0" * 64 if signed else "",
        )


def queue(cast, actor=None):
    actor = actor or cast.ben
    with scope_of(actor):
        return [each.note_id for each in list_queue(actor, TODAY)[0]]


def sign(cast, read, actor=None):
    actor = actor or cast.ben
    with scope_of(actor):
        return sign_off_notes(actor=actor, read=read, now=NOW)


def send_back(cast, note_id, word="Whose goal is it?", n=0, actor=None):
    actor = actor or cast.ben
    with scope_of(actor):
        return return_note(actor=actor, note_id=note_id, n=n, word=word, now=NOW)


def amend(cast, encounter_id):
    with scope_of(cast.ana):
        amend_note(
            actor=cast.ana, amendment_id=new_id(), encounter_id=encounter_id, reason="asked", text="His goal.", now=NOW
        )


def test_what_waits_is_signed_asked_for_and_not_in_error_oldest_first(asked):
    young, old = note(asked, 1), note(asked, 8)
    note(asked, 2, signed=False)
    wrong = note(asked, 3)
    with scope_of(asked.ana):
        Encounter.objects.filter(id=wrong.encounter_id).update(
            in_error_at=NOW, in_error_by_id=asked.ana.engagement_id, in_error_because="wrong day"
        )
    assert queue(asked) == [old.id, young.id]
    with scope_of(asked.ben):
        (count,) = count_queue(asked.ben, TODAY)
    assert (count.author_name, count.count, count.oldest_on) == ("Ana", 2, TODAY - timedelta(days=8))


def test_without_the_agreement_asking_nothing_waits(cast):
    note(cast)
    assert queue(cast) == []


def test_only_contacts_of_days_on_which_it_was_agreed_wait(asked):
    before, after = note(asked, 8), note(asked, 2)
    with scope_of(asked.faye):
        SupervisionAgreement.objects.update(starts_on=TODAY - timedelta(days=5))
    assert queue(asked) == [after.id]
    with scope_of(asked.faye):
        SupervisionAgreement.objects.update(starts_on=TODAY - timedelta(days=30), ends_on=TODAY - timedelta(days=1))
    assert queue(asked) == []  # nothing of a supervisor whose agreement ended
    assert before.id not in queue(asked)


def test_many_are_signed_together_once(asked):
    one, two = note(asked, 3), note(asked, 2)
    read = {one.id: 0, two.id: 0}
    assert sign(asked, read) == 2
    assert sign(asked, read) == 0
    assert queue(asked) == []
    with scope_of(asked.faye):
        assert SignOff.objects.count() == 2
        assert LedgerEntry.objects.filter(action="supervision.note.signed_off").count() == 1
        with pytest.raises(IntegrityError), transaction.atomic():
            SignOff.objects.update(verdict="sent_back")


def test_a_note_added_to_since_it_was_read_is_not_signed_nor_any_with_it(asked):
    one, two = note(asked, 3), note(asked, 2)
    amend(asked, one.encounter_id)
    with pytest.raises(Conflict):
        sign(asked, {one.id: 0, two.id: 0})
    assert queue(asked) == [one.id, two.id]
    assert sign(asked, {one.id: 1, two.id: 0}) == 2


def test_an_amendment_after_the_signature_brings_the_note_back(asked):
    one = note(asked)
    sign(asked, {one.id: 0})
    amend(asked, one.encounter_id)
    assert queue(asked) == [one.id]


def test_sent_back_with_a_word_it_waits_for_its_author_and_then_comes_again(asked):
    one = note(asked)
    assert send_back(asked, one.id) == send_back(asked, one.id)
    assert queue(asked) == []
    with scope_of(asked.ana):
        (returned,) = list_returned(asked.ana, TODAY)
    assert (returned.word, returned.client_name, returned.supervisor_name) == ("Whose goal is it?", "Gil", "Ben")
    amend(asked, one.encounter_id)
    with scope_of(asked.ana):
        assert list_returned(asked.ana, TODAY) == ()
    assert queue(asked) == [one.id]


def test_bad_input_and_what_is_not_ones_own(asked):
    one = note(asked)
    for word in (" ", "x" * 301):
        with pytest.raises(BadInput) as error:
            send_back(asked, one.id, word)
        assert set(error.value.problems) == {"word"}
    with pytest.raises(BadInput):
        sign(asked, {})
    with pytest.raises(Conflict):
        send_back(asked, one.id, n=3)
    for wrong in ({new_id(): 0}, {one.id: 0, new_id(): 0}):
        with pytest.raises(NotFound):
            sign(asked, wrong)
    for name in ("ana", "cleo", "faye", "dov"):
        with pytest.raises(NotPermitted):
            sign(asked, {one.id: 0}, asked.actors[name])
        with pytest.raises(NotPermitted):
            send_back(asked, one.id, actor=asked.actors[name])
    with scope_of(asked.faye):
        assert not SignOff.objects.exists()


def test_read_signed_and_sent_back_through_the_pages(asked, monkeypatch):
    set_clock(monkeypatch)
    one, two = note(asked, 3, "Filled in the lease"), note(asked, 2)
    ben, ana = sign_in(asked, "ben"), sign_in(asked, "ana")
    body = ben.get("/supervision/notes/").content.decode()
    assert body.index("Filled in the lease") < body.index("Walked to the clinic")
    assert ben.post("/supervision/notes/", {}).status_code == 400
    assert ben.post("/supervision/notes/", {"notes": ["nonsense"]}).status_code == 400
    assert ben.post("/supervision/notes/", {"notes": [f"{one.id}.0"]}).status_code == 302
    address = f"/supervision/notes/{two.id}/return/"
    assert "Send back to Ana" in ben.get(address).content.decode()
    assert ben.post(address, {"n": "0", "word": ""}).status_code == 400
    assert ben.post(address, {"n": "0", "word": "Whose goal is it?"}).status_code == 302
    assert "No note waits for you" in ben.get("/supervision/notes/").content.decode()
    assert "Whose goal is it?" in ana.get("/supervision/notes/returned/").content.decode()
    assert "Whose goal is it?" not in sign_in(asked, "cleo").get("/supervision/notes/returned/").content.decode()
    assert sign_in(asked, "faye").get("/supervision/notes/").status_code == 403
    assert ben.get(address).status_code == 404


def test_the_queue_costs_the_same_and_turns_pages(asked, monkeypatch):
    set_clock(monkeypatch)
    costs = []
    for more in (2, 20):
        for n in range(more):
            note(asked, 1 + n)
        ben = sign_in(asked, "ben")
        with counted() as count:
            body = ben.get("/supervision/notes/").content.decode()
        costs.append(len([one for one in count.statements if "privacy_ledger" not in one]))
    assert costs[0] == costs[1] <= 5
    address = body.split('href="/supervision/notes/?after=')[1].split('"')[0]
    assert "Walked to the clinic" in ben.get(f"/supervision/notes/?after={address}").content.decode()
