"""The pages on which somebody is asked, answers and opens the words again, and those that say who signs."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from cairn.identity.models import Program
from cairn.platform.ids import new_id
from cairn.privacy.commands.consents import revoke_consent
from cairn.privacy.domain.papers import digest_of
from cairn.privacy.models import Consent, ConsentPaper, Guardian, PaperSignature, SigningGround
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW
from tests.privacy.house import ask, born, mother, reply

pytestmark = pytest.mark.django_db
FAMILY = {
    "recipient_class": "family",
    "recipient": "Rosa Marsh\r\nTom Marsh\r\n",
    "scope": ["progress", "plan"],
    "purpose": "So that they can help",
    "expires_on": "2099-01-31",
}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    set_clock(monkeypatch)


def text_of(page) -> str:
    return page.content.decode()


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', text_of(page)).group(1)


def cost(browser, address) -> int:
    with counted() as asked:
        assert browser.get(address).status_code == 200
    return sum("privacy_ledger" not in sql for sql in asked.statements)


def of(cast, name):
    return reverse(name, kwargs={"client_id": cast.gil.id})


def words_on(page) -> str:
    return unescape(re.search(r'<div id="words" class="words-kept">(.*?)</div>', text_of(page), re.DOTALL).group(1))


def asked_by(browser, cast, **changes):
    form = browser.get(of(cast, "ask_consent"))
    return browser.post(of(cast, "ask_consent"), {"id": hidden(form, "id")} | FAMILY | changes, follow=True)


def answered(browser, page, says, **more):
    address = page.redirect_chain[-1][0] if getattr(page, "redirect_chain", None) else page.request["PATH_INFO"]
    who = re.search(r'name="answerer" value="([^"]+)"', text_of(page)).group(1)
    sent = {"id": hidden(page, "id"), "digest": hidden(page, "digest"), "answerer": who, "says": says}
    return browser.post(address, sent | more, follow=True)


def test_asked_read_and_agreed_it_is_on_the_next_page_and_each_receiver_stops_in_two_taps(cast):
    browser = sign_in(cast, "ana")
    page = asked_by(browser, cast)
    assert digest_of(words_on(page)) == hidden(page, "digest")
    assert "Waiting for a yes or a no" in text_of(browser.get(of(cast, "list_consents")))
    assert "Nothing may be shared." in text_of(browser.get(of(cast, "get_client")))
    kept = answered(browser, page, "agrees", witness="Dee")
    assert "Seen by Dee" in text_of(kept)
    assert words_on(kept) == words_on(page)
    assert "Shares with 2 parties." in text_of(browser.get(of(cast, "get_client")))
    cards = text_of(browser.get(of(cast, "list_consents")))
    assert "Waiting for" not in cards
    stop = re.search(r'href="([^"]+)"[^>]*aria-label="Stop sharing with Rosa Marsh"', cards).group(1)
    browser.get(stop)
    after = text_of(browser.post(stop, follow=True))
    assert "Stop sharing with Tom Marsh" in after
    assert "Stop sharing with Rosa Marsh" not in after
    assert "Shares with one party." in text_of(browser.get(of(cast, "get_client")))


def test_a_yes_and_a_no_are_the_same_button_and_the_same_tap(cast):
    browser = sign_in(cast, "ana")
    page = asked_by(browser, cast)
    buttons = re.findall(r'<button class="([^"]+)" type="submit" name="says" value="(\w+)"', text_of(page))
    assert [value for _, value in buttons] == ["agrees", "refuses"]
    assert len({classes for classes, _ in buttons}) == 1
    assert "said no" in text_of(answered(browser, page, "refuses"))
    assert "They said no" in text_of(browser.get(of(cast, "list_consents")))
    assert "Nothing may be shared." in text_of(browser.get(of(cast, "get_client")))


def test_words_changed_in_another_window_are_refused_and_shown_anew(cast):
    browser = sign_in(cast, "ana")
    page = asked_by(browser, cast)
    with scope_of_installation():
        paper = ConsentPaper.objects.get()
        Client.objects.filter(id=cast.gil.id).update(legal_family_name="Stone")
    refused = browser.post(
        reverse("answer_paper", kwargs={"paper_id": paper.id}),
        {"id": hidden(page, "id"), "digest": hidden(page, "digest"), "answerer": "client", "says": "agrees"},
    )
    assert refused.status_code == 409
    assert "nothing was signed" in text_of(refused)
    assert "Gilbert Stone" in words_on(refused)
    assert "said yes" in text_of(answered(browser, refused, "agrees"))


def test_what_is_wrong_is_named_and_what_was_typed_stays(cast):
    browser = sign_in(cast, "ana")
    wrong = asked_by(browser, cast, recipient_class="court", scope=["recording"], recipient="<b>Judge</b>")
    assert wrong.status_code == 400
    assert "stands on a paper of its own" in text_of(wrong)
    assert "&lt;b&gt;Judge&lt;/b&gt;" in text_of(wrong)
    assert asked_by(browser, cast, recipient_class="everybody").status_code == 400
    page = asked_by(browser, cast)
    address = page.redirect_chain[-1][0]
    assert browser.post(address, {"digest": hidden(page, "digest"), "says": "maybe"}).status_code == 400
    with scope_of_installation():
        assert not PaperSignature.objects.exists()


def test_changing_the_words_and_setting_them_aside(cast):
    browser = sign_in(cast, "ana")
    asked_by(browser, cast)
    with scope_of_installation():
        paper_id = ConsentPaper.objects.get().id
    change = reverse("reword_paper", kwargs={"paper_id": paper_id})
    assert "Rosa Marsh\nTom Marsh" in unescape(text_of(browser.get(change)))
    assert "Only Rosa" in words_on(browser.post(change, FAMILY | {"recipient": "Only Rosa"}, follow=True))
    aside = browser.post(reverse("set_aside_paper", kwargs={"paper_id": paper_id}), follow=True)
    assert "Set aside" in text_of(aside)
    assert "Waiting for" not in text_of(browser.get(of(cast, "list_consents")))


def test_the_words_alone_are_the_bytes_of_the_mark(cast):
    with scope_of(cast.ana):
        draft = ask(cast)
        reply(cast.ana, draft)
    with scope_of_installation():
        digest = PaperSignature.objects.get().digest
    answer = sign_in(cast, "ana").get(reverse("paper_words", kwargs={"paper_id": draft.id}))
    assert digest_of(answer.content.decode()) == digest
    assert "Gil" not in answer["Content-Disposition"]


def test_what_goes_along_is_that_of_the_day_and_nothing_goes_once_it_is_taken_back(cast):
    with scope_of(cast.ana):
        reply(cast.ana, ask(cast))
        given = Consent.objects.get()
    browser, address = sign_in(cast, "ana"), reverse("consent_notice", kwargs={"consent_id": given.id})
    page = text_of(browser.get(address))
    for words in ("neither use it nor disclose it", "2.64 and 2.65", "Rosa Marsh", "How I am doing", "Not verified"):
        assert words in page
    with scope_of_installation():
        Program.objects.filter(id=cast.program.id).update(is_part2=False)
    assert "2.64" not in text_of(browser.get(address))
    with scope_of(cast.ana):
        revoke_consent(actor=cast.ana, consent_id=given.id, now=NOW)
    after = text_of(browser.get(address))
    assert "Nothing may be sent" in after
    assert "2.64" not in after


def test_a_minors_page_asks_both_and_says_why(cast):
    born(cast, "teen")
    browser = sign_in(cast, "ana")
    with scope_of(cast.ana):
        draft = ask(cast)
    address = reverse("answer_paper", kwargs={"paper_id": draft.id})
    first = browser.get(address)
    assert "Nobody who may sign this is written down" in text_of(first)
    refused = answered(browser, first, "agrees")
    assert refused.status_code == 409
    assert "Write down who may sign" in text_of(refused)
    new = of(cast, "record_guardian")
    wrong = browser.post(new, {"name": "Vera", "relation": "parent", "evidence": "told", "seen_on": "soon"})
    assert wrong.status_code == 400
    assert 'value="Vera"' in text_of(wrong)
    sent = {"id": hidden(browser.get(new), "id"), "name": "Vera", "relation": "parent", "may_sign": "sharing"}
    days = {"starts_on": "2010-03-01", "seen_on": "2026-11-01", "evidence": "birth_certificate"}
    assert "May sign" in text_of(browser.post(new, sent | days, follow=True))
    both = text_of(browser.get(address))
    assert "Who answers now?" in both
    assert "42 CFR 2.14" in both
    with scope_of_installation():
        guardian_id = Guardian.objects.get().id
    end = reverse("end_guardian", kwargs={"guardian_id": guardian_id})
    assert "Not today" in text_of(browser.post(end, follow=True))


def test_a_yes_for_which_nobody_was_chosen_is_nobodys(cast):
    """Both are asked, and the button was pressed before saying who answers: the page asks, and puts down nobody's name."""
    born(cast, "teen")
    browser = sign_in(cast, "ana")
    with scope_of(cast.ana):
        mother(cast)
        draft = ask(cast)
    address = reverse("answer_paper", kwargs={"paper_id": draft.id})
    page = browser.get(address)
    for says in ("agrees", "refuses"):
        sent = {"id": hidden(page, "id"), "digest": hidden(page, "digest"), "says": says, "witness": "Jo"}
        again = browser.post(address, sent)
        assert again.status_code == 400
        assert "Choose who answers now" in text_of(again)
        assert 'value="Jo"' in text_of(again)
    with scope_of_installation():
        assert not PaperSignature.objects.exists()


