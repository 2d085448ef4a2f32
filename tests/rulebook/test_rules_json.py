"""Facts from JSON: every type that facts may use, and every slip named by its path."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import pytest

from cairn.front.rules_json import decision_json, read_facts
from cairn.front.rules_schema import facts_schema
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, Period
from cairn.kernel.money import Money


class Kind(StrEnum):
    HOSPITAL = "hospital"
    JAIL = "jail"


@dataclass(frozen=True)
class Stay:
    started_at: Instant
    kind: Kind = Kind.HOSPITAL

    def __post_init__(self) -> None:
        if self.started_at.year < 1900:
            raise ValueError("A stay so long ago is a slip.")


@dataclass(frozen=True)
class Facts:
    name: str
    count: int
    done: bool
    day: date
    hours: Decimal = Decimal(0)
    share: Fraction = Fraction(0)
    fee: Money | None = None
    stays: tuple[Stay, ...] = ()
    active: tuple[Period, ...] = ()
    pair: tuple[int, date] | None = None
    words: frozenset[str] = field(default_factory=frozenset)


FULL = {
    "name": "Ivo",
    "count": 3,
    "done": True,
    "day": "2024-02-29",
    "hours": "19.5",
    "share": "1/20",
    "fee": "14.01",
    "stays": [{"started_at": "2024-02-29T09:30:00-07:00", "kind": "jail"}],
    "active": [{"start": "2024-01-01"}],
    "pair": [1, "2024-01-01"],
    "words": ["a", "b"],
}


def problems(**changes) -> dict[str, str]:
    document = {name: value for name, value in {**FULL, **changes}.items() if value is not ...}
    with pytest.raises(BadInput) as caught:
        read_facts(Facts, document)
    return caught.value.problems


def test_every_type_is_read_exactly():
    facts = read_facts(Facts, FULL)
    assert (facts.hours, facts.share, facts.fee) == (Decimal("19.5"), Fraction(1, 20), Money(1401))
    assert facts.stays[0].kind is Kind.JAIL
    assert facts.stays[0].started_at == datetime(2024, 2, 29, 16, 30, tzinfo=UTC)
    assert facts.active == (Period(date(2024, 1, 1), None),)
    assert (facts.pair, facts.words) == ((1, date(2024, 1, 1)), frozenset({"a", "b"}))
    assert read_facts(Facts, {"name": "x", "count": 0, "done": False, "day": "2024-01-01"}).stays == ()


@pytest.mark.parametrize(
    ("changes", "path", "word"),
    [
        ({"name": 1}, "name", "a text"),
        ({"count": 1.5}, "count", "whole number"),
        ({"done": "yes"}, "done", "true or false"),
        ({"day": "29.2.2024"}, "day", "a day such as"),
        ({"day": 20240229}, "day", "a day such as"),
        ({"day": None}, "day", "a day such as"),
        ({"day": ...}, "day", "missing"),
        ({"hours": "many"}, "hours", "decimal"),
        ({"share": "1/0"}, "share", "ratio"),
        ({"fee": "free"}, "fee", "dollars"),
        ({"stays": {}}, "stays", "a list"),
        ({"stays": [{}]}, "stays[0].started_at", "missing"),
        ({"stays": [{"started_at": "2024-02-29T09:30:00"}]}, "stays[0].started_at", "with its zone"),
        ({"stays": [{"started_at": "1800-01-01T00:00:00Z"}]}, "stays[0]", "is a slip"),
        (
            {"stays": [{"started_at": "2024-01-01T00:00:00Z", "kind": "spa"}]},
            "stays[0].kind",
            "hospital, jail",
        ),
        (
            {"stays": [{"started_at": "2024-01-01T00:00:00Z", "sort": "jail"}]},
            "stays[0].sort",
            "unknown field",
        ),
        ({"active": [{"start": "2024-01-01"}, 7]}, "active[1]", "object"),
        ({"pair": [1]}, "pair", "exactly 2"),
    ],
)
def test_a_slip_is_named_by_its_path(changes, path, word):
    found = problems(**changes)
    assert list(found) == [path]
    assert word in found[path]


def test_all_slips_are_named_at_once():
    assert set(problems(name=1, count="x", extra=2)) == {"name", "count", "extra"}


def test_the_schema_names_every_field_and_closes_the_object():
    schema = facts_schema(Facts)
    assert schema["required"] == ["name", "count", "done", "day"]
    assert schema["additionalProperties"] is False
    stay = schema["properties"]["stays"]["items"]
    assert stay["properties"]["kind"] == {"enum": ["hospital", "jail"]}
    assert stay["properties"]["started_at"] == {"type": "string", "format": "date-time"}
    assert schema["properties"]["fee"]["anyOf"][1] == {"type": "null"}
    assert [part["type"] for part in schema["properties"]["pair"]["anyOf"][0]["prefixItems"]] == [
        "integer",
        "string",
    ]


def test_a_decision_is_written_in_plain_values():
    finding = Finding("a", Verdict.WARNING, "A", "1", "2")
    figures = {
        "fee": Money(1401),
        "share": Fraction(1, 3),
        "day": date(2024, 1, 1),
        "by": {2024: [Kind.JAIL]},
        "x": None,
    }
    written = decision_json(Decision("S", "yes", True, (finding,), figures))
    assert written["figures"] == {
        "fee": "14.01",
        "share": "1/3",
        "day": "2024-01-01",
        "by": {"2024": ["jail"]},
        "x": None,
    }
    assert written["findings"][0]["verdict"] == "warning"
    assert written["would_change"] == []
