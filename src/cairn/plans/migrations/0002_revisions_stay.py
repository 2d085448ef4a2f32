"""What a plan said stays as it was written, and so does the person's yes to it: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [AppendOnly("PlanRevision"), AppendOnly("PlanAgreement")]
