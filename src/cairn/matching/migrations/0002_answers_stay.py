"""What was wished, answered and said stays as it was written: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial")]

    operations = [AppendOnly("Wishes"), AppendOnly("ConflictAnswer"), AppendOnly("SupervisorWord")]
