"""A referral, its handing over and what came of it stay as they were written: the schema itself refuses. A correction is a new row."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]

    operations = [AppendOnly("Referral"), AppendOnly("HandOver"), AppendOnly("ReferralStep")]
