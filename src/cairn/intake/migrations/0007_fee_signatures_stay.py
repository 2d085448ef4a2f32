"""What a person answered to the words of what it costs stays as it was written: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("intake", "0006_fee_signatures")]

    operations = [AppendOnly("FeeSignature")]
