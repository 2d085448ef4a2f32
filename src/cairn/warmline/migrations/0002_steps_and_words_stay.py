"""Steps of a crisis and words left for the next shift stay as they were written: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("warmline", "0001_initial")]

    operations = [AppendOnly("HandOffStep"), AppendOnly("HandOver")]
