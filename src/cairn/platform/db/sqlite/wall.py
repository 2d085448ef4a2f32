"""The second wall on SQLite, which has no row-level security: temporary views, triggers and an authorizer.

Names of temporary objects are found first. So a temporary view with the name of each walled table makes every read,
however it was written, go through the organization's filter. A view cannot be written, so the statement's own table is
rewritten to `main."table"`, where temporary triggers stand: a new row outside the scope is refused, a row of another
organization is passed over by UPDATE and DELETE as if it were not there (what PostgreSQL does too). The authorizer
refuses whoever names `main."table"` in a read to get around the view.

The open scope is asked of Python by SQL functions, once for each statement, so it costs no statement of its own. The same views
leave out the records that are kept apart from whoever looks (`apart.py`).
"""

from __future__ import annotations

import re
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey

from cairn.platform.db import apart
from cairn.platform.db.apart import tables_about_people
from cairn.platform.db.scopes import OpenScope, walled_tables
from cairn.platform.db.sqlite.driver import driver
from cairn.platform.db.sqlite.write_lock import WRITES

REFUSAL = "outside the open organization scope"
TABLE_PRAGMA = re.compile(r"\s*PRAGMA\s+(?=(?:table_x?info|index_list|foreign_key_list|foreign_key_check)\b)", re.I)
TARGET = re.compile(
    r"\s*(?P<verb>INSERT\s+(?:OR\s+(?:IGNORE|ABORT|FAIL|ROLLBACK)\s+)?INTO|UPDATE|DELETE\s+FROM)\s+(?P<q>\"?)(?P<table>\w+)(?P=q)(?=[\s(;]|$)",
    re.I,
)
UPSERT = re.compile(r"\bON\s+CONFLICT\b.*\bDO\s+UPDATE\b", re.I | re.S)
VIEW = """CREATE TEMP VIEW IF NOT EXISTS "{table}" AS SELECT * FROM main."{table}"
WHERE ((SELECT cairn_everything()) OR "{column}" = (SELECT cairn_organization())){apart}"""
HIDDEN = "cairn_kept_apart"  # the ids of those whom the viewer is kept from
HIDDEN_IDS = f'SELECT client_id FROM "{HIDDEN}"'  # noqa: S608 - a fixed name
HIDDEN_VIEW = f'CREATE TEMP VIEW IF NOT EXISTS "{HIDDEN}" AS ' + apart.HIDDEN.format(
    schema="main.",
    viewer="(SELECT cairn_viewer())",
    organization="(SELECT cairn_organization())",
    moment="(SELECT cairn_moment())",
)
TRIGGERS = {
    "insert": """CREATE TEMP TRIGGER IF NOT EXISTS "cairn_wall_insert_{table}" BEFORE INSERT ON main."{table}"
WHEN NOT coalesce(cairn_everything() OR NEW."{column}" = cairn_organization(), 0)
BEGIN SELECT RAISE(ABORT, '{refusal}'); END""",
    "update": """CREATE TEMP TRIGGER IF NOT EXISTS "cairn_wall_update_{table}" BEFORE UPDATE ON main."{table}"
WHEN NOT coalesce(cairn_everything() OR (OLD."{column}" = cairn_organization() AND NEW."{column}" = cairn_organization()), 0){kept}
BEGIN SELECT CASE
WHEN OLD."{column}" = cairn_organization() AND NEW."{column}" = cairn_organization() THEN RAISE(IGNORE)
WHEN OLD."{column}" IS cairn_organization() OR cairn_upserting()
THEN RAISE(ABORT, '{refusal}') ELSE RAISE(IGNORE) END; END""",
    "delete": """CREATE TEMP TRIGGER IF NOT EXISTS "cairn_wall_delete_{table}" BEFORE DELETE ON main."{table}"
WHEN NOT coalesce(cairn_everything() OR OLD."{column}" = cairn_organization(), 0){kept}
BEGIN SELECT RAISE(IGNORE); END""",
}
# While the wall stands nobody takes a brick out of it, nor opens the same file under another name.
FORBIDDEN = {driver.SQLITE_ATTACH, driver.SQLITE_DROP_TEMP_VIEW, driver.SQLITE_DROP_TEMP_TRIGGER}

