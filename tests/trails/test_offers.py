"""An offer of employment, confirmed by the employer through a link that needs no account."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cairn.front.pages.trail import find_way
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, NotFound, NotPermitted
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.trails.commands.offers import ask_for_offer
from cairn.trails.domain.confirmations import LINK_LASTS
from cairn.trails.domain.offers import OfferDraft
from cairn.trails.models import Confirmation
from cairn.trails.queries.confirmations import find_question
from cairn.trails.queries.offers import list_asked_offers
from tests import people
from tests.browsers import set_clock, sign_in
from tests.people import NOW
from tests.trails.ways import note, say, take

pytestmark = pytest.mark.django_db
OFFER = OfferDraft("High Divide", "The program manager", date(2026, 12, 1), 1750, in_scope=True)


def ask(actor, draft=OFFER, **more):
    with scope_of(actor):
        return ask_for_offer(**{"actor": actor, "confirmation_id": new_id(), "draft": draft, "now": NOW, **more})


def asked(actor, now=NOW):
    with scope_of(actor):
        return list_asked_offers(actor, now)


def stand(actor, step):
    with scope_of(actor):
        return find_way(actor, NOW).walk.stand(step)


def test_a_yes_settles_the_offer_and_its_confirmation(cast):
    take(cast.ivo, "employment")
    handed = ask(cast.ivo)
    assert find_question(handed.token, NOW).asks.split("\n") == [
        "Did High Divide offer Ivo this job, or does Ivo work in it?",
        "First day of work: December 1, 2026",
        "Hourly wage: $17.50",
        "Duties: peer support, within its scope of practice and its ethics",
        "Is all of this right?",
    ]
    waiting = stand(cast.ivo, "offer")
    assert (waiting.state.value, waiting.reason) == ("under_way", "The program manager was asked.")
    assert stand(cast.ivo, "employer_check").state.value == "waits"
    say(handed.token)
    for step in ("offer", "employer_check"):
        done = stand(cast.ivo, step)
        assert (done.state.value, done.source) == ("done", "the employer’s answer")
    with scope_of_installation():
        acts = list(LedgerEntry.objects.order_by("n").values_list("action", "body"))
    assert [action for action, _ in acts[-2:]] == ["trails.confirmation.asked", "trails.confirmation.answered"]
    assert not any("High Divide offer" in body or "17.50" in body for _, body in acts)


@pytest.mark.parametrize("answer", ["no", "not_me"])
def test_any_other_answer_settles_nothing(cast, answer):
    take(cast.ivo, "employment")
    say(ask(cast.ivo).token, answer, remark="The wage is another")
    assert stand(cast.ivo, "offer").state.value != "done"
    (one,) = asked(cast.ivo)
    assert (one.state, one.answered_name, one.remark) == (answer, "Casey Doe", "The wage is another")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"employer": " "}, "employer"),
        ({"employer": "x" * 121}, "employer"),
        ({"asked_of": ""}, "asked_of"),
        ({"starts_on": None}, "starts_on"),
        ({"wage_cents": 0}, "wage"),
        ({"wage_cents": 100_000}, "wage"),
        ({"in_scope": False}, "in_scope"),
    ],
)
def test_a_letter_that_shows_too_little_names_the_field_and_asks_nobody(cast, changes, field):
    with pytest.raises(BadInput) as error:
        ask(cast.ivo, replace(OFFER, **changes))
    assert set(error.value.problems) == {field}
    assert asked(cast.ivo) == []


def test_the_same_send_makes_one_link_and_a_new_one_closes_the_old(cast):
    confirmation = new_id()
    old = ask(cast.ivo, confirmation_id=confirmation)
    assert ask(cast.ivo, confirmation_id=confirmation).token == ""
    new = ask(cast.ivo)
    with pytest.raises(NotFound):
        say(old.token)
    say(new.token)
    assert [one.state for one in asked(cast.ivo)] == ["yes", "ran_out"]
    later = ask(cast.ivo)
    assert find_question(later.token, NOW + LINK_LASTS) is None
    assert [one.state for one in asked(cast.ivo)] == ["open", "yes", "ran_out"], "an answer stays an answer"


def test_offers_are_the_candidates_own(cast):
    ask(cast.ivo)
    with scope_of_installation():
        petra = people.engage(cast, "petra", Role.CANDIDATE, cast.organization, cast.program)
        otto = people.engage(cast, "otto", Role.CANDIDATE, cast.other_organization, cast.other_program)
    assert (asked(petra), asked(otto)) == ([], [])
    for name in ("ana", "faye", "kay", "dov"):
        with pytest.raises(NotPermitted):
            ask(cast.actors[name])
    with scope_of_installation():
        assert Confirmation.objects.count() == 1


def body(page) -> str:
    return page.content.decode().split("<main", 1)[1]


def test_the_page(cast, client, monkeypatch):
    set_clock(monkeypatch)
    take(cast.ivo, "employment")
    browser = sign_in(cast, "ivo")
    assert "/trail/offer/" not in body(browser.get("/trail/")), "the questionnaire comes first"
    note(cast.ivo, "questionnaire")
    assert "/trail/offer/" in body(browser.get("/trail/"))
    assert "Trail 1 page" in body(browser.get("/trail/offer/")), "the source of what the letter shows"
    sent = {"id": new_form_id(cast.ivo.organization_id), "employer": "High Divide", "asked_of": "Faye",
            "starts_on": "2026-12-01", "wage": "$17.50", "in_scope": "yes"}  # fmt: skip
    for changes, words in (({"wage": "a lot"}, "hourly wage"), ({"starts_on": "soon"}, "first day")):
        refused = browser.post("/trail/offer/", {**sent, **changes})
        assert (refused.status_code, words in body(refused), 'value="High Divide"' in body(refused)) == (
            400,
            True,
            True,
        )
    handed = body(browser.post("/trail/offer/", sent))
    assert "data:image/svg+xml" in handed
    assert "made before" in body(browser.post("/trail/offer/", sent))
    assert "Asked: Faye" in body(browser.get("/trail/offer/"))
    token = handed.split("/confirm/", 1)[1].split("/", 1)[0]
    assert "Hourly wage: $17.50" in body(client.get(f"/confirm/{token}/"))
    say(token)
    assert "Confirmed by Casey Doe" in body(browser.get("/trail/offer/"))
    assert sign_in(cast, "ana").get("/trail/offer/").status_code == 403
