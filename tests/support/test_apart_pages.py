"""By every screen: whoever was not named gets of a record that is kept apart the answer that they get of nobody's."""

from __future__ import annotations

import logging

import pytest
from django.core.cache import cache
from django.urls import reverse

from cairn.identity.models import Engagement
from cairn.intake.models import Intake
from cairn.kernel.errors import BadInput
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.commands.apart import open_in_emergency
from cairn.support.commands.known_as import KnownAs, update_known_as
from cairn.support.models import Client, Keeper, KeptApart, KeptOut
from tests import people
from tests.architecture.test_addresses import ADDRESSES
from tests.architecture.test_outsider import answer, sign_in
from tests.browsers import set_clock
from tests.matching.test_small_town import filled
from tests.people import NOW, TODAY
from tests.support.test_apart import kept
from tests.whole_house import fill

pytestmark = pytest.mark.django_db
TOKEN = "Tolliverine"
CLIENT_ROUTES = sorted(route for route, _ in ADDRESSES if "<uuid:client_id>" in route and route.count("<") == 1)


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    set_clock(monkeypatch)
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("walls", ["both", "only the first", "only the second"])
def test_every_page_about_him_is_a_page_about_nobody(cast, settings, monkeypatch, walls):
    """Faye, whose reach is the whole organization, with the walls as they stand and with either one off: the break does not lean on them."""
    monkeypatch.setattr("tests.architecture.test_outsider.CANARY", "no canary: what Faye sees of others is hers to see")
    kept(cast)
    settings.CAIRN_WALL_ONE = walls != "only the second"
    settings.CAIRN_WALL_TWO = walls != "only the first"
    browser = sign_in(cast, "faye")
    told = []
    for route in CLIENT_ROUTES:
        answer(browser, "get", route, new_id())
        if answer(browser, "get", route, cast.gil.id) != answer(browser, "get", route, new_id()):
            told.append(route)
    assert told == []
    assert len(CLIENT_ROUTES) > 30


@pytest.mark.parametrize("who", ["faye", "ben", "jun", "cleo", "noor"])
def test_his_name_is_on_no_screen(cast, who):
    """Every address that answers a GET, with the ids of everything that there is of him."""
    ids = fill(cast)
    with scope_of_installation():
        cast.gil.name, cast.gil.legal_given_name, cast.gil.legal_family_name = TOKEN, f"{TOKEN}a", f"{TOKEN}b"
        cast.gil.save()
        Intake.objects.update(called=TOKEN)
    kept(cast)
    browser, leaks, opened = sign_in(cast, who), [], 0
    for route, _ in ADDRESSES:
        if route.startswith(("sign-in/", "hats/", "demo/")):
            continue
        cache.clear()
        response = browser.get("/" + filled(route, ids))
        opened += response.status_code == 200
        if TOKEN.encode() in b"".join(response):
            leaks.append(route)
    assert leaks == []
    assert opened > 15
    assert str(cast.gil.id) not in browser.get(reverse("search"), {"q": TOKEN}).content.decode()
    if who == "faye":
        shown = sign_in(cast, "ana").get(reverse("get_client", kwargs={"client_id": cast.gil.id}))
        assert TOKEN in shown.content.decode(), "Ana, who walks with him, must see the name: else this test cannot fail"


def test_everybody_who_comes_in_is_asked_in_the_same_words(cast):
    for who in ("ana", "faye"):
        page = sign_in(cast, who).get(reverse("enroll_client")).content.decode()
        assert "Only people whom they name" in page


def test_somebody_who_comes_in_is_kept_apart_from_the_first_moment(cast):
    ids = {name: str(new_id()) for name in ("id", "client", "relationship")}
    browser = sign_in(cast, "ana")
    browser.post(reverse("enroll_client"), {**ids, "called": TOKEN, "seen_by": "few"})
    with scope_of(cast.ana):
        assert Client.objects.filter(name=TOKEN).exists()
    with scope_of(cast.faye):
        assert not Client.objects.filter(name=TOKEN).exists()
        assert not Intake.objects.filter(called=TOKEN).exists()


def test_the_page_keeps_what_was_chosen(cast):
    browser, where = sign_in(cast, "ana"), reverse("keep_apart", kwargs={"client_id": cast.gil.id})
    assert "Who may see" in browser.get(where).content.decode()
    sent = browser.post(where, {"seen_by": "few", "keepers": [str(cast.ben.engagement_id)]})
    assert sent.status_code == 302
    with scope_of_installation():
        assert set(Keeper.objects.values_list("engagement_id", flat=True)) == {
            cast.ana.engagement_id,
            cast.ben.engagement_id,
        }
    wrong = browser.post(where, {"seen_by": "few", "keepers": [str(cast.ben.engagement_id)], "out": [str(cast.ben.engagement_id)]})  # fmt: skip
    assert wrong.status_code == 400
    assert KeptApart.objects.count() == 0  # outside of every scope there is nothing


def test_an_emergency_by_the_page_and_the_person_s_people_are_asked_to_tell(cast):
    with scope_of_installation():
        cast.gil.legal_given_name, cast.gil.legal_family_name = "Gilbert", "Marsh"
        cast.gil.save()
    kept(cast)
    faye, where = sign_in(cast, "faye"), reverse("open_in_emergency")
    assert faye.get(where).status_code == 200
    assert faye.post(where, {"given": "Gilbert", "family": "Marsh", "because": ""}).status_code == 400
    answers = [
        faye.post(where, {"given": given, "family": family, "because": "In danger"}, follow=True).content
        for given, family in (("Aldo", "Quenby"), ("Gilbert", "Marsh"))
    ]
    assert all(b"If a record under this name" in one for one in answers)
    page = reverse("get_client", kwargs={"client_id": cast.gil.id})
    assert faye.get(page).status_code == 200
    ana = sign_in(cast, "ana")
    assert "opened in an emergency" in ana.get(reverse("list_caseload")).content.decode()
    with scope_of(cast.ana):
        opening = Keeper.objects.get(until__isnull=False)
    assert ana.post(reverse("say_opening_told", kwargs={"keeper_id": opening.id})).status_code == 302
    assert "opened in an emergency" not in ana.get(reverse("list_caseload")).content.decode()


