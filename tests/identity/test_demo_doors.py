"""The demo's one-click doors: there in a demo, nowhere else, and only for roles whose home is built."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from cairn.front.pages.homes import HOMES
from cairn.kernel.actors import Role

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_click_opens_the_home(cast, settings):
    settings.CAIRN_DEMO = True
    browser = Browser()
    page = browser.get("/demo/").content.decode()
    assert "Enter as Noor" in page
    assert "Enter as Ivo" in page
    closed = [role.label for role in Role if role not in HOMES and f"<h3>{role.label}</h3>" in page]
    assert closed == [], "a role without a home has no door"
    assert browser.post("/demo/", {"engagement": str(cast.noor.engagement_id)})["Location"] == "/"
    assert browser.get("/people-at-work/").status_code == 200


def test_outside_a_demo_there_is_no_such_page_and_its_session_is_worth_nothing(cast, settings):
    settings.CAIRN_DEMO = True
    browser = Browser()
    browser.post("/demo/", {"engagement": str(cast.noor.engagement_id)})
    settings.CAIRN_DEMO = False
    assert browser.get("/people-at-work/")["Location"] == "/sign-in/yours/"
    assert Browser().get("/demo/").status_code == 404
    assert Browser().post("/demo/", {"engagement": str(cast.noor.engagement_id)}).status_code == 404
