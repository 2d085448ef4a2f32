"""A request that was answered, a breach that was ruled out and who was told of one stay as they were written: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly, ImmutableWhen


class Migration(migrations.Migration):
    dependencies = [("privacy", "0009_record_requests")]

    operations = [
        ImmutableWhen("RecordRequest", "OLD.answered_at IS NOT NULL"),
        ImmutableWhen("Breach", "OLD.ruled_out_on IS NOT NULL"),
        AppendOnly("BreachStep"),
    ]