def test_somebody_at_work_never_opens_their_own_record(cast):
    """Wes Arden works here with the reach of a manager, and comes in under his own name: not kept apart, and not his to open."""
    with scope_of_installation():
        wes = people.engage(cast, "Wes Arden", people.Role.PROGRAM_MANAGER, cast.organization, cast.program)
    ids = {name: str(new_id()) for name in ("id", "client", "relationship")}
    sign_in(cast, "faye").post(reverse("enroll_client"), {**ids, "called": "Wes Ardén"})
    with scope_of_installation():
        record = Client.objects.get(name="Wes Ardén")
        assert list(KeptOut.objects.values_list("engagement_id", flat=True)) == [wes.engagement_id]
    page = reverse("get_client", kwargs={"client_id": record.id})
    assert sign_in(cast, "Wes Arden").get(page).status_code == 404
    assert sign_in(cast, "faye").get(page).status_code == 200


@pytest.mark.parametrize("role", [people.Role.PROGRAM_MANAGER, people.Role.PEER_SUPPORTER])
def test_nobody_takes_somebody_in_under_their_own_name(cast, role):
    """They could not open it afterwards: it is said at the name, what was typed is kept, and nothing is written."""
    with scope_of_installation():
        people.engage(cast, "Wes Arden", role, cast.organization, cast.program)
    ids = {name: str(new_id()) for name in ("id", "client", "relationship")}
    sent = sign_in(cast, "Wes Arden").post(reverse("enroll_client"), {**ids, "called": "Wes Ardén", "goal": "Rest"})
    shown = sent.content.decode()
    assert (sent.status_code, "This is your own name" in shown, "Wes Ardén" in shown) == (400, True, True)
    with scope_of_installation():
        assert not Client.objects.filter(name="Wes Ardén").exists()
        assert not Intake.objects.filter(called="Wes Ardén").exists()


def test_nobody_gives_a_record_their_own_name(cast):
    """Ana would lose Gil's record by it."""
    with scope_of_installation():
        Engagement.objects.filter(id=cast.ana.engagement_id).update(name="Ana Reyes")
    with scope_of(cast.ana), pytest.raises(BadInput) as wrong:
        told, seen = KnownAs("ana reyes"), KnownAs(cast.gil.name, cast.gil.phone)
        update_known_as(actor=cast.ana, client_id=cast.gil.id, told=told, seen=seen, now=people.NOW)
    assert set(wrong.value.problems) == {"name"}
    with scope_of(cast.ana):
        assert Client.objects.get(id=cast.gil.id).name == cast.gil.name


def test_who_sees_it_opens_after_an_emergency_and_says_the_hour_there(cast):
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(name="Gil", legal_given_name="", legal_family_name="")
    kept(cast)
    with scope_of(cast.faye):
        open_in_emergency(actor=cast.faye, given="Gil", family="", because="Not seen for days", now=NOW)
    page = sign_in(cast, "ana").get(reverse("keep_apart", kwargs={"client_id": cast.gil.id}))
    assert page.status_code == 200
    assert "3:00 pm to 4:00 pm" in page.content.decode()
    assert "Not seen for days" in page.content.decode()


@pytest.mark.parametrize(
    ("given", "called", "opens"), [("gíl", "Gil", True), ("Gi", "Gil", False), ("Gil", "Gil Marsh", False)]
)
def test_a_first_name_alone_opens_only_where_nothing_else_is_on_record(cast, given, called, opens):
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(name=called, legal_given_name="", legal_family_name="")
    kept(cast)
    with scope_of(cast.faye):
        open_in_emergency(actor=cast.faye, given=given, family="", because="Not seen for days", now=NOW)
    assert (
        sign_in(cast, "faye").get(reverse("get_client", kwargs={"client_id": cast.gil.id})).status_code == 200
    ) == opens


def test_whoever_writes_about_a_record_kept_apart_is_told_that_no_supervisor_sees_it(cast):
    """An incident, a tie and a request reach nobody who was not named: the page says so, and says the way out."""
    ana, person = sign_in(cast, "ana"), {"client_id": cast.gil.id}
    incident = {
        "kind": "injury",
        "happened_on": TODAY.isoformat(),
        "happened_at": "09:00",
        "what": "He fell.",
        "told_how": "not_yet",
    }
    asked = {"asked": "access", "way": "mouth", "asked_on": TODAY.isoformat(), "words": "", "asked_of": ""}

    def said(where, sent):
        answer = ana.post(where, {**sent, "id": str(new_id())}, follow=True)
        assert answer.status_code == 200, answer.content.decode()
        return answer.content.decode()

    report, request = (
        f"{reverse('record_incident')}?person={cast.gil.id}",
        reverse("take_record_request", kwargs=person),
    )
    assert "Your supervisor sees it on their first page" in said(report, incident)
    assert "It waits until it is answered" in said(request, asked)
    kept(cast)
    assert "Your supervisor does not see it" in said(report, incident)
    assert "No program manager sees it" in said(request, asked)
