"""`cairn renewals`: the run with its report, and forms from a file; exceptions have a line each and stop nobody else."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from cairn.front.cli import renewals
from cairn.identity.queries.operators import find_clerk
from cairn.kernel.errors import BadInput
from cairn.privacy.scope import scope_of
from tests.board.test_credentials import issued
from tests.browsers import set_clock
from tests.people import TODAY

pytestmark = pytest.mark.django_db
YEAR = TODAY.year + 1


@pytest.fixture
def book(cast, monkeypatch):
    set_clock(monkeypatch)
    issued(cast, covered=2026, n=1)
    issued(cast, covered=2025, n=2)
    issued(cast, date(2019, 4, 1), n=3)
    return cast


def lines(path):
    with path.open(newline="") as opened:
        return list(csv.DictReader(opened))


def test_a_run_and_the_same_run_again(book, tmp_path, capsys):
    report = tmp_path / "run.csv"
    with scope_of(book.hana):
        assert renewals._tell(book.hana, YEAR, str(report)) == 0
        first = capsys.readouterr().out
        assert renewals._tell(book.hana, YEAR, None) == 0
    assert "3 certificates told, 3 of them now" in first
    assert "BHPS-00002: To be reactivated first" in first
    assert "3 certificates told, 0 of them now" in capsys.readouterr().out
    assert [(one["number"], one["notice"], one["cost"]) for one in lines(report)] == [
        ("BHPS-00001", "due", "93.00"),
        ("BHPS-00002", "late", "186.00"),
        ("BHPS-00003", "ended", ""),
    ]


def test_forms_from_a_file_and_the_same_file_again(book, tmp_path, capsys):
    forms, report = tmp_path / "forms.csv", tmp_path / "became.csv"
    forms.write_text("number,paid,attested\nBHPS-00001,93.00,yes\nBHPS-00002,93.00,yes\n,,\nBHPS-00009,93,yes\n")
    with scope_of(book.hana):
        assert renewals._take_in(book.hana, YEAR, forms, str(report)) == 1
        said = capsys.readouterr().out
        assert renewals._take_in(book.hana, YEAR, forms, None) == 1
    assert "1 renewed for 2027, 0 renewed before, 3 left for a person" in said
    assert "line 5, BHPS-00009: No certificate of this board has this number." in said
    assert "0 renewed for 2027, 1 renewed before" in capsys.readouterr().out
    assert [one["became"] for one in lines(report)] == ["renewed", "left", "left", "left"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (None, "is not there"),
        (b"a,b\n1,2\n", "missing: number"),
        (b"number,paid,attested\n\xff\xfe,1,yes\n", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_so(book, tmp_path, content, word):
    forms = tmp_path / "forms.csv"
    if content is not None:
        forms.write_bytes(content)
    with scope_of(book.hana), pytest.raises(BadInput) as error:
        renewals._take_in(book.hana, YEAR, forms, None)
    assert word in error.value.problems["--returned"]


def test_as_whom_it_acts(book):
    assert find_clerk("", TODAY).name == book.hana.name
    with pytest.raises(BadInput):
        find_clerk("Nowhere", TODAY)
