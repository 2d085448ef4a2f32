"""A phone that nobody could dial is asked about once, on each form on which staff write one down, and kept when it is meant so."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cairn.intake.domain.questions import Step
from cairn.intake.models import Intake
from cairn.platform.ids import new_form_id
from cairn.privacy.scope import scope_of_installation
from cairn.support.domain.phones import FEW_DIGITS, ask_about, dialed
from cairn.support.models import Client
from tests.browsers import set_clock, sign_in
from tests.intake.acts import begin, finish, read

pytestmark = pytest.mark.django_db
HOSTILE = '12"><script>alert(1)</script>'
KEPT = "12&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"  # what was asked about goes along, and nothing of it runs


@pytest.fixture
def ana(cast, monkeypatch):
    set_clock(monkeypatch)
    return sign_in(cast, "ana")


@pytest.mark.parametrize(
    ("phone", "known", "asked"),
    [
        ("", (), ""),
        ("406 555 0177", (), ""),
        ("12", (), FEW_DIGITS),
        ("12", ("12",), ""),
        ("123", ("12", ""), FEW_DIGITS),
    ],
)
def test_what_is_asked_about(phone, known, asked):
    assert ask_about(phone, known) == asked


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("(406) 555-0100", "4065550100"),
        ("+1 406 555 0100 ext. 12", "+14065550100"),
        ("406-555-0100, ask Jo", "4065550100"),
        ("Jo", ""),
    ],
)
def test_what_a_link_for_calling_holds(text, number):
    assert dialed(text) == number


def asked_then_kept(browser, url, sent, field):
    """The question stands at its field; with another such phone it is asked again; sent again as it was, it goes on."""
    answer = browser.post(url, {**sent, field: HOSTILE})
    page = answer.content.decode()
    assert (answer.status_code, FEW_DIGITS in page) == (400, True)
    assert f'name="asked_{field}" value="{KEPT}"' in page
    assert "<script>alert" not in page
    assert browser.post(url, {**sent, field: "34", f"asked_{field}": HOSTILE}).status_code == 400
    return browser.post(url, {**sent, field: HOSTILE, f"asked_{field}": HOSTILE})


@pytest.mark.parametrize("field", ["phone", "emergency_phone"])
def test_in_a_step_of_coming_in(cast, ana, field):
    intake_id = begin(cast)
    url = reverse("write_intake_step", kwargs={"intake_id": intake_id, "step": "reach"})
    assert asked_then_kept(ana, url, {"seen": "0"}, field).status_code == 302
    assert read(cast, intake_id).entry(Step.REACH).answers[field] == HOSTILE
    seen = str(read(cast, intake_id).entry(Step.REACH).number)
    assert ana.post(url, {"seen": seen, field: HOSTILE, "times": "At night"}).status_code == 302, "it stands already"


def test_skipping_the_step_asks_nothing(cast, ana):
    url = reverse("write_intake_step", kwargs={"intake_id": begin(cast), "step": "reach"})
    assert ana.post(url, {"seen": "0", "phone": "12", "skip": "yes"}).status_code == 302


def test_when_it_is_told_later(cast, ana):
    client_id = finish(cast, begin(cast, cast.faye), cast.faye)
    faye = sign_in(cast, "faye")
    url = reverse("write_kept_step", kwargs={"client_id": client_id, "step": "reach"})
    sent = {"seen": "0", "id": str(new_form_id(cast.organization.id))}
    assert asked_then_kept(faye, url, sent, "phone").status_code == 302
    with scope_of_installation():
        assert Client.objects.get(id=client_id).phone == HOSTILE


def test_when_somebody_is_taken_in_at_once(cast, ana):
    sent = {name: str(new_form_id(cast.organization.id)) for name in ("id", "client", "relationship")}
    kept = asked_then_kept(ana, reverse("enroll_client"), {**sent, "called": "Robin"}, "phone")
    assert kept.status_code == 302
    with scope_of_installation():
        assert Intake.objects.get(id=sent["id"]).client.phone == HOSTILE
