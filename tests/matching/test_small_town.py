"""In a small town everybody knows everybody's name. A colleague tries, by every screen, to learn whether a named person is served here.

Cleo works in the same organization with other people. Gil is Ana's; his full name is known in town. Whatever Cleo types or opens, the
answer is the one that she gets for somebody who does not exist.
"""

from __future__ import annotations

import logging
import re
from uuid import UUID

import pytest
from django.urls import reverse

from cairn.kernel.actors import Role
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of_installation
from tests import people
from tests.architecture.test_addresses import ADDRESSES
from tests.architecture.test_outsider import CHANGING, CHANGING_HEADERS, IDS, OTHER_NAMES, sign_in
from tests.browsers import set_clock
from tests.matching.acts import offer, wish
from tests.whole_house import fill

pytestmark = pytest.mark.django_db
REAL, INVENTED = ("Gilbert", "Marsh"), ("Aldo", "Quenby")
TOKEN = "Tolliverine"  # the one name that must reach nobody but those who walk with him
ROOM = [route for route, view in ADDRESSES if view.__module__.startswith("cairn.matching")]


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    set_clock(monkeypatch)
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def bare(response, *hidden):
    """Status, headers and body, without what changes by itself and without what was typed."""
    body = CHANGING.sub(b"", b"".join(response))
    headers = b"\n".join(f"{k}: {v}".encode() for k, v in sorted(response.items()) if k not in CHANGING_HEADERS)
    for word in hidden:
        body, headers = (text.replace(word.encode(), b"TYPED") for text in (body, headers))
    return response.status_code, IDS.sub(b"ID", headers), IDS.sub(b"ID", body)


def typed(browser, name, names, **more):
    """What a form answers to two names, and the page that follows."""
    hidden = [*names, " ".join(names)]
    first = bare(browser.post(reverse(name), {**more, "given": names[0], "family": names[1]}), *hidden)
    return first, bare(browser.get(reverse(name)), *hidden)


@pytest.fixture
def second_peer(cast):
    with scope_of_installation():
        people.engage(cast, "wes", Role.PEER_SUPPORTER, cast.organization, cast.program)
    return cast


@pytest.mark.parametrize("who", ["cleo", "wes", "ben", "faye"])
@pytest.mark.parametrize("tie", ["kin", "nonsense"])
def test_noting_a_name_answers_the_same_whether_or_not_it_is_served(second_peer, who, tie):
    """Ben supervises Ana and may see Gil elsewhere; this page tells even him nothing. Faye has no such list at all."""
    browser, once = sign_in(second_peer, who), {"tie": tie}
    real, invented = (typed(browser, "list_known_people", names, **once) for names in (REAL, INVENTED))
    assert real[0] == invented[0]
    again = typed(browser, "list_known_people", REAL, **once), typed(browser, "list_known_people", INVENTED, **once)
    assert again[0][0] == again[1][0]
    if who == "faye":
        assert real[0][0] == 403


def test_a_list_with_a_served_name_looks_like_one_with_an_invented_name(second_peer):
    cast = second_peer
    lists = []
    for who, names in (("cleo", REAL), ("wes", INVENTED)):
        browser = sign_in(cast, who)
        lists.append(
            typed(browser, "list_known_people", names, tie="kin")[1][2].replace(who.capitalize().encode(), b"ME")
        )
        lists.append(bare(browser.get(reverse("list_asked")))[2].replace(who.capitalize().encode(), b"ME"))
    hal = b"Hal"
    assert lists[0] == lists[2]
    assert hal in lists[1]
    assert b"Gil" not in lists[1] + lists[3]


