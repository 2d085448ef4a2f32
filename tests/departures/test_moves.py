"""To another peer supporter, with what follows; and a record sent along under a consent that stands at that moment."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, transaction

from cairn.departures.commands.sendings import SendingDraft, send_package
from cairn.departures.domain.moves import PromiseChoice
from cairn.departures.models import PromiseEnding, Sending, Transfer
from cairn.departures.queries import packages
from cairn.departures.queries.moves import get_sending, list_sendings, list_transfers
from cairn.departures.queries.packages import Wanted, make_package
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.platform.ids import new_id
from cairn.privacy.commands.consents import ConsentDraft, give_consent, revoke_consent
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.domain.relationships import Outcome
from cairn.support.models import Promise, Relationship
from cairn.support.queries.clients import get_client
from cairn.support.queries.story import list_story
from tests.departures.acts import hand_over, promise
from tests.people import NOW, TODAY
from tests.whole_house import CANARY, record_contact

pytestmark = pytest.mark.django_db
CLINIC = "Bitterroot Clinic"


def consent(cast, scope=frozenset({Share.ATTENDANCE, Share.NOTES}), recipient=CLINIC):
    with scope_of(cast.ana):
        draft = ConsentDraft(
            new_id(),
            cast.gil.id,
            ConsentKind.NAMED_PARTY,
            recipient,
            RecipientClass.PROVIDER,
            frozenset(scope),
            "They go on there",
            expires_event="When I say so",
            is_signed=True,
        )
        return give_consent(actor=cast.ana, draft=draft, now=NOW)


def wanted(cast, consent_id, scope=frozenset({Share.ATTENDANCE}), recipient=CLINIC, purpose="They moved"):
    return Wanted(cast.gil.id, consent_id, recipient, frozenset(scope), purpose)


def look(cast, what, actor=None):
    actor = actor or cast.ana
    with scope_of(actor):
        return make_package(actor, what, NOW)


def send(cast, what, seen_hash, actor=None, sending_id=None):
    actor = actor or cast.ana
    with scope_of(actor):
        draft = SendingDraft(sending_id or new_id(), what, seen_hash, looked=True)
        return send_package(actor=actor, draft=draft, now=NOW)


def test_one_door_closes_and_another_opens_on_the_same_history(cast):
    with scope_of_installation():
        record_contact(cast)
    hand_over(cast, known="I like the river")
    with scope_of(cast.cleo):
        assert get_client(cast.cleo, cast.gil.id, TODAY).own.phase.value == "engaging"
        assert list_story(cast.cleo, cast.gil.id, TODAY).contacts[0].note.texts.data == CANARY
        one = list_transfers(cast.cleo, cast.gil.id, TODAY)[0]
    assert (one.from_name, one.to_name, one.known) == ("Ana", "Cleo", "I like the river")
    with scope_of(cast.ana), pytest.raises(NotFound):
        get_client(cast.ana, cast.gil.id, TODAY)


def test_an_unsigned_note_stays_with_its_writer(cast):
    with scope_of_installation():
        record_contact(cast, signed=False)
    hand_over(cast)
    with scope_of(cast.cleo):
        assert list_story(cast.cleo, cast.gil.id, TODAY).contacts[0].note is None


def test_promises_are_passed_on_by_name_or_let_go_with_a_reason(cast):
    passed, let_go = promise(cast), promise(cast, "Bring the form")
    with pytest.raises(BadInput) as raised:
        hand_over(cast, promises={passed: PromiseChoice(Outcome.PASSED_ON)})
    assert set(raised.value.problems) == {f"promise-{let_go}"}
    choices = {passed: PromiseChoice(Outcome.PASSED_ON), let_go: PromiseChoice(Outcome.LET_GO, "Has it already")}
    hand_over(cast, promises=choices)
    with scope_of(cast.cleo):
        assert [one.text for one in get_client(cast.cleo, cast.gil.id, TODAY).promises] == ["Call the landlord"]
    with scope_of_installation():
        assert Promise.objects.get(id=passed).outcome == "passed_on"
        ending = PromiseEnding.objects.get(promise_id=passed)
        assert Promise.objects.get(id=ending.passed_to_id).relationship.peer_id == cast.cleo.engagement_id


def test_sent_again_it_happens_once_and_otherwise_it_is_refused(cast):
    transfer_id = new_id()
    hand_over(cast, id=transfer_id)
    assert hand_over(cast, id=transfer_id) == transfer_id
    with pytest.raises(Conflict):
        hand_over(cast, id=transfer_id, because="Another reason")
    with pytest.raises(Refused):
        hand_over(cast)
    with scope_of_installation():
        assert Relationship.objects.filter(client=cast.gil).count() == 2


@pytest.mark.parametrize("peer", ["ana", "ben", "dov"])
def test_only_another_who_works_here_can_walk_on(cast, peer):
    with pytest.raises(Refused):
        hand_over(cast, peer=getattr(cast, peer))
    with scope_of(cast.ana):
        assert get_client(cast.ana, cast.gil.id, TODAY).own is not None


def test_who_may_not_hand_over(cast):
    with pytest.raises(NotPermitted):
        hand_over(cast, cast.ana)
    with pytest.raises(NotFound):
        hand_over(cast, relationship_id=cast.hal_and_cleo.id)
    with pytest.raises(BadInput):
        hand_over(cast, because=" ")


def test_what_is_sent_is_what_was_looked_at_under_a_consent_with_the_notice(cast):
    with scope_of_installation():
        record_contact(cast)
    what = wanted(cast, consent(cast))
    package = look(cast, what)
    assert package.decision.allowed
    content = json.loads(package.text)
    assert [part["code"] for part in content["parts"]] == ["attendance"]
    assert CANARY not in package.text
    assert "part 2" in content["notice"]["text"]
    assert "42 CFR 2.32" in content["notice"]["source"]
    sending_id = new_id()
    send(cast, what, package.content_hash, sending_id=sending_id)
    send(cast, what, package.content_hash, sending_id=sending_id)
    with scope_of(cast.ana):
        kept = get_sending(cast.ana, sending_id, TODAY)
        assert len(list_sendings(cast.ana, cast.gil.id, TODAY)) == 1
    assert (kept.content, kept.recipient) == (package.text, CLINIC)


def test_a_long_record_goes_along_whole(cast, monkeypatch):
    monkeypatch.setattr(packages, "STRETCH", 2)
    with scope_of(cast.ana):
        for _ in range(5):
            record_contact(cast)
        told = list_story(cast.ana, cast.gil.id, TODAY).contacts
    assert len(told) >= 5
    package = look(cast, wanted(cast, consent(cast)))
    assert package.text.count(f'"{told[0].kind.label}"') == len(told)


def test_notes_go_along_only_when_agreed_to_and_by_who_may_read_them(cast):
    with scope_of_installation():
        record_contact(cast)
    consent_id = consent(cast)
    assert CANARY in look(cast, wanted(cast, consent_id, {Share.NOTES})).text
    with pytest.raises(BadInput):
        look(cast, wanted(cast, consent_id, {Share.NOTES}), cast.faye)
    assert not look(cast, wanted(cast, consent_id, {Share.PLAN})).decision.allowed


def test_a_consent_taken_back_after_looking_lets_nothing_out(cast):
    what = wanted(cast, consent(cast))
    package = look(cast, what)
    with scope_of(cast.ana):
        revoke_consent(actor=cast.ana, consent_id=what.consent_id, now=NOW)
    with pytest.raises(Refused, match="nothing was sent"):
        send(cast, what, package.content_hash)
    with scope_of_installation():
        assert not Sending.objects.exists()


def test_another_recipient_than_the_consent_names_gets_nothing(cast):
    what = wanted(cast, consent(cast), recipient="Somebody else")
    assert not look(cast, what).decision.allowed
    with pytest.raises(Refused):
        send(cast, what, "")


def test_a_record_that_changed_since_is_looked_at_again(cast):
    what = wanted(cast, consent(cast))
    package = look(cast, what)
    with scope_of_installation():
        record_contact(cast)
    with pytest.raises(Conflict, match="Look at it again"):
        send(cast, what, package.content_hash)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"recipient": ""}, "recipient"),
        ({"purpose": ""}, "purpose"),
        ({"scope": ()}, "scope"),
        ({"scope": {Share.BILLING}}, "scope"),
    ],
)
def test_a_sending_that_cannot_be_names_its_field(cast, change, field):
    with pytest.raises(BadInput) as raised:
        send(cast, wanted(cast, consent(cast), **change), "x")
    assert field in raised.value.problems


def test_others_send_and_see_nothing(cast):
    what = wanted(cast, consent(cast))
    package = look(cast, what)
    sending_id = send(cast, what, package.content_hash)
    for actor, error in ((cast.cleo, NotFound), (cast.dov, NotFound), (cast.ben, NotPermitted)):
        with pytest.raises(error):
            send(cast, what, package.content_hash, actor)
        with scope_of(actor), pytest.raises(error):
            get_sending(actor, sending_id, TODAY)


def test_what_was_sent_and_handed_over_stays(cast):
    what = wanted(cast, consent(cast))
    send(cast, what, look(cast, what).content_hash)
    hand_over(cast)
    with scope_of_installation():
        for model in (Sending, Transfer):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.all().delete()
