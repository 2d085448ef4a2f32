"""Which passwords are refused, in which words, at the door and at every change."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client as Browser

from cairn.identity.commands.joining import accept_invitation
from cairn.identity.domain.passwords import is_mostly_names, is_repeated
from cairn.identity.models import Account
from cairn.kernel.errors import BadInput
from tests import people
from tests.identity.doors import sign_in
from tests.identity.test_invitations import invite

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ["Gwen Alder", "High Divide Recovery"]


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "password password",
        "Walk-walk-WALK!",
        "abcabcabcabc",
        "aaaaaaaaaaaa",
        "stonestone2026",
        "121212121212",
    ],
)
def test_one_piece_again_and_again_is_seen(password):
    assert is_repeated(password)


@pytest.mark.parametrize(
    "password", ["four stones on a pass", "walk the walk, talk", "correcthorsebattery", "bonbon in the park"]
)
def test_different_words_are_no_repetition(password):
    assert not is_repeated(password)


@pytest.mark.parametrize(
    "password", ["gwenalder2026", "Gwen.Alder.1986", "highdividehigh!", "High Divide Recovery 1", "dividerecovery7"]
)
def test_known_names_are_seen(password):
    assert is_mostly_names(password, NAMES)


@pytest.mark.parametrize(
    "password", ["four stones on a pass", "up the high ridge at dawn", "a divided lunch with crows"]
)
def test_a_name_among_words_of_ones_own_is_fine(password):
    assert not is_mostly_names(password, NAMES)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("tiny77", "too short"),
        ("passwordpassword", "one word, said more than once"),
        ("qwerty123456", "Very many people use this one"),
        ("840293756102", "digits only"),
        ("gwen@example.org", "e-mail address"),
        ("High Divide 2026", "your organization’s name"),
        ("gwendolinegwen", "your own name"),
    ],
)
def test_at_the_door_each_is_refused_in_plain_words_and_the_link_still_works(cast, password, words):
    handed = invite(cast.noor)
    with pytest.raises(BadInput, match=words):
        accept_invitation(token=handed.token, name="Gwendoline", password=password, now=people.NOW)
    assert not Account.objects.filter(email="gwen@example.org").exists()
    assert accept_invitation(token=handed.token, name="Gwendoline", password="four stones on a pass", now=people.NOW)


def test_at_a_change_the_same_rules_hold(cast):
    browser: Browser = sign_in(cast.accounts["noor"])
    for bad, words in (("passwordpassword", "said more than once"), ("highdivide-noor1", "organization’s name")):
        sent = {"oldpassword": people.PASSWORD, "password1": bad, "password2": bad}
        page = browser.post("/sign-in/yours/password/", sent)
        assert page.status_code == 200
        assert words in page.content.decode()


def test_the_cast_keeps_the_rules(cast):
    validate_password(people.PASSWORD, cast.accounts["ana"])
    with pytest.raises(ValidationError):
        validate_password("ana ana ana ana", cast.accounts["ana"])
