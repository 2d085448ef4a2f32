"""What was signed, handed over, answered or sent stays as it was written, and a leaving that was taken back stays so: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly, ImmutableWhen


class Migration(migrations.Migration):
    dependencies = [("departures", "0001_initial")]

    operations = [
        ImmutableWhen("Summary", "OLD.signed_at IS NOT NULL"),
        ImmutableWhen("Departure", "OLD.taken_back_at IS NOT NULL"),
        AppendOnly("Transfer"),
        AppendOnly("PromiseEnding"),
        AppendOnly("Sending"),
    ]
