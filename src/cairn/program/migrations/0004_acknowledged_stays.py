"""That somebody acknowledged a version of the code stays as it was written: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("program", "0003_wellnessplan_ethicsacknowledgment")]

    operations = [AppendOnly("EthicsAcknowledgment")]
