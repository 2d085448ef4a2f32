"""Where an installation lives: its data folder, its key outside of it, its witness folder, and the card it carries.

`installation.json` in the data folder holds no secret: who the installation is, how many times it was restored (`epoch`), where its
key was put, and the public half of the recovery key, to which every backup is locked.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from cairn.front.configuration import DEMO_MARK
from cairn.front.upkeep.errors import CannotDo, WrongUse
from cairn.platform.db.keys import read_key

CARD = "installation.json"
DATABASE_FILE = "cairn.db"


@dataclass(frozen=True, slots=True)
class Card:
    """What an installation knows of itself. `epoch` grows by one with each restore, so that phones offer again what they hold."""

    id: str
    epoch: int
    engine: str  # "sqlite" or "postgresql"
    installed_at: str
    recovery_recipient: str
    key_file: str
    witness: str


@dataclass(frozen=True, slots=True)
class Installation:
    """The places of one installation, as the command line or the environment named them."""

    data: Path
    key_file: Path | None
    database_url: str
    witness: Path

    @property
    def card_file(self) -> Path:
        return self.data / CARD

    @property
    def database_file(self) -> Path:
        return self.data / DATABASE_FILE

    @property
    def is_demo(self) -> bool:
        return (self.data / DEMO_MARK).exists()

    @property
    def engine(self) -> str:
        return "postgresql" if self.database_url else "sqlite"

    @property
    def key(self) -> str:
        if self.key_file is None:
            return read_key({"key": os.environ.get("CAIRN_KEY")})
        return read_key({"key_file": self.key_file})

    def card(self) -> Card:
        return read_card(self.data)

    def derive(self, purpose: str) -> bytes:
        """The same derivation as the settings': a key for one purpose."""
        return hmac.new(bytes.fromhex(self.key), f"cairn/{purpose}".encode(), hashlib.sha256).digest()

    def environment(self) -> dict[str, str]:
        """What Django's settings and every child process read."""
        values = {"CAIRN_DATA": str(self.data), "CAIRN_DATABASE": self.database_url, "CAIRN_WITNESS": str(self.witness)}
        if self.key_file is not None:
            values["CAIRN_KEY_FILE"] = str(self.key_file)
        return values


def read_card(data: Path) -> Card:
    try:
        found = json.loads((data / CARD).read_text())
        return Card(**found)
    except FileNotFoundError:
        raise CannotDo(f"{data} holds no installation. Make one with `cairn install --data {data} …`.") from None
    except (ValueError, TypeError):
        raise CannotDo(f"{data / CARD} is damaged. Put it back from a backup: `cairn restore`.") from None


def write_card(data: Path, card: Card) -> None:
    write_whole(data / CARD, json.dumps(asdict(card), indent=2) + "\n", mode=0o600)


def write_whole(path: Path, text: str, *, mode: int) -> None:
    """A file that is there completely or not at all."""
    beside = path.with_name(f".{path.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def default_witness(data: Path) -> Path:
    return data.parent / f"{data.name}-witness"


def find_installation(
    *,
    data: str | None,
    key_file: str | None,
    database: str | None,
    witness: str | None,
    environment: Mapping[str, str] = os.environ,
) -> Installation:
    """The installation that was named, or the one of the environment. What is missing is asked for in words."""
    named = data or environment.get("CAIRN_DATA")
    if not named:
        raise WrongUse("Which installation? Name its folder with --data DIR, or set CAIRN_DATA.")
    folder = Path(named).absolute()
    card = read_card(folder)
    url = database or environment.get("CAIRN_DATABASE", "")
    if card.engine == "postgresql" and not url:
        raise WrongUse(
            "This installation keeps its rows on PostgreSQL. Name it with --database URL, or set CAIRN_DATABASE."
        )
    if card.engine == "sqlite" and url:
        raise WrongUse("This installation keeps its rows in its own folder; leave --database and CAIRN_DATABASE out.")
    key = key_file or environment.get("CAIRN_KEY_FILE") or ("" if environment.get("CAIRN_KEY") else card.key_file)
    place = witness or environment.get("CAIRN_WITNESS") or card.witness or str(default_witness(folder))
    return Installation(folder, Path(key).absolute() if key else None, url, Path(place).absolute())
