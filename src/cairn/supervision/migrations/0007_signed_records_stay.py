"""A signature under a referral or a plan stays as it was written: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("supervision", "0006_record_sign_offs")]

    operations = [AppendOnly("RecordSignOff")]
