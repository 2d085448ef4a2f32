"""The icon of the tab: every frame names it, and a browser that asks for the old address finds it too."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from django.test import Client as Browser

import cairn

pytestmark = pytest.mark.django_db
ROOT = Path(cairn.__file__).parent


def test_the_old_address_leads_to_our_mark():
    answer = Browser().get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (301, "/static/cairn/mark.svg")
    drawn = Browser().get(answer["Location"])
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b"<svg" in drawn.getvalue()


def test_the_mark_is_stones_upon_one_another():
    drawn = Xml.parse(ROOT / "front" / "static" / "cairn" / "mark.svg").getroot()
    assert len(drawn) >= 3


@pytest.mark.parametrize("path", ["/sign-in/", "/help-now/", "/no-such-page/", "/s/no-such-survey/"])
def test_a_page_names_the_mark(path):
    assert 'rel="icon" href="/static/cairn/mark.svg"' in Browser().get(path).content.decode()
