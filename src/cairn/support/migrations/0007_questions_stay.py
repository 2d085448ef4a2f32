"""A version of the program's questions stays as it was asked: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("support", "0006_notes_together")]

    operations = [AppendOnly("NoteTemplate")]
