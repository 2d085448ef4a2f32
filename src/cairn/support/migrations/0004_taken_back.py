"""An entry may be taken back, once and for good: marked with a reason, and from then on the schema refuses to change it."""

from django.db import migrations, models

from cairn.platform.db.append_only import ImmutableWhen


class Migration(migrations.Migration):

    dependencies = [
        ('support', '0003_signed_words_stay'),
    ]

    operations = [
        migrations.AddField(
            model_name='clinicaldiagnosis',
            name='taken_back_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='clinicaldiagnosis',
            name='taken_back_because',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='clinicaldiagnosis',
            name='taken_back_by_id',
            field=models.UUIDField(null=True),
        ),
        ImmutableWhen("ClinicalDiagnosis", "OLD.taken_back_at IS NOT NULL"),
    ]
