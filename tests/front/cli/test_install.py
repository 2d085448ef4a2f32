"""A new installation: private, keyed outside its folder, without a default password; and no second one over it."""

from __future__ import annotations

import json
import re

import pytest

from tests.front.cli_runs import ADMINISTRATOR, ORGANIZATION, cairn, install


def options(root, **changed):
    given = {"data": root / "data", "key-file": root / "key", "organization": ORGANIZATION, "administrator": ADMINISTRATOR,
             "recovery-key-out": root / "recovery", **changed}  # fmt: skip
    return [text for name, value in given.items() for text in (f"--{name}", str(value))]


def test_everything_made_is_for_its_owner_only(installed):
    for path in [installed.data, *installed.data.iterdir(), installed.key_file, installed.recovery, installed.witness]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_the_file_is_encrypted_and_the_card_holds_no_secret(installed):
    stored = (installed.data / "cairn.db").read_bytes()
    assert not stored.startswith(b"SQLite format 3")
    assert ORGANIZATION.encode() not in stored
    card = (installed.data / "installation.json").read_text()
    assert installed.key_file.read_text().strip() not in card
    assert "AGE-SECRET" not in card
    assert json.loads(card)["epoch"] == 1


def test_an_invitation_is_shown_and_no_password_exists(tmp_path):
    _, ran = install(tmp_path / "it")
    assert ran.code == 0
    assert len(re.findall(r"^    http://127\.0\.0\.1:8000/sign-in/join/[\w-]{43}/$", ran.out, re.MULTILINE)) == 1
    assert f"Now serve it: python3 do.py cairn serve --data {tmp_path / 'it' / 'data'}" in ran.out
    assert "AGE-SECRET" not in ran.out, "it went to the file that was asked for"
    assert "making the tables" in ran.err
    assert "“Peer support”, paid by us-mt-medicaid, a Part 2 program" in ran.out
    assert "legal finding" in ran.out


def test_without_a_file_the_recovery_key_is_shown_once(tmp_path):
    without = [text for text in options(tmp_path) if "recovery" not in text]
    ran = cairn("install", *without)
    assert ran.code == 0, ran.err
    assert ran.out.count("AGE-SECRET-KEY-1") == 1


def test_a_second_time_changes_nothing(spoilable):
    before = (spoilable.data / "cairn.db").read_bytes(), spoilable.key_file.read_bytes()
    _, ran = install(spoilable.root)
    assert ran.code == 1
    assert "already" in ran.err
    assert ((spoilable.data / "cairn.db").read_bytes(), spoilable.key_file.read_bytes()) == before


@pytest.mark.parametrize(
    ("changed", "code", "says"),
    [
        ({"key-file": "data/key"}, 2, "inside the data folder"),
        ({"witness": "data/heads"}, 2, "inside the data folder"),
        ({"administrator": "noor"}, 2, "no e-mail address"),
        ({"organization": "  "}, 2, "needs a name"),
        ({"zone": "America/Nowhere"}, 2, "no time zone"),
        ({"payer": "us-nowhere"}, 2, "--payer is one of: us-mt-medicaid"),
        ({"program": " "}, 2, "program's name"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_made(tmp_path, changed, code, says):
    places = {name: tmp_path / value if name in ("key-file", "witness") else value for name, value in changed.items()}
    ran = cairn("install", *options(tmp_path, **places))
    assert (ran.code, says in ran.err) == (code, True), ran.err
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_failure_half_way_leaves_nothing(tmp_path):
    ran = cairn("install", *options(tmp_path, **{"recovery-key-out": tmp_path / "no" / "such" / "folder"}))
    assert ran.code == 1
    assert [path.name for path in tmp_path.iterdir() if path.name != "data-witness"] == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "letter.txt").write_text("mine")
    ran = cairn("install", *options(tmp_path))
    assert ran.code == 1
    assert "not empty" in ran.err
    assert (tmp_path / "data" / "letter.txt").read_text() == "mine"
