"""Running `cairn` as an operator does, in processes of its own, on installations that tests may spoil."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

FROM_OUTSIDE = (
    "CAIRN_DATA",
    "CAIRN_KEY",
    "CAIRN_KEY_FILE",
    "CAIRN_DATABASE",
    "CAIRN_WITNESS",
    "CAIRN_HOSTS",
    "CAIRN_BACKUPS",
)
ORGANIZATION = "High Divide"
ADMINISTRATOR = "noor@example.org"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in FROM_OUTSIDE}
    return {**kept, **more}


def cairn(*arguments: object, **more: str) -> Ran:
    command = [sys.executable, "-m", "cairn.front.cli.main", *map(str, arguments)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env=environment(**more),
        timeout=400,  # a demo is told in forty seconds on a quiet machine
        stdin=subprocess.DEVNULL,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Installed:
    """An installation below one folder."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def key_file(self) -> Path:
        return self.root / "keys" / "cairn.key"

    @property
    def recovery(self) -> Path:
        return self.root / "recovery"

    @property
    def witness(self) -> Path:
        return self.root / "data-witness"

    def run(self, command: str, *arguments: object, **more: str) -> Ran:
        where = ("--data", self.data, "--key-file", self.key_file, "--witness", self.witness)
        return cairn(command, *where, *arguments, **more)

    def copied_to(self, root: Path) -> Installed:
        shutil.copytree(self.root, root)
        return Installed(root)


def install(root: Path, **more: str) -> tuple[Installed, Ran]:
    made = Installed(root)
    ran = cairn(
        "install",
        "--data",
        made.data,
        "--key-file",
        made.key_file,
        "--organization",
        ORGANIZATION,
        "--administrator",
        ADMINISTRATOR,
        "--recovery-key-out",
        made.recovery,
        **more,
    )
    return made, ran
