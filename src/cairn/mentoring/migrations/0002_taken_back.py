"""An entry may be taken back, once and for good: marked with a reason, and from then on the schema refuses to change it."""

from django.db import migrations, models

from cairn.platform.db.append_only import ImmutableWhen


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='dues',
            name='taken_back_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='dues',
            name='taken_back_because',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='dues',
            name='taken_back_by_id',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='mentoringtalk',
            name='taken_back_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='mentoringtalk',
            name='taken_back_because',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='mentoringtalk',
            name='taken_back_by_id',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='skillssession',
            name='taken_back_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='skillssession',
            name='taken_back_because',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='skillssession',
            name='taken_back_by_id',
            field=models.UUIDField(null=True),
        ),
        ImmutableWhen("Dues", "OLD.taken_back_at IS NOT NULL"),
        ImmutableWhen("MentoringTalk", "OLD.taken_back_at IS NOT NULL"),
        ImmutableWhen("SkillsSession", "OLD.taken_back_at IS NOT NULL"),
    ]
