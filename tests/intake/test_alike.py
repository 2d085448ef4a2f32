"""Reasons to think of one person, in words: names as they are heard, birth dates, phones."""

from __future__ import annotations

from datetime import date

import pytest

from cairn.intake.domain.alike import (
    Alike,
    Told,
    initials_of,
    reasons_for,
    skeleton,
    sounds_alike,
    words_of,
)
from cairn.support.domain.phones import phone_digits

BORN, OTHER_DAY = date(1986, 5, 2), date(1990, 1, 1)


@pytest.mark.parametrize(
    "pair",
    [
        ("stephen", "steven"),
        ("catherine", "kathryn"),
        ("jon", "john"),
        ("geoff", "jeff"),
        ("sara", "sarah"),
        ("marc", "mark"),
        ("philip", "filip"),
        ("robyn", "robin"),
        ("sean", "shawn"),
        ("lee", "leah"),
    ],
)
def test_spellings_of_one_name_sound_alike(pair):
    assert sounds_alike(*pair), [skeleton(word) for word in pair]


@pytest.mark.parametrize("pair", [("gil", "hal"), ("lee", "lou"), ("dee", "bea"), ("marty", "mary")])
def test_other_names_do_not(pair):
    one, other = pair
    assert not sounds_alike(one, other) or pair == [skeleton(word) for word in pair]


def test_names_are_compared_without_accents_and_capitals():
    assert words_of("  ÉLISE  O’Neil ") == ["elise", "o", "neil"]
    assert words_of("El\u200bi\u00adse\u202e") == ["elise"]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("(406) 555-0147", "4065550147"),
        ("+1 406 555 0147", "4065550147"),
        ("555-0147", "5550147"),
        ("12", ""),
        ("", ""),
    ],
)
def test_a_phone_is_its_digits(text, digits):
    assert phone_digits(text) == digits


@pytest.mark.parametrize(
    ("told", "on_record", "reasons"),
    [
        (Told("Gil"), Told("Gil"), {Alike.NAME}),
        (Told("Jill"), Told("Gil"), {Alike.SOUND}),
        (Told("Bob", phone="406 555 0147"), Told("Rob", phone="(406)555-0147"), {Alike.PHONE}),
        (Told("Bob", birth_date=BORN), Told("Gil", birth_date=BORN), {Alike.BIRTH_DATE}),
        (Told("Gil", birth_date=BORN), Told("Gil", birth_date=OTHER_DAY), set()),
        (Told("Gil", family="Marsh"), Told("Gil", family="Stone"), set()),
        (Told("Gil", family="Marsh"), Told("Gil", family="Marsch"), {Alike.NAME, Alike.FAMILY_NAME}),
        (
            Told("Gil", family="Marsh", birth_date=BORN),
            Told("Jill", family="Marsh", birth_date=BORN),
            {Alike.BIRTH_DATE, Alike.SOUND, Alike.FAMILY_NAME},
        ),
        (Told("Ruth", family="Marsh"), Told("Gil", family="Marsh"), set()),
        (Told(), Told(), set()),
        (Told("Gilbert"), Told("Gil", given="Gilbert"), {Alike.NAME}),
    ],
)
def test_reasons(told, on_record, reasons):
    assert set(reasons_for(told, on_record)) == reasons
    assert set(reasons_for(on_record, told)) == reasons


def test_the_sieve_lets_every_spelling_through():
    for one, other in (
        ("Stephen", "steven"),
        ("Catherine", "kathryn"),
        ("Geoff", "jeff"),
        ("Philip", "filip"),
        ("Élise", "elise"),
    ):
        assert other[0] in initials_of(Told(one)), one
