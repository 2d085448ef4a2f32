"""An exchange of records that a consent names: the words that are signed, the list that the person may ask for, and its days."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.cache import cache

from cairn.kernel.errors import BadInput
from cairn.portal.domain.choices import Language
from cairn.portal.models import Access
from cairn.privacy.commands.consents import revoke_consent
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.privacy.domain.disclosures import Disclosure, names
from cairn.privacy.domain.papers import Party
from cairn.privacy.domain.papers_english import ENGLISH
from cairn.privacy.domain.papers_spanish import SPANISH
from cairn.privacy.queries.consents import list_consents
from cairn.privacy.queries.intermediaries import list_owed_on
from cairn.privacy.queries.papers import get_paper
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import set_clock
from tests.browsers import sign_in as sign_in_at_work
from tests.people import LONG_AGO, NOW, TODAY
from tests.portal.house import let_in, sign_in
from tests.privacy.house import ask, reply

pytestmark = pytest.mark.django_db
EXCHANGE = Party(RecipientClass.INTERMEDIARY, "Big Sky Exchange")


@pytest.fixture(autouse=True)
def _clock(cast, monkeypatch):
    set_clock(monkeypatch)
    cache.clear()


@pytest.fixture
def consent(cast):
    with scope_of(cast.ana):
        asked = ask(cast, parties=(EXCHANGE,), scope=frozenset({Share.PLAN}))
        reply(cast.ana, asked)
        (card,) = list_consents(cast.ana, cast.gil.id, NOW)
    return card


def test_the_words_that_are_signed_say_that_a_list_may_be_asked_for_and_only_then(cast):
    with scope_of(cast.ana):
        with_it = get_paper(cast.ana, ask(cast, parties=(EXCHANGE,)).id, TODAY).text
        without = get_paper(cast.ana, ask(cast).id, TODAY).text
    assert "Big Sky Exchange (an exchange of records" in with_it
    assert ENGLISH.intermediary in " ".join(with_it.split())
    assert "exchange" not in without
    assert SPANISH.intermediary != ENGLISH.intermediary


def test_an_exchange_has_a_name(cast):
    with scope_of(cast.ana), pytest.raises(BadInput):
        ask(cast, parties=(replace(EXCHANGE, name=""),))


def test_the_consent_reaches_that_exchange_and_nobody_else(consent):
    def asked(name, recipient=RecipientClass.INTERMEDIARY, kind=ConsentKind.NAMED_PARTY):
        return Disclosure(kind, name, recipient, frozenset({Share.PLAN}))

    assert names(consent.consent, asked("big sky  exchange"))
    assert not names(consent.consent, asked("Another Exchange"))
    assert not names(consent.consent, asked("Big Sky Exchange", kind=ConsentKind.TREATMENT_PAYMENT_OPERATIONS))


def test_the_days_and_years_come_from_the_pack_of_the_day():
    owed = list_owed_on(TODAY, "us-mt")
    assert (owed.days, owed.years, owed.citation.text) == (30, 3, "42 CFR 2.24(b)(1)")
    assert list_owed_on(LONG_AGO.replace(year=2023), "us-mt") is None


def test_the_person_finds_the_list_and_the_letter_also_after_taking_it_back(cast, consent):
    let_in(cast, cast.gil, "gil-himself")
    browser = sign_in(cast, "gil-himself")
    address = f"/mine/permissions/{consent.id}/letter/"
    assert address in browser.get("/mine/permissions/").content.decode()
    page = browser.get(address).content.decode()
    assert "Big Sky Exchange" in page
    assert "past 3 years" in page
    with scope_of(cast.ana):
        revoke_consent(actor=cast.ana, consent_id=consent.id, now=NOW)
    with scope_of_installation():
        Access.objects.update(language=Language.SPANISH.value)
    assert "los últimos 3 años" in browser.get("/mine/permissions/").content.decode()
    assert "dentro de 30 días" in browser.get(address).content.decode()


def test_nobody_else_and_no_other_consent_has_a_letter(cast, consent):
    let_in(cast, cast.hal, "hal-himself")
    assert sign_in(cast, "hal-himself").get(f"/mine/permissions/{consent.id}/letter/").status_code == 404
    with scope_of(cast.ana):
        asked = ask(cast)
        reply(cast.ana, asked)
        other = next(card for card in list_consents(cast.ana, cast.gil.id, NOW) if card.id != consent.id)
    let_in(cast, cast.gil, "gil-himself")
    assert sign_in(cast, "gil-himself").get(f"/mine/permissions/{other.id}/letter/").status_code == 404


def test_whoever_works_here_reads_what_the_person_may_ask(cast, consent):
    page = sign_in_at_work(cast, "ana").get(f"/people/{cast.gil.id}/consents/").content.decode()
    assert "42 CFR 2.24(b)(1)" in page
