"""What the ledger says stays as it was written, and a consent that was taken back stays taken back: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly, ImmutableWhen


class Migration(migrations.Migration):
    dependencies = [("privacy", "0002_ledger_head")]

    operations = [
        AppendOnly("LedgerEntry"),
        AppendOnly("LedgerSubject"),
        ImmutableWhen("Consent", "OLD.revoked_at IS NOT NULL"),
    ]
