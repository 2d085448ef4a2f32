"""What is drawn by lot for each answer never makes a test fail by chance."""

from __future__ import annotations

import re

import pytest
from django.test import Client as Browser

pytestmark = pytest.mark.django_db


def test_a_form_s_token_spells_no_name_and_is_still_checked() -> None:
    browser = Browser(enforce_csrf_checks=True)
    page = browser.get("/sign-in/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]  # type: ignore[index]
    assert set(token) <= set("QXZqxz")
    sent = {"login": "nobody@example.org", "password": "not one"}
    assert browser.post("/sign-in/", sent).status_code == 403
    assert browser.post("/sign-in/", {**sent, "csrfmiddlewaretoken": token}).status_code == 200
