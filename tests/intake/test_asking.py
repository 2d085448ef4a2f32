"""Asking for a peer supporter without an account: kept, taken up, let go; and nobody but the manager learns who asked."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse

from cairn.intake.commands.asking import (
    close_asking_door,
    let_go_asking,
    open_asking_door,
    send_asking,
    take_up_asking,
)
from cairn.intake.domain.asking import AskingDraft, Message
from cairn.intake.domain.asking_words import WORDS
from cairn.intake.domain.questions import QUESTIONS, Step
from cairn.intake.models import Asking, AskingDoor
from cairn.intake.queries import asking as asking_queries
from cairn.intake.queries.asking import count_at_the_door, get_door, list_asking
from cairn.intake.queries.brought import list_brought
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import set_clock, sign_in, steady
from tests.intake.acts import begin, finish, form, read
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>\x00{{ 7*7 }}"
WORDS_OF_ROBIN = AskingDraft("Robin", "406 555 0177", "", Message.FIRST_NAME, "At night", "A veteran, please")


@pytest.fixture(autouse=True)
def _places_left():
    cache.clear()


@pytest.fixture
def token(cast):
    with scope_of(cast.faye):
        door_id = open_asking_door(actor=cast.faye, door_id=new_id(), program_id=cast.program.id, now=NOW)
        return AskingDoor.objects.get(id=door_id).token


def send(token, draft=WORDS_OF_ROBIN, asking_id=None, now=NOW):
    door = get_door(token)
    with scope_of(door.actor):
        return send_asking(actor=door.actor, asking_id=asking_id or new_id(), draft=draft, now=now)


def as_kept(asking_id):
    with scope_of_installation():
        return Asking.objects.get(id=asking_id)


def test_what_was_asked_becomes_their_coming_in(cast, token):
    asking_id, intake_id = new_id(), new_id()
    for _ in range(2):
        send(token, asking_id=asking_id)
    with scope_of(cast.faye):
        (one,) = list_asking(cast.faye, TODAY)
        assert (one.called, one.phone, one.brings) == ("Robin", "406 555 0177", "A veteran, please")
        for _ in range(2):
            take_up_asking(actor=cast.faye, asking_id=asking_id, intake_id=intake_id, now=NOW)
        assert list_asking(cast.faye, TODAY) == ()
    intake = read(cast, intake_id, cast.faye)
    assert intake.called == "Robin"
    told = dict(intake.entry(Step.REACH).told(Step.REACH))
    assert told["Phone"] == "406 555 0177"
    assert "My first name and a number, nothing else" in told.values()
    assert intake.entry(Step.MATTERS).answers == {"brings": "A veteran, please"}
    row = as_kept(asking_id)
    assert (row.called, row.phone, row.brings, row.outcome) == ("", "", "", "taken_up")
    with scope_of(cast.faye), pytest.raises(Conflict):
        let_go_asking(actor=cast.faye, asking_id=asking_id, now=NOW)
    finish(cast, intake_id, cast.faye)


def test_their_own_words_stand_where_they_choose(cast, token, monkeypatch):
    set_clock(monkeypatch)
    asking_id, intake_id = new_id(), new_id()
    send(token, asking_id=asking_id)
    with scope_of(cast.faye):
        take_up_asking(actor=cast.faye, asking_id=asking_id, intake_id=intake_id, now=NOW)
    client_id = finish(cast, intake_id, cast.faye)
    page = sign_in(cast, "faye").get(reverse("choose_peer", kwargs={"client_id": client_id}))
    assert "A veteran, please" in page.content.decode()
    assert "Nothing was written down" not in page.content.decode()
    for actor in (cast.cleo, cast.jun, cast.dov):  # who may not read what was told learns nothing by another way
        with scope_of(actor):
            assert list_brought(actor, client_id, TODAY) == ()
    with scope_of(cast.faye):
        assert [words for _, words in list_brought(cast.faye, client_id, TODAY)] == ["A veteran, please"]
        assert list_brought(cast.faye, cast.gil.id, TODAY) == ()


def test_let_go_it_is_gone(cast, token):
    asking_id = send(token)
    with scope_of(cast.faye):
        for _ in range(2):
            let_go_asking(actor=cast.faye, asking_id=asking_id, now=NOW)
        with pytest.raises(Conflict):
            take_up_asking(actor=cast.faye, asking_id=asking_id, intake_id=new_id(), now=NOW)
    assert (as_kept(asking_id).called, as_kept(asking_id).outcome) == ("", "let_go")


@pytest.mark.parametrize(
    ("draft", "problems"),
    [
        (AskingDraft("", "406 555 0177"), {"called": "no_name"}),
        (AskingDraft("R"), {"phone": "no_way"}),
        (AskingDraft("R", "abc"), {"phone": "few_digits"}),
        (AskingDraft("R", "406 55"), {"phone": "few_digits"}),
        (AskingDraft("R" * 81, "5" * 31), {"called": "too_long", "phone": "too_long"}),
        (AskingDraft("R", "", "x" * 81, brings="y" * 601), {"another": "too_long", "brings": "too_long"}),
    ],
)
def test_what_cannot_be_taken_is_named_in_words_that_there_are(token, draft, problems):
    with pytest.raises(BadInput) as raised:
        send(token, draft)
    assert raised.value.problems == problems
    assert set(problems.values()) <= WORDS.keys()


def test_a_phone_in_other_words_is_taken_beside_another_way(token):
    assert send(token, AskingDraft("R", "ask Jo", "At the library on Fridays"))


def test_a_phone_that_nobody_can_dial_is_asked_about_at_its_field_and_stays_there(cast, token, monkeypatch):
    set_clock(monkeypatch)
    url = reverse("ask", kwargs={"token": token})
    for number, lang in enumerate(("en", "es")):
        wrong = Browser().post(url, form(token, phone="abc 1", brings="A veteran, please", lang=lang))
        page = wrong.content.decode()
        assert (wrong.status_code, 'value="abc 1"' in page, "A veteran, please" in page) == (400, True, True)
        error = page[page.index('id="phone-error"') : page.index('name="phone"')]
        assert WORDS["few_digits"][number] in error


def test_the_codes_are_those_of_the_step_that_keeps_them():
    codes = {code for question in QUESTIONS[Step.REACH] if question.code == "message" for code, _ in question.options}
    assert codes == set(Message)


def test_a_closed_door_is_like_one_that_never_was(cast, token):
    door = get_door(token)
    with scope_of(cast.dov), pytest.raises(NotPermitted):
        close_asking_door(actor=cast.dov, door_id=door.id, now=NOW)
    with scope_of(cast.faye):
        for _ in range(2):
            close_asking_door(actor=cast.faye, door_id=door.id, now=NOW)
    for text in (token, "nothing"):
        with pytest.raises(NotFound):
            get_door(text)
    with scope_of(door.actor), pytest.raises(NotFound):
        send_asking(actor=door.actor, asking_id=new_id(), draft=WORDS_OF_ROBIN, now=NOW)


def test_no_colleague_learns_who_asked(cast, token, monkeypatch):
    set_clock(monkeypatch)
    asking_id = send(token)
    for actor in (cast.ana, cast.ben, cast.jun, cast.dov):
        with scope_of(actor), pytest.raises(NotPermitted):
            list_asking(actor, TODAY)
        with scope_of(actor), pytest.raises(NotPermitted):
            take_up_asking(actor=actor, asking_id=asking_id, intake_id=new_id(), now=NOW)
    assert "Robin" not in sign_in(cast, "ana").get(reverse("list_intakes")).content.decode()
    with scope_of_installation():
        told = str(list(LedgerEntry.objects.filter(action="intake.asking.sent").values()))
    assert "Robin" not in told


def test_the_home_counts_both_in_one_statement(cast, token, django_assert_num_queries):
    send(token)
    finish(cast, begin(cast))
    with scope_of(cast.faye), django_assert_num_queries(1):
        assert count_at_the_door(cast.faye, TODAY) == {"asked": 1, "unchecked": 1}


def test_anybody_asks_in_either_language(cast, token, monkeypatch):
    set_clock(monkeypatch)
    url, anybody = reverse("ask", kwargs={"token": token}), Browser()
    page = anybody.get(url, headers={"Accept-Language": "es-MX"})
    assert "¿Cómo te llamamos?" in page.content.decode()
    assert 'lang="es"' in page.content.decode()
    assert "Skip to the page" not in page.content.decode()
    assert '<a class="tap" href="tel:988">Llama al 988 y marca 2</a>' in page.content.decode()
    assert '<a class="tap" href="sms:988">Envía AYUDA al 988</a>' in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin", "no-referrer would stop the form itself"
    answer = anybody.post(url, form(token, called=HOSTILE, lang="es"), follow=True)
    assert "Gracias" in answer.content.decode()
    assert "alert(1)" not in answer.content.decode()
    page = sign_in(cast, "faye").get(reverse("list_asking")).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page
    assert "in Spanish" in page


def test_in_the_other_language_what_was_typed_stays_and_nothing_is_sent(cast, token, monkeypatch):
    set_clock(monkeypatch)
    url, anybody = reverse("ask", kwargs={"token": token}), Browser()
    typed = form(token, called="", times="At night", brings="A veteran,\nplease", message="say_who")
    shown = anybody.post(url, {**typed, "speak": "es"})
    page = shown.content.decode()
    assert (shown.status_code, 'lang="es"' in page, "no-store" in shown["Cache-Control"]) == (200, True, True)
    assert all(
        words in page for words in ('value="406 555 0177"', 'value="At night"', "A veteran,\nplease", typed["id"])
    )
    assert 'value="say_who" checked' in page
    assert 'role="alert"' not in page, "what is missing is asked when it is sent"
    assert 'type="submit" form="asking" name="speak" value="en" lang="en"' in page
    back = anybody.post(url, {**typed, "lang": "es", "speak": "en"}).content.decode()
    assert "What should we call you?" in back
    assert "At night" in back
    with scope_of_installation():
        assert not Asking.objects.exists()


def test_enter_in_a_field_sends_and_does_not_change_the_language(cast, token):
    page = Browser().get(reverse("ask", kwargs={"token": token})).content.decode()
    first = re.search(r'<button[^>]*type="submit"[^>]*>', page)
    assert 'form="asking"' in first[0]
    assert "name=" not in first[0]


@pytest.mark.parametrize("name", ["ask", "asking_sent"])
def test_the_band_of_the_demo_speaks_the_language_of_the_page(cast, token, settings, name):
    settings.CAIRN_DEMO = True
    page = Browser().get(reverse(name, kwargs={"token": token}), {"lang": "es"}).content.decode()
    assert '<p class="demo">Datos de muestra: nadie aquí es real.</p>' in page
    assert "nobody here is real" not in page


def test_bad_input_keeps_what_was_typed(cast, token, monkeypatch):
    set_clock(monkeypatch)
    url, anybody = reverse("ask", kwargs={"token": token}), Browser()
    wrong = anybody.post(url, form(token, called="\u200b", phone="", brings="y" * 10_000))
    page = wrong.content.decode()
    assert wrong.status_code == 400
    assert WORDS["no_name"][0] in page
    assert "y" * 10_000 in page
    sent = form(token)
    anybody.post(url, sent)
    assert anybody.post(url, {**sent, "called": "Other"}).status_code == 409
    assert anybody.get(reverse("ask", kwargs={"token": "nothing"})).status_code == 404
    assert anybody.put(url).status_code == 405


@pytest.mark.parametrize("name", ["ask", "asking_sent"])
def test_who_reads_an_old_poster_is_told_so_in_their_language_and_whom_to_call(cast, token, monkeypatch, name):
    set_clock(monkeypatch)
    door, url, anybody = get_door(token), reverse(name, kwargs={"token": token}), Browser()
    with scope_of(cast.faye):
        close_asking_door(actor=cast.faye, door_id=door.id, now=NOW)
    closed = anybody.get(url, headers={"Accept-Language": "es"})
    page = closed.content.decode()
    assert (closed.status_code, door.organization_name in page) == (404, False)
    assert WORDS["closed"][1] in page
    assert "988" in page
    never = anybody.get(reverse(name, kwargs={"token": "nothing"}), headers={"Accept-Language": "es"})
    assert steady(never.content.decode()) == steady(page)
    assert anybody.post(reverse("ask", kwargs={"token": token}), form(token)).status_code == 404


def test_more_who_wait_than_a_page_shows_are_counted(cast, token, monkeypatch):
    set_clock(monkeypatch)
    monkeypatch.setattr(asking_queries, "SHOWN", 2)
    for minute in range(3):
        send(token, AskingDraft(f"Robin {minute}", "555 0177"), now=Instant(NOW + timedelta(minutes=minute)))
    page = sign_in(cast, "faye").get(reverse("list_asking")).content.decode()
    assert "Robin 1" in page
    assert "Robin 2" not in page
    assert "And 1 more" in page


def test_the_field_for_machines_is_kept_from_those_who_listen_to_the_page(cast, token):
    """Whoever fills it in is thanked and not kept: a screen reader must not offer it."""
    page = Browser().get(reverse("ask", kwargs={"token": token})).content.decode()
    assert re.search(r'<div class="hide" aria-hidden="true">[^/]*</label><input id="website"[^>]*tabindex="-1"', page)


def test_the_manager_opens_takes_up_and_closes(cast, monkeypatch):
    set_clock(monkeypatch)
    faye, asked = sign_in(cast, "faye"), reverse("list_asking")
    assert "Nobody can ask by themselves yet" in faye.get(asked).content.decode()
    sent = {"id": str(new_form_id(cast.organization.id)), "program": str(cast.program.id)}
    for _ in range(2):
        faye.post(reverse("open_asking_door"), sent)
    with scope_of_installation():
        door = AskingDoor.objects.get()
    assert door.token in faye.get(asked).content.decode()
    asking_id = send(door.token)
    assert "1 person waits" in faye.get(reverse("list_intakes")).content.decode()
    parts = {"asking_id": asking_id}
    begun = faye.post(reverse("take_up_asking", kwargs=parts), {"id": str(new_form_id(cast.organization.id))})
    assert "Robin" in faye.get(begun["Location"]).content.decode()
    late = faye.post(reverse("let_go_asking", kwargs=parts), follow=True).content.decode()
    assert "Somebody took care of this" in late
    faye.post(reverse("close_asking_door", kwargs={"asking_door_id": door.id}))
    assert Browser().get(reverse("ask", kwargs={"token": door.token})).status_code == 404
