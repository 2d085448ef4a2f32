"""What an installation is told from outside: a folder, a key, perhaps a PostgreSQL address. Read once, checked loudly.

Everything comes from the environment; the command line sets it. `docs/guide/settings.md` has a line for each.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cairn.front.mail import mail_settings
from cairn.platform.db.keys import read_key

DEMO_MARK = "demo.json"
NO_KEY = "0" * 64  # stands in where no database is opened (types, migrations being written); a real one refuses it


class BadConfiguration(Exception):
    """A setting cannot be used; the message names it and the way out."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """`data` holds the database and everything else that must be backed up; the key lies outside it."""

    data: Path
    key: str  # 64 hexadecimal characters
    database_url: str  # empty: the embedded database in `data`
    hosts: tuple[str, ...]
    behind_tls: bool
    address: str  # how the world reaches it; stands in what is printed and signed
    is_demo: bool
    clock_offset_days: int
    mail: str = ""  # how mail leaves; empty: none does
    mail_from: str = ""

    def mail_settings(self) -> dict[str, Any]:
        """Django's settings for mail; raises BadConfiguration."""
        try:
            return mail_settings(self.mail, self.mail_from)
        except ValueError as error:
            raise BadConfiguration(str(error)) from None

    def derive(self, purpose: str) -> bytes:
        """A key for one purpose, derived from the installation's key."""
        return hmac.new(bytes.fromhex(self.key), f"cairn/{purpose}".encode(), hashlib.sha256).digest()


def read_configuration(environment: Mapping[str, str] = os.environ) -> Configuration:
    data = Path(environment.get("CAIRN_DATA", "var/none"))
    mark = data / DEMO_MARK
    demo = json.loads(mark.read_text()) if mark.exists() else {}
    hosts = tuple(
        host.strip() for host in environment.get("CAIRN_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host.strip()
    )
    behind_tls = _yes_or_no(environment, "CAIRN_BEHIND_TLS", default=False)
    usual = f"https://{hosts[0]}" if behind_tls and hosts else "http://localhost:8000"
    return Configuration(
        data=data,
        key=_key(environment),
        database_url=environment.get("CAIRN_DATABASE", ""),
        hosts=hosts,
        behind_tls=behind_tls,
        address=(environment.get("CAIRN_ADDRESS") or usual).rstrip("/"),
        is_demo=bool(demo),
        clock_offset_days=int(demo.get("clock_offset_days", 0)),
        mail=environment.get("CAIRN_MAIL", ""),
        mail_from=environment.get("CAIRN_MAIL_FROM", ""),
    )


def _key(environment: Mapping[str, str]) -> str:
    if not environment.get("CAIRN_KEY") and not environment.get("CAIRN_KEY_FILE"):
        return NO_KEY
    return read_key({"key": environment.get("CAIRN_KEY"), "key_file": environment.get("CAIRN_KEY_FILE")})


def _yes_or_no(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = environment.get(name, "")
    if text in ("", "yes", "no"):
        return default if text == "" else text == "yes"
    raise BadConfiguration(f"{name} is {text!r}; it can be yes or no.")
