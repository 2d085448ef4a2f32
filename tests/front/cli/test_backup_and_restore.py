"""A backup comes back whole, or not at all."""

from __future__ import annotations

import json
import random
import shutil
import time
from pathlib import Path

import pytest
from pyrage import x25519

from tests.front.cli_runs import Installed, cairn

DAMAGED = "damaged or cut short"


def restore(backup, installed, root, **changed):
    given = {"--to": root / "data", "--key-file": root / "key", "--recovery-key-file": installed.recovery,
             "--witness": root / "data-witness", **changed}  # fmt: skip
    return cairn("restore", backup, *(text for pair in given.items() for text in map(str, pair)))


def test_a_backup_is_private_and_tells_nothing(backup, installed):
    assert backup.stat().st_mode & 0o077 == 0
    assert backup.name.endswith("Z.cairnbackup")
    stored = backup.read_bytes()
    assert installed.key_file.read_bytes().strip() not in stored
    assert b"manifest" not in stored
    assert [path.name for path in backup.parent.iterdir()] == [backup.name], "nothing is left beside it"


def test_it_is_written_down_inside_and_outside(spoilable):
    spoilable.run("backup", "--to", spoilable.root / "backups")
    lines = [json.loads(line) for line in (spoilable.witness / "heads.jsonl").read_text().splitlines()]
    assert [line["why"] for line in lines] == ["install", "backup"]
    ran = spoilable.run("verify")
    assert ran.code == 0
    assert "2 chains" in ran.out, "the installation's own ledger holds the backup"


def test_it_comes_back_whole_one_epoch_later(backup, installed, tmp_path):
    ran = restore(backup, installed, tmp_path)
    assert ran.code == 0, ran.err
    back = Installed(tmp_path)
    assert (tmp_path / "key").read_text() == installed.key_file.read_text()
    card, old = (json.loads((folder / "installation.json").read_text()) for folder in (back.data, installed.data))
    assert (card["id"], card["epoch"]) == (old["id"], old["epoch"] + 1)
    assert cairn("check", "--data", back.data).code in (0, 1)
    verified = cairn("verify", "--data", back.data)
    assert verified.code == 0, verified.out
    assert "restored from a backup" in verified.out
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_old_witness_still_counts_after_a_restore(backup, installed, tmp_path):
    witness = tmp_path / "old-witness"
    shutil.copytree(backup.parent.parent / "data-witness", witness)
    assert restore(backup, installed, tmp_path, **{"--witness": witness}).code == 0
    ran = cairn("verify", "--data", tmp_path / "data")
    assert ran.code == 0, ran.out
    assert "entries were written after that backup" in ran.out


@pytest.mark.slow
def test_one_flipped_bit_anywhere_is_refused(backup, installed, tmp_path):
    """In this process: the same opening that `restore` begins with, at the head, in the body and at the end."""
    from cairn.front.upkeep.backups import open_backup
    from cairn.front.upkeep.errors import CannotDo

    sound, secret = backup.read_bytes(), installed.recovery.read_text()
    chosen = random.Random(11)
    positions = [
        *range(0, 400, 3),
        *(chosen.randrange(len(sound)) for _ in range(120)),
        *range(len(sound) - 40, len(sound)),
    ]
    for count, position in enumerate(positions):
        spoiled = bytearray(sound)
        spoiled[position] ^= 1 << chosen.randrange(8)
        damaged, staging = tmp_path / "damaged", tmp_path / f"staging-{count}"
        damaged.write_bytes(spoiled)
        staging.mkdir()
        with pytest.raises(CannotDo):
            open_backup(damaged, secret, staging)
        shutil.rmtree(staging)
    staging = tmp_path / "sound"
    staging.mkdir()
    assert open_backup(backup, secret, staging).manifest["rows"], "and the sound one opens"


@pytest.mark.parametrize("share", [0, 0.2, 0.5, 0.999])
def test_a_backup_cut_short_is_refused_and_leaves_nothing(backup, installed, tmp_path, share):
    cut = tmp_path / "cut"
    cut.write_bytes(backup.read_bytes()[: int(backup.stat().st_size * share)])
    ran = restore(cut, installed, tmp_path / "new")
    assert (ran.code, DAMAGED in ran.err) == (1, True), ran.err
    assert not (tmp_path / "new" / "data").exists()
    assert not (tmp_path / "new" / "key").exists()


def test_another_recovery_key_is_refused(backup, installed, tmp_path):
    other = tmp_path / "other"
    other.write_text(str(x25519.Identity.generate()))
    ran = restore(backup, installed, tmp_path / "new", **{"--recovery-key-file": other})
    assert (ran.code, "another installation" in ran.err) == (1, True)
    other.write_text("not a key")
    assert "AGE-SECRET-KEY-1" in restore(backup, installed, tmp_path / "new", **{"--recovery-key-file": other}).err


def test_nothing_is_ever_written_over(backup, installed, spoilable, tmp_path):
    before = (spoilable.data / "cairn.db").read_bytes()
    ran = restore(backup, installed, tmp_path, **{"--to": spoilable.data})
    assert (ran.code, "not empty" in ran.err) == (1, True)
    assert (spoilable.data / "cairn.db").read_bytes() == before
    assert "exists" in restore(backup, installed, tmp_path / "new", **{"--key-file": spoilable.key_file}).err
    inside = restore(backup, installed, tmp_path / "new", **{"--key-file": tmp_path / "new" / "data" / "key"})
    assert inside.code == 2


def backups_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_pruning_removes_only_own_complete_backups_and_never_the_newest(spoilable):
    folder, made = spoilable.root / "backups", []
    for _ in range(3):
        ran = spoilable.run("backup", "--to", folder)
        assert ran.code == 0, ran.err
        made.append(Path(ran.out.strip()).name)
        time.sleep(1.1)  # a file's name is its second
    cut, foreign, letter = folder / made[1], folder / "cairn-20200101T000000Z.cairnbackup", folder / "letter.txt"
    cut.write_bytes(cut.read_bytes()[:-1])
    foreign.write_bytes(b"another installation's")
    letter.write_text("mine")
    ran = spoilable.run("backup", "--to", folder, "--keep", 1)
    assert ran.code == 0, ran.err
    newest = Path(ran.out.strip()).name
    assert backups_in(folder) == sorted([newest, cut.name, foreign.name, letter.name])
    for name in (made[0], made[2]):
        assert f"removed {name}" in ran.err
    for path in (cut, foreign):
        assert f"left alone {path.name}" in ran.err
    verified = spoilable.run("verify")
    assert verified.code == 0, verified.out
    again = spoilable.run("backup", "--to", folder, "--keep", 5)
    assert "nothing to remove" in again.err


def test_without_being_asked_nothing_is_removed_and_none_cannot_be_kept(spoilable):
    folder = spoilable.root / "backups"
    spoilable.run("backup", "--to", folder)
    time.sleep(1.1)
    spoilable.run("backup", "--to", folder)
    assert len(backups_in(folder)) == 2
    ran = spoilable.run("backup", "--to", folder, "--keep", 0)
    assert (ran.code, "at least 1" in ran.err) == (2, True)
    assert len(backups_in(folder)) == 2
