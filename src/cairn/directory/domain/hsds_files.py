"""HSDS as bytes: a zip of CSV files beside a `datapackage.json`, and JSON. What comes from outside is measured before it is believed."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from io import BytesIO, StringIO
from typing import Any

from cairn.directory.domain.hsds import COLUMNS, Row, Tables
from cairn.directory.domain.hsds_nesting import flattened
from cairn.directory.domain.hsds_schema import datapackage
from cairn.kernel.errors import BadInput

MOST_BYTES = 2 * 2**20  # of a file as sent
MOST_UNPACKED = 10 * 2**20  # of everything in a zip together
MOST_MEMBERS = 60
MOST_ROWS = 20_000  # of one table
MOST_ENTRIES = 1_000
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say: the same directory gives the same bytes
FORMULA, NUMBERS = "=@\t\r", "+-"
PLAIN_NUMBER = re.compile(r"[+-][0-9][0-9 ().\-/]*")  # a phone number, or a point on the map
# Signs that steer a machine, and halves of a sign: no entry needs them, one database refuses them, and no page can show them.
UNHELD = {code: None for code in (*range(32), *range(127, 160), *range(0xD800, 0xE000)) if chr(code) not in "\n\r\t"}


def write_zip(tables: Tables) -> bytes:
    """The tables as HSDS names them, each a CSV file, with their description."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "datapackage.json", json.dumps(datapackage(), indent=1))
        for name, columns in COLUMNS.items():
            text = StringIO()
            writer = csv.writer(text)
            writer.writerow(columns)
            writer.writerows([[_cell(row[column]) for column in columns] for row in tables[name]])
            _put(archive, f"{name}.csv", text.getvalue())
    return out.getvalue()


def read_file(data: bytes) -> Tables:
    """Either kind, told by its bytes; raises BadInput at `file`, and then nothing of it was taken."""
    if not data:
        raise _no("Choose a file: a zip of HSDS tables, or HSDS as JSON.")
    if len(data) > MOST_BYTES:
        raise _no(f"This file is larger than {MOST_BYTES // 2**20} MB. Send a part of the directory at a time.")
    tables = _unzipped(data) if data.startswith(b"PK") else flattened(_parsed(data))
    if not tables.get("services"):
        raise _no("There is no service in this file. It must hold HSDS: services.csv in a zip, or services as JSON.")
    if any(len(rows) > MOST_ROWS for rows in tables.values()) or len(tables["services"]) > MOST_ENTRIES:
        raise _no(f"This file holds more than {MOST_ENTRIES:,} services. Send a part of the directory at a time.")
    return {name: [_held(row) for row in rows] for name, rows in tables.items()}


def _held(row: Row) -> Row:
    return {column: text.translate(UNHELD) for column, text in row.items()}


def _unzipped(data: bytes) -> Tables:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _tables_of(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _no("This zip is broken, locked, or no zip. Pack the tables anew.") from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise _no("This zip is broken. Pack the tables anew.") from error


def _tables_of(archive: zipfile.ZipFile) -> Tables:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise _no(f"This zip holds more than {MOST_MEMBERS} files. HSDS needs fewer.")
    tables: Tables = {}
    room = MOST_UNPACKED
    for member in members:
        table = member.filename.removesuffix(".csv")
        if table not in COLUMNS or not member.filename.endswith(".csv"):
            continue  # never unpacked: other tables, pictures, whatever it is
        if table in tables:
            raise _no(f"{member.filename} is in this zip twice. Keep the right one.")
        with archive.open(member) as packed:
            raw = packed.read(room + 1)  # counted as it comes out: what the zip says of its own size is not believed
        room -= len(raw)
        if room < 0:
            raise _no(f"What is in this zip is larger than {MOST_UNPACKED // 2**20} MB. Send a part at a time.")
        tables[table] = _rows(raw, member.filename, COLUMNS[table])
    return tables


def _rows(raw: bytes, name: str, columns: tuple[str, ...]) -> list[Row]:
    try:
        reader = csv.DictReader(StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
        if "id" not in (reader.fieldnames or ()):
            raise _no(f"{name} has no column “id”. Its first line must name the columns as HSDS does.")
        rows = []
        for row in reader:
            rows.append({column: _plain(row.get(column) or "") for column in columns})
            if len(rows) > MOST_ROWS:
                raise _no(f"{name} has more than {MOST_ROWS:,} lines. Send a part at a time.")
        return rows
    except UnicodeDecodeError:
        raise _no(f"{name} is not written in UTF-8. Save it as UTF-8.") from None
    except csv.Error:
        raise _no(f"{name} is no CSV, or one of its cells is too long.") from None


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise _no("This is neither a zip of tables nor JSON. Choose the file that the other directory gave.") from None


def _cell(text: str) -> str:
    """A cell that a spreadsheet takes as words: what begins like a formula gets an apostrophe; a phone number does not."""
    is_formula = text[:1] in FORMULA or (text[:1] in NUMBERS and not PLAIN_NUMBER.fullmatch(text))
    return f"'{text}" if text and (is_formula or text.startswith("'")) else text


def _plain(text: str) -> str:
    return text[1:] if text.startswith("'") and _cell(text[1:]) == text else text


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, FIRST_DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, text.encode())


def _no(sentence: str) -> BadInput:
    return BadInput({"file": sentence})
