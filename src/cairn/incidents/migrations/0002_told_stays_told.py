"""What was told outside, and what was added, stays as it was written: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]

    operations = [AppendOnly("OutsideReport"), AppendOnly("FollowUp")]