def test_who_signs_until_a_day_to_come_can_be_ended_today(cast):
    browser = sign_in(cast, "ana")
    with scope_of(cast.ana):
        end = reverse("end_guardian", kwargs={"guardian_id": mother(cast, ends_on=date(2027, 6, 1))})
    assert end in text_of(browser.get(of(cast, "list_signers")))
    browser.post(end)
    assert end not in text_of(browser.get(of(cast, "list_signers")))


def test_a_word_waits_for_a_paper_and_the_page_takes_it(cast):
    born(cast, "teen")
    browser, new = sign_in(cast, "ana"), of(cast, "record_guardian")
    sent = {"id": hidden(browser.get(new), "id"), "name": "Vera", "relation": "parent", "may_sign": "sharing"}
    days = {"starts_on": "2010-03-01", "seen_on": "2026-11-01", "evidence": "told"}
    assert "not proven yet" in text_of(browser.post(new, sent | days, follow=True))
    with scope_of_installation():
        guardian_id = Guardian.objects.get().id
    page = reverse("prove_guardian", kwargs={"guardian_id": guardian_id})
    assert "What shows that Vera may sign?" in text_of(browser.get(page))
    paper = {"words": "Seen at the office", "seen_on": "2026-11-20", "evidence": "signed_statement"}
    wrong = browser.post(page, paper)
    assert wrong.status_code == 400
    assert "does not prove it" in text_of(wrong)
    assert 'value="Seen at the office"' in text_of(wrong)
    done = text_of(browser.post(page, {**paper, "evidence": "birth_certificate"}, follow=True))
    assert "not proven yet" not in done
    assert "Seen at the office" in done
    other = sign_in(cast, "dov")
    nobody = reverse("prove_guardian", kwargs={"guardian_id": new_id()})
    assert other.get(page).status_code == other.get(nobody).status_code == 404


