"""Hostile words in every field that takes words, in the rooms around the person served: a clear answer, nothing run, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from django.urls import reverse

from cairn.privacy.scope import scope_of_installation
from cairn.support.models import Promise
from tests.browsers import set_clock, sign_in
from tests.departures.test_moves import consent
from tests.people import NOW, Cast
from tests.portal.house import let_in
from tests.portal.house import sign_in as sign_in_as_client
from tests.warmline.test_pages import on_the_desk

pytestmark = pytest.mark.django_db
ROOMS = ("intake", "matching", "departures", "referrals", "meetings", "warmline", "court", "portal", "privacy")
SCRIPT = "<script>alert(1)</script>"
WORDS = f"=1+1 {SCRIPT}{{{{ 7*7 }}}}\x00\x1b \u202eoh\u2066 z\u200bw\r\nBcc: x@y.z\r\nBEGIN:VEVENT"
HOSTILE = {"short": f"\x00\u202e{SCRIPT}", "whole": WORDS, "long": f"{WORDS} " * 900}  # the last is 100 kB
DAY, AT = "2026-11-24", "10:00"

FORMS = {  # who opens it, whether it is about a person, its fields of words, what else it needs
    "begin_intake": ("ana", "", ["called"], {"way": "came"}),
    "set_intake_fee": ("faye", "", ["words"], {}),
    "write_offer": ("ana", "", ["languages", "cultures", "words"], {}),
    "list_known_people": ("ana", "", ["given", "family"], {"tie": "kin"}),
    "write_wishes": ("ana", "person", ["language", "culture", "words"], {"language-strength": "matters", "culture-strength": "welcome"}),
    "plan_departure": ("ana", "person", ["reason_words", "goodbye", "their_words"], {"seen": "0"}),
    "leave_program": ("ana", "person", ["reason_words"], {"left_on": "2026-11-20", "reason": "other"}),
    "send_package": ("ana", "person", ["recipient", "purpose", "seen"], {"do": "send", "scope": "progress"}),
    "make_referral": (
        "ana", "asked", ["place_name", "place_contact", "hope"],
        {"needs": "housing", "wish": "asked", "way": "warm", "asked_on": "2026-11-20"},
    ),
    "make_appointment": ("ana", "pair", ["where_words"], {"day": DAY, "at": AT, "minutes": "60", "repeats": "once", "where": "other"}),
    "list_messages": ("ana", "person", ["words"], {}),
    "choose_reminders": ("ana", "person", ["address"], {"how": "email", "wording": "nothing", "lead": "evening", "language": "en"}),
    "keep_calendar_feed": ("ana", "", ["word"], {"act": "open"}),
    "log_call": (
        "ana", "", ["nickname"],
        {"started_on": "2026-11-20", "started_at": "14:40", "minutes": "9", "topics": "low", "offers": "listened", "came": "new"},
    ),
    "hand_over_shift": ("ana", "", ["words"], {}),
    "start_court_relationship": ("faye", "mentor", ["court"], {}),
    "list_court_studies": ("faye", "", ["title"], {}),
    "ask_consent": (
        "ana", "person", ["recipient", "purpose", "expires_event"], {"recipient_class": "family", "scope": "progress"},
    ),
    "record_guardian": ("ana", "person", ["name", "evidence_words"], {}),
    "portal_plan_words": ("gil", "", ["words"], {}),
    "portal_letters": ("gil", "", ["words"], {}),
    "portal_give": ("gil", "", ["recipient", "purpose"], {"recipient_class": "family", "scope": "progress"}),
}  # fmt: skip


@pytest.fixture
def browsers(cast, monkeypatch):
    set_clock(monkeypatch)
    on_the_desk(cast)
    let_in(cast, cast.gil, "gil-himself")

    def of(who):
        return sign_in_as_client(cast, "gil-himself") if who == "gil" else sign_in(cast, who)

    return of


def address_and_ids(cast: Cast, name: str, about: str) -> tuple[str, dict[str, str]]:
    pair = {"pair": {"relationship": str(cast.gil_and_ana.id)}, "asked": {"person": str(cast.gil.id)}}
    if name == "send_package":
        pair["person"] = {"consent": str(consent(cast))}
    pair["mentor"] = {"person": str(cast.gil.id), "mentor": str(cast.ana.engagement_id)}
    return reverse(name, kwargs={"client_id": cast.gil.id} if about == "person" else {}), pair.get(about, {})


def kept_texts() -> Iterator[str]:
    """Every text that these rooms keep."""
    with scope_of_installation():
        for room in ROOMS:
            for model in apps.get_app_config(room).get_models():
                names = [
                    one.name for one in model._meta.local_fields if isinstance(one, CharField | TextField | JSONField)
                ]
                rows = model._default_manager.values_list(*names) if names else ()
                yield from (json.dumps(value) for row in rows for value in row)


@pytest.mark.parametrize("name", FORMS)
def test_hostile_words_are_answered_shown_as_words_and_kept_without_what_steers(cast, browsers, name):
    who, about, fields, more = FORMS[name]
    browser, (address, ids) = browsers(who), address_and_ids(cast, name, about)
    for size, words in HOSTILE.items():
        answer = browser.post(address, {**more, **ids, **dict.fromkeys(fields, words)}, follow=True)
        page = answer.content.decode()
        assert answer.status_code in (200, 400, 404, 409), (size, answer.status_code)
        assert SCRIPT not in page
        assert "&gt;49" not in page
        if answer.status_code == 400:
            assert "alert(1)" in page, f"what was typed is not shown again ({size})"
    assert not [text for text in kept_texts() if "\\u0000" in text or "\\u001b" in text]


def test_the_reason_of_a_promise_let_go_is_read_like_any_words(cast, browsers):
    with scope_of_installation():
        promise = Promise.objects.create(
            organization_id=cast.organization.id, relationship=cast.gil_and_ana,
            text="Bring the form", made_at=NOW, made_by_id=cast.ana.engagement_id,
        )  # fmt: skip
    sent = {
        "left_on": "2026-11-20",
        "reason": "moved",
        f"promise-{promise.id}": "let_go",
        f"because-{promise.id}": "\x00done",
    }
    answer = browsers("ana").post(reverse("leave_program", kwargs={"client_id": cast.gil.id}), sent)
    assert answer.status_code == 302
    assert not [text for text in kept_texts() if "\\u0000" in text]
