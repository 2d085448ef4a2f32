"""`cairn verify` names every single edit, deletion, swap and truncation, made by somebody who has the database and its triggers in hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction

from cairn.front.upkeep.copies import open_embedded
from cairn.front.upkeep.heads import FILE, RESTORED, append_heads, read_heads
from cairn.front.upkeep.installation import Installation
from cairn.front.upkeep.verification import Report, verify_ledgers
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.domain.chain import Head
from cairn.privacy.queries.chains import list_heads
from cairn.privacy.scope import scope_of_installation
from tests.people import NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="edits the embedded file; the arithmetic is the same"),
]
ENTRIES = 6
TABLES = ("privacy_ledgerentry", "privacy_ledgersubject", "privacy_ledgerhead")
COLUMNS = ("id", "organization_id", "n", "at", "action", "actor_engagement_id", "actor_role", "subject_id", "same_subjects_as", "request_id",
           "body", "salt", "commitment", "previous", "hash", "seal")  # fmt: skip


@dataclass
class Ledger:
    """Two organizations' chains, the outside heads as they were after the fourth entry, and a way around every guard."""

    organization: UUID
    outside: Installation
    raw: Any
    saved: dict[str, list[tuple[Any, ...]]]

    def verify(self) -> Report:
        outside = read_heads(self.outside)
        assert outside.faults == []
        return verify_ledgers(outside, key=settings.CAIRN_SEAL_KEY, progress=lambda entries: None)

    def first_fault(self) -> tuple[int, str] | None:
        chain = next((chain for chain in self.verify().chains if chain.organization == str(self.organization)), None)
        if chain is None or not chain.faults:
            return None
        return chain.faults[0].n, chain.faults[0].what

    def do(self, sql: str, *values: Any) -> None:
        assert self.raw.execute(sql, values).rowcount > 0, "the test changed nothing"

    def put_back(self) -> None:
        for table, rows in self.saved.items():
            self.raw.execute(f"DELETE FROM {table}")
            for row in rows:
                self.raw.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)


TOGETHER = [new_id() for _ in range(3)]


def write_entries(organization: UUID, first: int, last: int) -> None:
    for number in range(first, last + 1):
        subjects = TOGETHER if number in (3, ENTRIES) else [new_id() for _ in range(number % 2)]
        gathering = ledger.Gathering([{"action": f"test.act.{number}"}], dict.fromkeys(subjects))
        with transaction.atomic(), scope_of_installation():
            ledger.write(gathering, now=NOW + timedelta(minutes=number), organization_id=organization)


