"""What was signed stays as it was signed, whoever asks."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from cairn.platform.db.append_only import AppendOnly, ImmutableWhen
from cairn.platform.db.wall import EVERYTHING, open_scope
from tests.platform.db.clinic.models import Entry, Note
from tests.platform.db.conftest import DAY, NORTH, SOUTH


def refused(act, *arguments, **options):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        act(*arguments, **options)


def run(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def test_an_entry_stays(db):
    entry = Entry.objects.create(text="first")
    entry.text = "second"
    refused(entry.save)
    refused(entry.delete)
    refused(Entry.objects.update, text="x")
    refused(Entry.objects.all().delete)
    refused(run, "DELETE FROM clinic_entry")
    refused(Entry.objects.bulk_create, [Entry(id=entry.id, text="x")], update_conflicts=True, unique_fields=["id"],
            update_fields=["text"])  # fmt: skip
    if connection.vendor == "sqlite":
        refused(run, "REPLACE INTO clinic_entry (id, text, is_draft) VALUES (%s, 'x', 0)", entry.id)
    else:
        refused(run, "TRUNCATE clinic_entry")
    assert Entry.objects.get().text == "first"


def test_a_draft_is_free_until_it_is_none(db):
    draft = Entry.objects.create(text="draft", is_draft=True)
    Entry.objects.update(text="better")
    Entry.objects.update(is_draft=False)
    refused(Entry.objects.update, is_draft=True)
    Entry.objects.create(text="other", is_draft=True).delete()
    assert Entry.objects.get() == draft


def test_a_note_is_free_until_it_is_signed(two):
    with open_scope(NORTH):
        note = Note.objects.get()
        note.text = "corrected"
        note.save()
        note.signed_at = DAY
        note.save()
        refused(Note.objects.update, text="tampered")
        refused(Note.objects.update, signed_at=None)
        refused(note.delete)
        assert Note.objects.get().text == "corrected"
    with open_scope(SOUTH):
        assert Note.objects.update(text="still mine to change") == 1  # the signed one elsewhere does not even show
    with open_scope(EVERYTHING):
        refused(Note.objects.all().delete)


def test_emptying_a_test_database_passes(transactional_db):
    from django.core.management import call_command

    Entry.objects.create(text="first")
    call_command("flush", interactive=False, verbosity=0)
    assert Entry.objects.count() == 0
    Entry.objects.create(text="again")
    refused(Entry.objects.update, text="x")


def test_changing_the_table_keeps_the_rows_fixed(transactional_db):
    """SQLite makes a table anew to change a column, and would lose what protects it."""
    Entry.objects.create(text="first")
    old, new = Entry._meta.get_field("text"), models.CharField(max_length=90)
    new.set_attributes_from_name("text")
    new.model = Entry
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, old, new)
    refused(Entry.objects.update, text="x")
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, new, old)
    refused(Entry.objects.update, text="x")


def test_it_is_reversible(transactional_db):
    state = ProjectState()
    operation = AppendOnly("Leaf")
    create = migrations.CreateModel(
        "Leaf", [("id", models.BigAutoField(primary_key=True)), ("n", models.IntegerField())]
    )
    create.state_forwards("clinic", state)
    leaf = state.apps.get_model("clinic", "Leaf")
    with connection.schema_editor() as editor:
        create.database_forwards("clinic", editor, ProjectState(), state)
        operation.database_forwards("clinic", editor, state, state)
    leaf.objects.create(n=1)
    refused(leaf.objects.update, n=2)
    with connection.schema_editor() as editor:
        operation.database_backwards("clinic", editor, state, state)
    leaf.objects.update(n=2)
    with connection.schema_editor() as editor:
        editor.delete_model(leaf)


def test_migrations_can_be_written_with_it():
    for operation in (
        AppendOnly("Entry", unless="OLD.is_draft"),
        AppendOnly("Entry"),
        ImmutableWhen("Note", "OLD.a IS NULL"),
    ):
        Migration = type("Migration", (migrations.Migration,), {"operations": [operation]})
        text = MigrationWriter(Migration("0001", "clinic")).as_string()
        assert f"append_only.{type(operation).__name__}(" in text
        assert operation.describe()
        assert operation.migration_name_fragment.endswith("_fixed")
