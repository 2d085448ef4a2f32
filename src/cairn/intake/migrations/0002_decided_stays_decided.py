"""What was decided about two records, and what a program said of its cost, stays as it was written: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]

    operations = [AppendOnly("Comparison"), AppendOnly("FeeNotice")]
