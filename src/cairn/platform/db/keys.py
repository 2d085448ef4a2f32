"""The key that encrypts the database file: 32 random bytes, kept as 64 hexadecimal characters outside the data folder.

It is a raw key, not a passphrase: there is nothing to guess, so no slow derivation is paid at each new connection.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from cairn.platform.db.errors import MissingKey

HEX_KEY = re.compile(r"[0-9a-fA-F]{64}")


def read_key(options: Mapping[str, object]) -> str:
    """The key named by a database's OPTIONS: `key` (hex itself, from the environment) or `key_file` (a path)."""
    if options.get("key"):
        return checked(str(options["key"]), "OPTIONS['key']")
    if not options.get("key_file"):
        raise MissingKey("The database is encrypted and no key was given: set OPTIONS['key_file'] or OPTIONS['key'].")
    path = Path(str(options["key_file"]))
    try:
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise MissingKey(
            f"The key file {path} is not there. Put it back from your recovery kit; a new key cannot open old data."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise MissingKey(f"The key file {path} cannot be read: {error}.") from error
    return checked(text, str(path))


def checked(text: str, source: str) -> str:
    """The key itself if it is one. The message never repeats what was found: it may be nearly a key."""
    if not HEX_KEY.fullmatch(text):
        raise MissingKey(f"{source} does not hold a key: 64 hexadecimal characters are expected.")
    return text


def write_new_key(path: Path) -> None:
    """Make a key file that only its owner can read. Never overwrites: an overwritten key is lost data."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