def test_a_ground_is_written_down_weighed_and_taken_back(cast):
    born(cast, "teen")
    browser, new = sign_in(cast, "ana"), of(cast, "record_ground")
    assert browser.post(new, {"ground": "married", "because": " "}).status_code == 400
    sent = {"id": hidden(browser.get(new), "id"), "ground": "graduate", "because": "Saw the diploma"}
    assert "sign alone" in text_of(browser.post(new, sent, follow=True))
    with scope_of_installation():
        ground_id = SigningGround.objects.get().id
    back = browser.post(reverse("take_back_ground", kwargs={"ground_id": ground_id}), follow=True)
    assert "both sign" in text_of(back)


@pytest.mark.parametrize("name", ["ask_consent", "list_signers", "record_guardian", "record_ground"])
def test_others_get_what_nobody_has(cast, name):
    assert sign_in(cast, "ana").get(of(cast, name)).status_code == 200
    for who in ("cleo", "dov"):
        browser = sign_in(cast, who)
        assert browser.get(of(cast, name)).status_code == 404
        assert browser.get(reverse(name, kwargs={"client_id": new_id()})).status_code == 404
    assert sign_in(cast, "lee").get(of(cast, name)).status_code == 403


def test_the_pages_cost_the_same_with_few_and_with_many(cast):
    browser, costs = sign_in(cast, "ana"), []
    with scope_of(cast.ana):
        draft = ask(cast)
    pages = [
        of(cast, "list_consents"),
        of(cast, "list_signers"),
        reverse("answer_paper", kwargs={"paper_id": draft.id}),
    ]
    for more in (3, 60):
        with scope_of(cast.ana):
            mother(cast, name=f"Vera {more}")
        with scope_of_installation():
            first = ConsentPaper.objects.get(id=draft.id)
            for number in range(more):
                first.id, first.purpose = new_id(), f"Reason {number}"
                first.save(force_insert=True)
        costs.append([cost(browser, address) for address in pages])
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 7


def test_a_question_gone_back_to_and_changed_becomes_another_paper(cast):
    browser, new = sign_in(cast, "ana"), of(cast, "ask_consent")
    sent = {"id": hidden(browser.get(new), "id"), **FAMILY}
    assert browser.post(new, sent).status_code == 302
    said = browser.post(new, {**sent, "purpose": "To visit me"})
    assert said.status_code == 409
    assert browser.post(new, {**sent, "purpose": "To visit me", "id": hidden(said, "id")}).status_code == 302
