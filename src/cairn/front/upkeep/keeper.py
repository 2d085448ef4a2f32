"""The keeper: one small process beside the web server, so that nobody's save pays for upkeep.

Twice a second it moves the embedded database's log into the file; every hour it writes the ledger's heads to the witness folder, empties
what was thrown away as junk a week ago and, when a folder was named, makes a backup. It ends when told to, or when its server is gone.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from datetime import timedelta
from pathlib import Path
from types import FrameType

from django.db import DatabaseError, connection

from cairn.front.upkeep import databases
from cairn.front.upkeep.heads import append_heads
from cairn.front.upkeep.installation import Installation
from cairn.kernel.instants import Instant
from cairn.platform import clock
from cairn.privacy.queries.chains import list_heads

log = logging.getLogger("cairn.keeper")
BREATH_SECONDS = 0.5
ROUND = timedelta(hours=1)


class Keeper:
    """Runs rounds until told to stop."""

    def __init__(self, installation: Installation, backup_folder: Path | None) -> None:
        self.installation = installation
        self.backup_folder = backup_folder
        self.parent = os.getppid()
        self.stopping = False

    def stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(
            signal.SIGINT, signal.SIG_IGN
        )  # Ctrl-C reaches everybody at the terminal; the server says when it is done
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGINT})
        self.write_heads("start")
        next_round = clock.now() + ROUND
        while not self.stopping and os.getppid() == self.parent:
            self.checkpoint()
            if clock.now() >= next_round:
                next_round = Instant(next_round + ROUND)
                self.round()
            time.sleep(BREATH_SECONDS)
        self.write_heads("stop")
        databases.empty_the_log()

    def checkpoint(self) -> None:
        if not databases.is_embedded():
            return
        from cairn.platform.db.sqlite.base import checkpoint  # noqa: PLC0415 - only where that engine is used

        try:
            checkpoint(connection)  # type: ignore[arg-type]
        except DatabaseError as error:
            log.error("keeper: the log could not be moved: %s", error)
            connection.close()

    def round(self) -> None:
        self.write_heads("hour")
        self.empty_junk()
        if self.backup_folder is None:
            return
        from cairn.front.upkeep.backups import make_backup  # noqa: PLC0415 - only where backups were asked for

        try:
            path = make_backup(self.installation, self.backup_folder, now=clock.now())
        except Exception as error:  # noqa: BLE001 - the server goes on; the operator reads why there is no backup
            log.error("keeper: NO BACKUP was made: %s", error)
        else:
            log.warning("keeper: backup %s", path.name)

    def empty_junk(self) -> None:
        from cairn.intake.commands.junk import empty_old_piles  # noqa: PLC0415 - needs Django set up

        try:
            empty_old_piles(now=clock.now())
        except DatabaseError as error:
            log.error("keeper: old junk could not be emptied: %s", type(error).__name__)
            connection.close()

    def write_heads(self, why: str) -> None:
        try:
            epoch = self.installation.card().epoch
            append_heads(self.installation, list_heads(), why=why, at=clock.now(), epoch=epoch)
        except (DatabaseError, OSError) as error:
            log.error("keeper: the ledger's heads could not be written: %s", error)
            connection.close()
