"""Words that come back are called as on their own page; choices and numbers go along unseen."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client as Browser

from cairn.front.web.kept_words import CONTACT_CODES, CONTACT_LABELS, label_of

pytestmark = pytest.mark.django_db
SENT = {
    "data": "By the river.",
    "plan": "Call on Monday.",
    "version": "3",
    "minutes": "30",
    "kind": "one_to_one",
    "act": "save",
}


def test_a_contact_that_could_not_be_sent_shows_its_own_labels_and_no_codes():
    page = Browser().post("/contacts/new/", SENT).content.decode()
    labels = re.findall(r'<label for="kept-\d+">([^<]+)</label>', page)
    assert [html.unescape(one) for one in labels] == ["What happened", "What’s next"]
    shown = dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL))
    sent_along = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    sent_along.pop("csrfmiddlewaretoken", "")
    assert shown | sent_along == SENT
    assert shown == {"data": "By the river.", "plan": "Call on Monday."}


@pytest.mark.parametrize("name", ["data", "version"])
def test_elsewhere_a_field_is_called_by_its_name(name):
    assert label_of("/people-at-work/invite/", name) == name.capitalize()
    assert label_of("/contacts/new/", "hope_for_more") == "Hope for more", "an unknown field is never hidden"


def test_nothing_is_both_shown_and_hidden():
    assert not CONTACT_CODES & set(CONTACT_LABELS)
