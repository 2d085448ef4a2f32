"""What was put right stays readable as it was written: the schema itself refuses to change it."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("gatherings", "0001_initial")]

    operations = [AppendOnly("Correction")]
