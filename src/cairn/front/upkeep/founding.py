"""What an installation is born with: a key outside its folder, and a card that carries the public half of the recovery key."""

from __future__ import annotations

import time
from pathlib import Path

from cairn.front.upkeep.installation import Card, Installation, write_card
from cairn.platform.db.keys import write_new_key
from cairn.platform.ids import new_id

__all__ = ["make_card", "make_key"]


def make_key(path: Path) -> None:
    write_new_key(path)


def make_card(folder: Path, installation: Installation) -> str:
    """Write the card into `folder` (which will become the data folder) and return the recovery secret, kept nowhere."""
    from pyrage import x25519  # noqa: PLC0415 - only where keys are made

    identity = x25519.Identity.generate()
    card = Card(
        id=str(new_id()),
        epoch=1,
        engine=installation.engine,
        installed_at=time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime()),
        recovery_recipient=str(identity.to_public()),
        key_file=str(installation.key_file or ""),
        witness=str(installation.witness),
    )
    write_card(folder, card)
    return str(identity)
