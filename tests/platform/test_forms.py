"""What a browser sent, read: text, days, moments, numbers, dollars and hours, and what is said when they are none."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from cairn.kernel.errors import BadInput
from cairn.platform.forms import (
    asked_day,
    day_of,
    moment_of,
    read_hours,
    read_lines,
    read_money,
    read_number,
    sent_ids,
    sent_line,
    sent_texts,
    yes_or_no,
)

ZONE = "America/Denver"


def test_fields_come_back_without_their_edges() -> None:
    sent = RequestFactory().post("/", {"name": " Rosa ", "words": "one\r\ntwo \r\n"})
    assert sent_texts(sent, "name", "words", "missing") == {"name": "Rosa", "words": "one\ntwo", "missing": ""}
    assert sent_line(RequestFactory().post("/", {"name": " a \n b  c "}), "name") == "a b c"


def test_a_list_of_ids_leaves_out_what_is_none() -> None:
    one = UUID(int=7)
    assert sent_ids(RequestFactory().post("/", {"members": [str(one), "", "x"]}), "members") == (one,)


def test_a_day_is_a_day_or_nothing_or_a_sentence_at_its_field() -> None:
    assert str(day_of({"on": " 2026-11-20 "}, "on")) == "2026-11-20"
    assert day_of({"on": " "}, "on") is None
    assert day_of(QueryDict(""), "on") is None
    with pytest.raises(BadInput) as told:
        day_of({"on": "20.11."}, "on")
    assert told.value.problems.keys() == {"on"}


def test_a_day_of_the_address_that_is_none_is_nothing() -> None:
    sent = RequestFactory().get("/", {"from": "2026-11-20", "to": "soon"})
    assert str(asked_day(sent, "from")) == "2026-11-20"
    assert (asked_day(sent, "to"), asked_day(sent, "missing")) == (None, None)


def test_a_day_and_a_time_are_one_moment_where_the_program_is() -> None:
    assert moment_of({"on": "2026-11-20", "at": "14:30"}, "on", "at", ZONE) == datetime(
        2026, 11, 20, 21, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"on": "", "at": "14:30"}, "on"),
        ({"on": "x", "at": "14:30"}, "on"),
        ({"on": "2026-11-20", "at": ""}, "at"),
        ({"on": "2026-03-08", "at": "02:30"}, "at"),  # the hour that the clocks leave out
    ],
)
def test_what_is_no_moment_is_told_at_its_field(sent: dict[str, str], field: str) -> None:
    with pytest.raises(BadInput) as told:
        moment_of(sent, "on", "at", ZONE)
    assert told.value.problems.keys() == {field}


def test_a_question_that_has_to_be_answered() -> None:
    assert [yes_or_no({"is": text}, "is") for text in ("yes", "no", "", "maybe")] == [True, False, None, None]


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), (" 7 ", 7), ("", 0), ("-3", 0), ("1.5", 0), ("٣", 0), ("9" * 12, 0)]
)
def test_a_whole_number(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("93.50", 9350),
        (" $18,000 ", 1_800_000),
        ("0", 0),
        ("", None),
        ("x", None),
        ("-1", None),
        ("NaN", None),
        ("1e9", None),
    ],
)
def test_dollars(text: str, cents: int | None) -> None:
    found = read_money(text)
    assert (found.cents if found else None) == cents


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("40", 2400), (" 4.5 ", 270), ("0.01", None), ("", None), ("x", None), ("Infinity", None), ("NaN", None)],
)
def test_hours(text: str, minutes: int | None) -> None:
    assert read_hours(text) == minutes


def test_one_thing_a_line() -> None:
    assert read_lines(" a \n\nb\na\n") == ("a", "b")
