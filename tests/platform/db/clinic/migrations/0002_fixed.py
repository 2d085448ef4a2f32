from django.db import migrations

from cairn.platform.db.append_only import AppendOnly, ImmutableWhen


class Migration(migrations.Migration):
    dependencies = [("clinic", "0001_initial")]
    operations = [
        ImmutableWhen("Note", "OLD.signed_at IS NOT NULL"),
        AppendOnly("Entry", unless="OLD.is_draft"),
    ]
