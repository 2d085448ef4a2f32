"""What does not load, and whether the error says where, what and how to mend it."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cairn.kernel.citations import Status
from cairn.kernel.errors import BrokenRecord
from cairn.kernel.money import Money
from cairn.rulebook.entries import WrongUnit
from cairn.rulebook.reading import read_pack, read_place
from cairn.rulebook.rivals import PackError

HEAD = '[pack]\nplace = "us-zz"\nname = "Zed"\nkind = "state"\n'
GOOD = {
    "key": '"ce.annual"',
    "value": "20",
    "unit": '"hours/year"',
    "from": "2018-01-01",
    "citation": '"Rule 1"',
    "status": '"V"',
}


def pack(*rows: dict[str, str], head: str = HEAD):
    text = head + "".join(
        "\n[[rule]]\n" + "\n".join(f"{name} = {value}" for name, value in row.items()) for row in rows
    )
    return read_pack(tomllib.loads(text), source="zz.toml")


def row(**changes: str | None) -> dict[str, str]:
    written = {**GOOD, **{name.rstrip("_"): value for name, value in changes.items()}}
    return {name: value for name, value in written.items() if value is not None}


def refusal(*rows: dict[str, str], head: str = HEAD) -> PackError:
    with pytest.raises(PackError) as caught:
        pack(*rows, head=head)
    return caught.value


def test_an_entry_carries_its_key_value_dates_and_citation():
    (entry,) = pack(row(ref='["X-1"]', note='"Why."'))
    assert (entry.full_key, entry.key, entry.place) == ("us-zz.ce.annual", "ce.annual", "us-zz")
    assert (entry.minutes, entry.refs, entry.note) == (1200, ("X-1",), "Why.")
    assert entry.citation.rule == "us-zz.ce.annual"
    assert (entry.citation.text, entry.citation.status) == ("Rule 1", Status.VERIFIED)
    assert entry.dates == "from 2018-01-01 to now"


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"citation": None}, "citation", "does not load"),
        ({"citation": '"  "'}, "citation", "does not load"),
        ({"value": None}, "value", "missing"),
        ({"value": "20.0"}, "value", 'write it as text: "20.0"'),
        ({"value": "-1"}, "value", "0 or more"),
        ({"value": "true"}, "value", "whole number"),
        ({"value": '"twenty"'}, "value", "decimal written as text"),
        ({"value": '"NaN"'}, "value", "decimal written as text"),
        ({"unit": None}, "unit", "missing"),
        ({"unit": '"fortnights"'}, "unit", "known are"),
        ({"unit": '"hours/galaxy"'}, "unit", "known are"),
        ({"unit": '"ratio/year"', "value": '"0.5"'}, "unit", "known are"),
        ({"unit": '"USD"', "value": '"14.1"'}, "value", "dollars and cents"),
        ({"unit": '"USD"', "value": "14"}, "value", "dollars and cents"),
        ({"unit": '"ratio"', "value": '"80%"'}, "value", "1/20"),
        ({"unit": '"ratio"', "value": '"1/0"'}, "value", "1/20"),
        ({"unit": '"date"', "value": '"2018-01-01"'}, "value", "write it bare"),
        ({"unit": '"month"', "value": '"2018-13"'}, "value", "2018-09"),
        ({"unit": '"list"', "value": "[]"}, "value", "list of texts"),
        ({"unit": '"list"', "value": "[1.5]"}, "value", "list of texts"),
        ({"unit": '"boolean"', "value": '"yes"'}, "value", "true nor false"),
        ({"unit": '"unit_table"', "value": "{unit_minutes = 15}"}, "value", "then_every"),
        ({"status": '"W"'}, "status", "V2"),
        ({"status": None}, "status", "V2"),
        ({"from": None}, "from", "?"),
        ({"from": '"2018"'}, "from", "write it bare"),
        ({"from": "2018-01-01T00:00:00Z"}, "from", "write it bare"),
        ({"to": "2017-12-31"}, "to", "before"),
        ({"from": '"?"', "from_assumed": "true"}, "from_assumed", "assumed day"),
        ({"from_assumed": '"yes"'}, "from_assumed", "true nor false"),
        ({"obsolete": "true"}, "obsolete", "add `to`"),
        ({"seen_until": "2017-01-01"}, "seen_until", "inside"),
        ({"citatoin": '"Rule 1"'}, "citatoin", "typing slip"),
        ({"key": '"CE Annual"'}, "key", "ce.annual"),
        ({"ref": '"MT-07"'}, "ref", "list of texts"),
        ({"about": "{price_year = 2017.5}"}, "about.price_year", "year"),
        ({"about": "{color = 'red'}"}, "about", "price_year"),
        ({"note": "1"}, "note", "text"),
    ],
)
def test_a_malformed_entry_is_refused_by_file_entry_and_field(changes, field, word):
    error = refusal(row(**changes))
    assert error.field == field
    assert word in str(error)
    assert "zz.toml" in str(error)
    if field != "key":
        assert "us-zz.ce.annual" in str(error)
    assert isinstance(error, BrokenRecord)


def test_a_pack_without_place_and_unknown_tables_are_refused():
    assert refusal(row(), head="").field == "place"
    assert refusal(row(), head='[pack]\nplace = "us-zz"\nplcae = "x"\n').field == "plcae"
    assert refusal(row(), head='rules = 1\n[pack]\nplace = "us-zz"\n').field == "rules"
    with pytest.raises(PackError, match="double brackets"):
        read_pack({"pack": {"place": "us-zz"}, "rule": {"key": "a"}}, source="zz.toml")
    with pytest.raises(PackError, match="not a list"):
        read_pack({"pack": {"place": "us-zz", "uses": "mpn"}}, source="zz.toml")
    with pytest.raises(PackError, match="kind"):
        read_place({"pack": {"place": "us-zz", "name": "Zed", "kind": "moon"}}, source="zz.toml")


def test_values_are_exact():
    entries = pack(
        row(key='"a"', value='"19.5"'),
        row(key='"b"', unit='"USD/unit"', value='"14.01"'),
        row(key='"c"', unit='"ratio"', value='"0.80"'),
        row(key='"d"', unit='"ratio"', value='"1/20"'),
        row(key='"e"', unit='"hours"', value='"0.01"'),
    )
    a, b, c, d, e = entries
    assert (a.value, a.minutes) == (Decimal("19.5"), 1170)
    assert (b.money, b.shown) == (Money(1401), "$14.01/unit")
    assert (c.ratio, d.ratio) == (Fraction(4, 5), Fraction(1, 20))
    with pytest.raises(WrongUnit, match="whole number of minutes"):
        _ = e.minutes
    with pytest.raises(WrongUnit, match="not in hours"):
        _ = c.minutes
    with pytest.raises(WrongUnit):
        _ = a.money


def test_an_unknown_first_day_is_shown_and_never_hidden():
    unknown, assumed, ended = pack(
        row(key='"a"', from_='"?"'),
        row(key='"b"', from_assumed="true"),
        row(key='"c"', to="2021-12-31", to_assumed="true", obsolete="true"),
    )
    assert unknown.dates == "from unknown to now"
    assert unknown.citation.start is None
    assert assumed.dates == "from unknown (assumed 2018-01-01) to now"
    assert ended.dates == "from 2018-01-01 to unknown (assumed 2021-12-31)"
    assert (ended.citation.status, ended.known) == (Status.OBSOLETE, Status.VERIFIED)


def test_a_text_read_only_until_a_day_is_unverified_from_the_next():
    before, after = pack(row(seen_until="2024-02-09"))
    assert (before.period.end, before.citation.status) == (date(2024, 2, 9), Status.VERIFIED)
    assert (after.period.start, after.citation.status) == (date(2024, 2, 10), Status.UNVERIFIED)
    assert "was not read" in after.note
    assert before.value == after.value


def test_rivals_in_force_at_once_need_names_and_exactly_one_ruling():
    assert refusal(row(), row(value="25")).field == "conflicts_with"
    named = row(value="25", label='"b"', conflicts_with='["a"]')
    assert refusal(row(label='"a"'), named).field == "ruling"
    ruled = row(label='"a"', ruling='"Because."')
    assert refusal(ruled, {**named, "ruling": '"No, because."'}).field == "ruling"
    assert len(pack(ruled, named)) == 2


def test_entries_that_do_not_meet_need_no_ruling():
    assert len(pack(row(to="2021-12-31"), row(value="25", from_="2022-01-01"))) == 2
    assert refusal(row(to="2022-01-01"), row(value="25", from_="2022-01-01")).field == "conflicts_with"
    assert len(pack(row(), row(context='"ethics"'), row(issuer='"Other"'))) == 3
