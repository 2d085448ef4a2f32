"""The pages of referrals: from pointing somebody on to what came of it, the papers, and what they cost."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cairn.platform.ids import new_id
from cairn.privacy.models import Consent
from cairn.privacy.scope import scope_of_installation
from cairn.referrals.domain.kinds import Way
from cairn.referrals.domain.steps import Heard
from cairn.referrals.models import Referral, ReferralStep
from tests.browsers import counted, set_clock, sign_in
from tests.people import at
from tests.referrals.house import consent, learn, place, refer

pytestmark = pytest.mark.django_db
POINTED = {"needs": ["housing"], "wish": "asked", "way": "warm", "asked_on": "2026-11-20"}


@pytest.fixture
def ana(cast, monkeypatch):
    set_clock(monkeypatch)
    return sign_in(cast, "ana")


def hidden(page, action):
    """The id of the form with this address."""
    form = page.content.decode().split(f'action="{action}"')[1]
    return re.search(r'name="id" value="([^"]*)"', form).group(1)


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main", 1)[1]))


def address(name, referral_id, **more):
    return reverse(name, kwargs={"referral_id": referral_id, **more})


def written():
    with scope_of_installation():
        return Referral.objects.get().id


def test_from_pointing_on_to_the_letter_and_what_came_of_it(cast, ana):
    consent(cast)
    url = f"{reverse('make_referral')}?person={cast.gil.id}&place={place(cast)}"
    form = ana.get(url)
    assert "Creekside Homes" in text_of(form)
    assert ana.post(url, {"id": "", **POINTED}).status_code == 302
    one = address("get_referral", written())
    page = ana.get(one)
    assert "The place may be told" in text_of(page)
    tell = address("tell_place", written())
    sent = {"id": hidden(page, tell), "told": "Has a dog", "told_on": "2026-11-20", "told_at": "14:30"}
    for _ in range(2):
        assert ana.post(tell, sent).status_code == 302
    letter = ana.get(address("print_referral_letter", written()))
    assert letter.content.startswith(b"%PDF")
    assert letter["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    steps = address("record_referral_step", written())
    learned = {"id": hidden(ana.get(one), steps), "heard": "accepted", "on": "2026-11-20", "words": "A room on Monday"}
    assert ana.post(steps, learned).status_code == 302
    assert "A room on Monday" in text_of(ana.get(one))
    assert "The place said yes" in text_of(ana.get(reverse("list_referrals")))
    assert "Creekside" in text_of(ana.get(reverse("list_client_referrals", kwargs={"client_id": cast.gil.id})))


def test_without_a_consent_the_page_says_why_and_the_card_stays(cast, ana):
    referral_id = refer(cast, listing_id=place(cast))
    page = text_of(ana.get(address("get_referral", referral_id)))
    assert "The place may not be told" in page
    assert "None names this recipient" in page
    assert "they can still go by themselves" in page
    answer = ana.post(
        address("tell_place", referral_id),
        {"id": "", "told": "Has a dog", "told_on": "2026-11-20", "told_at": "14:30"},
    )
    assert answer.status_code == 409
    assert "They may say no" in text_of(answer)
    assert ana.get(address("print_referral_letter", referral_id)).status_code == 404
    assert ana.post(address("hand_card", referral_id), {"id": ""}).status_code == 302
    assert "They got the card" in text_of(ana.get(address("get_referral", referral_id)))


def test_a_self_referral_says_that_the_place_hears_nothing(cast, ana):
    referral_id = refer(cast, way=Way.CARD)
    page = text_of(ana.get(address("get_referral", referral_id)))
    assert "A self-referral" in page
    assert "may be told" not in page
    card = ana.get(address("print_referral_card", referral_id))
    assert card.content.startswith(b"%PDF")
    assert card["Content-Disposition"] == 'attachment; filename="card.pdf"'


def test_the_card_names_nobody_and_the_letter_carries_notice_and_consent(cast, ana, monkeypatch):
    papers = []
    monkeypatch.setattr("cairn.referrals.web.papers.typeset", lambda *args, now: papers.append(args) or b"%PDF")
    consent(cast)
    referral_id = refer(cast, listing_id=place(cast), hope="A quiet street")
    ana.post(address("tell_place", referral_id), {"id": "", "told_on": "2026-11-20", "told_at": "14:30"})
    ana.get(address("print_referral_card", referral_id))
    ana.get(address("print_referral_letter", referral_id))
    (_, _, card), (_, _, letter) = papers
    assert "Gil" not in str(card)
    assert "406-555-0100" in str(card)
    assert letter["sender"] == cast.organization.name
    assert cast.organization.name not in str(card)
    assert "Gil" in str(letter["facts"])
    assert "42 CFR 2.32" in letter["notice"]
    assert "That I come here" in str(letter["consent"])
    assert "quiet street" not in str(papers)


def test_no_letter_once_the_consent_is_taken_back(cast, ana):
    given = consent(cast)
    referral_id = refer(cast)
    ana.post(address("tell_place", referral_id), {"id": "", "told_on": "2026-11-20", "told_at": "09:30"})
    with scope_of_installation():
        Consent.objects.filter(id=given.id).update(revoked_at=at(12), revoked_by_id=cast.ana.engagement_id)
    answer = ana.get(address("print_referral_letter", referral_id))
    assert answer.status_code == 409
    assert "Taken back" in text_of(answer)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"needs": []}, "Choose what they look for"),
        ({"wish": "whim"}, "Choose whose idea it was"),
        ({"way": ""}, "Choose how they get there"),
        ({"place_name": ""}, "Choose a place from the list"),
        ({"asked_on": "2026-11-21"}, "still to come"),
        ({"asked_on": "soon"}, "year-month-day"),
        ({"person": "nobody"}, "Choose who is pointed on"),
    ],
)
def test_bad_input_says_what_and_keeps_the_rest(cast, ana, changes, said):
    sent = {"id": "", "person": cast.gil.id, "place_name": "A door", "hope": "Quiet", **POINTED, **changes}
    answer = ana.post(reverse("make_referral"), sent)
    assert answer.status_code == 400
    assert said in text_of(answer)
    assert "Quiet" in answer.content.decode()


def test_what_was_learned_is_put_right_on_a_page_of_its_own(cast, ana):
    referral_id = refer(cast)
    step_id = learn(cast, referral_id, Heard.HELPED, words="A mix-up")
    url = address("correct_referral_step", referral_id, referral_step_id=step_id)
    assert "A mix-up" in ana.get(url).content.decode()
    answer = ana.post(url, {"id": "", "heard": "not_helped", "on": "2026-11-20", "words": "Turned away"})
    assert answer.status_code == 400
    assert "Choose why" in text_of(answer)
    sent = {"id": "", "heard": "not_helped", "reason": "full", "on": "2026-11-20", "words": "Turned away"}
    assert ana.post(url, sent).status_code == 302
    assert ana.post(url, sent).status_code == 409  # another form, the same wrong line
    page = ana.get(address("get_referral", referral_id)).content.decode()
    assert "<s>It helped</s>" in page
    assert "Turned away" in page


def test_a_day_before_the_asking_is_said_beside_its_field(cast, ana):
    answer = ana.post(
        address("record_referral_step", refer(cast)), {"id": "", "heard": "helped", "on": "2026-01-01", "words": "Kept"}
    )
    assert answer.status_code == 400
    assert "Nothing can have come of it before" in text_of(answer)
    assert "Kept" in answer.content.decode()


def test_dov_gets_the_answer_of_a_referral_that_does_not_exist(cast, ana):
    referral_id = refer(cast)
    step_id = learn(cast, referral_id, Heard.GOT_THERE)
    dov, listing_id = sign_in(cast, "dov"), place(cast)
    for there, nowhere in (
        (address("get_referral", referral_id), address("get_referral", new_id())),
        (address("print_referral_card", referral_id), address("print_referral_card", new_id())),
        (
            address("correct_referral_step", referral_id, referral_step_id=step_id),
            address("correct_referral_step", new_id(), referral_step_id=new_id()),
        ),
        (f"/referrals/places/{listing_id}/", f"/referrals/places/{new_id()}/"),
        (f"/people/{cast.gil.id}/referrals/", f"/people/{new_id()}/referrals/"),
        (f"/referrals/new/?person={cast.gil.id}", f"/referrals/new/?person={new_id()}"),
    ):
        answers = [dov.get(url) for url in (there, nowhere)]
        assert {answer.status_code for answer in answers} == {404}
        assert len({len(answer.content) for answer in answers}) == 1


def test_figures_of_few_people_say_nothing(cast, ana):
    listing_id = place(cast)
    learn(cast, refer(cast, listing_id=listing_id), Heard.HELPED)
    page = text_of(ana.get(reverse("count_place_referrals", kwargs={"listing_id": listing_id})))
    assert "no figure is shown" in page
    assert "change nothing on the list" in page
    assert "no figure is shown" in text_of(sign_in(cast, "faye").get(reverse("count_referrals")))
    assert ana.get(reverse("count_referrals")).status_code in (403, 404)


def test_the_place_and_the_person_lead_here(cast, ana):
    listing_id = place(cast)
    entry = ana.get(reverse("get_listing", kwargs={"listing_id": listing_id})).content.decode()
    assert f"{reverse('make_referral')}?place={listing_id}" in entry
    assert reverse("count_place_referrals", kwargs={"listing_id": listing_id}) in entry
    person = ana.get(reverse("get_client", kwargs={"client_id": cast.gil.id}))
    assert reverse("list_client_referrals", kwargs={"client_id": cast.gil.id}) in person.content.decode()


def test_today_says_about_whom_to_ask(cast, ana):
    referral_id = refer(cast, way=Way.CARD)
    assert "Ask how it went" in text_of(ana.get(reverse("home")))
    learn(cast, referral_id, Heard.NOT_KNOWN)
    assert "Ask how it went" not in text_of(ana.get(reverse("home")))


def test_the_pages_cost_the_same_with_many(cast, ana):
    consent(cast)
    referral_id = refer(cast, listing_id=place(cast))
    learn(cast, referral_id, Heard.ACCEPTED)
    pages = (
        (reverse("list_referrals"), 4),
        (reverse("list_client_referrals", kwargs={"client_id": cast.gil.id}), 5),
        (address("get_referral", referral_id), 11),
    )
    few = {}
    for url, _ in pages:
        ana.get(url)
        with counted() as count:
            ana.get(url)
        few[url] = len(count)
    for _ in range(5):
        refer(cast)
        learn(cast, referral_id, Heard.GOT_THERE)
    for url, most in pages:
        with counted() as many:
            ana.get(url)
        assert len(many) == few[url] <= most, f"{url}\n{many}"
    with scope_of_installation():
        assert ReferralStep.objects.count() == 6
