"""What a court was told, and what a study keeps, stays as it was written: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("court", "0001_initial")]

    operations = [AppendOnly("CourtReport"), AppendOnly("StudyFact")]
