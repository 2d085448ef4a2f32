"""Rows that stay as they were written: migration operations that make the schema itself refuse.

    operations = [
        AppendOnly("Entry"),                                        # never changed, never deleted
        AppendOnly("Upload", unless="OLD.received_at IS NULL"),     # free until it was received
        ImmutableWhen("Note", "OLD.signed_at IS NOT NULL"),         # fixed once signed
    ]

Conditions are SQL that SQLite and PostgreSQL both read, about OLD (the row as it stands), without functions. The
refusal is an IntegrityError on both. Emptying a test database (`flush`) passes; nothing else does, short of a migration.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

TRIGGER = "cairn_fixed"
REFUSAL = "this row is append-only"

SQLITE = """CREATE TRIGGER "{trigger}_{verb}_{table}" BEFORE {verb} ON "{table}" WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END"""

POSTGRESQL_FUNCTION = """CREATE OR REPLACE FUNCTION cairn_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('cairn.emptying', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME;
END $$"""
POSTGRESQL = """CREATE TRIGGER {trigger}_{verb} BEFORE {verb} ON "{table}" FOR EACH ROW WHEN ({condition})
EXECUTE FUNCTION cairn_refuse_change()"""
POSTGRESQL_TRUNCATE = """CREATE TRIGGER {trigger}_truncate BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT
EXECUTE FUNCTION cairn_refuse_change()"""


class ImmutableWhen(Operation):
    """Refuse to change or delete rows of which `condition` is true, from this migration on."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str, condition: str) -> None:
        self.model_name = model_name
        self.condition = condition

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models stay the same."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._apply(app_label, schema_editor, to_state, put_up)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._apply(app_label, schema_editor, from_state, take_away)

    def _apply(self, app_label: str, schema_editor: Any, state: Any, statements: Any) -> None:
        model = state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        for statement in statements(schema_editor.connection.vendor, model._meta.db_table, self.condition):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Refuse changes to {self.model_name} when {self.condition}"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.model_name.lower()}_fixed"


class AppendOnly(ImmutableWhen):
    """Refuse to change or delete any row, except those of which `unless` is true."""

    def __init__(self, model_name: str, unless: str = "") -> None:
        super().__init__(model_name, f"({unless}) IS NOT TRUE" if unless else "TRUE")
        self.unless = unless

    def describe(self) -> str:
        return f"Make {self.model_name} append-only" + (f" unless {self.unless}" if self.unless else "")


def put_up(vendor: str, table: str, condition: str) -> list[str]:
    """The statements that fix the rows of one table."""
    names = {"trigger": TRIGGER, "table": table, "condition": condition, "refusal": REFUSAL}
    if vendor == "sqlite":
        return [SQLITE.format(verb=verb, **names) for verb in ("UPDATE", "DELETE")]
    return [
        POSTGRESQL_FUNCTION.format(refusal=REFUSAL),
        *(POSTGRESQL.format(verb=verb, **names) for verb in ("UPDATE", "DELETE")),
        POSTGRESQL_TRUNCATE.format(**names),
    ]


def take_away(vendor: str, table: str, _: str) -> list[str]:
    """The statements that free them again."""
    if vendor == "sqlite":
        return [f'DROP TRIGGER "{TRIGGER}_{verb}_{table}"' for verb in ("UPDATE", "DELETE")]
    return [f'DROP TRIGGER {TRIGGER}_{verb} ON "{table}"' for verb in ("UPDATE", "DELETE", "TRUNCATE")]
