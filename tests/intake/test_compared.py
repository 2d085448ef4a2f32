"""Two people side by side: every line says what was compared, how it stands and why."""

from __future__ import annotations

from datetime import date

import pytest

from cairn.intake.domain.alike import Told
from cairn.intake.domain.compared import Stand, changed_since, lines_of, marks_of, prints_of

BORN, OTHER_DAY = date(1986, 5, 2), date(1990, 1, 1)


@pytest.mark.parametrize(
    ("came", "there", "stands"),
    [
        (Told("Gil"), Told("Gil"), "agrees not_told not_told not_told"),
        (Told("Jill", birth_date=BORN), Told("Gil"), "sounds_alike not_told not_told not_told"),
        (Told("Bob", birth_date=BORN), Told("Gil", birth_date=BORN), "differs not_told agrees not_told"),
        (
            Told("Gil", "", "Marsh", BORN, "406 555 0147"),
            Told("Gilbert", "Gil", "Stone", OTHER_DAY, "(406) 555-0148"),
            "agrees differs differs differs",
        ),
        (Told("Gil", phone="+1 406 555 0147"), Told("Gil", phone="406.555.0147"), "agrees not_told not_told agrees"),
        (Told("Gil", phone="12"), Told("Gil", phone="12"), "agrees not_told not_told differs"),
    ],
)
def test_every_line_says_how_it_stands(came, there, stands):
    lines = lines_of(came, there)
    assert [line.what for line in lines] == ["First names", "Last name", "Birth date", "Phone"]
    assert [line.stand.value for line in lines] == stands.split()
    assert all(line.why for line in lines if line.stand in (Stand.SOUNDS_ALIKE, Stand.NOT_TOLD))


def test_a_name_says_which_words_were_heard_alike_and_both_names_of_one_are_shown():
    first = lines_of(Told("Robyn", "Roberta"), Told("Robin", "Robin"))[0]
    assert (first.came, first.there) == ("Robyn, Roberta", "Robin")
    assert first.why == "“Robyn” and “Robin” can be one name, heard twice."


def test_what_was_not_told_says_by_whom():
    whys = {line.what: line.why for line in lines_of(Told("Gil", birth_date=BORN), Told("Gil", family="Marsh"))}
    assert whys["Birth date"] == "Not on the record that was there."
    assert whys["Last name"] == "Not told by whoever came in."
    assert whys["Phone"] == "Neither of the two says it."


def test_another_way_of_writing_the_same_is_no_change():
    one, other = Told("Gil", "", "O’Neil", BORN, "406 555 0147"), Told("GIL", "Gil", "o'neil", BORN, "+14065550147")
    for kept in (prints_of(one), marks_of(prints_of(one), b"key")):
        assert changed_since(kept, prints_of(other), b"key") == ()
        assert changed_since(kept, prints_of(Told("Gil")), b"key") == ("last name", "birth date", "phone")
    assert not {*marks_of(prints_of(one), b"key").values()} & {*marks_of(prints_of(one), b"another").values()}