WRITING = {driver.SQLITE_INSERT, driver.SQLITE_UPDATE, driver.SQLITE_DELETE}


class Wall:
    """The wall of one connection: built before its first statement, taken down for migrations."""

    def __init__(self, open_scope: OpenScope) -> None:
        self.open_scope = open_scope
        self.tables: dict[str, str] = {}
        self.about: dict[str, apart.About] = {}
        self.joined: dict[str, set[tuple[str, str]]] = {}
        self.without_triggers: set[str] = set()
        self.stands = False
        self.guarded = False
        self.upserting = False
        self.writing_to: str | None = None
        self.bare = False

    def attach(self, connection: Any) -> None:
        """Teach a new connection to ask for the scope. Functions, not a table: SQL can read the scope but not change it."""
        scope = self.open_scope
        self.stands = False
        connection.create_function("cairn_everything", 0, lambda: int(scope.everything), deterministic=True)
        connection.create_function(
            "cairn_organization", 0, lambda: scope.organization.hex if scope.organization else None, deterministic=True
        )
        connection.create_function(
            "cairn_viewer", 0, lambda: scope.viewer.hex if scope.viewer else None, deterministic=True
        )
        connection.create_function("cairn_moment", 0, lambda: scope.moment, deterministic=True)
        connection.create_function("cairn_upserting", 0, lambda: int(self.upserting), deterministic=True)

    def build(self, connection: Any) -> None:
        """Put up views for all walled tables, also those a migration has still to make.

        Inside a transaction this is done again at each statement until it ends: rolling back would take it all away.
        """
        connection.set_authorizer(None)
        self.tables = walled_tables()
        self.joined = foreign_keys() if self.tables else {}
        self.without_triggers, self.guarded = set(self.tables), not self.tables
        run_together(connection, self._views(connection))
        connection.set_authorizer(self.authorize if self.tables else None)
        self.stands = not connection.in_transaction

    def _views(self, connection: Any) -> list[str]:
        """Each table's view; with the break where this database has its tables (one that is older gets them by its next migration)."""
        self.about = tables_about_people() if self._names(connection, "main", "table") >= apart.TABLES else {}
        views = [
            VIEW.format(table=table, column=column, apart=self._apart(table)) for table, column in self.tables.items()
        ]
        return [HIDDEN_VIEW, *views] if self.about else views

    def _apart(self, table: str) -> str:
        about = self.about.get(table)
        if about is None:
            return ""
        return "\nAND " + apart.condition(about, own=f'main."{table}"', hidden=HIDDEN_IDS)

    def _triggers(self, table: str) -> list[str]:
        """A row about somebody whom the viewer is kept from, or that hangs on such a row, is passed over like another organization's."""
        about = self.about.get(table)
        kept = f" OR NOT ({apart.condition(about, own='OLD', hidden=HIDDEN_IDS)})" if about else ""
        return [
            text.format(table=table, column=self.tables[table], refusal=REFUSAL, kept=kept)
            for text in TRIGGERS.values()
        ]

    def guard(self, connection: Any) -> None:
        """Put up the triggers, before the connection's first write: a connection that only reads saves their cost."""
        present = self._names(connection, "main", "table") & set(self.tables)
        statements = [text for table in sorted(present) for text in self._triggers(table)]
        connection.set_authorizer(None)
        run_together(connection, statements)
        connection.set_authorizer(self.authorize)
        self.without_triggers = set(self.tables) - present
        self.guarded = not connection.in_transaction  # else a rollback would take them away: again at the next write

    def take_down(self, connection: Any) -> None:
        connection.set_authorizer(None)
        statements = [
            f'DROP TRIGGER temp."{name}"'
            for name in self._names(connection, "temp", "trigger")
            if name.startswith("cairn_wall_")
        ]
        statements += [
            f'DROP VIEW temp."{name}"'
            for name in self._names(connection, "temp", "view")
            if name in self.tables or name == HIDDEN
        ]
        run_together(connection, statements)
        self.tables, self.stands = {}, False

    def missing(self, connection: Any) -> list[str]:
        """Walled tables of the database that have no view or not all their triggers on this connection."""
        present = self._names(connection, "main", "table") & set(walled_tables())
        views = self._names(connection, "temp", "view")
        triggers = self._names(connection, "temp", "trigger")
        return sorted(
            table
            for table in present
            if table not in views or any(f"cairn_wall_{verb}_{table}" not in triggers for verb in TRIGGERS)
        )

    @staticmethod
    def _names(connection: Any, schema: str, kind: str) -> set[str]:
        rows = connection.execute(f"SELECT name FROM {schema}.sqlite_schema WHERE type = ?", (kind,))  # noqa: S608 - two fixed words
        return {name for (name,) in rows}

    def rewrite(self, connection: Any, query: str) -> str:
        """Point a statement that writes a walled table, or describes one, at the table itself; leave the rest alone."""
        self.writing_to = None
        first = query.lstrip()[:1].upper()
        if first == "P":
            return TABLE_PRAGMA.sub("PRAGMA main.", query, count=1)
        if first == "S":
            return self._past_the_views(query) if self.bare else query
        if not self.guarded and WRITES.match(query):
            self.guard(connection)
        match = TARGET.match(query)
        if match is None:
            return query
        self.writing_to = match["table"]
        if match["table"] not in self.tables:
            return query
        if match["table"] in self.without_triggers:
            self._complete(connection, match["table"])
        self.upserting = first == "I" and UPSERT.search(query) is not None
        start = match.start("q")
        return f"{query[:start]}main.{query[start:]}"

    def _past_the_views(self, query: str) -> str:
        for table in self.tables:
            query = query.replace(f'FROM "{table}"', f'FROM main."{table}"')
        return query

    def _complete(self, connection: Any, table: str) -> None:
        """A table that came after this connection was opened gets its triggers before its first write."""
        if table in self._names(connection, "main", "table"):
            connection.set_authorizer(None)
            for statement in self._triggers(table):
                connection.execute(statement)
            connection.set_authorizer(self.authorize)
            if not connection.in_transaction:  # else a rollback may still take them away
                self.without_triggers.discard(table)

    def _is_unguarded(self, name: str | None) -> bool:
        return name in self.without_triggers and name != self.writing_to

    def _is_touched_by_the_write(self, name: str, column: str | None) -> bool:
        if self.writing_to is None:
            return False
        return name == self.writing_to or (name, column) in self.joined.get(self.writing_to, ())

    def authorize(
        self, action: int, name: str | None, column: str | None, schema: str | None, through: str | None
    ) -> int:
        """Asked by SQLite as it compiles a statement. `through` is the view or trigger that reads, None for the statement itself.

        A walled table is read through its own view, by our triggers (all named `cairn_...`), or by the statement that writes it.
        """
        if action in FORBIDDEN or (action in WRITING and schema == "main" and self._is_unguarded(name)):
            return int(driver.SQLITE_DENY)
        if action != driver.SQLITE_READ or schema != "main" or name not in self.tables or self.bare:
            return int(driver.SQLITE_OK)
        if through is None:
            return int(driver.SQLITE_OK if self._is_touched_by_the_write(name, column) else driver.SQLITE_DENY)
        return int(driver.SQLITE_OK if through == name or through.startswith("cairn_") else driver.SQLITE_DENY)


def foreign_keys() -> dict[str, set[tuple[str, str]]]:
    """For each table, the key columns of those it refers to and that refer to it: SQLite itself reads them to check foreign keys."""
    joined: dict[str, set[tuple[str, str]]] = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if isinstance(field, ForeignKey):
                here, there = model._meta.db_table, field.related_model._meta.db_table
                joined.setdefault(here, set()).update(
                    (there, target.column or "") for target in field.foreign_related_fields
                )
                joined.setdefault(there, set()).add((here, field.column or ""))
    return joined


def run_together(connection: Any, statements: list[str]) -> None:
    """In one transaction of the temporary schema, which takes no lock on the file.

    As one script where that may be: one by one, the hundreds of bricks would push the pages' own statements out of the connection's cache.
    """
    if not connection.in_transaction:  # a script would commit what is open
        connection.executescript(";\n".join(["BEGIN", *statements, "COMMIT"]))
        return
    for statement in statements:
        connection.execute(statement)
