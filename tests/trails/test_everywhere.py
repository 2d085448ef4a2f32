"""One person under every place's rules: four kinds of silence kept apart, each lack by its size, the differences named, each with its source."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.platform.packs import certifying_places, rules_on, shared_places
from cairn.trails.domain.columns import COLUMNS
from cairn.trails.domain.everywhere import Cell, Mark, Row, weigh_everywhere
from cairn.trails.domain.person import Learned, Person
from cairn.trails.domain.subjects import WORDS

ON = date(2026, 11, 20)
PLACES = {"us-mt", "us-ca", "us-tx", "us-nc", "us-pa", "us-oh", "us-wa", "icrc", "naadac"}
MET, SHORT, NOT_SAID, NOT_ASKED, NO_SOURCE = Mark.MET, Mark.SHORT, Mark.NOT_SAID, Mark.NOT_ASKED, Mark.NO_SOURCE

IVO = Person(
    age=34,
    schooling=True,
    lived_experience=True,
    recovery_since=date(2025, 5, 1),
    longest_stay_minutes=72 * 60,
    jail_minutes=0,
    references=1,
    work_months=14,
    training_minutes=40 * 60,
    training_ended_on=date(2024, 3, 1),
    exam_passed=True,
    exam_share=Fraction(37, 50),
    practice_minutes=300 * 60,
    supervised_minutes=15 * 60,
    fingerprints_on=ON - timedelta(days=120),
    learned=(Learned(date(2026, 3, 1), 18 * 60), Learned(date(2026, 4, 1), 120, "suicide_prevention")),
)


def everywhere(person: Person = IVO, home: str = "us-mt", on: date = ON) -> dict[str, Row]:
    books = {place: (name, rules_on(on, place)) for place, name in certifying_places().items()}
    return {row.place: row for row in weigh_everywhere(person, books, home, on, shared_places())}


def cell(place: str, title: str, person: Person = IVO, on: date = ON) -> Cell:
    return next(each for each in everywhere(person, on=on)[place].cells if each.title == title)


# Place by place: what each asks of one and the same person. "+" and the size for what is missing.
TABLE = [
    ("us-mt", "Recovery", SHORT, "full on May 1, 2027"),
    ("us-mt", "Training", MET, ""),
    ("us-mt", "Exam", SHORT, "mark: 6 points short"),
    ("us-mt", "Background check", SHORT, "too old since October 21, 2026"),
    ("us-mt", "Continuing education", MET, ""),
    ("us-mt", "Lived experience", MET, ""),
    ("us-mt", "Age and schooling", NO_SOURCE, ""),
    ("us-ca", "Age and schooling", MET, ""),
    ("us-ca", "Training", SHORT, "40 h short"),
    ("us-ca", "Exam", MET, ""),
    ("us-ca", "Recovery", NO_SOURCE, ""),
    ("us-ca", "Continuing education", SHORT, "on law and ethics: 6 h short"),
    ("us-tx", "Supervised work", MET, ""),
    ("us-tx", "Training", NOT_SAID, ""),
    ("us-tx", "Exam", NO_SOURCE, ""),
    ("us-nc", "Recovery", MET, ""),
    ("us-nc", "References and work", SHORT, "references: 1 short"),
    ("us-nc", "Exam", NOT_ASKED, ""),
    ("us-nc", "Training", SHORT, "10 h short"),
    ("us-pa", "References and work", MET, ""),
    ("us-pa", "Training", SHORT, "35 h short"),
    ("us-oh", "Exam", MET, ""),
    ("us-oh", "Background check", MET, ""),
    ("us-oh", "Continuing education", SHORT, "10 h short; on ethics: 3 h short"),
    ("us-wa", "Recovery", MET, ""),
    ("us-wa", "Exam", SHORT, "mark: 6 points short"),
    ("us-wa", "Supervised work", SHORT, "700 h short"),
    ("icrc", "Training", SHORT, "6 h short"),
    ("icrc", "Supervised work", SHORT, "200 h short; supervision of it: 10 h short"),
    ("naadac", "Training", SHORT, "20 h short"),
    ("naadac", "Supervised work", NOT_SAID, ""),
    ("naadac", "Continuing education", NO_SOURCE, ""),
]


@pytest.mark.parametrize(("place", "title", "mark", "missing"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_the_same_person_in_every_place(place, title, mark, missing):
    found = cell(place, title)
    assert (found.mark, found.missing) == (mark, missing)


def test_the_table_speaks_of_every_place_and_every_requirement():
    assert set(everywhere()) == PLACES == {place for place, *_ in TABLE}
    assert {title for _, title, *_ in TABLE} == {column.title for column in COLUMNS}


def test_home_stands_first_and_each_other_place_names_its_differences():
    rows = list(everywhere(home="us-nc").values())
    assert (rows[0].place, rows[0].differences) == ("us-nc", "")
    assert [row.name for row in rows[1:]] == sorted(row.name for row in rows[1:])
    assert all(row.differences.startswith("Against North Carolina, ") for row in rows[1:])


def test_the_sentence_names_what_is_otherwise_and_leaves_out_what_is_the_same():
    said = everywhere()["us-nc"].differences
    for words in ("not met here: references and work (references: 1 short), training (10 h short)", "met here and not there: recovery",
                  "not asked here: exam", "no source names it here: lived experience, background check"):  # fmt: skip
        assert words in said, said
    assert "supervised work" not in said
    # The same lack of the same size is no difference; one of another size is, with both sizes.
    in_washington = everywhere()["us-wa"].differences
    assert "exam" not in in_washington
    lower = everywhere(replace(IVO, exam_share=Fraction(60, 100)))["us-oh"].differences
    assert "exam (mark: 10 points short, in Montana mark: 20 points short)" in lower


def test_nothing_said_is_never_a_lack_and_never_a_yes():
    for row in everywhere(Person()).values():
        assert {each.mark for each in row.cells} <= {NOT_SAID, NOT_ASKED, NO_SOURCE}


def test_every_line_has_its_source_and_says_when_it_is_not_verified():
    for row in everywhere().values():
        for line in (line for each in row.cells for line in each.lines):
            assert line.asked
            assert all(entry.citation.text for entry in line.entries)
            assert all(entry.place not in shared_places() for entry in line.entries)
    core = cell("us-tx", "Training").lines[0]
    assert not core.is_sure
    assert "not verified" in core.note
    assert cell("us-nc", "Training").is_sure


def test_another_way_settles_a_line_and_is_named_when_it_does_not():
    short = replace(IVO, work_months=6, credits=23)
    assert cell("us-pa", "References and work", short).mark is SHORT
    assert "college credits" in cell("us-pa", "References and work", short).lines[0].asked
    assert cell("us-pa", "References and work", replace(short, credits=24)).mark is MET
    untrained = replace(IVO, training_minutes=0)
    assert cell("us-oh", "Training", replace(untrained, work_months=35)).mark is SHORT
    assert cell("us-oh", "Training", replace(untrained, work_months=36)).mark is MET
    recovery = replace(IVO, training_in={"core": 20 * 60, "recovery": 46 * 60})
    assert cell("us-tx", "Training", recovery).mark is MET
    assert (
        cell("us-tx", "Training", replace(recovery, training_in={"core": 20 * 60, "recovery": 45 * 60})).mark is not MET
    )


def test_edges_are_exact():
    assert cell("us-mt", "Recovery", replace(IVO, recovery_since=date(2024, 11, 20))).mark is MET
    assert (
        cell("us-mt", "Recovery", replace(IVO, recovery_since=date(2024, 11, 21))).missing
        == "full on November 21, 2026"
    )
    leap = replace(IVO, recovery_since=date(2024, 2, 29))
    assert cell("us-mt", "Recovery", leap, date(2026, 2, 28)).missing == "full on March 1, 2026"
    assert cell("us-mt", "Recovery", leap, date(2026, 3, 1)).mark is MET
    longer = replace(IVO, recovery_since=date(2020, 1, 1), longest_stay_minutes=72 * 60 + 1)
    assert cell("us-mt", "Recovery", longer).missing == "longest hospital stay in it: 1 min too long"
    jailed = replace(IVO, recovery_since=date(2020, 1, 1), jail_minutes=60)
    assert cell("us-mt", "Recovery", jailed).missing == "jail in it: 1 h too long"
    assert cell("us-mt", "Exam", replace(IVO, exam_share=Fraction(159, 200))).missing == "mark: 0.5 points short"
    assert cell("us-mt", "Exam", replace(IVO, exam_share=Fraction(160, 200))).mark is MET
    assert cell("us-mt", "Background check", replace(IVO, fingerprints_on=ON - timedelta(days=90))).mark is MET
    assert cell("us-mt", "Background check", replace(IVO, fingerprints_on=ON - timedelta(days=91))).mark is SHORT
    assert cell("us-ca", "Age and schooling", replace(IVO, age=17)).missing == "age: 1 year short"


def test_the_rules_of_the_day_are_asked():
    older = date(2022, 6, 1)
    trained = replace(IVO, recovery_since=date(2021, 5, 1))
    assert cell("us-nc", "Training", trained, older).mark is NOT_SAID  # the further twenty hours; the forty are met
    assert cell("us-nc", "Training", replace(trained, further_minutes=20 * 60), older).mark is MET
    assert cell("us-wa", "Age and schooling", trained, older).mark is NO_SOURCE


minutes = st.one_of(st.none(), st.integers(0, 1200 * 60))
numbers = st.one_of(st.none(), st.integers(0, 80))
days = st.one_of(st.none(), st.dates(date(2018, 1, 1), ON))
flags = st.one_of(st.none(), st.booleans())
learned = st.lists(
    st.builds(Learned, on=st.dates(date(2022, 1, 1), ON), minutes=st.integers(1, 1500),
              subject=st.sampled_from(["", "ethics", "suicide_prevention"])),
    max_size=6,
)  # fmt: skip
people = st.builds(
    Person, age=numbers, schooling=flags, lived_experience=flags, recovery_since=days, longest_stay_minutes=minutes,
    jail_minutes=minutes, references=numbers, work_months=numbers, credits=numbers, training_minutes=minutes,
    training_ended_on=days, further_minutes=minutes, exam_passed=flags,
    exam_share=st.one_of(st.none(), st.fractions(0, 1, max_denominator=50)), practice_minutes=minutes,
    practice_months=numbers, supervised_minutes=minutes, fingerprints_on=days, learned=st.one_of(st.none(), learned.map(tuple)),
)  # fmt: skip
MORE = ("age", "references", "work_months", "credits", "training_minutes", "further_minutes", "practice_minutes",
        "practice_months", "supervised_minutes")  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(person=people, name=st.sampled_from(MORE), more=st.integers(1, 5000))
def test_having_more_is_never_a_lack_anywhere(person, name, more):
    before = everywhere(person)
    richer = everywhere(replace(person, **{name: (getattr(person, name) or 0) + more}))
    for place, row in before.items():
        for was, now in zip(row.cells, richer[place].cells, strict=True):
            lacked = {line.title for line in was.lines if line.mark in (SHORT, NOT_SAID)}
            assert {line.title for line in now.lines if line.mark is SHORT} <= lacked


@settings(max_examples=25, deadline=None)
@given(person=people, data=st.data())
def test_the_order_of_courses_changes_nothing(person, data):
    shuffled = tuple(data.draw(st.permutations(person.learned or ())))
    assert everywhere(person) == everywhere(replace(person, learned=shuffled if person.learned is not None else None))


def test_every_fact_of_a_person_is_asked_for_somewhere():
    """A fact that no place weighs would be asked of people for nothing."""
    none = Person()
    full = replace(
        IVO, longest_stay_minutes=60, credits=30, further_minutes=1, practice_months=24, training_in={"ethics": 960}
    )
    for each in fields(Person):
        with_it = replace(none, **{each.name: getattr(full, each.name)})
        assert everywhere(with_it) != everywhere(none), each.name


def test_no_line_shows_a_key_of_the_packs():
    """A subject without words of its own would show its key."""
    keys = {
        entry.context
        for place in certifying_places()
        for name in ("training.minimum", "training.hours", "ce.minimum", "ce.topic")
        for entry in rules_on(ON, place).all(name)
        if entry.key == name and entry.context
    }
    assert keys <= WORDS.keys()
    shown = {
        text
        for row in everywhere().values()
        for each in row.cells
        for line in each.lines
        for text in (line.title, line.asked, line.has, line.missing)
    }
    assert [text for text in shown if "_" in text or "/period" in text] == []
    assert "Training in HIV and other bloodborne infections" in shown
    assert "20 hours in 2 years" in shown