@pytest.mark.parametrize("who", ["cleo", "wes", "ben", "faye", "jun", "noor"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_served_person_s_id_is_answered_as_anybody_s(second_peer, who, method):
    """At each address of this room, with each id that a form carries. Only those whose duty it is get another answer."""
    cast, browser = second_peer, sign_in(second_peer, who)
    duty = {"faye": {"people/<uuid:client_id>/wishes/", "people/<uuid:client_id>/choice/"}}.get(who, set())
    for route in sorted(set(ROOM) - duty):
        answers = []
        for value in (cast.gil.id, new_id()):
            data = {"id": str(value), "person": str(value), "peer": str(value), "client": str(value), "tie": "kin"}
            where = "/" + re.sub(r"<uuid:\w+>", str(value), route)
            answers.append(bare(getattr(browser, method)(where, data), str(value), value.hex))
        assert answers[0] == answers[1], f"{who}: {method.upper()} /{route} tells that Gil is served"


def test_words_and_questions_about_one_s_own_people_compare_no_name(cast):
    browser = sign_in(cast, "cleo")
    where = reverse("answer_conflict", kwargs={"client_id": cast.hal.id})
    answers = []
    for names in (REAL, INVENTED):
        words = f"Is a cousin of {' '.join(names)}"
        sent = browser.post(where, {"ties": "knew", "words": words})
        answers.append((bare(sent, words), bare(browser.get(where), words)))
    assert answers[0] == answers[1]


def test_what_matters_to_one_s_own_person_compares_no_name(cast):
    browser = sign_in(cast, "cleo")
    where = reverse("write_wishes", kwargs={"client_id": cast.hal.id})
    wish(cast.cleo, cast.hal)
    shown = []
    for names in (REAL, INVENTED):
        words = f"Not {' '.join(names)}"
        shown.append(bare(browser.post(where, {"words": words, "seen": "7"}), words))
    assert shown[0] == shown[1]
    assert shown[0][0] == 409


def test_suggestions_are_no_peer_supporter_s_to_see(cast):
    offer(cast.ana, words="Something about me")
    page = sign_in(cast, "cleo").get(reverse("choose_peer", kwargs={"client_id": cast.hal.id}))
    assert page.status_code == 403
    assert b"Something about me" not in page.content


@pytest.mark.parametrize("text", ["{given}", "{family}", "{given} {family}", "{family} {given}"])
def test_a_search_by_a_served_name_is_a_search_by_an_invented_one(cast, text):
    browser = sign_in(cast, "cleo")
    found = []
    for names in (REAL, INVENTED):
        words = text.format(given=names[0], family=names[1])
        query = words.replace(" ", "+")
        found.append(bare(browser.get(reverse("search"), {"q": words}), words, query, *names))
    assert found[0] == found[1]


def test_cleo_finds_a_name_of_ana_s_client_on_no_screen_of_the_house(cast):
    """Every address that answers a GET, with the ids of everything that High Divide has."""
    ids = fill(cast)
    with scope_of_installation():
        cast.gil.name, cast.gil.legal_given_name, cast.gil.legal_family_name = TOKEN, f"{TOKEN}a", f"{TOKEN}b"
        cast.gil.save()
    cleo, ana = sign_in(cast, "cleo"), sign_in(cast, "ana")
    leaks, opened = [], 0
    for route, _ in ADDRESSES:
        if route.startswith(("sign-in/", "hats/", "demo/")):
            continue
        response = cleo.get("/" + filled(route, ids))
        opened += response.status_code == 200
        if TOKEN.encode() in b"".join(response):
            leaks.append(route)
    assert leaks == []
    assert opened > 40, "Cleo opens too little for this to prove anything"
    shown = ana.get(reverse("get_client", kwargs={"client_id": cast.gil.id}))
    assert TOKEN in shown.content.decode(), "Ana, who walks with him, must see the name: else this test cannot fail"


def filled(route: str, ids: dict[str, UUID]) -> str:
    """The address with the id of a thing that is there in each place; whatever takes a word gets one."""

    def value(found: re.Match[str]) -> str:
        name = found.group(1).removesuffix("_id")
        model = OTHER_NAMES.get(name, name.title().replace("_", ""))
        return str(next((row for label, row in ids.items() if label.endswith(model)), new_id()))

    return re.sub(r"<\w+:\w+>", "1", re.sub(r"<uuid:(\w+)>", value, route))