@pytest.fixture
def chain(tmp_path: Path) -> Iterator[Ledger]:
    organization, other = new_id(), new_id()
    outside = Installation(tmp_path, None, "", tmp_path / "witness")
    write_entries(organization, 1, 4)
    write_entries(other, 1, 2)
    append_heads(outside, list_heads(), why="hour", at=NOW, epoch=1)
    write_entries(organization, 5, ENTRIES)
    connection.close()
    raw = open_embedded(Path(connection.settings_dict["NAME"]), settings.CONFIGURATION.key)
    guards = raw.execute(
        f"SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN {TABLES}"
    ).fetchall()
    for name, _ in guards:
        raw.execute(f'DROP TRIGGER "{name}"')
    saved = {table: raw.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    made = Ledger(organization, outside, raw, saved)
    assert made.verify().is_clean, "a true ledger is clean"
    yield made
    for table in TABLES:
        raw.execute(f"DELETE FROM {table}")
    for _, sql in guards:
        raw.execute(sql)
    raw.close()
    connection.close()


def test_a_changed_value_of_any_column_of_any_entry_is_named(chain):
    for n in range(1, ENTRIES + 1):
        for column in COLUMNS:
            number = column == "n"
            changed = 77 if number else "1999-01-01 00:00:00" if column == "at" else new_id().hex
            chain.do(
                f"UPDATE privacy_ledgerentry SET {column} = ? WHERE organization_id = ? AND n = ?",
                changed,
                chain.organization.hex,
                n,
            )
            fault = chain.first_fault()
            assert fault is not None, (column, n)
            assert fault[0] == n, (column, n, fault)
            chain.put_back()


def test_a_value_that_its_column_cannot_hold_is_named_too(chain):
    for column in COLUMNS:
        if column == "n":
            continue
        chain.do(
            f"UPDATE privacy_ledgerentry SET {column} = 'x' WHERE organization_id = ? AND n = 2", chain.organization.hex
        )
        report = chain.verify()
        assert not report.is_clean, column
        assert chain.first_fault()[0] == 2, column
        chain.put_back()


def test_one_character_of_a_text_is_enough(chain):
    for n in range(1, ENTRIES + 1):
        chain.do(
            "UPDATE privacy_ledgerentry SET body = replace(body, 'test.act', 'test.acs') WHERE organization_id = ? AND n = ?",
            chain.organization.hex,
            n,
        )
        assert chain.first_fault() == (n, "its text was changed")
        chain.put_back()


def test_a_deleted_entry_is_named(chain):
    for n in range(1, ENTRIES + 1):
        chain.do("DELETE FROM privacy_ledgerentry WHERE organization_id = ? AND n = ?", chain.organization.hex, n)
        number, what = chain.first_fault()
        assert number == n
        assert "missing" in what or "gone" in what
        chain.put_back()


def test_two_entries_that_changed_places_are_named(chain):
    for first in range(1, ENTRIES):
        for second in range(first + 1, ENTRIES + 1):
            for old, new in ((first, 900), (second, first), (900, second)):
                chain.do(
                    "UPDATE privacy_ledgerentry SET n = ? WHERE organization_id = ? AND n = ?",
                    new,
                    chain.organization.hex,
                    old,
                )
            assert chain.first_fault()[0] == first
            chain.put_back()


def test_a_cut_off_end_is_named_by_the_sealed_head(chain):
    for n in range(1, ENTRIES + 1):
        chain.do("DELETE FROM privacy_ledgerentry WHERE organization_id = ? AND n >= ?", chain.organization.hex, n)
        number, what = chain.first_fault()
        assert (number, f"to {ENTRIES} are gone" in what or "to 4 are gone" in what) == (n, True), what
        chain.put_back()


def test_a_cut_off_end_with_the_head_put_back_is_named_by_the_outside_head(chain):
    """The one who does this has copied an older entry's seal into the head; only what lies outside tells."""
    chain.do("DELETE FROM privacy_ledgerentry WHERE organization_id = ? AND n > 3", chain.organization.hex)
    hash3, seal3 = chain.raw.execute(
        "SELECT hash, seal FROM privacy_ledgerentry WHERE organization_id = ? AND n = 3", (chain.organization.hex,)
    ).fetchone()
    chain.do(
        "UPDATE privacy_ledgerhead SET n = 3, hash = ?, seal = ? WHERE organization_id = ?",
        hash3,
        seal3,
        chain.organization.hex,
    )
    assert chain.first_fault() == (4, "entries 4 to 4 are gone: the outside head reached 4")


def test_a_chain_that_is_wholly_gone_is_named(chain):
    for table in TABLES:
        chain.raw.execute(f"DELETE FROM {table} WHERE organization_id = ?", (chain.organization.hex,))
    assert chain.first_fault() == (1, "entries 1 to 4 are gone: the outside head reached 4")


def test_a_changed_head_is_named(chain):
    for column, value in (("n", 3), ("hash", "0" * 64), ("seal", "0" * 64)):
        chain.do(f"UPDATE privacy_ledgerhead SET {column} = ? WHERE organization_id = ?", value, chain.organization.hex)
        assert "head" in chain.first_fault()[1]
        chain.put_back()
    chain.do("DELETE FROM privacy_ledgerhead WHERE organization_id = ?", chain.organization.hex)
    assert chain.first_fault()[1] == "the sealed head is gone"


def test_clients_named_beside_an_entry_are_compared(chain):
    chain.do("DELETE FROM privacy_ledgersubject WHERE rowid = (SELECT max(rowid) FROM privacy_ledgersubject)")
    assert chain.first_fault() == (3, "the clients named beside it differ from its text")
    chain.put_back()
    chain.do("UPDATE privacy_ledgersubject SET subject_id = ? WHERE n = 3", new_id().hex)
    assert chain.first_fault()[0] == 3
    chain.put_back()
    chain.do(
        "INSERT INTO privacy_ledgersubject (id, organization_id, n, subject_id) VALUES (?, ?, 5, ?)",
        new_id().hex,
        chain.organization.hex,
        new_id().hex,
    )
    assert chain.first_fault()[0] == 5
    chain.put_back()
    chain.do(
        "INSERT INTO privacy_ledgersubject (id, organization_id, n, subject_id) VALUES (?, ?, 99, ?)",
        new_id().hex,
        chain.organization.hex,
        new_id().hex,
    )
    assert "not there" in chain.first_fault()[1]


def test_a_look_at_the_same_clients_as_before_names_that_entry_and_is_compared_with_it(chain):
    assert chain.raw.execute(
        "SELECT n, same_subjects_as FROM privacy_ledgerentry WHERE same_subjects_as IS NOT NULL"
    ).fetchall() == [(ENTRIES, 3)]
    assert chain.raw.execute("SELECT DISTINCT n FROM privacy_ledgersubject").fetchall() == [(3,)]
    chain.do("DELETE FROM privacy_ledgersubject WHERE n = 3")
    faults = next(one.faults for one in chain.verify().chains if one.organization == str(chain.organization))
    assert [fault.n for fault in faults] == [3, ENTRIES]


def test_a_chain_written_anew_from_end_to_end_is_named_by_the_outside_head(chain):
    """With the installation's key in hand everything inside agrees; the witness does not."""
    for table in TABLES:
        chain.raw.execute(f"DELETE FROM {table} WHERE organization_id = ?", (chain.organization.hex,))
    guards = [sql for _, sql in chain.raw.execute("SELECT 1, 1 WHERE 0")]
    assert guards == []
    for n in range(1, ENTRIES + 1):
        write_entries(chain.organization, n, n)
        last = chain.raw.execute(
            "SELECT n, hash, seal FROM privacy_ledgerentry WHERE organization_id = ? ORDER BY n DESC LIMIT 1",
            (chain.organization.hex,),
        ).fetchone()
        chain.raw.execute("DELETE FROM privacy_ledgerhead WHERE organization_id = ?", (chain.organization.hex,))
        chain.do(
            "INSERT INTO privacy_ledgerhead (organization_id, n, hash, seal) VALUES (?, ?, ?, ?)",
            chain.organization.hex,
            *last,
        )
    assert chain.first_fault() == (4, "differs from the head written outside the database")


def test_the_heads_file_is_itself_sealed_and_chained(chain):
    append_heads(chain.outside, list_heads(), why="hour", at=NOW, epoch=1)
    append_heads(chain.outside, list_heads(), why="hour", at=NOW + timedelta(hours=1), epoch=1)
    path = chain.outside.witness / FILE
    lines = path.read_text().splitlines(keepends=True)
    assert read_heads(chain.outside).faults == []
    for number in range(len(lines)):
        position = len(lines[number]) // 2
        spoiled = (
            lines[number][:position] + ("0" if lines[number][position] != "0" else "1") + lines[number][position + 1 :]
        )
        path.write_text("".join([*lines[:number], spoiled, *lines[number + 1 :]]))
        assert read_heads(chain.outside).faults, f"line {number + 1} edited"
        if number < len(lines) - 1:
            path.write_text("".join([*lines[:number], *lines[number + 1 :]]))
            assert read_heads(chain.outside).faults, f"line {number + 1} taken out"
    path.write_text("".join([lines[1], lines[0], lines[2]]))
    assert read_heads(chain.outside).faults, "two lines that changed places"


def test_half_a_line_from_a_power_cut_is_a_remark_and_the_next_line_goes_on(chain):
    path = chain.outside.witness / FILE
    with path.open("a") as file:
        file.write('{"at":"2026-11-')
    assert read_heads(chain.outside).faults == []
    append_heads(chain.outside, list_heads(), why="hour", at=NOW, epoch=1)
    found = read_heads(chain.outside)
    assert (found.faults, found.lines) == ([], 2)


def test_after_a_restore_only_the_heads_of_the_backup_bind(chain):
    append_heads(chain.outside, {chain.organization: Head(900, "f" * 64)}, why="hour", at=NOW, epoch=1)
    assert "900" in chain.first_fault()[1]
    append_heads(chain.outside, list_heads(), why=RESTORED, at=NOW, epoch=2)
    assert chain.first_fault() is None
    assert any("restored" in remark for remark in read_heads(chain.outside).remarks)
