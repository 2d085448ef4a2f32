"""The person's own pages: read, write beside, allow, stop, wish, take along; in both languages; and nobody else's."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from django.core.cache import cache

from cairn.kernel.errors import BadInput, NotFound, NotPermitted
from cairn.platform.ids import new_form_id, new_id
from cairn.portal.commands.own_words import write_own_words
from cairn.portal.commands.wishes import wish_for_other_peer
from cairn.portal.domain.choices import Language
from cairn.portal.models import OwnWords, PeerWish, WayOut
from cairn.portal.queries.access import NEUTRAL
from cairn.portal.queries.own_words import get_own_voice
from cairn.portal.queries.wishes import count_wishes, find_own_wish
from cairn.privacy.models import Consent, ConsentPaper, LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client, Note, Relationship
from tests.browsers import set_clock
from tests.browsers import sign_in as sign_in_at_work
from tests.meetings.house import appoint
from tests.meetings.test_messages import send
from tests.people import NOW, TODAY
from tests.portal.house import let_in, sign_in
from tests.privacy.house import ask
from tests.whole_house import record_contact

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert(1)</script>{{ 7*7 }}"\'; DROP TABLE "Ünïcödé" \u202e'
READ = (
    "", "plan/", "notes/", "permissions/", "permissions/new/", "looks/", "people/", "meetings/", "all/", "choices/",
    "people/choose/", "people/wishes/", "reminders/", "calendar/", "help/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _clock(cast, monkeypatch):
    set_clock(monkeypatch)
    cache.clear()


@pytest.fixture
def gil(cast):
    return let_in(cast, cast.gil, "gil-himself")


@pytest.fixture
def browser(cast, gil):
    return sign_in(cast, "gil-himself")


@pytest.fixture
def contact(cast):
    with scope_of_installation():
        return record_contact(cast)[0]


def text(page) -> str:
    return page.content.decode()


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', text(page))[1]


def write(browser, where, words, **more):
    form = browser.get(where)
    return browser.post(where, {"id": hidden(form, "id"), "words": words, **more})


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("page", READ)
def test_each_page_in_each_language(browser, contact, page, language):
    browser.post("/mine/language/", {"language": language, "back": "/mine/"})
    answer = browser.get(f"/mine/{page}")
    said = text(answer)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in said
    assert answer["Cache-Control"] == "no-store, private"
    assert f"<title>{'Notas' if language == 'es' else 'Notes'}</title>" in said
    assert '<link rel="icon" href="data:,">' in said
    assert "data-leave" in said
    assert not re.search(r"Cairn|recovery program", said.split("<main")[0])


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("1 question waits for your answer", "2 new messages")),
        ("es", ("1 pregunta espera tu respuesta", "2 mensajes nuevos")),
    ],
)
def test_the_home_says_what_waits_with_a_number_and_no_word_of_it(cast, browser, language, told):
    browser.post("/mine/language/", {"language": language, "back": "/mine/"})
    quiet = text(browser.get("/mine/"))
    assert 'href="/mine/messages/"' in quiet
    assert not any(words in quiet for words in told)
    with scope_of(cast.ana):
        ask(cast)
    for words in ("Hello", "Still on for Tuesday?"):
        send(cast, words)
    loud = text(browser.get("/mine/"))
    assert all(words in loud for words in told)
    assert "Still on" not in loud


def test_the_language_is_kept_for_the_next_sign_in(cast, browser, gil):
    browser.post("/mine/language/", {"language": "es", "back": "/mine/plan/"})
    assert "Mi plan" in text(sign_in(cast, "gil-himself").get("/mine/plan/"))
    away = browser.post("/mine/language/", {"language": "xx", "back": "https://elsewhere.example/"})
    assert away["Location"] == "/mine/"


def test_the_tab_says_what_the_person_chose(browser):
    browser.post("/mine/choices/", {"tab": "recipes", "language": "en"})
    assert "<title>Recipes</title>" in text(browser.get("/mine/looks/"))
    browser.post("/mine/choices/", {"tab": "titles"})
    assert "<title>Who looked</title>" in text(browser.get("/mine/looks/"))
    browser.post("/mine/choices/", {"tab": "<b>"})
    assert "<title>Who looked</title>" in text(browser.get("/mine/looks/"))


def test_the_way_out_needs_no_choice_shows_what_is_used_and_can_be_given_back(cast, browser):
    manager = sign_in_at_work(cast, "faye")
    page = manager.get("/way-out/").content.decode()
    assert f'href="{NEUTRAL}"' in page
    assert "Nothing has to be set up" in page
    manager.post("/way-out/", {"id": hidden(manager.get("/way-out/"), "id"), "address": "https://news.example/"})
    page = manager.get("/way-out/").content.decode()
    assert 'href="https://news.example/"' in page
    assert "Your program chose it" in page
    manager.post(
        "/way-out/", {"id": hidden(manager.get("/way-out/"), "id"), "address": "https://news.example/", "back": "yes"}
    )
    assert "Nothing has to be set up" in manager.get("/way-out/").content.decode()
    assert browser.get("/mine/leave/")["Location"] == NEUTRAL


def test_the_quick_way_out_signs_out_and_leads_where_the_program_chose(cast, browser):
    manager = sign_in_at_work(cast, "faye")
    form = manager.get("/way-out/")
    assert manager.post("/way-out/", {"id": hidden(form, "id"), "address": "javascript:alert(1)"}).status_code == 400
    manager.post("/way-out/", {"id": hidden(form, "id"), "address": "https://news.example/"})
    answer = browser.get("/mine/leave/")
    assert answer["Location"] == "https://news.example/"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert browser.get("/mine/")["Location"].startswith("/mine/in/")
    with scope_of_installation():
        assert WayOut.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://[a.b",
        "https://a.b c",
        "https://.",
        "http://a.example/",
        "https://a.example/" + "x" * 200,
    ],
)
def test_a_quick_way_out_that_leads_nowhere_is_not_kept(cast, browser, address):
    manager = sign_in_at_work(cast, "faye")
    form = manager.get("/way-out/")
    answer = manager.post("/way-out/", {"id": hidden(form, "id"), "address": address})
    assert answer.status_code == 400
    assert browser.get("/mine/leave/")["Location"] == NEUTRAL


def test_leaving_by_the_link_of_somebody_at_work_does_not_sign_them_out(cast):
    peer = sign_in_at_work(cast, "ana")
    peer.get("/mine/leave/")
    assert peer.get("/people/").status_code == 200


def test_a_signed_note_is_read_and_an_unsigned_one_is_not(cast, browser, contact):
    where = f"/mine/notes/{contact.id}/"
    assert "Quillfeather" in text(browser.get(where))
    assert "Read the note" in text(browser.get("/mine/notes/"))


def test_a_draft_is_nobodys_but_its_authors(cast, browser):
    with scope_of_installation():
        encounter, _ = record_contact(cast, signed=False)
    assert browser.get(f"/mine/notes/{encounter.id}/").status_code == 404
    listed = text(browser.get("/mine/notes/"))
    assert "The note is not signed yet" in listed
    assert "Quillfeather" not in listed


def test_words_sent_after_a_quiet_while_wait_as_discreetly_as_any_page(cast, browser):
    form_id = hidden(browser.get("/mine/plan/words/"), "id")
    browser.cookies.clear()
    sent = {"id": form_id, "words": "I am <b>tired</b>"}
    answer = browser.post("/mine/plan/words/", sent, headers={"Accept-Language": "es-MX"})
    page = answer.content.decode()
    assert answer.status_code == 401
    assert answer["Cache-Control"] == "no-store, private"
    assert '<html lang="es">' in page
    assert "<title>Notas</title>" in page
    assert "Cairn" not in page
    assert 'action="/mine/plan/words/"' in page
    assert 'href="/mine/in/"' in page
    assert "I am &lt;b&gt;tired" in page.split("<details>")[1].split("</details>")[0], (
        "out of sight until they ask for it"
    )
    again = sign_in(cast, "gil-himself")
    assert again.post("/mine/plan/words/", sent).status_code == 302
    with scope_of_installation():
        assert OwnWords.objects.get().words == "I am <b>tired</b>"


def test_other_words_from_a_page_that_was_saved_are_kept_and_can_be_saved(cast, browser):
    form_id = hidden(browser.get("/mine/plan/words/"), "id")
    browser.post("/mine/plan/words/", {"id": form_id, "words": "One"})
    again = browser.post("/mine/plan/words/", {"id": form_id, "words": "Two"})
    assert (again.status_code, "Two" in text(again)) == (409, True)
    browser.post("/mine/plan/words/", {"id": hidden(again, "id"), "words": "Two"})
    with scope_of_installation():
        assert sorted(OwnWords.objects.values_list("words", flat=True)) == ["One", "Two"]


def test_own_words_stand_beside_the_note_and_change_nothing_of_it(cast, browser, contact):
    write(browser, f"/mine/notes/{contact.id}/words/", HOSTILE)
    page = text(browser.get(f"/mine/notes/{contact.id}/"))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page
    with scope_of_installation():
        assert Note.objects.get(encounter=contact).data == "Quillfeather"
        assert OwnWords.objects.get().words == HOSTILE.strip()
    peer = sign_in_at_work(cast, "ana")
    assert "&lt;script&gt;" in text(peer.get(f"/people/{cast.gil.id}/own-words/"))


def test_two_windows_that_change_the_same_words_keep_both(cast, gil, browser):
    write(browser, "/mine/plan/words/", "A dog")
    with scope_of_installation():
        first = OwnWords.objects.get()
    where = f"/mine/words/{first.id}/"
    one, other = browser.get(where), browser.get(where)
    browser.post(where, {"id": hidden(one, "id"), "words": "A dog and a porch"})
    browser.post(where, {"id": hidden(other, "id"), "words": "A dog, and time"})
    browser.post(where, {"id": hidden(other, "id"), "words": "A dog, and time"})  # sent again: the same act
    page = text(browser.get("/mine/plan/"))
    assert "A dog and a porch" in page
    assert "A dog, and time" in page
    assert "You wrote this in two windows" in page
    with scope_of(gil):
        voice = get_own_voice(gil, cast.gil.id, TODAY)
    assert (len(voice.plan), len(voice.pieces)) == (2, 3)


def test_words_are_taken_away_and_nothing_is_lost(browser):
    write(browser, "/mine/plan/words/", "Not any more")
    with scope_of_installation():
        first = OwnWords.objects.get()
    write(browser, f"/mine/words/{first.id}/", "whatever stood there", take_away="yes")
    assert "Not any more" not in text(browser.get("/mine/plan/"))
    with scope_of_installation():
        assert OwnWords.objects.count() == 2


@pytest.mark.parametrize(("words", "told"), [("", "Write something first"), ("x" * 4001, "at most 4,000")])
def test_words_that_cannot_be_kept_are_said_and_stay_in_the_field(browser, words, told):
    answer = write(browser, "/mine/plan/words/", words)
    assert answer.status_code == 400
    assert told in text(answer)
    assert words in text(answer)


def test_stopping_a_permission_takes_two_taps(cast, browser):
    with scope_of_installation():
        consent = Consent.objects.create(
            organization_id=cast.organization.id, client_id=cast.gil.id, kind="named_party", recipient="Cousin Al",
            recipient_class="family", scope="attendance", purpose="so that he knows", form_version="2024",
            expires_event="when I say", signed_at=NOW, signed_zone="America/Denver", taken_by_id=cast.ana.engagement_id,
        )  # fmt: skip
    assert "Cousin Al" in text(browser.get("/mine/permissions/"))
    assert "Cousin Al" in text(browser.get(f"/mine/permissions/{consent.id}/stop/"))
    browser.post(f"/mine/permissions/{consent.id}/stop/")
    with scope_of_installation():
        consent.refresh_from_db()
    assert consent.revoked_by_id == cast.actors["gil-himself"].engagement_id
    assert "You stopped it on November 20, 2026" in text(browser.get("/mine/permissions/"))


def test_allowing_something_new_signs_exactly_the_words_shown(cast, browser):
    browser.post("/mine/language/", {"language": "es", "back": "/mine/"})
    form = browser.get("/mine/permissions/")
    sent = {"id": hidden(form, "id"), "purpose": "Yo lo pedí", "expires_on": "2027-11-20"}
    wrong = browser.post("/mine/permissions/new/", {**sent, "recipient_class": "family", "expires_on": "soon"})
    assert wrong.status_code == 400
    assert "Pon un día" in text(wrong)
    wrong = browser.post("/mine/permissions/new/", {**sent, "recipient_class": "family"})
    assert "Elige al menos una cosa" in text(wrong)
    where = browser.post(
        "/mine/permissions/new/", {**sent, "recipient_class": "family", "recipient": "Al", "scope": "attendance"}
    )
    paper = browser.get(where["Location"])
    shown = text(paper).split("<main")[1]
    assert 'lang="es">Mi permiso: ' in shown
    assert "Ningún traductor profesional" in shown
    assert "Que vengo aquí, y cuándo" in text(paper)
    answer = {name: hidden(paper, name) for name in ("id", "digest", "words_in")} | {"says": "agrees"}
    for changed in ({"digest": "0" * 64}, {"words_in": "en"}, {"words_in": "xx"}):
        wrong = browser.post(where["Location"], answer | changed)
        assert (wrong.status_code, "Las palabras cambiaron" in text(wrong)) == (400, True), changed
    with scope_of_installation():
        assert not Consent.objects.exists()
    browser.post(where["Location"], answer)
    browser.post(where["Location"], answer)  # sent again: the same yes
    with scope_of_installation():
        consent = Consent.objects.get()
        assert (consent.taken_by_id, consent.paper_id is not None) == (cast.actors["gil-himself"].engagement_id, True)
        assert (consent.form_version, consent.paper.language) == ("screen-1-es", "es")
    browser.post("/mine/language/", {"language": "en", "back": "/mine/"})
    kept = text(browser.get(where["Location"])).split("<main")[1]
    assert 'lang="es">Mi permiso: ' in kept, "what was signed stays in the language that was signed"
    assert "signed these words in Spanish" in kept
    browser.post("/mine/language/", {"language": "es", "back": "/mine/"})
    assert "Que vengo aquí, y cuándo" in text(browser.get("/mine/permissions/"))


def test_a_no_is_one_tap_and_is_kept(browser):
    form = browser.get("/mine/permissions/")
    sent = {"id": hidden(form, "id"), "purpose": "x", "expires_on": "2027-11-20", "recipient_class": "family"}
    where = browser.post("/mine/permissions/new/", {**sent, "recipient": "Al", "scope": "notes"})["Location"]
    assert "A question waits for you" in text(browser.get("/mine/permissions/"))
    paper = browser.get(where)
    browser.post(where, {"id": hidden(paper, "id"), "digest": hidden(paper, "digest"), "says": "refuses"})
    assert "Your no is kept" in text(browser.get("/mine/permissions/"))
    assert "This question was answered" in text(browser.get(where))
    with scope_of_installation():
        assert not Consent.objects.exists()


def test_who_looked_names_others_and_leaves_ones_own_visits_out(cast, browser):
    sign_in_at_work(cast, "ana").get(f"/people/{cast.gil.id}/")
    browser.get("/mine/plan/")
    page = text(browser.get("/mine/looks/"))
    assert "<strong>Ana</strong>, peer supporter" in page
    assert "Opened your page" in page
    assert "<strong>You</strong>" not in page
    assert "<strong>You</strong>" in text(browser.get("/mine/looks/?own=yes"))
    browser.post("/mine/language/", {"language": "es", "back": "/mine/"})
    assert "Abrió tu página" in text(browser.get("/mine/looks/"))
    assert browser.get("/mine/looks/?before=1").status_code == 200
    assert 'href="/mine/looks/?own=yes"' in text(browser.get("/mine/looks/?own=yes&before=1"))
    assert 'href="/mine/looks/"' in text(browser.get("/mine/looks/?before=1"))
    assert browser.get("/mine/looks/?before=x").status_code == 200


def test_a_wish_for_somebody_else_asks_no_reason_and_waits_on_a_list(cast, gil, browser):
    for _ in range(2):  # twice is once
        browser.post(
            "/mine/people/choose/", {"id": hidden(browser.get("/mine/people/choose/"), "id") if _ == 0 else ""}
        )
    assert "You asked for a talk on November 20, 2026" in text(browser.get("/mine/people/"))
    for who in ("faye", "ben"):
        assert "Gil" in text(sign_in_at_work(cast, who).get("/peer-wishes/"))
    assert sign_in_at_work(cast, "ana").get("/peer-wishes/").status_code == 403
    with scope_of_installation():
        wish = PeerWish.objects.get()
    manager = sign_in_at_work(cast, "faye")
    assert "Gil" in text(manager.get(f"/peer-wishes/{wish.id}/"))
    manager.post(f"/peer-wishes/{wish.id}/")
    assert manager.get(f"/peer-wishes/{wish.id}/").status_code == 404
    with scope_of(gil):
        assert find_own_wish(gil, TODAY) is None
    with scope_of(cast.faye):
        assert count_wishes(cast.faye, TODAY) == (0, None)


def test_a_wish_is_taken_back(gil, browser):
    browser.post("/mine/people/choose/", {"id": str(new_form_id(gil.organization_id))})
    browser.post("/mine/people/choose/", {"no_talk": "yes"})
    assert "Ask for a talk about it" in text(browser.get("/mine/people/choose/"))


def test_after_the_services_ended_the_record_is_still_theirs(cast, gil, browser, contact):
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(ended_on=TODAY)
        Relationship.objects.filter(client=cast.gil).update(ended_on=TODAY)
    assert browser.get(f"/mine/notes/{contact.id}/").status_code == 200
    assert "Your services here have ended" in text(browser.get("/mine/people/"))
    assert "Your services here have ended" in text(browser.get("/mine/people/choose/"))
    assert browser.post("/mine/people/choose/").status_code == 400
    with scope_of(gil), pytest.raises(BadInput):
        wish_for_other_peer(actor=gil, wish_id=new_id(), now=NOW)


def test_the_file_with_everything(cast, browser, contact):
    appoint(cast)
    write(browser, "/mine/plan/words/", "Mine")
    answer = browser.post("/mine/all/")
    assert answer["Content-Disposition"] == 'attachment; filename="download.zip"'
    assert answer["Cache-Control"] == "no-store, private"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.namelist() == ["read.html", "data.json"]
    data = json.loads(archive.read("data.json"))
    page = archive.read("read.html").decode()
    assert data["person"]["name"] == "Gil"
    assert data["contacts"][0]["note"]["texts"]["data"] == "Quillfeather"
    assert [one["words"] for one in data["voice"]["pieces"]] == ["Mine"]
    assert data["appointments"][0]["series"]["at"] == "10:00:00"
    for words in ("Gil", "Quillfeather", "Mine", "Ana"):
        assert words in page
    assert "http" not in page
    with scope_of_installation():
        assert "portal.record.taken" in LedgerEntry.objects.order_by("-n").first().body


def test_the_file_holds_every_contact(cast, browser, contact, monkeypatch):
    from cairn.portal.queries import record

    monkeypatch.setattr(record, "STRETCH", 1)
    with scope_of_installation():
        other = cast.gil_and_ana
        for hour in (10, 11):
            row = type(contact).objects.get(id=contact.id)
            row.id, row.started_at, row.ended_at = new_id(), NOW.replace(hour=hour), NOW.replace(hour=hour, minute=30)
            row.relationship = other
            row.save(force_insert=True)
    data = json.loads(zipfile.ZipFile(io.BytesIO(browser.post("/mine/all/").content)).read("data.json"))
    assert len(data["contacts"]) == 3


ELSEWHERE = ("notes/{}/", "notes/{}/words/", "permissions/{}/stop/", "permissions/asked/{}/", "words/{}/")


@pytest.mark.parametrize("page", ELSEWHERE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_another_clients_is_like_what_is_not_there(cast, gil, page, method):
    hal = let_in(cast, cast.hal, "hal-himself")
    with scope_of_installation():
        encounter, _ = record_contact(cast)
        consent = Consent.objects.create(
            organization_id=cast.organization.id, client_id=cast.gil.id, kind="named_party", recipient="Al",
            recipient_class="family", scope="attendance", purpose="x", form_version="2024", expires_event="x",
            signed_at=NOW, signed_zone="America/Denver", taken_by_id=cast.ana.engagement_id,
        )  # fmt: skip
        words = OwnWords.objects.create(
            organization_id=cast.organization.id, client=cast.gil, about="plan", words="Mine", written_at=NOW
        )
    browser = sign_in(cast, "hal-himself")
    nobodys = getattr(browser, method)("/mine/" + page.format(new_id()))
    for one in (encounter.id, consent.id, words.id):
        answer = getattr(browser, method)("/mine/" + page.format(one))
        assert answer.status_code == nobodys.status_code == (405 if (page, method) == ("notes/{}/", "post") else 404)
        assert plain(answer) == plain(nobodys)
    with scope_of(hal), pytest.raises(NotFound):
        get_own_voice(hal, cast.gil.id, TODAY)


def plain(page) -> str:
    """The page without the token and the ids that were asked for."""
    without = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text(page))
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "ID", without)


@pytest.mark.parametrize("who", ["ana", "ben", "faye", "jun", "noor", "dov"])
def test_nobody_at_work_opens_the_pages_as_the_person(cast, gil, who):
    browser = sign_in_at_work(cast, who)
    assert {browser.get(f"/mine/{page}").status_code for page in READ if page != "help/"} == {403}
    assert "Gil" not in text(browser.get("/mine/help/"))  # the numbers are for anybody, and nothing else is on it


def test_who_is_signed_out_finds_a_neutral_door(cast, client):
    answer = client.get("/mine/plan/")
    assert answer["Location"] == "/mine/in/?next=%2Fmine%2Fplan%2F"
    door = client.get(answer["Location"], headers={"Accept-Language": "es-MX"})
    assert "Usar mi clave de acceso" in text(door)
    shown = re.sub(r"<[^>]*>", " ", text(door))
    assert not re.search(r"Cairn|peer|recovery|apoyo", shown, re.IGNORECASE)


def test_a_passkey_that_opens_nothing_is_told_in_their_language(cast, client):
    sent = {"credential": '{"id": "x", "rawId": "eA", "response": {}, "type": "public-key"}'}
    answer = client.post("/mine/in/passkey/", sent, headers={"Accept-Language": "es"})
    assert (answer.status_code, "Esa clave no abre nada" in text(answer)) == (400, True)


@pytest.mark.parametrize("who", ["ben", "cleo", "dov", "jun"])
def test_whose_words_are_read_by_whom(cast, gil, browser, who):
    write(browser, "/mine/plan/words/", "Only for those who walk with me")
    answer = sign_in_at_work(cast, who).get(f"/people/{cast.gil.id}/own-words/")
    assert answer.status_code == {"ben": 200, "cleo": 404, "dov": 404, "jun": 403}[who]


def test_only_the_person_writes_here(cast):
    with scope_of(cast.ana), pytest.raises(NotPermitted):
        write_own_words(actor=cast.ana, words_id=new_id(), note_of_id=None, follows_id=None, words="I am fine", now=NOW)


def test_idle_time_is_short(cast, browser, monkeypatch):
    from datetime import timedelta

    browser.get("/mine/")
    set_clock(monkeypatch, NOW + timedelta(minutes=11))
    assert browser.get("/mine/")["Location"].startswith("/mine/in/")
    assert Language.ENGLISH.other is Language.SPANISH


@pytest.mark.parametrize(("language", "said"), [("en", "Your no holds."), ("es", "Tu no vale.")])
def test_a_no_before_any_question_is_answered_and_asks_nothing(cast, language, said):
    let_in(cast, cast.gil, "gil-himself", language=language)
    browser = sign_in(cast, "gil-himself")
    assert 'name="no"' in browser.get("/mine/permissions/new/").content.decode()
    answer = browser.post("/mine/permissions/new/", {"no": "yes", "recipient": "Cousin Al"}, follow=True)
    assert answer.redirect_chain[0][0] == "/mine/"
    assert said in text(answer)
    with scope_of_installation():
        assert ConsentPaper.objects.count() == 0


def test_the_way_back_from_own_words_leads_where_they_belong(browser):
    page = text(browser.get("/mine/plan/words/"))
    assert 'href="/mine/plan/"' in page
    assert "Macro" not in page
