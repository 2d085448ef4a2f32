"""A question about sharing: its exact words, a yes or a no to them, one consent for each receiver, and each effect on the next page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cairn.kernel.errors import BadInput, BrokenRecord, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.commands.consents import revoke_consent
from cairn.privacy.commands.paper_consents import MOST_PARTIES
from cairn.privacy.commands.papers import Way, prepare_paper, reword_paper, set_aside_paper
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.privacy.domain.disclosures import Disclosure
from cairn.privacy.domain.papers import Party, Says, State, digest_of
from cairn.privacy.models import Consent, ConsentPaper, LedgerEntry, PaperSignature
from cairn.privacy.queries.consents import decide_sharing, list_consents
from cairn.privacy.queries.papers import get_paper, list_papers
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client
from cairn.support.queries.clients import get_client
from tests.people import NOW, TODAY, at
from tests.privacy.house import as_gil, ask, question, reply

pytestmark = pytest.mark.django_db
PAIR = (Party(RecipientClass.FAMILY, "Rosa Marsh"), Party(RecipientClass.FAMILY, "Tom Marsh"))


def asked_for(name: str) -> Disclosure:
    return Disclosure(ConsentKind.NAMED_PARTY, name, RecipientClass.FAMILY, frozenset({Share.PROGRESS}))


def test_a_question_shares_nothing_a_yes_does_and_each_receiver_is_stopped_alone(cast):
    with scope_of(cast.ana):
        draft = ask(cast, parties=PAIR)
        assert not decide_sharing(cast.ana, cast.gil.id, asked_for("Rosa Marsh"), NOW).allowed
        assert [line.id for line in list_papers(cast.ana, cast.gil.id, TODAY)] == [draft.id]
        _, state = reply(cast.ana, draft, when=at(11))
        assert state is State.AGREED
        assert list_papers(cast.ana, cast.gil.id, TODAY) == []
        for name in ("Rosa Marsh", "Tom Marsh"):
            assert decide_sharing(cast.ana, cast.gil.id, asked_for(name), at(12)).allowed
        cards = list_consents(cast.ana, cast.gil.id, at(12))
        assert {card.paper_id for card in cards} == {draft.id}
        rosa = next(card for card in cards if card.who == "Rosa Marsh")
        revoke_consent(actor=cast.ana, consent_id=rosa.id, now=at(13))
        assert not decide_sharing(cast.ana, cast.gil.id, asked_for("Rosa Marsh"), at(13)).allowed
        assert decide_sharing(cast.ana, cast.gil.id, asked_for("Tom Marsh"), at(13)).allowed
        assert get_client(cast.ana, cast.gil.id, TODAY).consents_told == "Shares with one party."


def test_a_no_is_as_short_as_a_yes_shares_nothing_and_is_kept(cast):
    with scope_of(cast.ana):
        draft = ask(cast)
        _, state = reply(cast.ana, draft, Says.REFUSES)
        assert state is State.REFUSED
        assert not Consent.objects.exists()
        assert [line.state for line in list_papers(cast.ana, cast.gil.id, TODAY)] == [State.REFUSED]
        kept = get_paper(cast.ana, draft.id, TODAY)
        assert [(one.name, one.says) for one in kept.signatures] == [("Gilbert Marsh, called Gil", Says.REFUSES)]
        with pytest.raises(Conflict, match="answered already"):
            reply(cast.ana, draft)
        assert LedgerEntry.objects.order_by("-n").first().action == "privacy.paper.refused"


def test_the_words_carry_every_element_and_are_kept_byte_for_byte(cast):
    with scope_of(cast.ana):
        draft = ask(cast, purpose="Zoë’s  idea\n <b>")
        shown = get_paper(cast.ana, draft.id, TODAY)
        for part in ("Gilbert Marsh, called Gil", "High Divide", "Rosa Marsh (family or a friend)", "How I am doing, in short",
                     "Zoë’s idea <b>", "January 31, 2027", "take this back at any time", "42 CFR Part 2", "I can say no"):  # fmt: skip
            assert part in shown.text
        assert shown.digest == digest_of(shown.text)
        reply(cast.ana, draft, digest=shown.digest)
        with scope_of_installation():
            Client.objects.filter(id=cast.gil.id).update(name="Gilly", legal_family_name="Other")
        assert get_paper(cast.ana, draft.id, TODAY).text == shown.text
        assert Consent.objects.get().form_version == "screen-1"
        assert list_consents(cast.ana, cast.gil.id, NOW)[0].doubts == ()


def test_no_sign_turns_or_splits_the_words_that_are_signed(cast):
    with scope_of(cast.ana):
        draft = ask(cast, purpose="a ride\u202e yam yehT\u2066\nWho signs:\n  Nobody")
        text = get_paper(cast.ana, draft.id, TODAY).text
    assert "  a ride yam yehT Who signs: Nobody\n" in text
    assert text.count("\nWho signs:\n") == 1


@pytest.mark.parametrize("change", ["the question", "the name"])
def test_words_that_changed_in_between_are_not_signed_and_the_new_ones_are_shown(cast, change):
    with scope_of(cast.ana):
        draft = ask(cast)
        seen = get_paper(cast.ana, draft.id, TODAY)
        if change == "the question":
            reword_paper(actor=cast.ana, draft=replace(draft, scope=frozenset({Share.NOTES})), now=at(11))
        else:
            with scope_of_installation():
                Client.objects.filter(id=cast.gil.id).update(legal_family_name="Stone")
        with pytest.raises(Conflict, match="words changed"):
            reply(cast.ana, draft, digest=seen.digest)
        assert not PaperSignature.objects.exists()
        now_there = get_paper(cast.ana, draft.id, TODAY)
        assert now_there.is_open
        assert now_there.text != seen.text
        assert reply(cast.ana, draft)[1] is State.AGREED


def test_signed_words_cannot_be_changed_not_even_in_the_database(cast):
    with scope_of(cast.ana):
        draft = ask(cast)
        reply(cast.ana, draft)
        with pytest.raises(Conflict, match="answered already"):
            reword_paper(actor=cast.ana, draft=replace(draft, purpose="Other"), now=at(16))
        for rows in (ConsentPaper.objects.filter(id=draft.id), PaperSignature.objects.all()):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(digest="0" * 64)


def test_kept_words_that_do_not_match_their_mark_are_not_shown(cast):
    with scope_of(cast.ana):
        draft = ask(cast)
        ConsentPaper.objects.filter(id=draft.id).update(text="Something else", digest="0" * 64)
        with pytest.raises(BrokenRecord):
            get_paper(cast.ana, draft.id, TODAY)


def test_sent_twice_it_is_one_answer(cast):
    with scope_of(cast.ana):
        draft = ask(cast)
        assert prepare_paper(actor=cast.ana, draft=draft, now=at(11)) == draft.id
        with pytest.raises(Conflict):
            prepare_paper(actor=cast.ana, draft=replace(draft, purpose="Other"), now=at(11))
        sent, _ = reply(cast.ana, draft)
        assert reply(cast.ana, draft, id=sent.id, digest=sent.digest)[1] is State.AGREED
        assert Consent.objects.count() == PaperSignature.objects.count() == 1


def test_set_aside_it_asks_nobody_and_is_no_refusal(cast):
    with scope_of(cast.ana):
        draft = ask(cast)
        assert set_aside_paper(actor=cast.ana, paper_id=draft.id, now=at(11)) == cast.gil.id
        assert list_papers(cast.ana, cast.gil.id, TODAY) == []
        with pytest.raises(Conflict):
            reply(cast.ana, draft)


COURT, WORK = Party(RecipientClass.COURT, "County court"), Party(RecipientClass.EMPLOYER, "Mill Co")
BOARD, CARE = Party(RecipientClass.LICENSING_BOARD, "The board"), Party(RecipientClass.CARE_AND_PAYMENT)
WATCHER = Party(RecipientClass.OBSERVER, "Class of June")
NOTES_TOO = frozenset({Share.NOTES, Share.COUNSELING_NOTES})
RECORDING = frozenset({Share.RECORDING})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"parties": (CARE, COURT)}, "recipient_class"),
        ({"parties": (CARE, WORK)}, "recipient_class"),
        ({"parties": (CARE, BOARD)}, "recipient_class"),
        ({"parties": (COURT, PAIR[0])}, "recipient_class"),
        ({"parties": (CARE,), "scope": frozenset({Share.COUNSELING_NOTES})}, "recipient_class"),
        ({"scope": NOTES_TOO}, "scope"),
        ({"scope": RECORDING}, "scope"),
        ({"parties": (WATCHER,)}, "scope"),
        ({"parties": (WATCHER,), "scope": RECORDING | {Share.NOTES}}, "scope"),
        ({"parties": ()}, "recipient_class"),
        ({"parties": (Party(RecipientClass.FAMILY, " "),)}, "recipient"),
        ({"parties": (PAIR[0],) * (MOST_PARTIES + 1)}, "recipient"),
        ({"scope": frozenset()}, "scope"),
        ({"purpose": " "}, "purpose"),
        ({"expires_on": None}, "expires_on"),
        ({"expires_on": date(2026, 11, 19)}, "expires_on"),
    ],
)
def test_what_stands_apart_is_not_put_together_and_what_is_missing_is_named(cast, changes, field):
    with scope_of(cast.ana), pytest.raises(BadInput) as caught:
        ask(cast, **changes)
    assert field in caught.value.problems
    with scope_of(cast.ana):
        assert not ConsentPaper.objects.exists()


@pytest.mark.parametrize(
    ("party", "scope", "kind"),
    [
        (CARE, frozenset({Share.BILLING}), ConsentKind.TREATMENT_PAYMENT_OPERATIONS),
        (COURT, frozenset({Share.ATTENDANCE}), ConsentKind.LEGAL_PROCEEDINGS),
        (WORK, frozenset({Share.ATTENDANCE}), ConsentKind.EMPLOYER),
        (BOARD, frozenset({Share.ATTENDANCE}), ConsentKind.LICENSING_BOARD),
        (Party(RecipientClass.RESEARCHER, "A study"), frozenset({Share.PROGRESS}), ConsentKind.RESEARCH),
        (WATCHER, RECORDING, ConsentKind.RECORDING),
        (PAIR[0], frozenset({Share.COUNSELING_NOTES}), ConsentKind.COUNSELING_NOTES),
    ],
)
def test_each_kind_is_given_alone_and_taken_back_alone(cast, party, scope, kind):
    """Care stands beside it all the while: no service depends on a yes to research or recording."""
    with scope_of(cast.ana):
        reply(cast.ana, ask(cast, parties=(CARE,), scope=frozenset({Share.BILLING})))
        draft = ask(cast, parties=(party,), scope=scope)
        reply(cast.ana, draft)
        asked = Disclosure(kind, party.name, party.recipient_class, scope)
        assert decide_sharing(cast.ana, cast.gil.id, asked, NOW).allowed
        given = Consent.objects.get(paper_id=draft.id)
        revoke_consent(actor=cast.ana, consent_id=given.id, now=at(16))
        assert (
            kind is ConsentKind.TREATMENT_PAYMENT_OPERATIONS
            or not decide_sharing(cast.ana, cast.gil.id, asked, at(16)).allowed
        )
        care = Disclosure(
            ConsentKind.TREATMENT_PAYMENT_OPERATIONS, "", RecipientClass.PAYER, frozenset({Share.BILLING})
        )
        assert decide_sharing(cast.ana, cast.gil.id, care, at(16)).allowed


def test_research_and_recording_say_that_no_service_depends_on_them(cast):
    with scope_of(cast.ana):
        for party, scope in (
            (WATCHER, RECORDING),
            (Party(RecipientClass.RESEARCHER, "A study"), frozenset({Share.PROGRESS})),
        ):
            text = get_paper(cast.ana, ask(cast, parties=(party,), scope=scope).id, TODAY).text
            assert "still get every service here" in text


def test_a_client_asks_answers_and_takes_back_for_themselves(cast, monkeypatch):
    gil = as_gil(cast, monkeypatch)
    with scope_of(gil):
        draft = question(cast)
        prepare_paper(actor=gil, draft=draft, now=at(10))
        reply(gil, draft, way=Way.PAPER)
        assert PaperSignature.objects.get().way == "own_account"
        (card,) = list_consents(gil, cast.gil.id, NOW)
        revoke_consent(actor=gil, consent_id=card.id, now=at(16))
        assert not list_consents(gil, cast.gil.id, at(16))[0].is_active
        for other in (cast.hal.id, cast.zoe.id, new_id()):
            with pytest.raises(NotFound):
                prepare_paper(actor=gil, draft=question(cast, client_id=other), now=NOW)


def test_a_client_cannot_answer_another_ones_paper(cast, monkeypatch):
    with scope_of(cast.cleo):
        draft = ask(cast, by="cleo", client_id=cast.hal.id)
        digest = get_paper(cast.cleo, draft.id, TODAY).digest
    gil = as_gil(cast, monkeypatch)
    with scope_of(gil), pytest.raises(NotFound):
        reply(gil, draft, digest=digest)


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_others_cannot_tell_a_paper_from_one_that_does_not_exist(cast, who):
    other = getattr(cast, who)
    with scope_of(cast.ana):
        draft = ask(cast)
    with scope_of(other):
        for paper_id in (draft.id, new_id()):
            elsewhere = replace(draft, id=paper_id)
            for attempt in (
                lambda paper_id=paper_id: get_paper(other, paper_id, TODAY),
                lambda one=elsewhere: reply(other, one, digest="0" * 64),
                lambda one=elsewhere: reword_paper(actor=other, draft=one, now=NOW),
                lambda paper_id=paper_id: set_aside_paper(actor=other, paper_id=paper_id, now=NOW),
            ):
                with pytest.raises(NotFound):
                    attempt()
        assert list_papers(other, cast.gil.id, TODAY) == []


def test_a_supervisor_reads_the_words_and_answers_for_nobody(cast):
    with scope_of(cast.ana):
        draft = ask(cast)
    with scope_of(cast.ben):
        assert get_paper(cast.ben, draft.id, TODAY).is_open
        with pytest.raises(NotPermitted):
            reply(cast.ben, draft)


def test_set_aside_by_the_first_of_two_taps_it_is_set_aside(cast):
    with scope_of(cast.ana):
        draft = ask(cast)
        said = [set_aside_paper(actor=cast.ana, paper_id=draft.id, now=at(11)) for _ in range(2)]
    assert said == [cast.gil.id, cast.gil.id]
