"""A record sent along under a consent that stands at that moment. Handing over is in `test_transfers.py`."""

from __future__ import annotations

import json
from datetime import time, timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.departures.commands.sendings import SendingDraft, send_package
from cairn.departures.models import Sending, Transfer
from cairn.departures.queries import packages
from cairn.departures.queries.moves import get_sending, list_sendings
from cairn.departures.queries.packages import Wanted, make_package
from cairn.gatherings.models import Correction, Gathering, Leader, Meeting
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.platform.ids import new_id
from cairn.privacy.commands.consents import ConsentDraft, give_consent, revoke_consent
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.privacy.domain.papers import Party
from cairn.privacy.queries.consents import list_consents
from cairn.privacy.queries.papers import get_paper
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.queries.story import list_story
from tests.departures.acts import chosen, hand_over
from tests.people import NOW, TODAY
from tests.privacy.house import ask, reply
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


@pytest.mark.parametrize("others", [(), (Party(RecipientClass.FAMILY, "Rosa Marsh"),)])
def test_the_consent_goes_along_word_for_word_unless_its_paper_names_others(cast, others):
    parties = (Party(RecipientClass.PROVIDER, CLINIC), *others)
    with scope_of(cast.ana):
        draft = ask(cast, parties=parties, scope=frozenset({Share.ATTENDANCE}))
        reply(cast.ana, draft)
        signed = get_paper(cast.ana, draft.id, TODAY)
        (consent_id,) = [one.id for one in list_consents(cast.ana, cast.gil.id, NOW) if one.who == CLINIC]
    package = look(cast, wanted(cast, consent_id))
    copy = json.loads(package.text)["consent_as_signed"]
    if others:
        assert copy is None
        assert "Rosa" not in package.text
    else:
        assert (copy["text"], copy["sha256"], copy["language"]) == (signed.text, signed.digest, "en")
        assert copy["signed"] == [[one.name, one.signed_at.isoformat()] for one in signed.signatures]
    assert json.loads(look(cast, wanted(cast, consent(cast))).text)["consent_as_signed"] is None


def test_a_long_record_goes_along_whole(cast, monkeypatch):
    monkeypatch.setattr(packages, "STRETCH", 2)
    with scope_of(cast.ana):
        for _ in range(5):
            record_contact(cast)
        told = list_story(cast.ana, cast.gil.id, TODAY).contacts
    assert len(told) >= 5
    package = look(cast, wanted(cast, consent(cast)))
    assert package.text.count(f'"{told[0].kind.label}"') == len(told)


@pytest.mark.parametrize("leads", ["ana", "cleo"])
def test_what_a_group_put_right_goes_along_and_no_neighbours(cast, leads):
    own, by = {"organization_id": cast.organization.id}, getattr(cast, leads).engagement_id
    with scope_of_installation():
        group = Gathering.objects.create(
            kind="group", name="Tuesdays", is_open=False, weekdays="2", starts_at=time(18), minutes=90, place="office",
            starts_on=TODAY, made_at=NOW, made_by_id=by, **own,
        )  # fmt: skip
        Leader.objects.create(gathering=group, peer_id=by, **own)
        day = Meeting.objects.create(
            gathering=group,
            on=TODAY,
            state="closed",
            started_at=NOW,
            ended_at=NOW + timedelta(hours=1),
            opened_at=NOW,
            **own,
        )
        for client, told in ((cast.gil, "did not come"), (cast.hal, "came at noon"), (None, "3 counted")):
            Correction.objects.create(
                meeting=day, client=client, was_told="came", is_told=told, because="Not Hal", at=NOW, by_id=by, **own
            )
    text = look(cast, wanted(cast, consent(cast))).text
    assert "Put right: Tuesdays" in text
    assert "It is so: did not come" in text
    assert not any(word in text for word in ("noon", "counted", "Hal"))


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
    chosen(cast)
    hand_over(cast)
    with scope_of_installation():
        for model in (Sending, Transfer):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.all().delete()
