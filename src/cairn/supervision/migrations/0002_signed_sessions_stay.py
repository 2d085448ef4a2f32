"""A session that both signed stays as it was signed: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import ImmutableWhen


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial")]

    operations = [
        ImmutableWhen("SupervisionSession", "OLD.peer_signed_at IS NOT NULL AND OLD.supervisor_signed_at IS NOT NULL"),
    ]
