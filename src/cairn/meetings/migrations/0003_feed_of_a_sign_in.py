"""A feed belongs to a sign-in, whoever holds it: a client has one like everybody else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_words_stay")]

    operations = [
        migrations.RemoveField("calendarfeed", "for_client"),
        migrations.RemoveField("calendarfeed", "zone"),
        migrations.AlterField("calendarfeed", "person_id", models.UUIDField()),
    ]
