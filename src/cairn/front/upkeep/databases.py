"""The database as the operator's commands see it: in step, behind its wall, on a sound engine, emptied of its log."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from cairn.front.upkeep.errors import CannotDo
from cairn.platform.db.migrating import drawn_once
from cairn.platform.db.wall import check_wall, install_wall


def pending_migrations() -> list[str]:
    """Steps that the database lacks, as "room.0002_name"; all of them for an empty database."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown_migrations() -> list[str]:
    """Steps that the database has and this version does not know: it was written by a newer Cairn."""
    loader = MigrationExecutor(connection).loader
    ours = {app for app, _ in loader.disk_migrations}
    return sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in ours and (app, name) not in loader.disk_migrations and (app, name) not in loader.replacements
    )


def migrate() -> None:
    """Bring the tables in step, then the wall in step with the tables."""
    with drawn_once():
        call_command("migrate", verbosity=0, interactive=False)
    install_wall(connection)


def refuse_unless_in_step() -> None:
    """Refuses a database older or newer than this version, and one without its wall."""
    if newer := unknown_migrations():
        raise CannotDo(
            f"This database was written by a newer Cairn ({newer[-1]}). Run that version, or restore a backup into an empty folder."
        )
    if pending := pending_migrations():
        raise CannotDo(
            f"The database is {len(pending)} steps behind this version (next: {pending[0]}). "
            "Run `cairn upgrade`; it makes a backup first."
        )
    check_wall(connection)


def engine_line() -> tuple[bool, str]:
    """Whether the engine keeps what it acknowledged, and its name and version."""
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        major, minor = divmod(connection.pg_version, 10_000)  # type: ignore[attr-defined]
        return major >= 14, f"PostgreSQL {major}.{minor}"
    from cairn.platform.db.sqlite.driver import IS_ENCRYPTED, driver, wal_is_safe  # noqa: PLC0415 - only there

    kind = "SQLCipher (encrypted)" if IS_ENCRYPTED else "SQLite, NOT ENCRYPTED"
    safe = wal_is_safe(driver.sqlite_version_info)
    return IS_ENCRYPTED and safe, f"{kind} on SQLite {driver.sqlite_version}"


def is_embedded() -> bool:
    return connection.vendor == "sqlite"


def empty_the_log() -> None:
    """Move the whole write-ahead log into the file; what a clean stop leaves is one file."""
    if is_embedded():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def close() -> None:
    """Before a fork or a rename: no open handle may travel along."""
    connections.close_all()
