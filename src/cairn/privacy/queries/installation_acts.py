"""When the installation itself last did something: a backup, an upgrade."""

from __future__ import annotations

import json
from datetime import datetime

from cairn.kernel.actors import Actor
from cairn.privacy import policy_looks
from cairn.privacy.ledger import INSTALLATION
from cairn.privacy.models import LedgerEntry
from cairn.privacy.policy import grant_for
from cairn.privacy.scope import scope_of_installation

BACKUP_MADE = "installation.backup.made"


def find_last_act(actor: Actor, action: str) -> datetime | None:
    """The instant of the newest entry of this kind in the installation's own chain; None without one. One statement."""
    grant_for(actor, policy_looks.EVERYBODY)
    with scope_of_installation():
        rows = LedgerEntry.objects.filter(organization_id=INSTALLATION, action=action).order_by("-n")
        return rows.values_list("at", flat=True).first()


def list_backups_made() -> dict[str, int]:
    """The size in bytes of every backup that this installation wrote down, by the file's name. For the operator's command line."""
    with scope_of_installation():
        bodies = LedgerEntry.objects.filter(organization_id=INSTALLATION, action=BACKUP_MADE).values_list(
            "body", flat=True
        )
        acts = [act for body in bodies for act in json.loads(body)["acts"]]
    return {act["file"]: act["size"] for act in acts if "size" in act}
