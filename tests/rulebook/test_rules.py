"""What holds on a day in a place: dates, inheritance, rivals, and what is said when nothing holds."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from fractions import Fraction

import pytest

from cairn.kernel.errors import CairnError
from cairn.rulebook.reading import read_pack
from cairn.rulebook.rivals import PackError
from cairn.rulebook.rules import NoPlace, NoRule, Rulebook


def rule(key: str, value: str, unit: str = "hours", start: str = "2018-01-01", **more: str) -> str:
    written = {"key": f'"{key}"', "value": value, "unit": f'"{unit}"', "from": start, **more}
    written = {"citation": f'"Source of {key}"', "status": '"V"', **written}
    return "[[rule]]\n" + "\n".join(f"{name} = {text}" for name, text in written.items()) + "\n"


def entries(place: str, *rules: str):
    return read_pack(tomllib.loads(f'[pack]\nplace = "{place}"\n' + "".join(rules)), source=f"{place}.toml")


@pytest.fixture
def book() -> Rulebook:
    return Rulebook(
        [
            *entries("top", rule("access", "30", "days"), rule("shared", "1", "count")),
            *entries(
                "low",
                rule("fee", '"125.00"', "USD", to="2021-12-31"),
                rule("fee", '"93.00"', "USD", start="2022-01-01"),
                rule("shared", "2", "count", start="2020-01-01", to="2020-12-31"),
                rule(
                    "share",
                    '"0.80"',
                    "ratio",
                    label='"guide"',
                    conflicts_with='["page"]',
                    ruling='"The guide is ours."',
                ),
                rule("share", '"1.00"', "ratio", start='"?"', label='"page"', conflicts_with='["guide"]'),
                rule("ce.minimum", "3", context='"ethics"'),
                rule("ce.minimum", "2", context='"trauma"'),
                rule("rate", '"1.00"', "USD/unit", issuer='"A"'),
                rule("rate", '"2.00"', "USD/unit", issuer='"B"'),
            ),
            *entries("body", rule("exam.pass_mark", '"0.80"', "ratio")),
        ],
        {"low": ("body", "top"), "top": (), "body": ()},
    )


def test_the_value_changes_on_the_day_and_so_does_its_citation(book):
    assert str(book.on(date(2021, 12, 31), "low").money("fee")) == "$125.00"
    assert str(book.on(date(2022, 1, 1), "low").money("fee")) == "$93.00"
    assert book.on(date(2021, 12, 31), "low").citation("fee").end == date(2021, 12, 31)
    assert book.on(date(2022, 1, 1), "low").citation("fee").start == date(2022, 1, 1)


def test_a_place_falls_back_to_what_it_uses_and_inherits(book):
    rules = book.on(date(2020, 6, 1), "low")
    assert rules.days("access") == 30
    assert rules.entry("access").full_key == "top.access"
    assert rules.ratio("exam.pass_mark") == Fraction(4, 5)
    assert rules.count("shared") == 2
    assert book.on(date(2021, 6, 1), "low").count("shared") == 1
    assert book.on(date(2021, 6, 1), "top").find("fee") is None


def test_a_full_key_reads_its_own_place(book):
    rules = book.on(date(2020, 6, 1), "top")
    assert rules.ratio("body.exam.pass_mark") == Fraction(4, 5)
    assert rules.count("low.shared") == 2
    assert rules.find("low.access") is None


def test_no_rule_names_key_place_day_and_the_dates_that_exist(book):
    with pytest.raises(NoRule) as caught:
        book.on(date(2010, 5, 4), "low").entry("fee")
    said = str(caught.value)
    for part in ("fee", "low", "2010-05-04", "from 2018-01-01 to 2021-12-31", "from 2022-01-01 to now"):
        assert part in said
    assert isinstance(caught.value, CairnError)
    with pytest.raises(NoRule, match="No entry of this key"):
        book.on(date(2020, 1, 1), "low").entry("nothing")


def test_the_ruling_answers_and_the_rival_stays_readable(book):
    answer = book.on(date(2020, 1, 1), "low").entry("share")
    assert (answer.ratio, answer.ruling) == (Fraction(4, 5), "The guide is ours.")
    assert [rival.ratio for rival in answer.rivals] == [Fraction(1)]
    alone = book.on(date(2017, 1, 1), "low").entry("share")
    assert (alone.ratio, alone.rivals) == (Fraction(1), ())


def test_context_and_issuer_choose(book):
    rules = book.on(date(2020, 1, 1), "low")
    assert rules.minutes("ce.minimum", context="ethics") == 180
    with pytest.raises(NoRule, match=r"ethics.*trauma"):
        rules.entry("ce.minimum")
    assert str(rules.money("rate", issuer="B")) == "$2.00"
    with pytest.raises(NoRule, match="name the issuer"):
        rules.find("rate")
    with pytest.raises(NoRule, match=r"\(C\)"):
        rules.entry("rate", issuer="C")


def test_all_lists_what_is_in_force_nearest_first(book):
    keys = [entry.full_key for entry in book.on(date(2020, 6, 1), "low").all("s")]
    assert keys == ["low.share", "low.shared"]
    assert "top.shared" in [entry.full_key for entry in book.on(date(2021, 6, 1), "low").all()]


def test_unknown_places_and_circles_are_refused(book):
    with pytest.raises(NoPlace, match="body, low, top"):
        book.on(date(2020, 1, 1), "nowhere")
    with pytest.raises(NoPlace):
        book.of("nowhere")
    with pytest.raises(PackError, match="inherits from itself"):
        Rulebook([], {"a": ("b",), "b": ("a",)})
    with pytest.raises(PackError, match="no known place"):
        Rulebook([], {"a": ("b",)})
    with pytest.raises(PackError, match="no file describes this place"):
        Rulebook(entries("orphan", rule("x", "1")), {})


def test_rivals_across_files_are_caught_and_named_rivals_must_exist():
    twice = [*entries("a", rule("x", "1")), *entries("a", rule("x", "2"))]
    with pytest.raises(PackError, match="conflicts_with"):
        Rulebook(twice, {"a": ()})
    with pytest.raises(PackError, match="no entry of this rule has the label 'gone'"):
        Rulebook(entries("a", rule("x", "1", conflicts_with='["gone"]')), {"a": ()})


def test_the_same_question_gives_the_same_answer_whatever_was_asked_before(book):
    first = book.on(date(2020, 6, 1), "low").entry("share")
    for day in (date(2017, 1, 1), date(2025, 1, 1), date(2020, 6, 1)):
        book.on(day, "low").find("share")
    assert book.on(date(2020, 6, 1), "low").entry("share") == first


def test_a_statewide_run_is_not_held_up_by_lookups(book):
    started = time.perf_counter()
    for number in range(100_000):
        book.on(date(2020, 1 + number % 12, 1), "low").entry("share")
    assert time.perf_counter() - started < 2.0  # a tenth of this on a small machine
