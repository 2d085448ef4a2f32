"""Giving a consent and taking it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.commands.consents import ConsentDraft, give_consent, revoke_consent
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.privacy.domain.disclosures import Disclosure
from cairn.privacy.models import Consent, LedgerEntry
from cairn.privacy.queries.consents import decide_sharing, get_consent, list_consents
from cairn.privacy.scope import scope_of
from cairn.support.queries.clients import get_client
from tests.people import NOW, TODAY, at

pytestmark = pytest.mark.django_db
ASKED = Disclosure(ConsentKind.NAMED_PARTY, "Rosa Marsh", RecipientClass.FAMILY, frozenset({Share.PROGRESS}))


def draft_for(client, **changes):
    draft = ConsentDraft(
        id=new_id(),
        client_id=client.id,
        kind=ConsentKind.NAMED_PARTY,
        recipient="Rosa Marsh",
        recipient_class=RecipientClass.FAMILY,
        scope=frozenset({Share.PROGRESS}),
        purpose="So that she can help",
        expires_on=date(2027, 1, 31),
        is_signed=True,
    )
    return replace(draft, **changes)


def test_given_it_stands_and_taken_back_it_does_not_from_the_next_query(cast):
    with scope_of(cast.ana):
        given = give_consent(actor=cast.ana, draft=draft_for(cast.gil), now=at(10))
        other = give_consent(actor=cast.ana, draft=draft_for(cast.gil, recipient="Tom"), now=at(10))
        assert decide_sharing(cast.ana, cast.gil.id, ASKED, at(11)).allowed
        assert get_client(cast.ana, cast.gil.id, TODAY).consents_told == "Shares with 2 parties."
        revoke_consent(actor=cast.ana, consent_id=given, now=at(12))
        assert not decide_sharing(cast.ana, cast.gil.id, ASKED, at(12)).allowed
        assert get_client(cast.ana, cast.gil.id, TODAY).consents_told == "Shares with one party."
        cards = list_consents(cast.ana, cast.gil.id, at(12))
        assert [(card.id, card.is_active) for card in cards] == [(other, True), (given, False)]
        assert cards[1].revoked_on == date(2026, 11, 20)
        assert [entry.action for entry in LedgerEntry.objects.order_by("n")] == [
            "privacy.consent.given",
            "privacy.consent.given",
            "privacy.consent.revoked",
        ]


def test_sent_twice_it_is_one_and_changed_it_is_a_conflict(cast):
    draft = draft_for(cast.gil)
    with scope_of(cast.ana):
        give_consent(actor=cast.ana, draft=draft, now=at(10))
        assert give_consent(actor=cast.ana, draft=draft, now=at(11)) == draft.id
        with pytest.raises(Conflict):
            give_consent(actor=cast.ana, draft=replace(draft, recipient="Tom"), now=at(11))
        revoke_consent(actor=cast.ana, consent_id=draft.id, now=at(12))
        revoke_consent(actor=cast.ana, consent_id=draft.id, now=at(13))
        assert Consent.objects.get().revoked_at == at(12)
        assert LedgerEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"scope": frozenset()}, "scope"),
        ({"scope": frozenset({Share.PROGRESS, Share.COUNSELING_NOTES})}, "scope"),
        ({"purpose": "  "}, "purpose"),
        ({"recipient": " "}, "recipient"),
        ({"recipient": "x" * 201}, "recipient"),
        (
            {
                "kind": ConsentKind.TREATMENT_PAYMENT_OPERATIONS,
                "recipient_class": RecipientClass.CARE_AND_PAYMENT,
                "recipient": "County Clinic",
            },
            "recipient",
        ),
        ({"expires_on": date(2026, 11, 19)}, "expires_on"),
        ({"expires_on": None}, "expires_on"),
        ({"is_signed": False}, "is_signed"),
        ({"form_version": "1999"}, "form_version"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_written(cast, changes, field):
    with scope_of(cast.ana):
        with pytest.raises(BadInput) as caught:
            give_consent(actor=cast.ana, draft=draft_for(cast.gil, **changes), now=NOW)
        assert field in caught.value.problems
        assert not Consent.objects.exists()


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_others_cannot_tell_it_from_one_that_does_not_exist(cast, who):
    other = getattr(cast, who)
    with scope_of(cast.ana):
        given = give_consent(actor=cast.ana, draft=draft_for(cast.gil), now=at(10))
    with scope_of(other):
        for client_id in (cast.gil.id, new_id()):
            with pytest.raises(NotFound):
                list_consents(other, client_id, NOW)
            with pytest.raises(NotFound):
                decide_sharing(other, client_id, ASKED, NOW)
            with pytest.raises(NotFound):
                give_consent(actor=other, draft=draft_for(replace_id(client_id)), now=NOW)
        for consent_id in (given, new_id()):
            with pytest.raises(NotFound):
                get_consent(other, consent_id, NOW)
            with pytest.raises(NotFound):
                revoke_consent(actor=other, consent_id=consent_id, now=NOW)


def test_billers_ask_and_funders_do_not(cast):
    with scope_of(cast.jun):
        assert not decide_sharing(cast.jun, cast.gil.id, ASKED, NOW).allowed
        with pytest.raises(NotPermitted):
            list_consents(cast.jun, cast.gil.id, NOW)
        with pytest.raises(NotPermitted):
            decide_sharing(cast.lee, cast.gil.id, ASKED, NOW)


def test_a_supervisor_may_take_back_but_not_give(cast):
    with scope_of(cast.ana):
        given = give_consent(actor=cast.ana, draft=draft_for(cast.gil), now=at(10))
    with scope_of(cast.ben):
        with pytest.raises(NotPermitted):
            give_consent(actor=cast.ben, draft=draft_for(cast.gil), now=NOW)
        revoke_consent(actor=cast.ben, consent_id=given, now=NOW)
        assert not get_consent(cast.ben, given, NOW).is_active


class replace_id:
    """A stand-in for a client of which only the id is known."""

    def __init__(self, client_id):
        self.id = client_id
