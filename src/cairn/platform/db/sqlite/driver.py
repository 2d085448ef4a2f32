"""Which SQLite is under us: SQLCipher where its wheel exists, else Python's own, said loudly.

SQLCipher brings its own recent SQLite. The one on a machine may be in the range of the write-ahead-log
corruption bug (3.7.0 to 3.51.2, but for two repaired branches); there the rollback journal is used instead.
"""

from __future__ import annotations

import importlib
import logging
from typing import Any

logger = logging.getLogger("cairn.db")

driver: Any
try:
    driver = importlib.import_module("sqlcipher3.dbapi2")
except ImportError:
    driver = importlib.import_module("sqlite3.dbapi2")
IS_ENCRYPTED: bool = driver.__name__.startswith("sqlcipher3")

BANNER = """
************************************************************************
*  THE DATABASE IS NOT ENCRYPTED.                                      *
*  The sqlcipher3 package is missing on this machine, so Python's own  *
*  SQLite is used. Encrypting the disk is now your task.               *
************************************************************************"""


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite release has the write-ahead-log repair: 3.51.3 and later, 3.50.7+ and 3.44.6+ on their branches."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def warn_unless_encrypted() -> None:
    if not IS_ENCRYPTED:
        logger.warning(BANNER)
