"""Minors and guardians: who is asked, what a paper needs, and the day on which a guardian's say ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.kernel.instants import local_date
from cairn.platform.ids import new_id
from cairn.privacy.commands.consents import give_consent
from cairn.privacy.commands.guardians import (
    GroundDraft,
    ProofDraft,
    end_guardian,
    prove_guardian,
    record_ground,
    take_back_ground,
)
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.privacy.domain.disclosures import Disclosure
from cairn.privacy.domain.guardians import Evidence, Ground, Power, Relation
from cairn.privacy.domain.papers import Says, State
from cairn.privacy.domain.signing import Answer, Signer
from cairn.privacy.models import Consent, Guardian, GuardianPaper
from cairn.privacy.queries.consents import decide_sharing, list_consents
from cairn.privacy.queries.papers import get_paper
from cairn.privacy.queries.signing import get_signing
from cairn.privacy.scope import scope_of
from cairn.support.queries.clients import get_client
from tests.people import NOW, TODAY, ZONE, at
from tests.privacy.house import MOTHER, ask, born, mother, reply
from tests.privacy.test_consents import draft_for

pytestmark = pytest.mark.django_db
ASKED = Disclosure(ConsentKind.NAMED_PARTY, "Rosa Marsh", RecipientClass.FAMILY, frozenset({Share.PROGRESS}))
TOMORROW = at(12, days_ago=-1)


def shared(cast, when=NOW) -> bool:
    return decide_sharing(cast.ana, cast.gil.id, ASKED, when).allowed


def test_both_sign_the_same_words_and_only_then_is_anything_shared(cast):
    born(cast, "teen")
    with scope_of(cast.ana):
        vera = mother(cast)
        draft = ask(cast)
        first = get_paper(cast.ana, draft.id, TODAY)
        assert first.waits_for == (Signer.CLIENT, Signer.GUARDIAN)
        assert "Vera Marsh (parent)" in first.text
        assert reply(cast.ana, draft)[1] is State.OPEN
        assert not shared(cast)
        assert get_paper(cast.ana, draft.id, TODAY).waits_for == (Signer.GUARDIAN,)
        end_and_anew = mother(cast, name="Tom Marsh")  # a second parent does not change words that are signed already
        assert get_paper(cast.ana, draft.id, TODAY).digest == first.digest
        _, state = reply(cast.ana, draft, guardian_id=end_and_anew, **MOTHER)
        assert state is State.AGREED
        assert shared(cast)
        assert Consent.objects.get().own_word_from == get_signing(cast.ana, cast.gil.id, TODAY).majority_on
        assert vera != end_and_anew


def test_either_ones_no_is_a_no(cast):
    born(cast, "teen")
    with scope_of(cast.ana):
        vera = mother(cast)
        draft = ask(cast)
        reply(cast.ana, draft)
        assert reply(cast.ana, draft, Says.REFUSES, guardian_id=vera, **MOTHER)[1] is State.REFUSED
        assert not Consent.objects.exists()


def test_without_a_guardian_a_yes_waits_and_a_no_does_not(cast):
    born(cast, "teen")
    with scope_of(cast.ana):
        draft = ask(cast)
        with pytest.raises(Refused, match="Nobody who may sign"):
            reply(cast.ana, draft)
        assert reply(cast.ana, draft, Says.REFUSES)[1] is State.REFUSED


def test_a_form_signed_by_hand_is_not_enough_for_a_minor(cast):
    born(cast, "teen")
    with scope_of(cast.ana):
        with pytest.raises(Refused):
            give_consent(actor=cast.ana, draft=draft_for(cast.gil), now=NOW)
        mother(cast)
        with pytest.raises(BadInput, match="Ask on the screen"):
            give_consent(actor=cast.ana, draft=draft_for(cast.gil), now=NOW)
        assert not Consent.objects.exists()


def test_a_minor_who_signs_alone_signs_alone_and_no_parent_is_asked(cast):
    born(cast, "teen")
    with scope_of(cast.ana):
        vera = mother(cast)
        ground = GroundDraft(new_id(), cast.gil.id, Ground.GRADUATE, "Saw the diploma; talked with Ben", TODAY)
        record_ground(actor=cast.ana, draft=ground, now=at(9))
        draft = ask(cast)
        assert "Vera" not in get_paper(cast.ana, draft.id, TODAY).text
        with pytest.raises(BadInput):
            reply(cast.ana, draft, guardian_id=vera, **MOTHER)
        assert reply(cast.ana, draft)[1] is State.AGREED
        assert Consent.objects.get().own_word_from is None
        take_back_ground(actor=cast.ana, ground_id=ground.id, because="It was a copy", now=at(16))
        assert get_signing(cast.ana, cast.gil.id, TODAY).answer is Answer.BOTH


def test_of_age_today_the_guardian_signs_no_more_and_the_person_signs_alone(cast):
    born(cast, "of age today")
    with scope_of(cast.ana):
        vera = mother(cast)
        signing = get_signing(cast.ana, cast.gil.id, TODAY)
        assert signing.answer is Answer.PERSON
        assert signing.able == ()
        assert signing.decision.finding("sign.guardian_ended").found == "The guardian's say ended on November 20, 2026"
        draft = ask(cast)
        with pytest.raises(BadInput):
            reply(cast.ana, draft, guardian_id=vera, **MOTHER)
        assert reply(cast.ana, draft)[1] is State.AGREED
        assert list_consents(cast.ana, cast.gil.id, NOW)[0].doubts == ()


@pytest.mark.parametrize(
    ("hour", "minute", "days_ago", "needed"),
    [(23, 59, 0, Signer.GUARDIAN), (0, 0, -1, None)],  # by the clock of the program, hours after midnight in Greenwich
)
def test_the_birthday_begins_at_midnight_where_the_program_is(cast, hour, minute, days_ago, needed):
    born(cast, "of age tomorrow")
    when = at(hour, minute, days_ago=days_ago)
    with scope_of(cast.ana):
        mother(cast)
        draft = ask(cast)
        seen = get_paper(cast.ana, draft.id, local_date(when, ZONE)).digest
        _, state = reply(cast.ana, draft, when=when, digest=seen)
        waits = get_paper(cast.ana, draft.id, local_date(when, ZONE)).waits_for
    assert (state is State.OPEN, waits) == (needed is not None, (needed,) if needed else ())


def test_what_both_signed_yesterday_stands_and_asks_for_the_persons_own_word_on_the_birthday(cast):
    born(cast, "of age tomorrow")
    with scope_of(cast.ana):
        vera = mother(cast)
        draft = ask(cast)
        reply(cast.ana, draft)
        reply(cast.ana, draft, guardian_id=vera, **MOTHER)
        assert list_consents(cast.ana, cast.gil.id, NOW)[0].doubts == ()
        (card,) = list_consents(cast.ana, cast.gil.id, TOMORROW)
        assert card.needs_own_word
        assert card.is_active  # their own name stands on it, too
        assert [doubt.code for doubt in card.doubts] == ["consent.own_word"]
        assert shared(cast, TOMORROW)


def test_a_paper_half_signed_on_the_eve_is_finished_by_nobody_else_on_the_birthday(cast):
    born(cast, "of age tomorrow")
    with scope_of(cast.ana):
        vera = mother(cast)
        draft = ask(cast)
        reply(cast.ana, draft, guardian_id=vera, **MOTHER)
        digest = get_paper(cast.ana, draft.id, TODAY).digest
        _, state = reply(cast.ana, draft, when=TOMORROW, digest=digest)
        assert state is State.AGREED
        assert list_consents(cast.ana, cast.gil.id, TOMORROW)[0].is_active


def test_what_a_court_guardian_signed_alone_waits_once_they_sign_no_more(cast):
    with scope_of(cast.ana):
        order = {"relation": Relation.ADULT_GUARDIAN, "evidence": Evidence.COURT_ORDER}
        named = mother(cast, **order)
        draft = ask(cast)
        assert get_paper(cast.ana, draft.id, TODAY).waits_for == (Signer.GUARDIAN,)
        reply(cast.ana, draft, guardian_id=named, **MOTHER)
        assert shared(cast)
        end_guardian(actor=cast.ana, guardian_id=named, now=at(16))
        end_guardian(actor=cast.ana, guardian_id=named, now=at(17))
        assert not shared(cast, at(17))
        (card,) = list_consents(cast.ana, cast.gil.id, at(17))
        assert card.needs_own_word
        assert not card.is_active
        assert get_client(cast.ana, cast.gil.id, TODAY).consents_told == "Nothing may be shared."


def test_a_person_with_a_court_guardian_may_still_say_no(cast):
    with scope_of(cast.ana):
        mother(cast, relation=Relation.ADULT_GUARDIAN, evidence=Evidence.COURT_ORDER)
        draft = ask(cast)
        assert reply(cast.ana, draft, Says.REFUSES)[1] is State.REFUSED


def test_where_the_law_is_not_known_somebody_is_asked_and_what_they_said_is_kept(cast):
    elsewhere = replace(cast.ana, place="us-pa")
    with scope_of(cast.ana):
        draft = ask(cast)
        paper = get_paper(elsewhere, draft.id, TODAY)
        assert paper.signing.must_ask
        with pytest.raises(BadInput) as caught:
            reply(elsewhere, draft)
        assert "because" in caught.value.problems
        assert reply(elsewhere, draft, because="Our counsel: of age, signs alone")[1] is State.AGREED
        assert get_paper(cast.ana, draft.id, TODAY).because == "Our counsel: of age, signs alone"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"may_sign": frozenset()}, "may_sign"),
        ({"starts_on": TODAY, "ends_on": TODAY}, "ends_on"),
        ({"seen_on": TODAY + timedelta(days=1)}, "seen_on"),
        ({"relation": Relation.LEGAL_GUARDIAN}, "evidence"),
        ({"evidence_words": "x" * 201}, "evidence_words"),
    ],
)
def test_who_may_sign_is_written_down_whole_or_not_at_all(cast, changes, field):
    with scope_of(cast.ana), pytest.raises(BadInput) as caught:
        mother(cast, **changes)
    assert field in caught.value.problems
    with scope_of(cast.ana):
        assert not Guardian.objects.exists()


def test_the_same_form_sent_twice_is_one_guardian(cast):
    with scope_of(cast.ana):
        one = new_id()
        assert mother(cast, id=one) == mother(cast, id=one)
        with pytest.raises(Conflict):
            mother(cast, id=one, name="Another")
        assert Guardian.objects.count() == 1


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_others_cannot_tell_who_signs(cast, who):
    other = getattr(cast, who)
    with scope_of(cast.ana):
        vera = mother(cast)
    with scope_of(other):
        for client_id in (cast.gil.id, new_id()):
            with pytest.raises(NotFound):
                get_signing(other, client_id, TODAY)
            with pytest.raises(NotFound):
                record_ground(actor=other, draft=GroundDraft(new_id(), client_id, Ground.MARRIED, "So", TODAY), now=NOW)
        for guardian_id in (vera, new_id()):
            with pytest.raises(NotFound):
                end_guardian(actor=other, guardian_id=guardian_id, now=NOW)
            with pytest.raises(NotFound):
                take_back_ground(actor=other, ground_id=guardian_id, because="x", now=NOW)
    with scope_of(cast.jun), pytest.raises(NotPermitted):
        get_signing(cast.jun, cast.gil.id, TODAY)


def told(cast, **changes):
    """Somebody says that she is the mother; no paper was looked at."""
    return mother(cast, evidence=Evidence.TOLD, **changes)


def against(cast) -> list[str]:
    return [one.code for one in decide_sharing(cast.ana, cast.gil.id, ASKED, NOW).against]


def both_sign(cast, guardian_id) -> None:
    draft = ask(cast)
    reply(cast.ana, draft)
    assert reply(cast.ana, draft, guardian_id=guardian_id, **MOTHER)[1] is State.AGREED


def test_what_was_signed_on_a_word_is_kept_and_lets_nothing_out_until_a_paper_was_looked_at(cast):
    born(cast, "teen")
    with scope_of(cast.ana):
        vera = told(cast)
        assert "sign.not_proven" in [one.code for one in get_signing(cast.ana, cast.gil.id, TODAY).decision.warnings]
        both_sign(cast, vera)
        assert against(cast) == ["consent.not_proven"]
        (card,) = list_consents(cast.ana, cast.gil.id, NOW)
        assert not card.is_active
        assert card.waits_for_proof
        (doubt,) = card.doubts
        assert "birth certificate" in doubt.remedy
        assert "what was signed is kept" in doubt.remedy
        assert not doubt.is_verified  # the list of papers is the pack's choice, and says so
        assert get_client(cast.ana, cast.gil.id, TODAY).standing_consents == 0
        proof = ProofDraft(vera, Evidence.BIRTH_CERTIFICATE, TODAY)
        assert prove_guardian(actor=cast.ana, draft=proof, now=NOW) == cast.gil.id
        assert shared(cast)
        assert list_consents(cast.ana, cast.gil.id, NOW)[0].doubts == ()
        assert get_client(cast.ana, cast.gil.id, TODAY).standing_consents == 1
        assert Guardian.objects.get().evidence == Evidence.TOLD  # what was known then stays beside it
        prove_guardian(actor=cast.ana, draft=proof, now=NOW)
        with pytest.raises(Conflict, match="written down for them already"):
            prove_guardian(actor=cast.ana, draft=replace(proof, evidence=Evidence.COURT_ORDER), now=NOW)


def test_a_stronger_paper_is_added_and_the_weaker_one_stays_beside_it(cast):
    """A record of a school proves it for sharing; for research the birth certificate is needed, and comes later."""
    born(cast, "teen")
    with scope_of(cast.ana):
        vera = told(cast, may_sign=frozenset(Power))
        weaker = ProofDraft(vera, Evidence.SCHOOL_OR_CLINIC, TODAY, "School record")
        prove_guardian(actor=cast.ana, draft=weaker, now=NOW)
        (one,) = get_signing(cast.ana, cast.gil.id, TODAY).guardians
        assert (one.is_proven, one.unproven) == (True, (Power.RESEARCH,))
        stronger = ProofDraft(vera, Evidence.BIRTH_CERTIFICATE, TODAY, "Seen at the office")
        for _ in range(2):
            prove_guardian(actor=cast.ana, draft=stronger, now=at(9))
        prove_guardian(actor=cast.ana, draft=weaker, now=at(9))  # sent again: nothing changes
        (one,) = get_signing(cast.ana, cast.gil.id, TODAY, ConsentKind.RESEARCH).guardians
        assert (one.is_proven, one.unproven) == (True, ())
        assert [(paper.evidence, paper.words) for paper in one.later] == [
            (Evidence.SCHOOL_OR_CLINIC, "School record"),
            (Evidence.BIRTH_CERTIFICATE, "Seen at the office"),
        ]
        for weak in (Evidence.COURT_ORDER, Evidence.SCHOOL_OR_CLINIC):
            with pytest.raises(Conflict, match="written down for them already"):
                prove_guardian(actor=cast.ana, draft=ProofDraft(vera, weak, TODAY, "another"), now=NOW)
        assert GuardianPaper.objects.count() == 1
        assert Guardian.objects.get().evidence == Evidence.TOLD


def test_a_consent_counts_by_the_stronger_paper_that_came_later(cast):
    born(cast, "teen")
    with scope_of(cast.ana):
        vera = told(cast, may_sign=frozenset({Power.SHARING, Power.RESEARCH}))
        both_sign(cast, vera)
        Guardian.objects.update(proof=Evidence.SIGNED_STATEMENT.value, proof_seen_on=TODAY)  # once enough, no more
        assert against(cast) == ["consent.not_proven"]
        prove_guardian(actor=cast.ana, draft=ProofDraft(vera, Evidence.SCHOOL_OR_CLINIC, TODAY), now=NOW)
        assert shared(cast)
        assert list_consents(cast.ana, cast.gil.id, NOW)[0].doubts == ()


def test_a_word_beside_a_proven_parent_is_still_a_word(cast):
    born(cast, "teen")
    with scope_of(cast.ana):
        mother(cast)
        uncle = told(cast, name="Uncle Joe", relation=Relation.CARETAKER)
        views = {one.name: one.is_proven for one in get_signing(cast.ana, cast.gil.id, TODAY).guardians}
        assert views == {"Vera Marsh": True, "Uncle Joe": False}
        both_sign(cast, uncle)
        assert against(cast) == ["consent.not_proven"]


def test_which_paper_is_enough_is_said_for_each_kind_of_consent(cast):
    born(cast, "teen")
    with scope_of(cast.ana):
        all_powers = frozenset(Power)
        uncle = told(cast, relation=Relation.CARETAKER, may_sign=all_powers)
        with pytest.raises(BadInput, match="does not prove it") as caught:
            prove_guardian(actor=cast.ana, draft=ProofDraft(uncle, Evidence.BIRTH_CERTIFICATE, TODAY), now=NOW)
        assert "signed statement" in caught.value.problems["evidence"]
        prove_guardian(actor=cast.ana, draft=ProofDraft(uncle, Evidence.SIGNED_STATEMENT, TODAY), now=NOW)
        proven = {
            kind: get_signing(cast.ana, cast.gil.id, TODAY, kind).guardians[0].is_proven
            for kind in (ConsentKind.NAMED_PARTY, ConsentKind.RECORDING, ConsentKind.RESEARCH)
        }
        assert proven == {ConsentKind.NAMED_PARTY: True, ConsentKind.RECORDING: False, ConsentKind.RESEARCH: False}


def test_a_minor_who_signs_alone_is_not_held_up_by_a_parents_missing_paper(cast):
    born(cast, "teen")
    with scope_of(cast.ana):
        told(cast)
        ground = GroundDraft(new_id(), cast.gil.id, Ground.GRADUATE, "Saw the diploma", TODAY)
        record_ground(actor=cast.ana, draft=ground, now=at(9))
        assert reply(cast.ana, ask(cast))[1] is State.AGREED
        assert shared(cast)


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_others_cannot_prove_or_tell_anything(cast, who):
    with scope_of(cast.ana):
        vera = told(cast)
    with scope_of(getattr(cast, who)):
        for one in (vera, new_id()):
            with pytest.raises(NotFound):
                prove_guardian(actor=getattr(cast, who), draft=ProofDraft(one, Evidence.COURT_ORDER, TODAY), now=NOW)


def test_a_form_gone_back_to_and_sent_for_the_other_signer_is_answered_in_words(cast):
    """The back button shows the page with the id that the first name was signed by."""
    born(cast, "teen")
    with scope_of(cast.ana):
        named = mother(cast)
        draft = ask(cast)
        sent, state = reply(cast.ana, draft)
        assert state is State.OPEN
        with pytest.raises(Conflict):
            reply(cast.ana, draft, id=sent.id, guardian_id=named, **MOTHER)
        assert reply(cast.ana, draft, guardian_id=named, **MOTHER)[1] is State.AGREED


def test_what_a_court_guardian_signed_alone_waits_from_the_day_that_was_written_down_as_their_last(cast):
    """Not only when somebody ends it by hand: an order that runs out ends their say by itself."""
    with scope_of(cast.ana):
        order = {"relation": Relation.ADULT_GUARDIAN, "evidence": Evidence.COURT_ORDER}
        named = mother(cast, ends_on=TODAY + timedelta(days=1), **order)
        draft = ask(cast)
        reply(cast.ana, draft, guardian_id=named, **MOTHER)
        assert shared(cast, NOW)
        assert not shared(cast, TOMORROW)
        (card,) = list_consents(cast.ana, cast.gil.id, TOMORROW)
        assert card.needs_own_word
