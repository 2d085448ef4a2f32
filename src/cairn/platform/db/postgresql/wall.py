"""The second wall on PostgreSQL: row-level security, forced on the tables' owner too, by settings of the session."""

from __future__ import annotations

from typing import Any

from cairn.platform.db import apart
from cairn.platform.db.apart import tables_about_people

POLICY = "cairn_wall"
TELL = "SELECT set_config('cairn.organization', %s, false), set_config('cairn.everything', %s, false), \
set_config('cairn.viewer', %s, false), set_config('cairn.moment', %s, false)"
# Each part in a sub-select, so that it is worked out once for a statement and not for each row.
CONDITION = """(SELECT current_setting('cairn.everything', true) = 'on')
 OR {column} = (SELECT nullif(current_setting('cairn.organization', true), '')::uuid)"""
SETTING = "(SELECT nullif(current_setting('cairn.{name}', true), '')::{kind})"
HIDDEN = apart.HIDDEN.format(
    schema="",
    viewer=SETTING.format(name="viewer", kind="uuid"),
    organization=SETTING.format(name="organization", kind="uuid"),
    moment=SETTING.format(name="moment", kind="timestamptz"),
)
FLAWED = """
SELECT c.relname FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relname = ANY(%s) AND pg_table_is_visible(c.oid)
AND NOT (c.relrowsecurity AND c.relforcerowsecurity
         AND (SELECT array_agg(p.polname::text) FROM pg_policy p WHERE p.polrelid = c.oid) = ARRAY['cairn_wall'])
ORDER BY c.relname"""
PRESENT = """
SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relname = ANY(%s) AND pg_table_is_visible(oid)"""
UNSAFE = """
SELECT rolname FROM pg_roles
WHERE rolname IN (current_user, session_user) AND (rolsuper OR rolbypassrls) ORDER BY rolname"""


def install(cursor: Any, tables: dict[str, str]) -> None:
    """Put every walled table that exists behind its policy; repeats without harm."""
    cursor.execute(PRESENT, [list(tables)])
    present = {table for (table,) in cursor.fetchall()}
    about = tables_about_people() if present >= apart.TABLES else {}
    for table in sorted(present):
        for statement in statements_for(table, tables[table], about.get(table)):
            cursor.execute(statement)


def statements_for(table: str, column: str, about: apart.About | None = None) -> list[str]:
    """`about`: how the table tells of a person served. The break stands in what may be seen and changed, not in what may be added."""
    name, condition = quoted(table), CONDITION.format(column=quoted(column))
    seen = f"({condition}) AND {apart.condition(about, own=name, hidden=HIDDEN)}" if about else condition
    return [
        f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS {POLICY} ON {name}",
        f"CREATE POLICY {POLICY} ON {name} USING ({seen}) WITH CHECK ({condition})",
    ]


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def missing(cursor: Any, tables: dict[str, str]) -> list[str]:
    """Walled tables without forced row-level security, or with another policy beside ours (policies widen each other)."""
    cursor.execute(FLAWED, [list(tables)])
    return [table for (table,) in cursor.fetchall()]


def unsafe_logins(cursor: Any) -> list[str]:
    cursor.execute(UNSAFE)
    return [name for (name,) in cursor.fetchall()]


def is_refusal(error: Any) -> bool:
    """Whether this lack of privilege is row-level security's; the server's language does not matter."""
    return error.diag.source_function == "ExecWithCheckOptions"
