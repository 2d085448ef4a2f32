"""A hold that was lifted and what was added to a summary stay as they were written: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly, ImmutableWhen


class Migration(migrations.Migration):
    dependencies = [("departures", "0003_holds_and_additions")]

    operations = [
        ImmutableWhen("Hold", "OLD.lifted_at IS NOT NULL"),
        AppendOnly("SummaryAddition"),
    ]
