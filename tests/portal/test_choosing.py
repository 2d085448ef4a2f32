"""Choosing one's own peer supporter: wishes, suggestions with reasons, the choice, and taking it back; in both languages; and nobody else's."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache

from cairn.credentials.models import Credential
from cairn.kernel.errors import Conflict, NotPermitted
from cairn.matching.domain.service import Word
from cairn.matching.models import Choice, Wishes
from cairn.platform.ids import new_form_id, new_id
from cairn.portal.commands.wishes import choose_own_peer
from cairn.portal.models import PeerWish
from cairn.portal.queries.wishes import count_wishes
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client, Relationship
from tests import people
from tests.browsers import counted, set_clock
from tests.labor import allow, hire_more
from tests.matching.acts import answer, offer, say, stored, supervise, wish
from tests.people import NOW, TODAY
from tests.portal.house import let_in, sign_in

pytestmark = pytest.mark.django_db
HOME, CHOOSE, ONE, WISHES = "/mine/people/", "/mine/people/choose/", "/mine/people/choose/one/", "/mine/people/wishes/"
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}"


@pytest.fixture
def cast(cast):
    with scope_of_installation():
        allow(cast)
    return cast


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


def text(page) -> str:
    return page.content.decode()


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', text(page))[1]


def choose(browser, peer, **more):
    """As the page would send it: whoever walks with them already goes on unless `instead_of` says whom it ends with."""
    form = browser.get(ONE, {"peer": str(peer.engagement_id)})
    return browser.post(ONE, {"id": hidden(form, "id"), "peer": hidden(form, "peer"), **more})


def open_choice():
    with scope_of_installation():
        return Choice.objects.filter(withdrawn_at__isnull=True, started_at__isnull=True).first()


def spanish(browser):
    browser.post("/mine/language/", {"language": "es", "back": "/mine/"})


def test_what_matters_is_said_and_the_reasons_follow_in_both_languages(cast, browser):
    offer(cast.cleo, veteran=True, gender="woman", languages="Salish", lived=frozenset({"loss"}), words="I listen")
    form = browser.get(WISHES)
    sent = {
        "id": hidden(form, "id"), "seen": hidden(form, "seen"), "words": "Somebody calm",
        "veteran-strength": "matters", "gender-strength": "welcome", "gender": "woman", "parent-strength": "welcome",
        "language-strength": "welcome", "language": "Salish", "lived-strength": "matters", "lived": ["loss", "alcohol"],
    }  # fmt: skip
    for _ in range(2):  # sent again: the same wishes
        assert browser.post(WISHES, sent)["Location"] == CHOOSE
    with scope_of_installation():
        assert [(one.number, one.by_client) for one in Wishes.objects.all()] == [(1, True)]
    page = text(browser.get(CHOOSE))
    for words in ("Somebody calm", "I listen", "Served in the military", "Is a woman", "Speaks Salish"):
        assert words in page
    assert "Has lived through it: losing somebody" in page
    assert re.search(r"Not said, so you can ask them: Somebody who is a parent; [^.]*Alcohol\.", page)
    assert "Choose Ana" not in page  # they walk together already
    spanish(browser)
    page = text(browser.get(CHOOSE))
    for words in ("Sirvió en las fuerzas armadas", "Es una mujer", "Habla Salish", "Lo ha vivido: perder a alguien"):
        assert words in page
    assert re.search(r"puedes preguntar: Alguien que tiene hijos; [^.]*Alcohol\.", page)
    for words in ("Served", "military", "parent", "Somebody who", "matters"):
        assert words not in re.sub(r"<[^>]*>", " ", page.split("<main")[1])


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"words": "x" * 1001}, "Use at most 1,000 letters"),
        ({"gender-strength": "matters"}, "Choose which, and how much it matters"),
        ({"gender-strength": "matters", "gender": "unknown"}, "Choose which, and how much it matters"),
        ({"gender-strength": "", "gender": "woman"}, "Choose which, and how much it matters"),
        ({"lived-strength": "", "lived": "loss"}, "Choose which, and how much it matters"),
        ({"language-strength": "", "language": "Salish"}, "Write which"),
        ({"culture-strength": "matters", "culture": "x" * 81}, "Write which"),
        ({"parent-strength": "desperately"}, "Choose how much it matters."),
    ],
)
def test_wishes_that_cannot_be_kept_are_said_and_what_was_typed_stays(browser, sent, said):
    page = browser.post(WISHES, {"words": "Kept words", "culture": "Crow", "culture-strength": "welcome", **sent})
    assert page.status_code == 400
    assert said in text(page)
    assert sent.get("words", "Kept words") in text(page)
    assert sent.get("culture", "Crow") in text(page)
    for name, value in sent.items():
        if name in ("gender", "lived") and value != "unknown":
            assert re.search(rf'name="{name}" value="{value}" checked', text(page))
    with scope_of_installation():
        assert not Wishes.objects.exists()


def test_wishes_written_in_two_places_are_both_shown_and_the_second_look_saves(cast, browser):
    form = browser.get(WISHES)
    wish(cast.ana, cast.gil, words="Somebody quick")
    sent = {"id": hidden(form, "id"), "seen": hidden(form, "seen"), "words": HOSTILE}
    page = browser.post(WISHES, sent)
    assert page.status_code == 409
    assert "Somebody quick" in text(page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in text(page)
    assert "<script>alert(1)" not in text(page)
    browser.post(WISHES, {**sent, "id": hidden(page, "id"), "seen": hidden(page, "seen")})
    assert "&lt;script&gt;" in text(browser.get(CHOOSE))
    spanish(browser)
    assert "Aquí están las dos versiones" in text(browser.post(WISHES, {**sent, "id": "", "words": "x"}))


def test_a_choice_is_made_shown_and_taken_back(cast, gil, browser):
    page = text(browser.get(ONE, {"peer": str(cast.cleo.engagement_id)}))
    assert "Cleo is told what you are called" in page
    assert "whether you two know each other already" in page
    assert re.search(rf'value="{cast.gil_and_ana.id}" checked', page)  # instead of Ana, unless they say otherwise
    sent = {"id": hidden(browser.get(ONE, {"peer": str(cast.cleo.engagement_id)}), "id")}
    sent |= {"peer": str(cast.cleo.engagement_id), "instead_of": str(cast.gil_and_ana.id)}
    for _ in range(2):
        assert browser.post(ONE, sent)["Location"] == CHOOSE
    with scope_of_installation():
        made = Choice.objects.get()
    assert (made.by_client, made.peer_id, made.instead_of_id) == (True, cast.cleo.engagement_id, cast.gil_and_ana.id)
    for where in (CHOOSE, HOME):
        assert "You chose Cleo" in text(browser.get(where))
    assert "Choose Cleo" not in text(browser.get(CHOOSE))
    assert browser.get(ONE, {"peer": str(cast.cleo.engagement_id)})["Location"] == CHOOSE
    for _ in range(2):
        browser.post(CHOOSE, {"withdraw": str(made.id)})
    assert stored(made.id).withdrawn_at == NOW
    assert "Choose Cleo" in text(browser.get(CHOOSE))
    browser.post(ONE, sent)  # an old page: what was taken back stays so
    assert open_choice() is None


def test_what_is_answered_about_a_tie_is_never_told(cast, browser):
    supervise(cast)
    choose(browser, cast.cleo)
    waiting = text(browser.get(CHOOSE))
    answer(cast.cleo, cast.gil, "knew", words="Quillfeather class")

    def told() -> str:
        page = text(browser.get(CHOOSE))
        for word in ("onflict", "Quillfeather", "knew", "talked over"):
            assert word not in page.split("<main")[1]
        return plain(page)

    assert told() == plain(waiting)
    say(cast.ben, Word.GO_ON, "Talk about it")
    assert "You can begin." in told()
    say(cast.ben, Word.ANOTHER, minutes=4)
    assert "nobody says why" in told()
    spanish(browser)
    assert "nadie dice por qué" in text(browser.get(HOME))


def plain(page: str) -> str:
    without = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "ID", without)


def test_who_began_meanwhile_is_not_taken_back(cast, browser):
    choose(browser, cast.cleo)
    made = open_choice()
    with scope_of_installation():
        Choice.objects.update(started_at=NOW)
    page = browser.post(CHOOSE, {"withdraw": str(made.id)})
    assert (page.status_code, "You two walk together by now" in text(page)) == (400, True)


def test_a_talk_that_was_asked_for_is_over_with_the_choice_and_one_asked_for_later_waits(cast, gil, browser):
    browser.post(CHOOSE, {"talk": "yes", "id": str(new_form_id(gil.organization_id))})
    assert "You asked for a talk" in text(browser.get(HOME))
    choose(browser, cast.cleo)
    with scope_of(cast.faye):
        assert count_wishes(cast.faye, TODAY) == (0, None)
    assert "You asked for a talk" not in text(browser.get(HOME))
    with scope_of_installation():
        assert PeerWish.objects.get().taken_back_at == NOW
        acts = [entry.action for entry in LedgerEntry.objects.order_by("-n")[:12]]
    assert "matching.choice.made" in acts


def test_whom_nobody_can_choose_keeps_the_page_and_says_so(cast, browser):
    form = browser.get(ONE, {"peer": str(cast.cleo.engagement_id)})
    sent = {"id": hidden(form, "id"), "instead_of": str(cast.gil_and_ana.id)}
    nobody = (
        cast.faye.engagement_id,
        cast.dov.engagement_id,
        new_id(),
    )  # at work but no peer supporter; elsewhere; nobody
    answers = [browser.post(ONE, {**sent, "peer": str(peer)}) for peer in nobody]
    assert [page.status_code for page in answers] == [400] * 3
    assert len({plain(text(page)) for page in answers}) == 1
    assert "That person cannot be chosen just now" in text(answers[0])
    assert browser.post(ONE, {**sent, "peer": "x"}).status_code == 404
    wrong = browser.post(ONE, {**sent, "peer": str(cast.cleo.engagement_id), "instead_of": str(cast.hal_and_cleo.id)})
    assert (wrong.status_code, "Something changed meanwhile" in text(wrong)) == (400, True)
    assert "Yes, I choose Cleo" in text(wrong)
    assert open_choice() is None


def test_nobody_to_suggest_is_said_and_a_talk_can_be_asked_for(cast, browser):
    with scope_of_installation():
        people.Engagement.objects.filter(id=cast.cleo.engagement_id).update(ended_at=NOW)
    page = text(browser.get(CHOOSE))
    assert "There is nobody else to choose just now" in page
    assert "Ask for a talk about it" in page
    assert browser.get(ONE)["Location"] == CHOOSE


def bar(actor):
    """They may not practice from today on."""
    with scope_of_installation():
        Credential.objects.filter(holder_id=actor.engagement_id).update(surrendered_on=TODAY)


def no_reason(page: str) -> bool:
    said = re.sub(r"<[^>]*>", " ", page.split("<main")[1]).lower()
    return not re.search("certific|supervis|licen|practi[cs]|stop|barred|expired", said)


def test_who_may_not_practice_is_named_nowhere_in_choosing_in_either_language(cast, browser):
    offer(cast.cleo, veteran=True, words="Quillfeather")
    wish(cast.ana, cast.gil, **{"veteran-strength": ["matters"]})
    assert "Choose Cleo" in text(browser.get(CHOOSE))
    old = {"id": hidden(browser.get(ONE, {"peer": str(cast.cleo.engagement_id)}), "id")}
    bar(cast.cleo)
    for told in (
        ("There is nobody else to choose just now", "ask the program for a talk", "cannot be chosen just now"),
        ("Ahora mismo no hay nadie más a quien elegir", "pedir al programa que hablen", "no se le puede elegir ahora"),
    ):
        page = text(browser.get(CHOOSE))
        assert told[0] in page
        assert told[1] in page
        for where in (CHOOSE, HOME, WISHES):
            assert not re.search(f"Cleo|Quillfeather|{cast.cleo.engagement_id}", text(browser.get(where)))
        assert no_reason(page)
        assert browser.get(ONE, {"peer": str(cast.cleo.engagement_id)})["Location"] == CHOOSE
        sent = browser.post(ONE, {**old, "peer": str(cast.cleo.engagement_id), "instead_of": str(cast.gil_and_ana.id)})
        nobody = browser.post(ONE, {**old, "peer": str(new_id()), "instead_of": str(cast.gil_and_ana.id)})
        assert (sent.status_code, told[2] in text(sent), no_reason(text(sent))) == (400, True, True)
        assert plain(text(sent)) == plain(text(nobody))
        spanish(browser)
    assert open_choice() is None


def test_who_was_chosen_and_may_not_practice_by_now_is_waited_for_or_not_without_a_reason(cast, browser):
    with scope_of_installation():
        hire_more(cast, 1)
    choose(browser, cast.cleo)
    answer(cast.cleo, cast.gil)
    assert "You can begin." in text(browser.get(CHOOSE))
    bar(cast.cleo)
    for where in (CHOOSE, HOME):
        page = text(browser.get(where))
        assert "You two cannot begin just now. It is nothing that you did." in page
        assert "You may wait, or choose somebody else" in page
        assert no_reason(page)
    assert "Choose Peer-" in text(browser.get(CHOOSE))
    spanish(browser)
    page = text(browser.get(HOME))
    assert "Puedes esperar o elegir a otra persona" in page
    assert no_reason(page)
    with scope_of_installation():
        Credential.objects.update(surrendered_on=None)
    assert "Ya pueden empezar." in text(browser.get(HOME))


def test_after_the_services_ended_nobody_is_chosen(cast, gil, browser):
    form_id = new_form_id(gil.organization_id)
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(ended_on=TODAY.replace(day=1))
        Relationship.objects.filter(client=cast.gil).update(ended_on=TODAY.replace(day=1))
    assert "Your services here have ended" in text(browser.get(CHOOSE))
    page = browser.post(ONE, {"id": str(form_id), "peer": str(cast.cleo.engagement_id)})
    assert page.status_code == 400
    assert open_choice() is None


def test_another_client_and_another_organization_reach_nothing_of_it(cast, gil, browser):
    choose(browser, cast.cleo)
    wish(gil, cast.gil, words="Quillfeather")
    made = open_choice()
    hal = let_in(cast, cast.hal, "hal-himself")
    elsewhere = sign_in(cast, "hal-himself")
    for where in (HOME, CHOOSE, WISHES):
        page = text(elsewhere.get(where))
        assert "Quillfeather" not in page
        assert "You chose" not in page
    answers = [elsewhere.post(CHOOSE, {"withdraw": str(one)}) for one in (made.id, new_id())]
    assert [page.status_code for page in answers] == [404, 404]
    assert plain(text(answers[0])) == plain(text(answers[1]))
    assert stored(made.id).withdrawn_at is None
    chosen = {"peer_id": cast.ana.engagement_id, "instead_of": None, "now": NOW}
    with scope_of(hal), pytest.raises(Conflict, match="differently"):
        choose_own_peer(actor=hal, choice_id=made.id, **chosen)
    for actor in (cast.dov, cast.ana, cast.faye):
        with scope_of(actor), pytest.raises(NotPermitted):
            choose_own_peer(actor=actor, choice_id=new_id(), **chosen)


def test_the_page_costs_the_same_with_many(cast, browser):
    offer(cast.cleo, veteran=True)
    wish(cast.ana, cast.gil, **{"lived-strength": ["matters"], "lived": ["loss"]})
    browser.get(CHOOSE)
    with counted() as few:
        browser.get(CHOOSE)
    with scope_of_installation():
        more = [people.actor_of(one) for one in hire_more(cast, 5)]
        people.engage(cast, "wes", people.Role.PEER_SUPPORTER, cast.organization, cast.program)  # not certified
    for peer in more:
        offer(peer, parent=True, lived=frozenset({"loss"}))
    with counted() as many:
        page = browser.get(CHOOSE)
    assert text(page).count("?peer=") == 6
    own = [[one for one in count.statements if "privacy_ledger" not in one] for count in (few, many)]
    assert len(own[1]) == len(own[0]) <= 19, str(many)
