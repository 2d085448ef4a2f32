"""What one of two people wrote stays as it was written: from the moment the other read it, the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [AppendOnly("Message", unless="OLD.read_at IS NULL")]
