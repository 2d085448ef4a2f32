"""Reading what a browser sent: words stay as they were typed, and nothing comes along that nobody can see."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from cairn.kernel.errors import BadInput
from cairn.platform.forms import read_day, sent_day, sent_line, sent_moment, sent_text

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"  # one sign made of three
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"  # a word that needs its joint


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two\r\nlines\t.  ", "two\nlines\t."),
        ("a\x00b\x1b[2Jc\x7fd\x85e", "ab[2Jcde"),  # PostgreSQL keeps no NUL; a terminal obeys the rest
        ("\u200b\u200f \ufeff", ""),  # a name that nobody can see is none
        (f"{FAMILY} {PERSIAN}", f"{FAMILY} {PERSIAN}"),
        ('=1+1 <b> "', '=1+1 <b> "'),
    ],
)
def test_words_stay_as_typed_without_what_steers_a_machine(typed, kept):
    request = RequestFactory().post("/", {"words": typed})
    assert sent_text(request, "words") == kept
    assert sent_line(request, "words") == " ".join(kept.split())


@pytest.mark.parametrize("middle", ["x y" * 100_000, "\u200b " * 100_000])
def test_long_words_are_read_whole(middle):
    typed = f"a{middle}\x00b"
    assert sent_text(RequestFactory().post("/", {"words": typed}), "words") == f"a{middle}b"


@pytest.mark.parametrize(
    ("day", "at"),
    [
        ("9999-12-31", "10:00"),
        ("0001-01-01", "10:00"),
        ("2026-11-20", "\x00"),
        ("\x00", "10:00"),
        ("2026-02-30", "10:00"),
    ],
)
def test_a_moment_that_no_calendar_has_is_asked_for_again(day, at):
    request = RequestFactory().post("/", {"on": day, "at": at})
    with pytest.raises(BadInput):
        sent_moment(request, "on", "at", "America/Denver")


@pytest.mark.parametrize("day", ["9999-12-31", "2200-01-01", "1899-12-31", "0001-01-01"])
def test_a_day_so_far_away_that_nobody_can_count_around_it_is_asked_for_again(day):
    with pytest.raises(BadInput, match="1900 to 2199"):
        sent_day(RequestFactory().post("/", {"on": day}), "on")
    assert read_day(day) is None
