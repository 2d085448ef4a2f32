"""Consent taken back while something waits to be sent: it is asked again at the moment of sending, and nothing more is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.billing.queries.claims import TO_PAYER, list_month
from cairn.platform.ids import new_id
from cairn.privacy.commands.consents import revoke_consent
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.privacy.models import Consent
from cairn.privacy.queries.sending import ask_again
from cairn.privacy.scope import scope_of
from tests.billing.test_claims import papers
from tests.people import NOW, TODAY, at
from tests.whole_house import record_contact

pytestmark = pytest.mark.django_db


def ready(cast, when=NOW):
    """The clean claims of the month, as they wait in the biller's hand."""
    with scope_of(cast.jun):
        month = list_month(cast.jun, TODAY.replace(day=1), TODAY, when)
        return {new_id(): line.client_id for line in month.clean}


def test_what_waited_stays_behind_and_only_the_reason_is_told(cast):
    papers(cast)
    with scope_of(cast.ana):
        record_contact(cast)
    waiting = ready(cast)
    assert len(waiting) == 1
    with scope_of(cast.jun):
        before = ask_again(cast.jun, waiting, TO_PAYER, at(15, 30))
        assert before.may_go == tuple(waiting)
        assert before.told == ""
        assert set(before.consent_ids.values()) == {Consent.objects.get().id}
    with scope_of(cast.ana):
        revoke_consent(actor=cast.ana, consent_id=Consent.objects.get().id, now=at(16))
    with scope_of(cast.jun):
        after = ask_again(cast.jun, waiting, TO_PAYER, at(16))
        assert after.may_go == ()
        assert after.told == "1 left out: consent was withdrawn."
        assert ask_again(cast.jun, waiting, TO_PAYER, at(15, 59)).may_go  # what left before had left rightly
    assert ready(cast, at(16)) == {}


def test_what_never_had_a_consent_is_told_apart_and_the_rest_goes(cast):
    papers(cast)
    with scope_of(cast.jun):
        gil, hal = new_id(), new_id()
        found = ask_again(cast.jun, {gil: cast.gil.id, hal: cast.hal.id}, TO_PAYER, NOW)
        assert found.may_go == (gil,)
        assert found.told == "1 left out: no consent that stands today covers it."
        assert "Hal" not in found.told


def test_another_receiver_is_another_question(cast):
    papers(cast)
    court = replace(TO_PAYER, kind=ConsentKind.LEGAL_PROCEEDINGS, recipient_class=RecipientClass.COURT)
    more = replace(TO_PAYER, scope=frozenset({Share.NOTES}))
    with scope_of(cast.jun):
        assert ask_again(cast.jun, {new_id(): cast.gil.id}, court, NOW).may_go == ()
        assert ask_again(cast.jun, {new_id(): cast.gil.id}, more, NOW).may_go == ()


def test_a_client_of_another_house_has_no_consent_to_be_found(cast):
    with scope_of(cast.jun):
        found = ask_again(cast.jun, {new_id(): cast.zoe.id}, TO_PAYER, NOW)
    assert (found.may_go, found.withdrawn, found.without) == ((), 0, 1)


def test_asking_for_many_is_one_statement(cast):
    papers(cast)
    with scope_of(cast.jun), CaptureQueriesContext(connection) as asked:
        ask_again(cast.jun, {new_id(): client for client in (cast.gil.id, cast.hal.id, new_id())}, TO_PAYER, NOW)
    assert sum("privacy_consent" in one["sql"] for one in asked) == 1
