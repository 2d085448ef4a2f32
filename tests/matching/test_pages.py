"""The pages of choosing each other: from what matters to walking together, and what the supervisor reads."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cairn.kernel.errors import NotPermitted
from cairn.matching.commands.choices import withdraw_choice
from cairn.matching.models import Choice
from cairn.matching.queries.choices import ChoiceCount, count_choices, list_alone
from cairn.platform import clock
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client, Relationship
from tests.browsers import counted, set_clock, sign_in
from tests.matching.acts import answer, choose, later, newest_answer
from tests.people import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_three(monkeypatch):
    set_clock(monkeypatch)


def of(cast, name, client=None):
    return reverse(name, kwargs={"client_id": (client or cast.gil).id})


def words(page):
    main = page.content.decode().split("<main")[1].split("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def test_from_what_matters_to_walking_together(cast, monkeypatch):
    faye = sign_in(cast, "faye")
    form = faye.get(of(cast, "write_wishes"))
    sent = {"id": hidden(form, "id"), "seen": "0", "words": "Somebody calm", "parent-strength": "matters"}
    page = faye.post(of(cast, "write_wishes"), sent, follow=True)
    assert "Somebody calm" in words(page)
    assert "Nobody is scored" in words(page)
    chosen = {"id": hidden(page, "id"), "peer": "", "instead_of": str(cast.gil_and_ana.id)}
    assert faye.post(of(cast, "choose_peer"), chosen).status_code == 400
    chosen["peer"] = str(cast.cleo.engagement_id)
    assert "Waits for the peer supporter" in words(faye.post(of(cast, "choose_peer"), chosen, follow=True))
    monkeypatch.setattr(clock, "now", lambda: later(5))
    cleo = sign_in(cast, "cleo")
    assert "waits for a word from you" in words(cleo.get(reverse("home")))
    question = cleo.get(of(cast, "answer_conflict"))
    assert "Do you and Gil know each other?" in words(question)
    told = cleo.post(of(cast, "answer_conflict"), {"id": hidden(question, "id"), "ties": "none"}, follow=True)
    assert "Nothing stands in the way" in words(told)
    assert "Ready: hand over" in words(faye.get(reverse("home")))
    ready = faye.get(reverse("list_choices"))
    assert "Ready: hand over" in words(ready)
    assert of(cast, "transfer_client") in ready.content.decode()
    with scope_of_installation():
        choice_id = Choice.objects.get().id
    began = faye.post(reverse("start_chosen", kwargs={"choice_id": choice_id}), follow=True)
    assert "They walk together from today" in began.content.decode()
    assert cleo.get(of(cast, "get_client")).status_code == 200
    ana = sign_in(cast, "ana")
    kind = words(ana.get(reverse("list_asked")))
    assert "Gil walks on with somebody else" in kind
    assert "Cleo" not in kind


def test_a_tie_goes_to_the_supervisor_and_the_manager_reads_only_whom_it_waits_for(cast):
    ana, ben = sign_in(cast, "ana"), sign_in(cast, "ben")
    form = ana.get(of(cast, "answer_conflict"))
    sent = {"id": hidden(form, "id"), "ties": ["kin"], "words": "My cousin’s son"}
    page = ana.post(of(cast, "answer_conflict"), sent, follow=True)
    assert "24.219.2301" in words(page)
    assert "knows the person who chose them" in words(ben.get(reverse("home")))
    where = reverse("say_to_disclosure", kwargs={"conflict_answer_id": newest_answer().id})
    told = ben.get(where)
    assert "My cousin’s son" in words(told)
    cited = re.findall(r'href="(/rules/\?q=[^"]+)"', told.content.decode())
    assert cited
    assert all("24.219.2301(" in words(ben.get(link)) for link in cited)
    refused = ben.post(where, {"verdict": "go_on", "conditions": ""})
    assert (refused.status_code, "agreed on" in words(refused)) == (400, True)
    assert ben.post(where, {"id": "", "verdict": "go_on", "conditions": "Every week"}).status_code == 302
    assert "Every week" in words(ana.get(of(cast, "answer_conflict")))
    for who in ("faye", "jun", "noor", "cleo", "dov"):
        browser = sign_in(cast, who)
        assert browser.get(where).status_code in (403, 404)
        assert browser.get(of(cast, "answer_conflict")).status_code in (403, 404)


@pytest.mark.parametrize(
    ("tie", "follows", "not_said"),
    [
        ("kin", "has not answered yet", "Somebody else walks with them"),
        ("intimate", "Somebody else walks with them", "has not answered yet"),
        ("none", "Nothing stands in the way", "has not answered yet"),
    ],
)
def test_an_answer_looks_answered_and_says_one_thing(cast, tie, follows, not_said):
    choose(cast.faye, cast.gil, cast.cleo, minutes=-1)
    cleo = sign_in(cast, "cleo")
    form = cleo.get(of(cast, "answer_conflict"))
    assert "Answer anew" not in words(form)
    page = cleo.post(of(cast, "answer_conflict"), {"id": hidden(form, "id"), "ties": [tie]}, follow=True)
    assert follows in words(page)
    assert not_said not in words(page)
    html = page.content.decode()
    assert ('class="notice good"' in html) == (tie == "none")
    anew = re.search(r'<details class="group" id="anew"( open)?>(.*)</details>', html, re.DOTALL)
    assert not anew[1]
    assert anew[2].count('name="ties"') == html.count('name="ties"') > 0


def test_days_that_nobody_asked_for_stay_folded(cast):
    ana, where, ends = sign_in(cast, "ana"), of(cast, "answer_conflict"), "<summary>When did it end?"
    assert f'<details class="group">{ends}' in ana.post(where, {}).content.decode()
    for day in ("soon", "2026-12-01", "2026-01-02"):
        sent = {"ties": ["former_client", "none"], "former_client-ended_on": day}
        assert f'<details class="group" open>{ends}' in ana.post(where, sent).content.decode()


def test_the_manager_reads_no_kind_of_tie(cast):
    choose(cast.faye, cast.gil, cast.cleo)
    answer(cast.cleo, cast.gil, "business", words="My landlord")
    faye = sign_in(cast, "faye")
    for page in (faye.get(reverse("list_choices")), faye.get(of(cast, "choose_peer"))):
        text = page.content.decode()
        assert "Waits for the supervisor’s answer" in text
        assert not re.search("landlord|business|24.219.2301|conflict|talked over", words(page))
    question = words(sign_in(cast, "cleo").get(of(cast, "answer_conflict")))
    assert "read by those who supervise you clinically, and by nobody else" in question
    assert "it waits for you or for your supervisor" in question


def test_barred_and_advised_against_look_the_same_to_the_manager(cast):
    choose(cast.faye, cast.gil, cast.cleo)
    answer(cast.cleo, cast.gil, "intimate")
    assert "Please choose somebody else" in words(sign_in(cast, "faye").get(of(cast, "choose_peer")))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "None of these"),
        ({"ties": ["kin", "none"]}, "one or the other"),
        ({"ties": ["weather"]}, "from the list"),
        ({"ties": ["former_client"], "former_client-ended_on": "soon"}, "year-month-day"),
        ({"ties": ["former_client"], "former_client-ended_on": "2026-12-01"}, "still to come"),
        ({"ties": ["kin"], "words": "x" * 601}, "at most 600"),
    ],
)
def test_bad_input_says_what_and_keeps_what_was_typed(cast, sent, said):
    page = sign_in(cast, "ana").post(of(cast, "answer_conflict"), {"words": "Kept words", **sent})
    assert page.status_code == 400
    assert said in page.content.decode().replace("&#39;", "'")
    if "words" not in sent:
        assert "Kept words" in page.content.decode()


def test_hostile_words_are_only_words(cast):
    ana = sign_in(cast, "ana")
    evil = "<script>alert(1)</script>{{ 7*7 }}"
    ana.post(reverse("write_offer"), {"words": evil, "languages": evil})
    ana.post(reverse("list_known_people"), {"given": evil, "family": evil, "tie": "kin"})
    ana.post(of(cast, "write_wishes"), {"words": evil, "seen": "0"})
    for where in (reverse("write_offer"), reverse("list_known_people"), of(cast, "write_wishes")):
        page = ana.get(where).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;" in page


def test_what_is_said_about_me_is_saved_and_emptied(cast):
    ana = sign_in(cast, "ana")
    sent = {"veteran": "yes", "gender": "woman", "lived": ["alcohol", "loss"], "words": "Hello"}
    page = ana.post(reverse("write_offer"), sent, follow=True).content.decode()
    assert len(re.findall(r'name="lived" value="\w+" checked', page)) == 2
    assert (
        "checked"
        not in ana.post(reverse("write_offer"), {"gender": ""}, follow=True)
        .content.decode()
        .split('name="gender" value="woman"')[1]
        .split(">")[0]
    )
    assert ana.post(reverse("write_offer"), {"gender": "x"}).status_code == 400


def test_in_an_emergency_one_tap_begins(cast):
    choose(cast.faye, cast.gil, cast.cleo)
    cleo = sign_in(cast, "cleo")
    assert "It cannot wait?" in words(cleo.get(of(cast, "answer_conflict")))
    answered = cleo.post(of(cast, "begin_in_emergency"), follow=True)
    assert answered.status_code == 200
    assert "Gil" in words(answered)


@pytest.mark.parametrize("name", ["write_wishes", "choose_peer", "answer_conflict", "begin_in_emergency"])
def test_dov_gets_the_answer_of_a_person_who_does_not_exist(cast, name):
    dov = sign_in(cast, "dov")
    for method in (dov.get, dov.post):
        there = method(of(cast, name))
        nowhere = method(reverse(name, kwargs={"client_id": new_id()}))
        assert (there.status_code, len(there.content)) == (nowhere.status_code, len(nowhere.content))


@pytest.mark.parametrize(("who", "name", "most"), [("faye", "list_choices", 8), ("ana", "list_asked", 3)])
def test_the_lists_cost_the_same_with_many(cast, who, name, most):
    browser = sign_in(cast, who)
    browser.get(reverse(name))
    with counted() as few:
        browser.get(reverse(name))
    choose(cast.faye, cast.gil, cast.cleo)
    choose(cast.faye, cast.hal, cast.ana)
    with counted() as many:
        page = browser.get(reverse(name))
    assert "Hal" in words(page)
    own = [[one for one in count.statements if "privacy_ledger" not in one] for count in (few, many)]
    assert len(own[1]) == len(own[0]) <= most, str(many)


def test_who_takes_somebody_in_chooses_afterwards_so_that_nobody_begins_unasked(cast):
    faye = sign_in(cast, "faye")
    form = faye.get(reverse("enroll_client"))
    assert "they chose" not in words(form)
    ids = {name: hidden(form, name) for name in ("id", "client", "relationship")}
    sent = {**ids, "called": "Ida", "peer": str(cast.ana.engagement_id)}
    done = faye.post(reverse("enroll_client"), sent)
    assert done.url == reverse("choose_peer", kwargs={"client_id": ids["client"]})
    assert "Ana" in words(faye.get(done.url))
    with scope_of_installation():
        assert not Relationship.objects.filter(client__name="Ida").exists()


def test_who_was_taken_in_and_chose_nobody_stands_on_the_managers_home_until_somebody_walks_with_them(cast):
    faye = sign_in(cast, "faye")
    form = faye.get(reverse("enroll_client"))
    ids = {name: hidden(form, name) for name in ("id", "client", "relationship")}
    assert "nobody walking with them" not in words(faye.get(reverse("home")))
    faye.post(reverse("enroll_client"), {**ids, "called": "Ida", "peer": str(cast.ana.engagement_id)})
    home = faye.get(reverse("home"))
    assert "1 person has nobody walking with them" in words(home)
    assert f"{reverse('list_choices')}#alone" in home.content.decode()
    listed = faye.get(reverse("list_choices"))
    assert re.search("Nobody walks with them .*Ida .*Help them choose", words(listed))
    where = reverse("choose_peer", kwargs={"client_id": ids["client"]})
    assert where in listed.content.decode()
    assert "Gil" not in words(listed)  # Ana walks with him
    with scope_of_installation():
        ida = Client.objects.get(id=ids["client"])
    choose(cast.faye, ida, cast.ana)
    assert "nobody walking with them" not in words(faye.get(reverse("home")))
    listed = words(faye.get(reverse("list_choices")))
    assert "Ida chose Ana" in listed
    assert "Nobody walks with them" not in listed


def test_who_left_is_alone_no_more_and_a_choice_taken_back_brings_them_back(cast):
    choice_id = choose(cast.faye, cast.gil, cast.cleo)
    with scope_of_installation():
        Relationship.objects.filter(client=cast.gil).update(ended_on=TODAY)
    with scope_of(cast.faye):
        assert (count_choices(cast.faye, TODAY), list_alone(cast.faye, TODAY)) == (ChoiceCount(1, 0), ())
        withdraw_choice(actor=cast.faye, choice_id=choice_id, now=later(5))
        assert count_choices(cast.faye, TODAY) == ChoiceCount(0, 0, 1)
        assert [row.name for row in list_alone(cast.faye, TODAY)] == ["Gil"]
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(ended_on=TODAY)
    with scope_of(cast.faye):
        assert (count_choices(cast.faye, TODAY), list_alone(cast.faye, TODAY)) == (ChoiceCount(0, 0), ())
    with scope_of(cast.dov), pytest.raises(NotPermitted):
        list_alone(cast.dov, TODAY)
