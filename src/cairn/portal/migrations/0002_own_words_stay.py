"""What a person wrote stays as they wrote it: the schema itself refuses to change or delete it."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]

    operations = [AppendOnly("OwnWords")]
