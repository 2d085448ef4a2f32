"""What is signed stays as it was written: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly, ImmutableWhen


class Migration(migrations.Migration):
    dependencies = [("support", "0002_contact_draft")]

    operations = [
        ImmutableWhen("Note", "OLD.signed_at IS NOT NULL"),
        AppendOnly("Amendment"),
        AppendOnly("SurveyAnswer"),
    ]
