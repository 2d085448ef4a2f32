"""`cairn check` says ok line by line, and names what is not."""

from __future__ import annotations

import json

from tests.front.cli_runs import cairn


def test_a_sound_installation_is_ok(installed):
    ran = installed.run("check")
    lines = ran.out.splitlines()
    assert ran.code == 0 or lines[2].startswith("NOT OK  disk"), ran.out
    assert sum(line.startswith("ok ") for line in lines) >= len(lines) - 1 >= 8


def test_a_key_that_others_can_read_is_named(spoilable):
    spoilable.key_file.chmod(0o644)
    ran = spoilable.run("check")
    assert ran.code == 1
    assert "chmod 600" in ran.out


def test_another_key_is_named_and_nothing_is_changed(spoilable):
    spoilable.key_file.write_text("ab" * 32 + "\n")
    before = (spoilable.data / "cairn.db").read_bytes()
    ran = spoilable.run("check")
    assert ran.code == 1
    assert "does not open this database" in ran.out
    assert (spoilable.data / "cairn.db").read_bytes() == before


def test_missing_heads_are_named(spoilable):
    (spoilable.witness / "heads.jsonl").unlink()
    assert "heads.jsonl is not there" in spoilable.run("check").out


def test_a_folder_that_is_no_installation(tmp_path):
    ran = cairn("check", "--data", tmp_path)
    assert ran.code == 1
    assert "cairn install" in ran.err


def test_a_damaged_card_is_said_in_words(spoilable):
    (spoilable.data / "installation.json").write_text("{")
    ran = spoilable.run("check")
    assert (ran.code, "damaged" in ran.err) == (1, True)


def test_no_installation_named_is_wrong_use():
    ran = cairn("check")
    assert (ran.code, "--data" in ran.err) == (2, True)


def test_an_installation_on_postgresql_asks_for_its_address(spoilable):
    card = spoilable.data / "installation.json"
    card.write_text(json.dumps({**json.loads(card.read_text()), "engine": "postgresql"}))
    ran = spoilable.run("check")
    assert (ran.code, "CAIRN_DATABASE" in ran.err) == (2, True)
