"""An entry may be taken back, once and for good: marked with a reason, and from then on the schema refuses to change it."""

from django.db import migrations, models

from cairn.platform.db.append_only import ImmutableWhen


class Migration(migrations.Migration):

    dependencies = [
        ('credentials', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='renewal',
            name='renewal_once',
        ),
        migrations.AddField(
            model_name='backgroundcheck',
            name='taken_back_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='backgroundcheck',
            name='taken_back_because',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='backgroundcheck',
            name='taken_back_by_id',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='continuingeducation',
            name='taken_back_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='continuingeducation',
            name='taken_back_because',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='continuingeducation',
            name='taken_back_by_id',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='credential',
            name='taken_back_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='credential',
            name='taken_back_because',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='credential',
            name='taken_back_by_id',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='renewal',
            name='taken_back_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='renewal',
            name='taken_back_because',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='renewal',
            name='taken_back_by_id',
            field=models.UUIDField(null=True),
        ),
        migrations.AddConstraint(
            model_name='renewal',
            constraint=models.UniqueConstraint(condition=models.Q(('taken_back_at__isnull', True)), fields=('credential', 'period_ends_on'), name='renewal_once'),
        ),
        ImmutableWhen("Credential", "OLD.taken_back_at IS NOT NULL"),
        ImmutableWhen("Renewal", "OLD.taken_back_at IS NOT NULL"),
        ImmutableWhen("ContinuingEducation", "OLD.taken_back_at IS NOT NULL"),
        ImmutableWhen("BackgroundCheck", "OLD.taken_back_at IS NOT NULL"),
    ]
