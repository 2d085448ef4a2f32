"""What it costs, signed by the person: the exact bytes, on a device handed over or on their own pages; a tick alone is weaker."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction

from cairn.intake.commands.fees import set_fee
from cairn.intake.commands.later import write_kept_step
from cairn.intake.commands.signing import FeeAnswer, sign_fee
from cairn.intake.domain.fee_words import text_of
from cairn.intake.domain.questions import NOT_YET, SHOWN, Step
from cairn.intake.models import FeeSignature, StepEntry
from cairn.intake.queries.fee_papers import get_fee_paper
from cairn.intake.queries.papers import list_papers
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.domain.papers import Says, digest_of
from cairn.privacy.domain.wording import PaperLanguage
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client
from tests.browsers import set_clock
from tests.browsers import sign_in as sign_in_at_work
from tests.people import NOW, TODAY
from tests.portal.house import let_in, sign_in

pytestmark = pytest.mark.django_db
ENGLISH, SPANISH = PaperLanguage.ENGLISH, PaperLanguage.SPANISH
WORDS = "Five dollars a month.\nNothing while you are in training."


@pytest.fixture(autouse=True)
def _clock(cast, monkeypatch):
    set_clock(monkeypatch)
    cache.clear()


@pytest.fixture
def notice(cast):
    return say(cast, WORDS)


def say(cast, words):
    with scope_of(cast.faye):
        return set_fee(
            actor=cast.faye, notice_id=new_id(), program_id=cast.program.id, costs_nothing=False, words=words, now=NOW
        )


def paper(cast, actor=None, language=ENGLISH):
    actor = actor or cast.ana
    with scope_of(actor):
        return get_fee_paper(actor, cast.gil.id, TODAY, language)


def sign(cast, actor=None, says=Says.AGREES, digest="", language=ENGLISH, answer_id=None):
    actor = actor or cast.ana
    digest = digest or paper(cast, language=language).digest
    with scope_of(actor):
        answer = FeeAnswer(answer_id or new_id(), cast.gil.id, new_id(), says, digest, language)
        return sign_fee(actor=actor, answer=answer, now=NOW)


def counted(cast):
    with scope_of(cast.faye):
        return list_papers(cast.faye, [cast.gil.id], TODAY).get(cast.gil.id)


def test_what_is_signed_is_kept_byte_for_byte_and_stays(cast, notice):
    shown = paper(cast)
    assert "Five dollars a month." in shown.text
    assert sign(cast) is Says.AGREES
    with scope_of_installation():
        row = FeeSignature.objects.get()
        assert (row.text, row.digest, row.way) == (shown.text, digest_of(shown.text), "this_device")
        step = StepEntry.objects.get(step="fee")
        assert step.words == {"agreed": "signed", SHOWN: shown.told}
        with pytest.raises(DatabaseError), transaction.atomic():
            FeeSignature.objects.update(says="refuses")
    assert (counted(cast).fee_agreed, counted(cast).fee_by_word) == (True, False)
    assert paper(cast).is_current


def test_a_no_is_kept_as_a_no_and_the_step_waits(cast, notice):
    sign(cast, says=Says.REFUSES)
    assert paper(cast).says is Says.REFUSES
    assert not counted(cast).fee_agreed
    sign(cast)
    assert counted(cast).fee_agreed


def test_a_tick_is_told_by_word_of_mouth_and_weaker(cast, notice):
    with scope_of(cast.ana):
        told = {"agreed": "screen", "notice": str(notice)}
        write_kept_step(
            actor=cast.ana, client_id=cast.gil.id, intake_id=new_id(), step=Step.FEE, answers=told, seen=0, now=NOW
        )
    assert (counted(cast).fee_agreed, counted(cast).fee_by_word) == (True, True)
    sign(cast)
    assert not counted(cast).fee_by_word


def test_nobody_ticks_that_it_was_signed(cast, notice):
    with scope_of(cast.ana), pytest.raises(BadInput):
        write_kept_step(
            actor=cast.ana, client_id=cast.gil.id, intake_id=new_id(), step=Step.FEE,
            answers={"agreed": "signed", "notice": str(notice)}, seen=0, now=NOW,
        )  # fmt: skip


def test_words_that_changed_are_not_signed(cast, notice):
    digest = paper(cast).digest
    say(cast, "Six dollars a month.")
    with pytest.raises(Conflict):
        sign(cast, digest=digest)
    with pytest.raises(Conflict):
        sign(cast, digest=paper(cast, language=SPANISH).digest)
    with scope_of_installation():
        assert not FeeSignature.objects.exists()


def test_said_anew_it_is_asked_again_and_what_was_signed_stays(cast, notice):
    sign(cast)
    say(cast, "Six dollars a month.")
    now = paper(cast)
    assert not now.is_current
    assert "Five dollars" in now.signed_text


def test_while_nothing_is_said_nothing_is_signed(cast):
    assert paper(cast).notice_id is None
    with pytest.raises(Conflict):
        sign(cast, digest="0" * 64)


def test_who_is_under_age_does_not_sign_alone(cast, notice):
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(birth_date=date(2012, 3, 1))
    assert paper(cast).is_under_age
    with pytest.raises(Conflict):
        sign(cast)


def test_sent_again_it_is_one_signature_and_otherwise_a_conflict(cast, notice):
    one = new_id()
    sign(cast, answer_id=one)
    sign(cast, answer_id=one)
    with pytest.raises(Conflict):
        sign(cast, answer_id=one, says=Says.REFUSES)
    with scope_of_installation():
        assert FeeSignature.objects.count() == 1
        assert LedgerEntry.objects.filter(action="intake.step.written").count() == 0


def test_who_may(cast, notice):
    for actor in (cast.cleo, cast.dov, cast.ben, cast.noor):
        with pytest.raises((NotFound, NotPermitted)):
            sign(cast, actor)
    hal = let_in(cast, cast.hal, "hal-himself")
    with pytest.raises(NotFound):
        sign(cast, hal)


def test_equal_words_are_equal_bytes_and_no_sign_turns_the_reading():
    plain = text_of("Gil", "High Divide", "Five  dollars", ENGLISH)
    assert plain == text_of("Gil\u202e", "High Divide", "Five dollars\u2066", ENGLISH)
    assert plain != text_of("Gil", "High Divide", "Five dollars", SPANISH)


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1]


def test_on_a_device_that_is_handed_over(cast, notice):
    ana = sign_in_at_work(cast, "ana")
    address = f"/people/{cast.gil.id}/cost/"
    page = ana.get(f"{address}?language=es")
    sent = {name: hidden(page, name) for name in ("id", "intake", "digest", "language")}
    assert "Lo que me cuesta" in page.content.decode()
    assert ana.post(address, sent).status_code == 400
    assert ana.post(address, {**sent, "digest": "0" * 64, "says": "agrees"}).status_code == 409
    assert "Their yes is kept" in ana.post(address, {**sent, "says": "agrees"}, follow=True).content.decode()
    assert "Signed on" in ana.get(address).content.decode()
    with scope_of_installation():
        assert FeeSignature.objects.get().language == "es"


@pytest.mark.parametrize(("language", "yes"), [("en", "Your yes is kept"), ("es", "Tu sí queda guardado")])
def test_on_their_own_pages(cast, notice, language, yes):
    let_in(cast, cast.gil, "gil-himself", language=language)
    browser = sign_in(cast, "gil-himself")
    page = browser.get("/mine/cost/")
    sent = {name: hidden(page, name) for name in ("id", "intake", "digest", "words_in")}
    assert browser.post("/mine/cost/", {**sent, "digest": "0" * 64, "says": "agrees"}).status_code == 409
    assert yes in browser.post("/mine/cost/", {**sent, "says": "agrees"}, follow=True).content.decode()
    with scope_of_installation():
        assert FeeSignature.objects.get().way == "own_account"
    assert NOT_YET not in counted_words(cast)


def counted_words(cast):
    with scope_of_installation():
        return StepEntry.objects.get(step="fee").words["agreed"]
