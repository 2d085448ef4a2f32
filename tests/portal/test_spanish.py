"""Both languages say everything: every key that a page or a view names exists, and no Spanish sentence is left English."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import cairn.portal
from cairn.matching.domain.facets import GENDERS, LIVED, STRENGTHS, Facet, Strength
from cairn.matching.domain.service import State as ChoiceState
from cairn.matching.domain.suggestions import Wish
from cairn.meetings.domain.reminders import How, Lead
from cairn.plans.domain.goals import State, Who
from cairn.plans.domain.parts import GUIDES
from cairn.portal.domain.choices import FeedWord, Language, clock_in_words, day_in_words
from cairn.portal.domain.words import WORDS, names, names_of_choosing, told
from cairn.portal.domain.words.acts import SPANISH, act_in_words
from cairn.portal.web.choosing import STATES
from cairn.portal.web.reminders import FIELDS
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.support.domain.encounters import Kind

ROOM = Path(cairn.portal.__file__).parent
SAME = {"tab.notes"}


def keys_named() -> set[str]:
    sources = [
        *ROOM.glob("templates/portal/*.html"),
        *ROOM.glob("web/*.py"),
        *ROOM.glob("*/own_words.py"),
        *ROOM.glob("commands/*.py"),
        ROOM / "domain" / "signs.py",
    ]
    found = {key for path in sources for key in re.findall(r'["\']([a-z_]+\.[a-z_.]+)["\']', path.read_text())}
    return {key for key in found if key.split(".")[0] in {key.split(".")[0] for key in WORDS}} - {"download.zip"}


def test_every_key_that_is_named_has_words():
    named = keys_named()
    assert len(named) > 80
    assert {key for key in named if not key.endswith(".") and key not in WORDS} == set()


def test_no_words_are_left_for_a_key_that_nobody_names():
    prefixes = (
        "home.",
        "tab.",
        "device.",
        "note.",
        "give.wrong.",
        "permissions.study.",
        "feed.word.",
        "reminders.wrong.",
        "help.standing.",
        "record.choice.",
        "sign.choose_",
        "sign.say_",
        "sent.listed.",
        "fee.said.",
        "few.wrong.",
    )  # put together from a part and a code
    assert {key for key in WORDS if key not in keys_named() and not key.startswith(prefixes)} == set()


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_it(key):
    english, spanish = WORDS[key]
    assert english.strip()
    assert spanish.strip()
    assert english != spanish
    assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", spanish))


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError):
        told(Language.ENGLISH, "no.such")


def test_what_other_rooms_name_is_named_in_spanish_too():
    assert set(names.KINDS) == set(Kind)
    assert set(names.RECIPIENTS) == set(RecipientClass)
    assert set(names.SHARES) == set(Share)
    assert set(names.CONSENTS) == set(ConsentKind)
    assert set(names.STATES) == set(State)
    assert set(names.WHO) == set(Who)
    assert set(names.PARTS) == set(GUIDES)
    asked = {(part, one.code) for part, guide in GUIDES.items() if len(guide.questions) > 1 for one in guide.questions}
    assert set(names.QUESTIONS) == asked


def test_what_is_chosen_by_is_named_in_spanish_too():
    ours = names_of_choosing
    assert set(ours.FACETS) == set(ours.REASONS) == set(Facet)
    assert list(ours.HOW_MUCH) == [code for code, _ in STRENGTHS]
    assert list(ours.GENDER_NAMES) == [code for code, _ in GENDERS]
    assert list(ours.LIVED_NAMES) == [code for code, _ in LIVED]
    assert set(ours.HOWS) == set(How)
    assert set(ours.LEADS) == set(Lead)
    assert {f"feed.word.{one}" for one in FeedWord} == {key for key in WORDS if key.startswith("feed.word.")}
    assert {f"reminders.wrong.{one}" for one in FIELDS} == {key for key in WORDS if key.startswith("reminders.wrong.")}


EVERY_WISH = [
    Wish(Facet.VETERAN, Strength.MATTERS),
    Wish(Facet.PARENT, Strength.MATTERS),
    *(Wish(Facet.GENDER, Strength.MATTERS, code) for code, _ in GENDERS),
    *(Wish(Facet.LIVED, Strength.MATTERS, code) for code, _ in LIVED),
    Wish(Facet.LANGUAGE, Strength.WELCOME, "Salish"),
    Wish(Facet.CULTURE, Strength.WELCOME, "Crow"),
]


@pytest.mark.parametrize("wish", EVERY_WISH, ids=lambda wish: f"{wish.facet}-{wish.value}")
def test_every_reason_is_said_in_both_languages(wish):
    for words in (names_of_choosing.reason_in_words, names_of_choosing.wish_in_words):
        english, spanish = (words(wish, language) for language in Language)
        assert english != spanish
        assert "{" not in spanish
        if wish.facet in (Facet.LANGUAGE, Facet.CULTURE):
            assert wish.value in spanish  # a language and a people are called what the person calls them


def test_that_a_tie_is_talked_over_is_said_like_every_other_waiting():
    assert {ChoiceState.ASKED, ChoiceState.TALKED_OVER} & set(STATES) == set()


def test_an_act_that_nobody_translated_is_told_in_english_and_says_so():
    assert act_in_words("support.thing.done", Language.SPANISH) == ("Thing done", Language.ENGLISH)
    assert act_in_words("support.note.seen", Language.SPANISH) == (SPANISH["support.note.seen"], Language.SPANISH)


def test_days_and_times_in_words():
    day = date(2026, 11, 20)
    assert day_in_words(day, Language.SPANISH) == "20 de noviembre de 2026"
    assert day_in_words(day, Language.ENGLISH) == "November 20, 2026"
    assert clock_in_words(14, 5, Language.SPANISH) == "14:05"
    assert [clock_in_words(hour, 5, Language.ENGLISH) for hour in (0, 12, 14)] == ["12:05 am", "12:05 pm", "2:05 pm"]
