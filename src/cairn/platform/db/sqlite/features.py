"""What this SQLite can do. Django asks the version of Python's own SQLite; ours is another one."""

from __future__ import annotations

from django.db.backends.sqlite3 import features as stock

from cairn.platform.db.sqlite.driver import driver


class DatabaseFeatures(stock.DatabaseFeatures):
    can_alter_table_drop_column = driver.sqlite_version_info >= (3, 35, 5)
